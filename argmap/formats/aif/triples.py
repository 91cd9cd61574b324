"""From statements of RDF to a nodeset as JSON has it."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax import SAXParseException

from argmap.formats.aif.entities import fault_of_entities
from argmap.formats.aif.graph import ILLOCUTION, LOCUTION, PREFERENCE, STEPS, TRANSITION
from argmap.formats.building import MapBuilder

CURRENT = "http://www.arg.dundee.ac.uk/aif#"
SPACES = (CURRENT, "http://www.arg.tech/aif#")
"""The names of the ontology: as published, and as AIFdb writes them now."""

KEPT = "urn:argmap:kept"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
BASE = "urn:argmap:file#"
LONGEST_NUMBER = 100
EXTRA = "reading RDF needs rdflib: pip install 'argmap[rdf]'"

HUBS: Mapping[str, tuple[frozenset[str], bool]] = {
    "Premise": (STEPS | {PREFERENCE}, True),
    "ConflictingElement": (STEPS, True),
    "PreferredElement": (frozenset({PREFERENCE}), True),
    "Conclusion": (STEPS | {PREFERENCE}, False),
    "ConflictedElement": (STEPS, False),
    "DispreferredElement": (frozenset({PREFERENCE}), False),
    "StartLocution": (frozenset({TRANSITION}), True),
    "EndLocution": (frozenset({TRANSITION}), False),
    "Locution": (frozenset({ILLOCUTION}), True),
    "Anchor": (frozenset({ILLOCUTION}), True),
    "IllocutionaryContent": (frozenset({ILLOCUTION}), False),
}
"""For each property, the types of the node that it belongs to, whichever end that is, and whether the edge leads to that node."""

Triple = tuple[str, str, str, bool]
"""Subject, property, value, and whether the value is a resource."""


def data_in(text: str, syntax: str, map: MapBuilder) -> dict[str, Any] | None:
    """Return the nodeset that a text in RDF says, as JSON would have it; None if it cannot be read, with an error.

    Args:
        text: The text.
        syntax: "turtle" (which N-Triples are, too), "json-ld" or "xml".
        map: Gets the errors and remarks.
    """
    triples = _triples(text, syntax, map)
    if triples is None:
        return None
    types, schemes = _types(triples)
    if not types:
        map.error("it has no nodes of the AIF ontology", 1)
        return None
    names = _short(types)
    texts = _values(triples, "claimText")
    labels = {subject: value for subject, name, value, _ in triples if name == LABEL}
    nodes = [
        {"nodeID": names[id], "type": type, "text": texts.get(id) or schemes.get(id) or labels.get(id) or ""}
        for id, type in types.items()
    ]
    said = {
        names[id]: who
        for id, who in _values(triples, "source").items()
        if types.get(id) == LOCUTION and re.match(rf"\s*{re.escape(who)}\s*:", texts.get(id, ""))
    }
    edges = [(names[a], names[b]) for a, b in _edges(triples, types, map)]
    data = ids_in_order({"nodes": nodes, "edges": edges, "said": said})
    kept = next((value for _, name, value, _ in triples if name == KEPT), None)
    return data | ({"argmap": own} if (own := _own(kept)) is not None else {})


def ids_in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return nodes, edges and who said what as JSON of AIF, in the order of the ids, in which numbers are numbers."""
    people = sorted({*data["said"].values()})
    return {
        "nodes": sorted(data["nodes"], key=lambda node: _natural(node["nodeID"])),
        "edges": [
            {"fromID": first, "toID": second}
            for first, second in sorted({*data["edges"]}, key=lambda ends: (_natural(ends[0]), _natural(ends[1])))
        ],
        "locutions": [{"nodeID": node, "personID": data["said"][node]} for node in sorted(data["said"], key=_natural)],
        "participants": [{"participantID": name, "firstname": name, "surname": ""} for name in people],
    }  # fmt: skip


def _natural(id: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < LONGEST_NUMBER else (1, 0, part)
        for part in re.split(r"([0-9]+)", id)
        if part
    )


