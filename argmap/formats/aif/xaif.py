"""xAIF, the JSON of OVA3 and of the modules of oAMF: a nodeset, its source text with spans, and where OVA draws the nodes.

    {"AIF": {"nodes": […], "edges": […], "schemefulfillments": [{"nodeID": …, "schemeID": "72"}, …], "participants": […], "locutions": […], …},
     "text": "Ann: <span id=\"node3_…\" class=\"highlighted\">A tram is quiet.</span><br>", "OVA": {"nodes": […], "edges": […]}, "dialog": true}

`text` may be {"txt": HTML}, and `OVA` may be `ova`. The words of a marked locution are those of its post; if claims themselves are marked, the text is one
post, and what is marked are their quotes. OVA3 draws the edges of `OVA`, other programs read those of `AIF`: both are read, and written. Files of OVA2, which
have no key `AIF`, are read as well.

Source:
    OVA3, `ova-save.js`; the package xaif 0.3.6; nodes have ids "N_…", because both count on with N.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from argmap.formats.aif.graph import ILLOCUTION, LOCUTION, TRANSITION, Nodeset, key, nodeset_in, string
from argmap.formats.aif.known import OwnNames, SourceWords
from argmap.formats.aif.nodeset import json_of, nodeset_object, read_json, text_of
from argmap.formats.aif.own import CARRIES
from argmap.formats.aif.reading import read_nodeset
from argmap.formats.aif.schemes import number_of_scheme
from argmap.formats.aif.spans import OvaText, marked, marked_text
from argmap.formats.aif.writing import Written, nodeset_of
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.model.map import ArgumentMap

Data = Mapping[str, Any]

TEXT = ("source text",)
"""The key of the post that is the whole source text."""

WIDE, HIGH, LEFT, TOP = 260, 90, 140, 60
"""How far apart nodes are drawn, and where the first is, in pixels of OVA."""


def read(file: MapFile) -> Reading:
    """Return the map that a file of OVA or in xAIF says."""
    return read_json(file, "xAIF", _read)


def _read(map: MapBuilder, data: Data, names: OwnNames | None) -> None:
    inner = data.get("AIF", data)
    if not isinstance(inner, dict) or not isinstance(inner.get("nodes"), list):
        map.error("it has no list of nodes", 1)
        return
    aif = _with_edges_of_ova(map, inner, data) if "AIF" in data else _of_ova2(data)
    nodeset = nodeset_in(aif, map)
    text = marked_text(_html(data))
    locutions = {node.id for node in nodeset.nodes if node.type == LOCUTION}
    words = {id: text.words(id) for id in text.spans if id in locutions}
    quotes = {} if words and names is not None else _quotes(map, text, nodeset, bool(locutions))
    if words and (letters := _letters(text.rest(), nodeset.participants.values())):
        map.left_out(
            f"letters of the source text that are words of no locution, and were left out: {letters}"
        )
    read_nodeset(nodeset, map, names, SourceWords(words, quotes))


def _quotes(map: MapBuilder, text: OvaText, nodeset: Nodeset, spoken: bool) -> dict[str, list[dict[str, Any]]]:  # fmt: skip
    """Return the quotes of claims that are marked in the text, which becomes a post if there are any, or nobody says anything."""
    made = {
        node.id: [{"post": TEXT, **quote}]
        for node in nodeset.nodes
        if node.type not in {LOCUTION, ILLOCUTION, TRANSITION} and (quote := text.quote(node.id)) is not None
    }
    if made or (text.text.strip() and not spoken):
        map.post(TEXT, text.text, wanted="text")
    return made


def _letters(text: str, names: Iterable[str]) -> int:
    """Return how many letters and digits a text has that are not names."""
    for name in names:
        text = text.replace(name, "")
    return sum(map(str.isalnum, text))


def _html(data: Data) -> str:
    text = data.get("text") or data.get("analysis")
    if isinstance(text, dict):
        text = text.get("txt") or text.get("plain")
    return string(text)


def _with_edges_of_ova(map: MapBuilder, aif: dict[str, Any], data: Data) -> dict[str, Any]:
    """Return a nodeset with the edges that only OVA's list has."""
    ova = data.get("OVA") or data.get("ova")
    drawn = ova.get("edges") if isinstance(ova, dict) else None
    if not isinstance(drawn, list):
        return aif
    edges = aif.get("edges") if isinstance(aif.get("edges"), list) else []
    known = {_ends(edge) for edge in edges or []}
    added = [edge for edge in drawn if isinstance(edge, dict) and _ends(edge) not in known]
    if added and edges:
        map.left_out(f"edges that are in OVA's list and not in AIF's: {len(added)}; they are in the map")
    return {**aif, "edges": [*(edges or []), *added]}


def _ends(edge: object) -> tuple[str | None, str | None]:
    return (key(edge.get("fromID")), key(edge.get("toID"))) if isinstance(edge, dict) else (None, None)


def _of_ova2(data: Data) -> dict[str, Any]:
    """Return the nodeset of a file of OVA2, whose nodes have their scheme and participant, and whose edges hold whole nodes."""
    nodes = [node for node in _list(data, "nodes") if isinstance(node, dict)]
    edges = [edge for edge in _list(data, "edges") if isinstance(edge, dict)]
    people = [person for person in _list(data, "participants") if isinstance(person, dict)]
    return {
        "nodes": [{"nodeID": node.get("id"), "text": node.get("text"), "type": node.get("type")} for node in nodes],
        "edges": [{"edgeID": number, "fromID": _id(edge, "from"), "toID": _id(edge, "to")} for number, edge in enumerate(edges, start=1)],
        "schemefulfillments": [{"nodeID": node.get("id"), "schemeID": node.get("scheme")} for node in nodes if key(node.get("scheme")) not in {None, "0"}],
        "participants": [{"participantID": person.get("participantID", person.get("id")), **person} for person in people],
        "locutions": [
            {"nodeID": node.get("id"), "personID": node.get("participantID")}
            for node in nodes
            if node.get("type") == LOCUTION and key(node.get("participantID")) not in {None, "0"}
        ],
    }  # fmt: skip


