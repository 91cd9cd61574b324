"""Hacker News: the nested item of Algolia, items of Firebase or rows of BigQuery on a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.importers.html_text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread, one_discussion
from argmap.model.posts import Gone

ADDRESS = "https://news.ycombinator.com/item?id="


def fits(file: InputFile) -> Fit:
    whole, first = file.json, file.first_record
    if isinstance(whole, dict) and "children" in whole and "created_at_i" in whole:
        return Fit.CERTAIN
    if (
        isinstance(first, dict)
        and "id" in first
        and "type" in first
        and ({"kids", "by", "ranking"} & first.keys())
    ):
        return Fit.CERTAIN
    return Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion below a story.

    Raises:
        NotThisSource: there is no story in the files.
        SeveralDiscussions: there are several, and none was named.
    """
    whole = files[0].json
    if isinstance(whole, dict) and "children" in whole:
        return _dump(whole, tuple(_nested(whole)))
    items = {i["id"]: i for m in files for i in m.records() if isinstance(i, dict) and "id" in i}
    roots = [item for item in items.values() if item.get("type") not in {"comment", "pollopt"}]
    root = one_discussion({str(root["id"]): str(root.get("title") or "") for root in roots}, wanted)
    if root is None:
        raise NotThisSource("there is no story among the items")
    story = next(item for item in roots if str(item["id"]) == root)
    inside = _below(items, story["id"])
    return _dump(story, tuple(_raw(item) for item in items.values() if item["id"] in inside))


def _dump(story: dict[str, Any], posts: tuple[RawPost, ...]) -> RawThread:
    return RawThread(str(story.get("title") or ""), posts, url=f"{ADDRESS}{story.get('id')}")


def _nested(story: dict[str, Any]) -> Iterator[RawPost]:
    todo: list[tuple[Any, Any]] = [(story, None)]
    while todo:
        item, parent = todo.pop()
        if not isinstance(item, dict):
            continue
        yield _raw({**item, "by": item.get("author"), "parent": parent})
        todo += [(child, item.get("id")) for child in reversed(item.get("children") or [])]


def _raw(item: dict[str, Any]) -> RawPost:
    text = html_text(str(item.get("text") or ""))
    if item.get("title"):
        link = str(item.get("url") or "")
        text = "\n\n".join(part for part in (str(item["title"]), link, text) if part)
    dead = Gone.REMOVED if item.get("dead") and not text else None
    gone = dead or (Gone.DELETED if item.get("deleted") or not text else None)
    parent = item.get("parent")
    time = item.get("time") or item.get("created_at_i") or item.get("created_at")
    author = item.get("by")
    return RawPost(
        str(item.get("id")), None if parent is None else str(parent), None if author is None else str(author), time,
        "" if gone else text, gone,
    )  # fmt: skip


def _below(items: dict[Any, dict[str, Any]], root: Any) -> set[Any]:
    """Return the ids of a story and of everything that answers it, in as many steps as there are items."""
    children: dict[Any, list[Any]] = {}
    for id, item in items.items():
        children.setdefault(item.get("parent"), []).append(id)
    below, todo = set(), [root]
    while todo:
        id = todo.pop()
        if id not in below:
            below.add(id)
            todo += children.get(id, [])
    return below


IMPORTER = Importer("hackernews", "Hacker News", fits, read)
