"""Where a format has a place for anything, a written map encloses there what the format has no word for.

Other programs pass over it. When the file is read again, the rest comes back: if the file is as it was written, the map is the one
that was written; if another program changed it, the file counts, and the rest comes back for the parts that are still there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError
from argmap.formats.building import MapBuilder
from argmap.formats.keeping import folded, kept, sidecar_of, with_sidecar
from argmap.formats.protocol import Format, Reading
from argmap.location import Location
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

KEY = "argmap"
"""The name under which a map is enclosed."""


def enclosed(map: ArgumentMap, native: Format) -> dict[str, Any]:
    """Return what to put into a file beside what its format says by itself.

    Args:
        map: The map.
        native: The format as it is without this; `keeps` is what comes back then.
    """
    made: dict[str, Any] = json.loads(sidecar_of(map, native))
    del made["lost"]
    return made


def head(map: MapBuilder, enclosure: object) -> None:
    """Give a map that is read the id and the title that are enclosed."""
    original = enclosure.get("map") if isinstance(enclosure, dict) else None
    if isinstance(original, dict):
        map.id = original["id"] if isinstance(original.get("id"), str) else map.id
        map.title = original["title"] if isinstance(original.get("title"), str) else map.title


def completed(map: MapBuilder, enclosure: object, native: Format) -> Reading:
    """Return what was read with what is enclosed; what is no enclosure of this format is left out with a remark.

    Args:
        map: What the file says by itself.
        enclosure: What was found in the place; None if nothing was.
        native: The format as it is without this.
    """
    reading = map.reading()
    if enclosure is None or reading.map is None:
        return reading
    try:
        return with_sidecar(reading, json.dumps(enclosure), native)
    except (ArgmapError, ValueError, RecursionError) as error:
        first = str(error).split("\n", maxsplit=1)[0]
        return with_remark(
            reading, map, f"what argmap kept in the file cannot be used, and was left out: {first}"
        )


def with_remark(reading: Reading, map: MapBuilder, what: str, line: int | None = None) -> Reading:
    """Return a reading with one more remark on what was left out or changed."""
    remark = Diagnostic(Location(map.file.name, line), "AM019", what, Severity.WARNING)
    return reading._replace(diagnostics=(*reading.diagnostics, remark))


def with_examples_as_claims(map: ArgumentMap) -> ArgumentMap:
    """Return a map whose examples are claims that say what they show, for formats that know statements alone."""
    data = plain_data(map)
    claims = [{"id": each.id, "text": f"{each.name}: {each.text}"} for each in map.examples]
    data["claims"] = [*data.get("claims", ()), *claims]
    data.pop("examples", None)
    return ArgumentMap.model_validate({name: value for name, value in data.items() if value != []})


def without(map: ArgumentMap, *kinds: RelationKind, backings: bool = False) -> ArgumentMap:
    """Return a map without relations of some kinds, and without what leads to these.

    Args:
        map: The map.
        kinds: The kinds that go.
        backings: Whether supports of relations go, too.
    """
    gone = {relation.id for relation in map.relations if relation.kind in kinds}
    if backings:
        known = map.relations_by_id
        gone |= {r.id for r in map.relations if r.kind is RelationKind.SUPPORT and r.target in known}
    onto: dict[str, list[str]] = {}
    for relation in map.relations:
        onto.setdefault(relation.target, []).append(relation.id)
    todo = [*gone]
    while todo:
        above = [id for id in onto.get(todo.pop(), ()) if id not in gone]
        gone |= {*above}
        todo += above
    if not gone:
        return map
    relations = tuple(relation for relation in map.relations if relation.id not in gone)
    data: Mapping[str, Any] = {**plain_data(map), "relations": [plain_data(each) for each in relations]}
    return ArgumentMap.model_validate(
        {name: value for name, value in data.items() if name not in {"expect", "breaches", "questions"}}
    )


def statements(
    map: ArgumentMap, carries: frozenset[str], *gone: RelationKind, backings: bool = False
) -> ArgumentMap:
    """Return what comes back of a map from a format of statements and arguments: examples as claims, texts on one line."""
    return folded(kept(with_examples_as_claims(without(map, *gone, backings=backings)), carries))
