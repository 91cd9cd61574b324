"""AIF as JSON: the nodesets of AIFdb, and what OVA uploads to it.

    {"nodes": [{"nodeID": "1", "text": "A tram is quiet.", "type": "I", "scheme": …}, …],
     "edges": [{"edgeID": "1", "fromID": "1", "toID": "2", "formEdgeID": null}, …],
     "locutions": [{"nodeID": "5", "personID": "1", "start": null, …}, …]}

`reading` says what becomes of the nodes. AIFdb's timestamps say when a node was stored, in no zone: they are not read, and none are written.
What AIF cannot say is kept under the key "argmap", see `own`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from argmap.formats.aif import own
from argmap.formats.aif.graph import AifNode, Nodeset, nodeset_in
from argmap.formats.aif.known import OwnNames
from argmap.formats.aif.reading import read_nodeset
from argmap.formats.aif.schemes import number_of_scheme
from argmap.formats.aif.writing import Written, nodeset_of
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.model.map import ArgumentMap

LOOKED_AT = 50
"""Nodes that are looked at to know the format."""

Reader = Callable[[MapBuilder, Mapping[str, Any], OwnNames | None], None]


def read(file: MapFile) -> Reading:
    """Return the map that a nodeset says."""
    return read_json(file, "AIF", _read)


def read_json(file: MapFile, format: str, reader: Reader) -> Reading:
    """Return the map in a file of JSON, with what argmap kept in it; of a file that is not JSON, what is wrong.

    Args:
        file: The file.
        format: The name of the format, for messages.
        reader: Adds what the JSON says to a map.
    """
    map = MapBuilder(file, format, title=PurePath(file.name).stem.replace("-", " ").strip("<>"))
    try:
        data = json.loads(file.text)
        if not isinstance(data, dict):
            map.error("a JSON object is expected", 1, 1)
            return map.reading()
        before = own.unchanged(data)
        if before is not None:
            return Reading(before, before.thread, ())
        names, original = own.own_names(data)
        own.head(map, data)
        reader(map, data, names)
        reading = map.reading()
        return reading if original is None else own.completed(reading, data, original)
    except json.JSONDecodeError as error:
        map.error(f"this is no JSON: {error.msg}", error.lineno, error.colno)
    except RecursionError:
        map.error("its brackets are nested too deep", 1)
    except ValueError as error:
        map.error(f"this is no JSON: {error}", 1)
    return map.reading()


def _read(map: MapBuilder, data: Mapping[str, Any], names: OwnNames | None) -> None:
    if not isinstance(data.get("nodes"), list):
        map.error("it has no list of nodes", 1)
        return
    read_nodeset(nodeset_in(data, map), map, names)


def write(map: ArgumentMap) -> Writing:
    """Return a map as a nodeset."""
    written = nodeset_of(map)
    data = json_of(written.nodeset, in_nodes=True)
    return Writing(text_of(data, map, written, "AIF", _read), ())


def text_of(data: dict[str, Any], map: ArgumentMap, written: Written, format: str, reader: Reader) -> str:
    """Return JSON as a text, with what it does not say by itself under the key of argmap."""
    head = own.head_of(map)
    plain = MapBuilder(MapFile("", f"{map.id}.json"), format)
    own.head(plain, {own.KEY: head})
    reader(plain, data, None)
    rest = own.kept(map, data, written.ids, plain.reading())
    return json.dumps({**data, own.KEY: {**head, **rest}}, indent=1, ensure_ascii=False) + "\n"


def json_of(nodeset: Nodeset, *, in_nodes: bool) -> dict[str, Any]:
    """Return a nodeset as JSON, with participants, as OVA writes them.

    Args:
        nodeset: The nodeset.
        in_nodes: Whether nodes hold their schemes, and edges the empty fields of AIFdb; OVA keeps schemes in a list of their own.
    """
    return {
        "nodes": [_node(node, in_nodes=in_nodes) for node in nodeset.nodes],
        "edges": [
            {"edgeID": str(number) if in_nodes else number, "fromID": source, "toID": target, **({"formEdgeID": None} if in_nodes else {})}
            for number, (source, target) in enumerate(nodeset.edges, start=1)
        ],
        "locutions": [
            {"nodeID": each.node, "personID": each.person, "start": each.start or None, "end": None, "source": None}
            for each in nodeset.locutions
        ],
        "participants": [
            {"participantID": person, **_parted(name)} for person, name in nodeset.participants.items()
        ],
    }  # fmt: skip


def _node(node: AifNode, *, in_nodes: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"nodeID": node.id, "text": node.text, "type": node.type}
    if in_nodes:
        number = number_of_scheme(node.text) if node.type not in {"I", "L"} else ""
        data |= {"scheme": node.text, "schemeID": number} if number else {}
    return data


def _parted(name: str) -> dict[str, str]:
    """Return a name as a first name and a surname: the last word is the surname."""
    *first, last = name.split()
    return {"firstname": " ".join(first), "surname": last}


def recognises(file: MapFile) -> bool:
    """Say whether a text is a nodeset of AIF in JSON."""
    data = object_in(file)
    nodes, edges = data.get("nodes"), data.get("edges")
    if not isinstance(nodes, list) or not isinstance(edges, list):
        return False
    if not nodes:
        return not edges and isinstance(data.get("locutions"), list)
    return all(isinstance(node, dict) and {"nodeID", "type"} <= node.keys() for node in nodes[:LOOKED_AT])


def object_in(file: MapFile) -> dict[str, Any]:
    """Return the JSON object that a text is; an empty one if it is none that has nodes."""
    if not file.text[:1_000].lstrip("\ufeff \t\r\n").startswith("{") or '"nodes"' not in file.text:
        return {}
    try:
        data = json.loads(file.text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


FORMAT = Format(
    "aif", "AIF as JSON: AIFdb's nodesets, OVA's uploads", (), EVERYTHING, write, read, recognises
)
