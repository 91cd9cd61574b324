"""AIF in RDF, as Turtle, XML and JSON-LD, by the names of the AIF ontology.

    @prefix aif: <http://www.arg.dundee.ac.uk/aif#> .
    <urn:argmap:tram#1_tram> a aif:I-node ; aif:claimText "A tram is worth it." .
    <urn:argmap:tram#3_r1> a aif:RA-node ; aif:Premise <urn:argmap:tram#2_quiet> ; aif:Conclusion <urn:argmap:tram#1_tram> .

A premise points at a step and a step at its premise by one property, `aif:Premise`, and so do all others: AIFdb writes both, "symmetric relations". Which is
which follows from the types of the nodes. The names of schemes are labels, or further types. RDF has no order: nodes are taken in the order of their ids.
Reading needs rdflib; no context of JSON-LD is fetched. N-Triples are Turtle, and read as that.

Source:
    Rahwan, Zablith & Reed (2007), Laying the foundations for a World Wide Argument Web, Artificial Intelligence 171, for the ontology;
    AIFdb's own export, `lib/rdf`, for the properties as they are used, also for conflicts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from argmap.formats.aif.graph import ILLOCUTION, LOCUTION, STEPS, TRANSITION, Nodeset
from argmap.formats.aif.nodeset import own_part, read_aif, read_data
from argmap.formats.aif.own import CARRIES
from argmap.formats.aif.triples import CURRENT, KEPT, SPACES, data_in, ids_in_order
from argmap.formats.aif.writing import Written, nodeset_of
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.formats.xml_tree import root_name
from argmap.model.map import ArgumentMap

PREFIXES: Mapping[str, str] = {
    "aif": CURRENT,
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LINE_ENDS = {"\r": "&#13;"}
ROLES = {
    (LOCUTION, TRANSITION): ("aif:StartLocution", 1),
    (TRANSITION, LOCUTION): ("aif:EndLocution", 0),
    (LOCUTION, ILLOCUTION): ("aif:Locution", 1),
    (TRANSITION, ILLOCUTION): ("aif:Anchor", 1),
}
"""The property for an edge between two types of nodes, and which end has it: 0 the first, 1 the second."""

Statement = tuple[str, list[tuple[str, str]]]
"""A property, and its values: ("iri", …) or ("text", …)."""


def read_turtle(file: MapFile) -> Reading:
    """Return the map that AIF in Turtle says."""
    return _read(file, "turtle", "AIF in RDF")


def read_rdfxml(file: MapFile) -> Reading:
    """Return the map that AIF in RDF as XML says."""
    return _read(file, "xml", "AIF in RDF")


def read_jsonld(file: MapFile) -> Reading:
    """Return the map that AIF in JSON-LD says."""
    return _read(file, "json-ld", "AIF in RDF")


def _read(file: MapFile, syntax: str, format: str) -> Reading:
    map = MapBuilder(file, format)
    data = data_in(file.text, syntax, map)
    if data is None or map.failed:
        return map.reading()
    reading = read_data(file, format, data, read_aif)
    return reading._replace(diagnostics=(*map.remarks, *reading.diagnostics))


# Writing


def write_turtle(map: ArgumentMap) -> Writing:
    """Return a map as AIF in Turtle."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    for subject, statements in _resources(map):
        parts = [
            f"{'a' if name == '@type' else name if ':' in name and not name.startswith('urn:') else f'<{name}>'} "
            + ", ".join(_turtle(name, kind, value) for kind, value in values)
            for name, values in statements
        ]
        lines += ["", f"<{subject}>", *(f"    {part} ;" for part in parts[:-1]), f"    {parts[-1]} ."]
    return Writing("\n".join(lines) + "\n", ())


