"""Label Studio: from a map to an export of one task. `label_studio` says what is what.

One task, whose posts are the paragraphs of a dialogue; what quotes no post is a paragraph of its own. The parts of a quote, which Label Studio has
not, are regions joined by `Continues`, several quotes of a claim by `Parts_of_same`. The rest of the map is in the data of the task, under "argmap".
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.formats.embedding import KEY
from argmap.formats.json_values import Object
from argmap.formats.spans.pieces import parted
from argmap.formats.spans.places import utf16_offsets
from argmap.formats.spans.sheet import Mark, MarkLink
from argmap.formats.spans.writing import ADDED_HEAD, sheet_of
from argmap.model.map import ArgumentMap

SENTENCE, EXAMPLE_NAME, TOPIC = "sentence", "name", "topic"
"""Text areas that say more of a region."""


def write(map: ArgumentMap, kept: Mapping[str, Any] | None) -> str:
    """Return a map as an export of one task; `kept` is what keeps the rest of it."""
    sheet = sheet_of(map)
    rows: list[dict[str, Any]] = []
    starts: list[int] = []
    for post in sheet.sections:
        data = {
            "id": post.key,
            "author": post.name,
            "author_id": post.author,
            "reply_to": post.answers,
            "created": post.created,
        }
        words = sheet.text[post.start : post.end]
        rows.append(
            {
                **{key: value for key, value in data.items() if value or key.startswith("author")},
                "text": words,
            }
        )
        starts.append(post.start)
    for mark in sheet.marks:
        ((start, end), *_) = mark.pieces
        if sheet.added is not None and start > sheet.added:
            rows.append({"author": ADDED_HEAD.rstrip(":"), "added": True, "text": sheet.text[start:end]})
            starts.append(start)
    marks, joins = parted(sheet.marks)
    results = [result for mark in marks for result in _regions(mark, rows, starts)]
    results += [_relation(link) for link in (*joins, *sheet.links)]
    about = {
        "title": sheet.title,
        "map": sheet.id,
        "posts": rows,
        **({KEY: kept} if kept is not None else {}),
    }
    task = {"id": 1, "data": about, "annotations": [{"id": 1, "result": results}], "predictions": []}
    return json.dumps([task], ensure_ascii=False, indent=1) + "\n"


def _regions(mark: Mark, rows: Sequence[Object], starts: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield a region, and what is said of it in text areas and a choice."""
    ((start, end),) = mark.pieces
    number = bisect_right(starts, start) - 1
    text = rows[number]["text"]
    units = utf16_offsets(text)
    place = {
        "start": str(number),
        "end": str(number),
        "startOffset": units(start - starts[number]),
        "endOffset": units(end - starts[number]),
        "text": text[start - starts[number] : end - starts[number]],
    }
    head = {"id": mark.key, "to_name": "posts"}
    meta = {"meta": {"text": [mark.note]}} if mark.note else {}
    yield {
        **head,
        "from_name": "label",
        "type": "paragraphlabels",
        "value": {**place, "paragraphlabels": [mark.label]},
        **meta,
    }
    for name, said in ((SENTENCE, mark.text), (EXAMPLE_NAME, mark.name), (TOPIC, mark.topic)):
        if said:
            yield {**head, "from_name": name, "type": "textarea", "value": {**place, "text": [said]}}
    if mark.implicit:
        yield {**head, "from_name": "kind", "type": "choices", "value": {**place, "choices": ["Implicit"]}}


def _relation(link: MarkLink) -> dict[str, Any]:
    return {
        **({"id": link.id} if link.id else {}),
        "type": "relation",
        "from_id": link.source,
        "to_id": link.target,
        "direction": "right",
        "labels": [link.label],
        **({"meta": {"text": [link.note]}} if link.note else {}),
    }
