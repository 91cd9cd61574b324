"""The JSON of Reasons.js, a list of statements and of edges between them. It can only be read.

    [{"id": "p1", "text": "…"}, {"id": "c1", "text": "…"}, {"from": "p1", "to": "c1", "type": "because"}]

An edge from several statements links them. What its type says against is an attack, or an undercut if it leads to an edge; any other type is a
support, with a warning if it says nothing of the kind.

Source:
    The read-me file of Reasons.js.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.json_values import data_in, key, recognisable, string
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.model.relation import RelationKind

AGAINST = re.compile(
    r"\b(?:attack|conflict|disagree|rebut|undercut|undermine|contradict|contrar|refut|object|oppos|detract|abate|con\b|but\b|however\b|despite\b|although\b)"
)
FOR = re.compile(r"\b(?:because|since|support|therefore|so\b|and\b|pro\b|for\b|reason|evidence|infer)")

CARRIES = frozenset(
    {
        "claims.id",
        "claims.text",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.premises",
        "relations.target",
    }
)


def read(file: MapFile) -> Reading:
    """Return the map in a list of statements and edges."""
    map = MapBuilder(file, "Reasons.js")
    data = data_in(map)
    if not map.failed and not isinstance(data, list):
        map.error("a JSON list is expected", 1, 1)
    if map.failed:
        return map.reading()
    edges: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(data, start=1):
        if isinstance(row, dict) and "from" in row and "to" in row:
            id = key(row.get("id")) or f"edge {number}"
            if id in edges:
                map.left_out(f"edge {id} is there twice; the first one is kept")
            edges.setdefault(id, row)
        elif isinstance(row, dict) and (id := key(row.get("id")) or "") and "text" in row:
            map.claim(id, string(row["text"]), wanted=id)
        else:
            map.left_out(f"item {number} is neither a statement nor an edge; it was left out")
    unclear: Counter[str] = Counter()
    for id, row in edges.items():
        said, target = string(row.get("type")), key(row["to"]) or ""
        against = AGAINST.search(said.lower()) is not None
        unclear[said] += not against and FOR.search(said.lower()) is None
        onto_edge = target in edges
        attack = RelationKind.UNDERCUT if onto_edge else RelationKind.ATTACK
        sources = row["from"] if isinstance(row["from"], list) else [row["from"]]
        map.relation(
            ("edge", id),
            attack if against else RelationKind.SUPPORT,
            [key(each) or "" for each in sources],
            ("edge", target) if onto_edge else target,
        )
    for said, times in unclear.items():
        if times:
            map.left_out(f"edges of the type {said!r}, which are taken for supports: {times}")
    return map.reading()


def recognises(file: MapFile) -> bool:
    """Say whether a text is a list of statements and edges."""
    data = recognisable(file, begins="[") if '"from"' in file.text and '"to"' in file.text else None
    return (
        isinstance(data, list)
        and all(
            isinstance(row, dict) and ({"from", "to"} <= row.keys() or {"id", "text"} <= row.keys())
            for row in data
        )
        and any("from" in row for row in data)
    )


FORMAT = Format("reasons", "the JSON of Reasons.js", (), CARRIES, None, read, recognises)
