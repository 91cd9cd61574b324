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
from argmap.formats.embedding import KEY
from argmap.formats.json_values import object_in, object_of, recognisable
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.model.map import ArgumentMap

OUTER = 2
LOOKED_AT = 50
"""Nodes that are looked at to know the format."""

Reader = Callable[[MapBuilder, Mapping[str, Any], OwnNames | None], None]


def read(file: MapFile) -> Reading:
    """Return the map that a nodeset says."""
    return read_json(file, "AIF", read_aif)


def read_json(file: MapFile, format: str, reader: Reader) -> Reading:
    """Return the map in a file of JSON, with what argmap kept in it; of a file that is not JSON, what is wrong.

    Args:
        file: The file.
        format: The name of the format, for messages.
        reader: Adds what the JSON says to a map.
    """
    map = MapBuilder(file, format)
    data = object_in(map)
    return map.reading() if data is None else read_data(file, format, data, reader)


def read_data(file: MapFile, format: str, data: Mapping[str, Any], reader: Reader) -> Reading:
    """Return the map in what was read from a file, with what argmap kept in it.

    Args:
        file: The file.
        format: The name of the format, for messages.
        data: What the file holds, as JSON would.
        reader: Adds what the data say to a map.
    """
    before = own.unchanged(data)
    if before is not None:
        return Reading(before, before.thread, ())
    map = MapBuilder(file, format, title=PurePath(file.name).stem.replace("-", " ").strip("<>"))
    names, original = own.own_names(data)
    own.head(map, data)
    reader(map, data, names)
    reading = map.reading()
    return reading if original is None else own.completed(reading, data, original)


def read_aif(map: MapBuilder, data: Mapping[str, Any], names: OwnNames | None) -> None:
    """Add what a nodeset says to a map."""
    if not isinstance(data.get("nodes"), list):
        map.error("it has no list of nodes", 1)
        return
    read_nodeset(nodeset_in(data, map), map, names)


def write(map: ArgumentMap) -> Writing:
    """Return a map as a nodeset."""
    written = nodeset_of(map)
    data = json_of(written.nodeset, in_nodes=True)
    return Writing(text_of(data, map, written, "AIF", read_aif), ())


def text_of(data: dict[str, Any], map: ArgumentMap, written: Written, format: str, reader: Reader) -> str:
    """Return JSON as a text, with what it does not say by itself under the key of argmap."""
    whole = {**data, KEY: own_part(data, map, written, format, reader)}
    return f"{laid_out(whole)}\n"


def laid_out(value: object, depth: int = 0) -> str:
    """Return JSON with a line for each key of the outer two objects, and for each object of a list in them.

    Example:
        >>> print(laid_out({"nodes": [{"nodeID": "1"}, {"nodeID": "2"}], "text": ""}))
        {
         "nodes": [
          {"nodeID": "1"},
          {"nodeID": "2"}
         ],
         "text": ""
        }
    """
    margin = " " * (depth + 1)
    if depth < OUTER and isinstance(value, dict) and value:
        lines = [f"{margin}{json.dumps(name)}: {laid_out(each, depth + 1)}" for name, each in value.items()]
        return "{\n" + ",\n".join(lines) + "\n" + margin[1:] + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = [margin + json.dumps(each, ensure_ascii=False) for each in value]
        return "[\n" + ",\n".join(lines) + "\n" + margin[1:] + "]"
    return json.dumps(value, ensure_ascii=False)


def own_part(
    data: Mapping[str, Any], map: ArgumentMap, written: Written, format: str, reader: Reader
) -> dict[str, Any]:
    """Return what a nodeset does not say of a map by itself."""
    head = own.head_of(map)
    plain = MapBuilder(MapFile("", f"{map.id}.json"), format)
    own.head(plain, {KEY: head})
    reader(plain, data, None)
    return {**head, **own.kept(map, data, written.ids, plain.reading())}


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
    data = nodeset_object(file)
    nodes, edges = data.get("nodes"), data.get("edges")
    if not isinstance(nodes, list) or not isinstance(edges, list):
        return False
    if not nodes:
        return not edges and isinstance(data.get("locutions"), list)
    return all(isinstance(node, dict) and {"nodeID", "type"} <= node.keys() for node in nodes[:LOOKED_AT])


def nodeset_object(file: MapFile) -> dict[str, Any]:
    """Return the JSON object that a text is; an empty one if it is none that has nodes."""
    return object_of(recognisable(file)) if '"nodes"' in file.text else {}


FORMAT = Format(
    "aif",
    "AIF as JSON: AIFdb's nodesets, OVA's uploads",
    (),
    EVERYTHING,
    write,
    read,
    recognises,
    ending=".json",
    native=own.CARRIES,
)
