"""SADFace JSON: atoms (statements), schemes (steps), edges between them, and resources (texts) of which atoms quote.

    {"metadata": {"core": {"id": …, "analyst_name": …, "analyst_email": …, "created": …, "edited": …, "version": "0.2"}},
     "resources": [{"id": …, "type": "text", "content": "…", "metadata": {}}],
     "nodes": [{"id": …, "type": "atom", "text": "…", "sources": [{"resource_id": …, "text": "…", "offset": 0, "length": 9}], "metadata": {}},
               {"id": …, "type": "scheme", "name": "support", "metadata": {}}],
     "edges": [{"id": …, "source_id": …, "target_id": …}]}

Whether a scheme supports or attacks is only in its name: `attack`, `conflict`, `disagreement` and the like attack, `rephrase` says the same in other
words; the name of an argumentation scheme is a support that follows it, and any other name is taken for a support, with a warning.
Resources become posts, whose authors SADFace does not name, and sources quotes, if the words are there.

What argmap writes has ids in the form of UUID 4, made of those of the map, and dates of the thread instead of the clock. What SADFace has no word
for is in a metadata block of its own, as the format provides for. `title`, `description` and `notes`, which SADFace's validator refuses, are read.

Source:
    Wells & Reed (2017), Simple Argument Description Format; the validator of the package sadface 0.5.4.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from argmap.formats.arguments.scheme_graph import SchemeNode, add_steps, scheme_named
from argmap.formats.arguments.segments import SourceText
from argmap.formats.arguments.statements import statements
from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, completed, embedded, head
from argmap.formats.json_values import key, object_in, object_of, recognisable, rows, string
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.model.annotator import name_of
from argmap.model.map import ArgumentMap
from argmap.model.posts import Provenance
from argmap.model.quote import Quote, find_parts
from argmap.model.relation import RelationKind

AGAINST = re.compile(
    r"\b(?:attack|conflict|disagree|rebut|undercut|contradict|contrar|refut|objection|counter|undermin|oppos|con\b|against\b)"
)
SAME = re.compile(r"\b(?:rephras|paraphras|restate|reformulat)")
FOR = re.compile(r"\b(?:support|inference|pro\b|because\b|evidence\b|reason\b|agree)")
NO_TIME = "1970-01-01T00:00:00"
"""The date of a map without a thread: files say the same each time they are written."""

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.kind=rephrase",
        "relations.premises",
        "relations.target",
    }
)


# Reading


def read(file: MapFile) -> Reading:
    """Return the map in a SADFace document."""
    map = MapBuilder(file, "SADFace", authorship=Provenance.UNKNOWN, reply_structure=Provenance.UNKNOWN)
    data = object_in(map)
    if data is None:
        return map.reading()
    if not isinstance(data.get("nodes"), list):
        map.error("it has no list of nodes", 1)
        return map.reading()
    metadata = object_of(data.get("metadata"))
    enclosure = metadata.get(KEY)
    sources = _foreign(map, data, object_of(metadata.get("core"))) if enclosure is None else {}
    head(map, enclosure)
    _graph(map, data, sources)
    return completed(map.reading(), enclosure, NATIVE, map.file.name)


def _foreign(map: MapBuilder, data: dict[str, Any], core: Mapping[str, Any]) -> dict[str, SourceText]:
    """Add what a document says besides its graph, and return its texts."""
    map.title, map.id = string(core.get("title")), string(core.get("title")) or string(core.get("id"))
    map.note = "\n".join(filter(None, (string(core.get(name)).strip() for name in ("description", "notes"))))
    if string(core.get("analyst_name")).strip():
        map.extra["annotators"] = [" ".join(core["analyst_name"].split())[:200]]
    sources: dict[str, SourceText] = {}
    for number, row in enumerate(rows(data, "resources", map), start=1):
        id, content = key(row.get("id")), string(row.get("content"))
        if id is None or not content.strip():
            map.left_out(f"resource {id or number} has no id or no text; it was left out")
        elif id not in sources:
            sources[id] = SourceText(content)
            map.post(id, content, wanted=f"resource-{number}")
    return sources


def _graph(map: MapBuilder, data: dict[str, Any], sources: Mapping[str, SourceText]) -> None:
    atoms: set[str] = set()
    steps: dict[str, SchemeNode] = {}
    unclear: Counter[str] = Counter()
    for number, row in enumerate(rows(data, "nodes", map), start=1):
        id, own = key(row.get("id")), object_of(object_of(row.get("metadata")).get(KEY))
        wanted = string(own.get("id")) or None
        if id is None or id in atoms or id in steps:
            map.left_out(
                f"node {number} of the list has {'no id' if id is None else f'the id {id} of another'}; it was left out"
            )
        elif row.get("type") == "atom":
            atoms.add(id)
            map.claim(id, string(row.get("text")), wanted=wanted, quotes=[*_quotes(map, id, row, sources)])
        elif row.get("type") == "scheme":
            name = string(row.get("name"))
            steps[id] = _step(name, wanted)
            unclear[name] += not _is_clear(name)
        else:
            map.left_out(f"node {id} is neither an atom nor a scheme; it was left out")
    edges = (
        (key(row.get("id")) or str(number), key(row.get("source_id")) or "", key(row.get("target_id")) or "")
        for number, row in enumerate(rows(data, "edges", map), start=1)
    )
    add_steps(map, atoms, steps, edges)
    for name, times in unclear.items():
        if times:
            map.left_out(f"steps called {name!r}, which are taken for supports: {times}")


def _step(name: str, wanted: str | None) -> SchemeNode:
    scheme, plain = scheme_named(name), name.lower()
    if scheme is None and SAME.search(plain):
        return SchemeNode(RelationKind.REPHRASE, wanted=wanted)
    if scheme is None and AGAINST.search(plain):
        return SchemeNode(RelationKind.ATTACK, wanted=wanted)
    return SchemeNode(RelationKind.SUPPORT, scheme, wanted)


def _is_clear(name: str) -> bool:
    plain = name.lower()
    return scheme_named(name) is not None or any(p.search(plain) for p in (FOR, SAME, AGAINST))


def _quotes(
    map: MapBuilder, id: str, row: dict[str, Any], sources: Mapping[str, SourceText]
) -> Iterator[dict[str, Any]]:
    for source in rows(row, "sources", map) if sources else ():
        resource, words, offset = (
            key(source.get("resource_id")),
            string(source.get("text")),
            source.get("offset"),
        )
        text = sources.get(resource or "")
        if resource is None or text is None:
            map.left_out(f"atom {id} quotes the resource {resource}, which has no text here")
            continue
        span = text.span(words, offset if isinstance(offset, int) else 0)
        places = text.quotes(resource, [span]) if span else []
        if not places:
            map.left_out(
                f"atom {id} quotes words that are not in resource {resource}, or cannot be told from others there"
            )
        yield from places


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as a SADFace document."""
    said = _native(map)
    thread = map.thread
    time = f"{thread.source.retrieved}T00:00:00" if thread and thread.source.retrieved else NO_TIME
    data = {
        "edges": [*_edges(map.id, said)],
        "metadata": {
            KEY: embedded(map, NATIVE),
            "core": {
                "analyst_email": "",
                "analyst_name": ", ".join(name_of(one) for one in map.annotators),
                "created": time,
                "edited": time,
                "id": _uuid(map.id, "map"),
                "version": "0.2",
            },
        },
        "nodes": [*_nodes(map, said)],
        "resources": [*_resources(map)],
    }
    return Writing(json.dumps(data, indent=2, ensure_ascii=False) + "\n", ())


