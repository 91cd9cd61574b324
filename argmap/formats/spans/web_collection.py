"""Web Annotations: from a map to a collection of annotations. `web_annotation` says what stands where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.formats.embedding import KEY
from argmap.formats.spans.places import pieces_of
from argmap.formats.spans.writing import one_line, requoted
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.source_text import clean, verbatim

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and behind a quote that selectors show."""


def write(map: ArgumentMap, kept: Mapping[str, Any] | None) -> str:
    """Return a map as a collection of annotations; `kept` is what keeps the rest of it."""
    items = [*_posts(map), *(_node(map, node) for node in map), *_relations(map)]
    for each in items:
        each["type"] = "Annotation"
    home = f"urn:argmap:map:{map.id}"
    page = {"id": f"{home}:page", "type": "AnnotationPage", "partOf": home, "startIndex": 0, "items": items}
    rest = {KEY: json.dumps(kept, ensure_ascii=False)} if kept is not None else {}
    data = {
        "@context": [CONTEXT, {KEY: "urn:argmap:rest"}],
        "id": home,
        "type": "AnnotationCollection",
        "label": one_line(map.title),
        "total": len(items),
        "first": page,
        **rest,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _posts(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    if map.thread is None:
        return
    names = {person.id: clean(person.name, 200) or "Somebody" for person in map.thread.participants}
    for post in map.thread:
        person = {
            "id": f"urn:argmap:person:{post.author}",
            "type": "Person",
            "name": names.get(post.author or ""),
        }
        words = verbatim(map.thread.text_of(post.id))
        yield {
            "id": f"urn:argmap:post:{post.id}",
            "motivation": "replying" if post.reply_to else "describing",
            **({"creator": person} if post.author else {}),
            **({"created": post.created} if post.created else {}),
            "body": {"type": "TextualBody", "value": words, "format": "text/plain"},
            "target": f"urn:argmap:post:{post.reply_to}" if post.reply_to else f"urn:argmap:map:{map.id}",
        }


def _node(map: ArgumentMap, node: Claim | Example) -> dict[str, Any]:
    bodies = [_body("describing", one_line(node.text))]
    if isinstance(node, Example):
        bodies += [
            _body("identifying", clean(node.name, 200)),
            _body("classifying", "Example"),
            _body("tagging", node.topic),
        ]
    else:
        kinds = ["Claim", "Implicit"] if node.implicit else ["Claim"]
        bodies += [_body("classifying", kind) for kind in kinds] + [
            _body("tagging", tag) for tag in node.tags
        ]
    bodies += [_body("commenting", one_line(node.note))] if node.note else []
    targets = [target for quote in node.quotes if (target := _target(map, quote)) is not None]
    return {
        "id": _name(map, node.id),
        "motivation": "describing",
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0] if targets else f"urn:argmap:map:{map.id}",
    }


def _target(map: ArgumentMap, quote: Quote) -> dict[str, Any] | None:
    made = requoted(quote, map.thread)
    if made is None or map.thread is None:
        return None
    text = verbatim(map.thread.text_of(quote.post))
    parts = []
    for start, end in pieces_of(Quote.model_validate(made), text):
        around = {"prefix": text[max(start - AROUND, 0) : start], "suffix": text[end : end + AROUND]}
        words = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            **{k: v for k, v in around.items() if v},
        }
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        parts.append({"source": f"urn:argmap:post:{quote.post}", "selector": [words, place]})
    return parts[0] if len(parts) == 1 else {"type": "Composite", "items": parts}


def _relations(map: ArgumentMap) -> Iterator[dict[str, Any]]:
    for relation in map.relations:
        premises = [_name(map, premise) for premise in relation.premises]
        to = {"type": "SpecificResource", "purpose": "linking", "source": _name(map, relation.target)}
        note = [_body("commenting", one_line(relation.note))] if relation.note else []
        yield {
            "id": _name(map, relation.id),
            "motivation": "linking",
            "body": [to, _body("tagging", relation.kind), *note],
            "target": premises if len(premises) > 1 else premises[0],
        }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _name(map: ArgumentMap, id: str) -> str:
    return f"urn:argmap:{map.kinds[id]}:{id}"
