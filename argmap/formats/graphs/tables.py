"""Two tables, for spreadsheets and statistics: nodes in one file, edges in one beside it whose name ends in -edges.

    tram.csv                                        tram-edges.csv
    id,kind,text,label,above,implicit,…             id,kind,source,target,scheme,weight
    tram,map,Trams,,,,                              r1,support,quiet,build,,
    build,claim,The town should build …,,,,         r2,support,good,build,,
    quiet,claim,A tram is quiet.,,,,                u,undercut,squeal,r1,,

Rows of edges with the same id are one relation with linked premises; an edge without an id is a relation of its own. The target of an undercut is the id of an edge.
`above` is the issue that a claim answers, or what an issue is below. Tables of others are read as well: tabs or semicolons between the cells, and
the usual names of columns (from, to, type, …). An edge without a kind is taken for a support, with a warning, and one of a kind that is not known is left out.
Where nodes and edges have the same numbers, as in Gephi's tables, a target is the node, or the edge if the kind is an undercut.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, which is taken away again. Nothing in a table says that it is a map:
it is read when the format is named. A table of edges alone is a map whose claims say no more than their names.

Source:
    RFC 4180 for quotation marks; OWASP, CSV Injection, for the apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from argmap.formats.arguments.scheme_graph import scheme_named
from argmap.formats.building import MapBuilder
from argmap.formats.graphs.columns import (
    EDGE_COLUMNS,
    FORMULA,
    NODE_COLUMNS,
    Row,
    columns_of,
    reader_of,
    rows_of,
)
from argmap.formats.keeping import folded, kept
from argmap.formats.protocol import Format, MapFile, Reading, Writing, losses
from argmap.formats.spans.labels import meaning
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.model.source_text import slug

EDGES = "-edges.csv"
SIGNS = {
    "+": RelationKind.SUPPORT,
    "-": RelationKind.ATTACK,
    "−": RelationKind.ATTACK,
    "=": RelationKind.REPHRASE,
}
NO_KIND = frozenset({"", "directed", "undirected"})
"""What stands in the column of kinds where nothing is said; the last two are what Gephi writes there."""
TRUE = frozenset({"true", "1", "yes", "x"})

CARRIES = frozenset(
    {
        "id",
        "title",
        "issues.id",
        "issues.question",
        "issues.label",
        "issues.parent",
        "claims.id",
        "claims.text",
        "claims.label",
        "claims.answers",
        "claims.implicit",
        "claims.base_score",
        "claims.tags",
        "examples.id",
        "examples.name",
        "examples.topic",
        "examples.text",
        "relations.id",
        "relations.kind",
        "relations.premises",
        "relations.target",
        "relations.scheme",
        "relations.weight",
    }
)


# Reading


def read(file: MapFile) -> Reading:
    """Return the map in a table of nodes and the table of edges beside it."""
    map = MapBuilder(file, "tables")
    if _is_of_edges(file.text):
        rows = [*rows_of(map, file.text, {"source", "target"})]
        _named_alone(map, rows)
        _edges(map, rows)
        return map.reading()
    names = [*_names_of_edges(file.name)]
    beside, edges = next(
        ((name, text) for name in names if (text := file.beside(name)) is not None), ("", None)
    )
    nodes = [*rows_of(map, file.text, {"id", "text"})]
    if map.failed:
        return map.reading()
    if edges is None:
        map.left_out(f"there is no table of edges beside it ({names[0]}), and so no relation")
    for line, row in nodes:
        _node(map, row, line)
    if edges is not None:
        map.beside = str(PurePath(file.name).with_name(beside))
        _edges(map, [*rows_of(map, edges, {"source", "target"})])
    return map.reading()


def _is_of_edges(text: str) -> bool:
    """Return whether a table has the columns of edges, and none with texts of nodes."""
    columns = {*columns_of(next(reader_of(text), []))}
    return {"source", "target"} <= columns and "text" not in columns


def _named_alone(map: MapBuilder, rows: Sequence[tuple[int, Row]]) -> None:
    """Add a claim for each name at an end of an edge: its name is all that it says."""
    edges = {row.get("id", "").strip() for _, row in rows}
    onto = {row.get("target", "").strip() for _, row in rows if _kind(row)[0] is RelationKind.UNDERCUT}
    if any(
        row.get("source", "").strip() in edges or row.get("target", "").strip() == row.get("id", "").strip()
        for _, row in rows
    ):
        edges &= onto  # the ids of edges are numbers that statements have as well
    for line, row in rows:
        source, target = row.get("source", "").strip(), row.get("target", "").strip()
        for name in (source, *(() if target in edges else (target,))):
            if name and map.id_of(name) is None:
                map.claim(name, name, line=line)


def _names_of_edges(name: str) -> Iterator[str]:
    path = PurePath(name)
    endings = dict.fromkeys((path.suffix or ".csv", ".csv", ".tsv"))
    stems = [
        f"{path.stem}-edges",
        *(path.stem.replace(a, b) for a, b in (("nodes", "edges"), ("Nodes", "Edges")) if a in path.stem),
    ]
    return (f"{stem}{ending}" for ending in endings for stem in stems)


def _node(map: MapBuilder, row: Row, line: int) -> None:
    id, kind, text = row.get("id", "").strip(), row.get("kind", "").strip().lower(), row.get("text", "")
    label, above = " ".join(row.get("label", "").split()), row.get("above", "").strip() or None
    if kind == "map":
        map.id, map.title = id, text
    elif not id:
        map.left_out("a node without an id was left out", line)
    elif kind == "issue":
        map.issue(id, text, line=line, label=label, parent=above, wanted=id)
    elif kind == "example":
        map.example(id, label or id, text, line=line, topic=row.get("topic", ""), wanted=id)
    else:
        map.claim(
            id, text, line=line, wanted=id, label=label[:1_000], answers=above,
            implicit=row.get("implicit", "").strip().lower() in TRUE,
            base_score=_fraction(row.get("base_score", "")),
            tags=[tag for each in re.split(r"[\s,;]+", row.get("tags", "")) if (tag := slug(each))],
        )  # fmt: skip


def _edges(map: MapBuilder, rows: Sequence[tuple[int, Row]]) -> None:
    plain, unclear = 0, Counter[str]()
    relations: dict[str, tuple[int, Row, list[str]]] = {}
    for number, (line, row) in enumerate(rows):
        id = row.get("id", "").strip() or f"edge {number + 1}"
        source = row.get("source", "").strip()
        if id not in relations:
            relations[id] = (line, row, [source])
        elif any(relations[id][1].get(name) != row.get(name) for name in ("kind", "target")):
            map.left_out(
                f"{_called(id)} is there with another kind or target, and became a relation of its own", line
            )
            relations[f"{id}-{number}"] = (line, row, [source])
        else:
            relations[id][2].append(source)
    for id, (line, row, premises) in relations.items():
        kind, said = _kind(row)
        if kind is None:
            unclear[said] += 1
            continue
        plain += not said
        target = row.get("target", "").strip()
        is_step = target in relations and (kind is RelationKind.UNDERCUT or map.id_of(target) is None)
        if kind is RelationKind.ATTACK and is_step:
            kind = RelationKind.UNDERCUT
        scheme = row.get("scheme", "").strip()
        if scheme and scheme_named(scheme) is None:
            map.left_out(f"{_called(id)} follows the scheme {scheme!r}, which argmap does not know", line)
        map.relation(
            ("edge", id), kind, premises, ("edge", target) if is_step else target,
            line=line, wanted=slug(id) or None, scheme=scheme_named(scheme), weight=_fraction(row.get("weight", "")),
        )  # fmt: skip
    for said, times in unclear.items():
        map.left_out(f"edges of the kind {said!r}, which argmap does not know, and were left out: {times}")
    if plain:
        map.left_out(f"edges without a kind, which are taken for supports: {plain}")


def _called(id: str) -> str:
    return id if id.startswith("edge ") else f"edge {id}"


def _kind(row: Row) -> tuple[RelationKind | None, str]:
    """Return the kind of relation that the row of an edge names, and its word: a support if it has none, None if it is not known."""
    said = row.get("kind", "").strip()
    if said.lower() in NO_KIND:
        said = row.get("label", "").strip()
    return (kind_said(said) if said else RelationKind.SUPPORT), said


def kind_said(said: str) -> RelationKind | None:
    """Return the kind of relation that a sign or a word means; None if argmap does not know it.

    Example:
        >>> kind_said("−"), kind_said("Opposes"), kind_said("near")
        (<RelationKind.ATTACK: 'attack'>, <RelationKind.ATTACK: 'attack'>, None)
    """
    known = SIGNS.get(said) or meaning(said)
    return known if isinstance(known, RelationKind) else None


def _fraction(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as a table of nodes, with the table of edges beside it."""
    rows = [
        (relation.id, str(relation.kind), premise, relation.target, relation.scheme, relation.weight)
        for relation in map.relations
        for premise in relation.premises
    ]
    return Writing(
        _table(NODE_COLUMNS, _nodes(map)), losses(map, CARRIES), {EDGES: _table(EDGE_COLUMNS, rows)}
    )