def _nodes(map: ArgumentMap, said: ArgumentMap) -> Iterator[dict[str, Any]]:
    for claim in said.claims:
        yield {
            "id": _uuid(map.id, claim.id),
            "metadata": {KEY: {"id": claim.id}},
            "sources": [*_sources(map, map.nodes[claim.id].quotes)],
            "text": claim.text,
            "type": "atom",
        }
    for relation in said.relations:
        name = "attack" if relation.kind is RelationKind.UNDERCUT else str(relation.kind)
        yield {
            "id": _uuid(map.id, relation.id),
            "metadata": {KEY: {"id": relation.id}},
            "name": name,
            "type": "scheme",
        }


def _sources(map: ArgumentMap, quotes: tuple[Quote, ...]) -> Iterator[dict[str, Any]]:
    for quote in quotes:
        text = map.thread.text_of(quote.post) if map.thread else ""
        places = find_parts(quote, text) if text else ()
        for span in places[0] if places else ():
            yield {
                "length": span.end - span.start,
                "offset": span.start,
                "resource_id": _uuid(map.id, f"post {quote.post}"),
                "text": text[span.start : span.end],
            }


def _resources(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    for post in map.thread.posts if map.thread else ():
        text = map.thread.text_of(post.id) if map.thread else ""
        if text:
            yield {"content": text, "id": _uuid(map.id, f"post {post.id}"), "metadata": {}, "type": "text"}


def _edges(map: str, said: ArgumentMap) -> Iterator[dict[str, str]]:
    for relation in said.relations:
        pairs = [*((premise, relation.id) for premise in relation.premises), (relation.id, relation.target)]
        for source, target in pairs:
            yield {
                "id": _uuid(map, f"{source} to {target}"),
                "source_id": _uuid(map, source),
                "target_id": _uuid(map, target),
            }


def _uuid(map: str, id: str) -> str:
    """Return an id of the map in the form of UUID 4, the same each time."""
    return str(UUID(bytes=sha256(f"{map} {id}".encode()).digest()[:16], version=4))


def _native(map: ArgumentMap) -> ArgumentMap:
    """Return what the graph says by itself."""
    return statements(map, CARRIES, RelationKind.EXPLAINS)


def recognises(file: MapFile) -> bool:
    """Say whether a text is a SADFace document."""
    data = recognisable(file) if '"nodes"' in file.text and '"core"' in file.text else None
    return (
        isinstance(data, dict)
        and isinstance(data.get("nodes"), list)
        and isinstance(data.get("edges"), list)
        and isinstance(object_of(data.get("metadata")).get("core"), dict)
    )


NATIVE = Format("sadface", "SADFace", (), CARRIES, keeps=_native)
FORMAT = Format("sadface", "SADFace JSON", (), EVERYTHING, write, read, recognises)
