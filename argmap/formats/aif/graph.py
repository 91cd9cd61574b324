"""A nodeset as all forms of AIF have it, and how one is fields in JSON, whatever the program that wrote it left out.

Source:
    Chesñevar et al. (2006), Towards an argument interchange format, Knowledge Engineering Review 21(4); Reed et al. (2008),
    AIF+: dialogue in the Argument Interchange Format, COMMA 2008, for locutions (L), transitions (TA) and illocutions (YA).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats.aif.schemes import name_of_scheme
from argmap.formats.building import MapBuilder

INFERENCE, CONFLICT, REPHRASE, PREFERENCE = "RA", "CA", "MA", "PA"
INFORMATION, LOCUTION, ILLOCUTION, TRANSITION = "I", "L", "YA", "TA"
STEPS = frozenset({INFERENCE, CONFLICT, REPHRASE})
TYPES = STEPS | {PREFERENCE, INFORMATION, LOCUTION, ILLOCUTION, TRANSITION}


@dataclass(frozen=True, slots=True)
class AifNode:
    """A node: its id, one of `TYPES` or any other word, its text, and the name of its scheme if it is not the text."""

    id: str
    type: str
    text: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class AifLocution:
    """Who said a locution, by the id of a person, and when it began; "" if that is not known."""

    node: str
    person: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class Nodeset:
    """The nodes and edges of an argument map in AIF.

    Attributes:
        nodes: The nodes.
        edges: Pairs of ids: from, to.
        locutions: Who said what.
        participants: Names of persons, by the id of the person.
        questions: Critical questions that were raised: the step, the question, the node that raises it.
    """

    nodes: tuple[AifNode, ...]
    edges: tuple[tuple[str, str], ...]
    locutions: tuple[AifLocution, ...] = ()
    participants: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[tuple[str, str, str], ...] = ()


def nodeset_in(data: Mapping[str, Any], map: MapBuilder) -> Nodeset:
    """Return the nodeset in the JSON of AIFdb, of OVA or of xAIF's key "AIF"; what is no part of one is left out with a remark."""
    schemes = {
        node: name
        for row in _rows(data, "schemefulfillments", map)
        if (node := key(row.get("nodeID"))) and (name := name_of_scheme(key(row.get("schemeID")) or ""))
    }
    nodes: list[AifNode] = []
    for number, row in enumerate(_rows(data, "nodes", map), start=1):
        id = key(row.get("nodeID"))
        if id is None:
            map.left_out(f"node {number} of the list has no nodeID; it was left out")
            continue
        scheme = string(row.get("scheme")) or schemes.get(id, "")
        nodes.append(AifNode(id, string(row.get("type")), string(row.get("text")), scheme))
    nodes = [*_once(nodes, map)]
    edges = _edges(data, {node.id for node in nodes}, map)
    locutions = tuple(
        AifLocution(node, person, string(row.get("start")))
        for row in _rows(data, "locutions", map)
        if (node := key(row.get("nodeID"))) is not None and (person := key(row.get("personID"))) is not None
    )
    left = len(_rows(data, "descriptorfulfillments", map))
    if left:
        map.left_out(
            f"roles of premises in schemes (descriptorfulfillments), which have no place in a map: {left}"
        )
    return Nodeset(tuple(nodes), edges, locutions, _participants(data, map), tuple(_questions(data, map)))


def key(value: object) -> str | None:
    """Return an id as a string, however the file has it: 7, 7.0 and "7" are one id; None if it is none."""
    if type(value) is str:  # nearly all of them
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def string(value: object) -> str:
    """Return a text, or "" for what is none."""
    return value if isinstance(value, str) else ""


def _rows(data: Mapping[str, Any], name: str, map: MapBuilder) -> list[dict[str, Any]]:
    rows = data.get(name)
    if not isinstance(rows, list):
        if rows:
            map.left_out(f"{name} is no list, and was left out")
        return []
    made = [row for row in rows if isinstance(row, dict)]
    if len(made) < len(rows):
        map.left_out(f"items of {name} that are no objects, and were left out: {len(rows) - len(made)}")
    return made


def _once(nodes: list[AifNode], map: MapBuilder) -> Iterator[AifNode]:
    first: dict[str, AifNode] = {}
    for node in nodes:
        if node.id not in first:
            first[node.id] = node
            yield node
        elif node != first[node.id]:
            map.left_out(f"node {node.id} is there twice; the first one is kept")


def _edges(data: Mapping[str, Any], known: set[str], map: MapBuilder) -> tuple[tuple[str, str], ...]:
    made: dict[tuple[str, str], None] = {}
    for number, row in enumerate(_rows(data, "edges", map), start=1):
        ends = key(row.get("fromID")), key(row.get("toID"))
        missing = [str(end) for end in ends if end not in known]
        if missing:
            name = key(row.get("edgeID")) or f"number {number}"
            map.left_out(f"edge {name} names {' and '.join(missing)}, which is no node; it was left out")
        elif ends[0] is not None and ends[1] is not None:
            made[ends[0], ends[1]] = None
    return tuple(made)


def _participants(data: Mapping[str, Any], map: MapBuilder) -> dict[str, str]:
    made: dict[str, str] = {}
    twice: Counter[str] = Counter()
    for row in _rows(data, "participants", map):
        id = key(row.get("participantID"))
        name = " ".join(f"{string(row.get('firstname'))} {string(row.get('surname'))}".split())
        if id is None or not name:
            continue
        if made.setdefault(id, name) != name:
            twice[id] += 1
    for id in twice:
        map.left_out(f"participant {id} has several names; {made[id]!r} is kept")
    return made


def _questions(data: Mapping[str, Any], map: MapBuilder) -> Iterator[tuple[str, str, str]]:
    for row in _rows(data, "cqdescriptorfulfillments", map):
        fields = [key(row.get(name)) for name in ("nodeID", "descriptorID", "selectedID")]
        if all(fields):
            yield str(fields[0]), str(fields[1]), str(fields[2])