def _nodes(map: ArgumentMap) -> Iterator[tuple[Any, ...]]:
    yield map.id, "map", map.title, *[None] * 6
    for issue in map.issues:
        yield issue.id, "issue", issue.question, issue.label, issue.parent, *[None] * 4
    for claim in map.claims:
        implicit, tags = "true" if claim.implicit else None, " ".join(claim.tags)
        yield (
            claim.id,
            "claim",
            claim.text,
            claim.label,
            claim.answers,
            implicit,
            claim.base_score,
            None,
            tags,
        )
    for each in map.examples:
        yield each.id, "example", each.text, each.name, None, None, None, each.topic, None


def _table(columns: Sequence[str], rows: Iterator[tuple[Any, ...]] | list[tuple[Any, ...]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return made.getvalue()


def _safe(cell: object) -> str:
    """Return a cell on one line, which no spreadsheet takes for a formula."""
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else repr(cell)
    text = " ".join(str(cell).split())
    return f"'{text}" if FORMULA.match(text) else text


def _kept(map: ArgumentMap) -> ArgumentMap:
    """Return what comes back of a map: texts, labels and names on one line."""
    data = plain_data(folded(kept(map, CARRIES)))
    for section, name in (("issues", "label"), ("claims", "label"), ("examples", "name")):
        for part in data.get(section, []):
            if name in part:
                part[name] = " ".join(part[name].split())
    return ArgumentMap.model_validate(data)


FORMAT = Format(
    "tables",
    "two tables (CSV or TSV): nodes, and edges in a file beside it",
    (),
    CARRIES,
    write,
    read,
    keeps=_kept,
)