def write_jsonld(map: ArgumentMap) -> Writing:
    """Return a map as AIF in JSON-LD."""
    graph = [
        {"@id": subject, **{name: [_jsonld(name, kind, value) for kind, value in values] for name, values in statements}}
        for subject, statements in _resources(map)
    ]  # fmt: skip
    whole = {"@context": dict(PREFIXES), "@graph": graph}
    return Writing(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", ())


def write_rdfxml(map: ArgumentMap) -> Writing:
    """Return a map as AIF in RDF as XML."""
    spaces = {"rdf": RDF, **PREFIXES, "argmap": "urn:argmap:"}
    named = " ".join(f'xmlns:{name}="{iri}"' for name, iri in spaces.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF {named}>"]
    for subject, statements in _resources(map):
        values = [_element(name, *value) for name, several in statements for value in several]
        lines += [f'<rdf:Description rdf:about="{subject}">', *values, "</rdf:Description>"]
    return Writing("\n".join([*lines, "</rdf:RDF>"]) + "\n", ())


def _element(name: str, kind: str, value: str) -> str:
    if name == "@type":
        return f'  <rdf:type rdf:resource="{CURRENT}{value.removeprefix("aif:")}"/>'
    tag = "argmap:kept" if name == KEPT else name
    if kind == "iri":
        return f'  <{tag} rdf:resource="{value}"/>'
    return f"  <{tag}>{escape(value, LINE_ENDS)}</{tag}>"


def _turtle(name: str, kind: str, value: str) -> str:
    if name == "@type":
        return value
    return f"<{value}>" if kind == "iri" else json.dumps(value, ensure_ascii=False)


def _jsonld(name: str, kind: str, value: str) -> str | dict[str, str]:
    if name == "@type":
        return value
    return {"@id": value} if kind == "iri" else {"@value": value}


def _resources(map: ArgumentMap) -> Iterator[tuple[str, list[Statement]]]:
    """Yield every resource with its statements: the map, and the nodes."""
    written = nodeset_of(map, lambda number, slug: f"{number}_{slug}")
    base = f"urn:argmap:{map.id}"
    head: list[Statement] = [("dcterms:title", [("text", " ".join(map.title.split()))])]
    kept = json.dumps(_kept(map, written), ensure_ascii=False)
    yield base, [*head, (KEPT, [("text", kept)])]
    nodeset = written.nodeset
    statements = _edges(nodeset, base)
    names = {each.node: nodeset.participants[each.person] for each in nodeset.locutions}
    for node in nodeset.nodes:
        words = "aif:claimText" if node.type in {"I", LOCUTION} else "rdfs:label"
        made: list[Statement] = [
            ("@type", [("iri", f"aif:{node.type}-node")]),
            (words, [("text", node.text)]),
        ]
        if node.id in names:
            made.append(("aif:source", [("text", " ".join(names[node.id].split()))]))
        yield f"{base}#{node.id}", [*made, *statements.get(node.id, {}).items()]


def _edges(nodeset: Nodeset, base: str) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return the statements for edges, by the node that makes them."""
    types = {node.id: node.type for node in nodeset.nodes}
    made: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for ends in nodeset.edges:
        first, second = (types[end] for end in ends)
        if (first, second) in ROLES:
            name, owner = ROLES[first, second]
        elif first == ILLOCUTION:
            name, owner = "aif:IllocutionaryContent", 0
        else:
            name, owner = ("aif:Conclusion", 0) if first in STEPS else ("aif:Premise", 1)
        values = made.setdefault(ends[owner], {}).setdefault(name, [])
        values.append(("iri", f"{base}#{ends[1 - owner]}"))
    return made


def _kept(map: ArgumentMap, written: Written) -> dict[str, Any]:
    """Return what RDF does not say of a map, of the data as they will be read."""
    return own_part(ids_in_order(_as_read(written.nodeset)), map, written, "AIF", read_aif)


def _as_read(nodeset: Nodeset) -> dict[str, Any]:
    names = {person: " ".join(name.split()) for person, name in nodeset.participants.items()}
    said = {each.node: names[each.person] for each in nodeset.locutions}
    return {
        "nodes": [{"nodeID": node.id, "type": node.type, "text": node.text} for node in nodeset.nodes],
        "edges": [*nodeset.edges],
        "said": said,
    }


def recognises_turtle(file: MapFile) -> bool:
    """Say whether a text is AIF in Turtle."""
    start = file.text[:20_000]
    lines = [line for line in start.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    begins = lines[0].lstrip().lower() if lines else ""
    turtle = begins.startswith(("@prefix", "prefix", "@base", "base ", "<http", "<urn:", "_:"))
    return turtle and any(space in file.text for space in SPACES)


def recognises_rdfxml(file: MapFile) -> bool:
    """Say whether a text is AIF in RDF as XML."""
    return root_name(file.text) == "RDF" and any(space in file.text for space in SPACES)


def recognises_jsonld(file: MapFile) -> bool:
    """Say whether a text is AIF in JSON-LD."""
    if not any(space in file.text for space in SPACES) or file.text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        data = json.loads(file.text)
    except (ValueError, RecursionError):
        return False
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and any(name in first for name in ("@context", "@graph", "@id", "@type"))


TURTLE = Format(
    "aif-turtle",
    "AIF in RDF, as Turtle",
    (".ttl",),
    EVERYTHING,
    write_turtle,
    read_turtle,
    recognises_turtle,
    native=CARRIES,
)
RDFXML = Format(
    "aif-rdfxml",
    "AIF in RDF, as XML",
    (".rdf",),
    EVERYTHING,
    write_rdfxml,
    read_rdfxml,
    recognises_rdfxml,
    native=CARRIES,
)
JSONLD = Format(
    "aif-jsonld",
    "AIF in RDF, as JSON-LD",
    (".jsonld",),
    EVERYTHING,
    write_jsonld,
    read_jsonld,
    recognises_jsonld,
    native=CARRIES,
)