def _list(data: Data, name: str) -> list[Any]:
    rows = data.get(name)
    return rows if isinstance(rows, list) else []


def _id(edge: Data, end: str) -> object:
    node = edge.get(end)
    return node.get("id") if isinstance(node, dict) else node


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map in xAIF, with its thread as the source text and a place for each node."""
    written = nodeset_of(map, lambda number, slug: f"{number}_{slug}")
    nodeset = written.nodeset
    data = {
        "AIF": _aif(nodeset),
        "text": _source(map, written),
        "OVA": {
            "firstname": "",
            "surname": "",
            "url": "",
            "nodes": [*_places(nodeset)],
            "edges": [{"fromID": source, "toID": target, "visible": True} for source, target in nodeset.edges],
        },
        "dialog": map.thread is not None,
    }  # fmt: skip
    return Writing(text_of(data, map, written, "xAIF", _read), ())


def _aif(nodeset: Nodeset) -> dict[str, Any]:
    plain = json_of(nodeset, in_nodes=False)
    schemes = [
        {"nodeID": node.id, "schemeID": number}
        for node in nodeset.nodes
        if node.type not in {"I", LOCUTION} and (number := number_of_scheme(node.text))
    ]
    questions = [
        {"nodeID": step, "descriptorID": question, "selectedID": node}
        for step, question, node in nodeset.questions
    ]
    return {
        "nodes": plain["nodes"],
        "edges": plain["edges"],
        "schemefulfillments": schemes,
        "descriptorfulfillments": [],
        "cqdescriptorfulfillments": questions,
        "participants": [
            {**each, "participantID": int(each["participantID"])} for each in plain["participants"]
        ],
        "locutions": [
            {"nodeID": each["nodeID"], "personID": int(each["personID"]), "start": each["start"], "end": None}
            for each in plain["locutions"]
        ],
    }


def _source(map: ArgumentMap, written: Written) -> str:
    if map.thread is None:
        return ""
    names = {person.id: person.name for person in map.thread.participants}
    nodes = {written.ids[node.id]: node.id for node in written.nodeset.nodes if node.type == LOCUTION}
    lines = []
    for post in map.thread:
        words = marked(map.thread.text_of(post.id), nodes[post.id])
        name = " ".join(names[post.author].split()) if post.author else ""
        lines.append(f"{_lead(name)}{words}<br><br>")
    return "".join(lines)


def _lead(name: str) -> str:
    return f"{escape(name)}: " if name else ""


def _places(nodeset: Nodeset) -> Iterator[dict[str, Any]]:
    """Yield a place for each node: claims and steps in layers, reasons below what they are for, and the dialogue to their right."""
    spoken = {node.id for node in nodeset.nodes if node.type in {LOCUTION, ILLOCUTION, TRANSITION}}
    layers = _layers(nodeset, spoken)
    right = LEFT + WIDE * (1 + max(Counter(layers).values(), default=0))
    used: dict[int, int] = {}
    number = 0
    rest = iter(layers)
    for node in nodeset.nodes:
        if node.id in spoken:
            x = (
                right
                if node.type == LOCUTION
                else right + WIDE
                if node.type == TRANSITION
                else right - WIDE // 2
            )
            place, number = (x, TOP + HIGH * number), number + 1
        else:
            layer = next(rest)
            place = (LEFT + WIDE * used.get(layer, 0), TOP + HIGH * layer)
            used[layer] = used.get(layer, 0) + 1
        yield {"nodeID": node.id, "visible": True, "x": place[0], "y": place[1], "timestamp": ""}


def _layers(nodeset: Nodeset, spoken: set[str]) -> list[int]:
    """Return for each node that is not spoken how many edges it is from where reasons end; a ring counts from its first node."""
    into: dict[str, list[str]] = {node.id: [] for node in nodeset.nodes if node.id not in spoken}
    ends = dict.fromkeys(into)
    for source, target in nodeset.edges:
        if source in into and target in into:
            into[target].append(source)
            ends.pop(source, None)
    depth: dict[str, int] = {}
    for start in (*ends, *into):
        todo = [start] if start not in depth else []
        depth.setdefault(start, 0)
        for id in todo:
            fresh = [each for each in dict.fromkeys(into[id]) if each not in depth]
            depth |= dict.fromkeys(fresh, depth[id] + 1)
            todo += fresh
    return [depth[id] for id in into]


def recognises(file: MapFile) -> bool:
    """Say whether a text is in xAIF, or a file of OVA2."""
    data = nodeset_object(file)
    aif = data.get("AIF")
    if isinstance(aif, dict):
        return isinstance(aif.get("nodes"), list)
    nodes, edges = _list(data, "nodes"), _list(data, "edges")
    return (
        "analysis" in data
        and bool(nodes)
        and all(isinstance(node, dict) and {"id", "type", "text"} <= node.keys() for node in nodes[:50])
        and all(isinstance(edge, dict) and isinstance(edge.get("from"), dict) for edge in edges[:50])
    )


FORMAT = Format(
    "xaif",
    "xAIF: OVA3, oAMF and files of OVA2",
    (),
    EVERYTHING,
    write,
    read,
    recognises,
    ending=".json",
    native=CARRIES | {"relations.question"},
)