def _triples(text: str, syntax: str, map: MapBuilder) -> list[Triple] | None:
    try:
        import rdflib
    except ImportError:
        map.error(EXTRA)
        return None
    faults = {"json-ld": _fault_of_jsonld, "xml": fault_of_entities}
    if syntax in faults and (fault := faults[syntax](text)):
        map.error(fault, 1)
        return None
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it complains of odd IRIs on standard error
    graph = rdflib.Graph()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what rdflib calls deprecated in itself
            graph.parse(data=text, format=syntax, publicID=BASE)
    except RecursionError:
        map.error("its brackets are nested too deep", 1)
        return None
    except Exception as error:  # its parsers raise whatever they meet
        line, reason = _place_of(error)
        map.error(f"this cannot be read as RDF: {reason[:200]}", line)
        return None
    made = [(str(s), str(p), str(o), not isinstance(o, rdflib.Literal)) for s, p, o in graph]
    return sorted(made)  # a graph has the order of a hash


def _fault_of_jsonld(text: str) -> str:
    """Return why JSON-LD cannot be read: it is no JSON, or names a context at an address, which nobody fetches."""
    try:
        todo: list[object] = [json.loads(text)]
    except RecursionError:
        return "its brackets are nested too deep"
    except ValueError as error:
        return f"this is no JSON: {error}"
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            contexts = each.get("@context")
            listed = contexts if isinstance(contexts, list) else [contexts]
            if any(isinstance(one, str) for one in listed) or "@import" in each:
                return "it names a context at an address, which is not fetched; put the context into the file"
            todo += each.values()
        elif isinstance(each, list):
            todo += each
    return ""


def _place_of(error: Exception) -> tuple[int, str]:
    """Return the line that a parser stopped at, 1 if it does not say, and why it did."""
    if isinstance(error, SAXParseException):
        return error.getLineNumber() or 1, error.getMessage()
    line = getattr(error, "lines", None)
    reason = getattr(error, "_why", "") or str(error).split("\n", maxsplit=1)[0]
    return line + 1 if isinstance(line, int) else 1, reason


def _local(name: str) -> str:
    """Return the name of something in the ontology, or ""."""
    return next((name.removeprefix(space) for space in SPACES if name.startswith(space)), "")


def _types(triples: list[Triple]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the type of each node, and what other classes of the ontology say of its scheme."""
    types: dict[str, str] = {}
    schemes: dict[str, str] = {}
    for subject, name, value, _ in triples:
        local = _local(value) if name == TYPE else ""
        if local.endswith("-node"):
            types.setdefault(subject, local.removesuffix("-node"))
        elif local and local != "Transition":
            words = re.sub(r"[_-]+", " ", local)
            schemes.setdefault(subject, re.sub(r" ?(Inference|Conflict|Rephrase|Preference)$", "", words))
    return types, {id: name for id, name in schemes.items() if name}


def _values(triples: list[Triple], wanted: str) -> dict[str, str]:
    made: dict[str, str] = {}
    for subject, name, value, _ in triples:
        if _local(name) == wanted:
            made.setdefault(subject, value)
    return made


def _short(types: Mapping[str, str]) -> dict[str, str]:
    """Return a short id for each node: the end of its address, if no other has that."""
    ends = {id: re.split(r"[/#:]", id.rstrip("/#:"))[-1] or id for id in types}
    often = Counter(ends.values())
    return {id: end if often[end] == 1 else id for id, end in ends.items()}


def _edges(triples: list[Triple], types: Mapping[str, str], map: MapBuilder) -> Iterator[tuple[str, str]]:
    for subject, name, value, is_node in triples:
        hubs, inward = HUBS.get(_local(name), (frozenset(), False))
        if not hubs or not is_node:
            continue
        ends = (subject, value) if types.get(subject) in hubs else (value, subject)
        hub, other = ends
        if types.get(hub) not in hubs or other not in types:
            map.left_out(
                f"{_local(name)} of {subject} leads to {value}, which is no node for it; it was left out"
            )
            continue
        yield (other, hub) if inward else (hub, other)


def _own(kept: str | None) -> dict[str, Any] | None:
    try:
        data = json.loads(kept) if kept is not None else None
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
