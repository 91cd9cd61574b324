"""Hacker News: items of its API (Firebase), the nested items and the search hits of Algolia, rows of BigQuery.

Source of the forms: the documentation of the Hacker News API and of the search by Algolia; items may be in one file or in
many, one on each line, in a list, or pretty-printed. The same words get other HTML from each of them and one text here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.forums.hackernews_roots import Reader, below, is_story, rooted
from argmap.importers.forums.records import (
    MOST_OTHERS,
    Placed,
    counted,
    identity,
    items_again,
    listed,
    moment,
    paragraphs,
    picked,
    records_in,
    words,
)
from argmap.importers.html.text import html_text
from argmap.importers.ids import NO_ID, made_key
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone

ADDRESS = "https://news.ycombinator.com/item?id="
TYPES = frozenset({"story", "comment", "job", "poll", "pollopt"})
MARKS = {
    "[flagged]": Gone.REMOVED,
    "[dead]": Gone.REMOVED,
    "[delayed]": Gone.REMOVED,
    "[deleted]": Gone.DELETED,
}
KEYS = frozenset(
    ["by", "children", "created_at_i", "dead", "descendants", "id", "kids", "parent", "parent_id", "points", "score",
     "story_id", "text", "time", "title", "type", "objectID"]
)  # fmt: skip


def fits(file: InputFile) -> Fit:
    return max(map(_sure, file.sample), default=Fit.NO)


def _sure(item: Any) -> Fit:
    if isinstance(item, list):
        return max(map(_sure, item[:20]), default=Fit.NO)
    if not isinstance(item, dict):
        return Fit.NO
    nested = "children" in item and ("created_at_i" in item or "story_id" in item)
    flat = (
        "id" in item
        and words(item.get("type")) in TYPES
        and bool({"kids", "by", "ranking", "descendants", "parent", "deleted", "dead"} & item.keys())
    )
    hits = [hit for hit in records_in(item.get("hits")) or [item] if "objectID" in hit and "_tags" in hit]
    return Fit.CERTAIN if nested or flat or hits else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion below a story; of a large file, only its items are kept.

    Raises:
        NotThisSource: there is no item in the files.
        SeveralDiscussions: there are several stories, and none was named.
    """

    def items() -> Iterator[dict[str, Any]]:
        return _items(files)

    root = wanted or _only_root(items)
    inside, others = below(items, root) if root else ({}, 0)
    if not inside:
        raise _nothing(items, wanted)
    story = inside.get(str(root))
    titled = story or next((item for item in inside.values() if item.get("story_title")), {})
    return RawThread(
        html_text(words(titled.get("title") or titled.get("story_title"))),
        tuple(_raw(item) for item in inside.values()),
        url=f"{ADDRESS}{root}",
        notes=(
            *(() if story else ("The item that the comments answer is not in the files.",)),
            *_missing(story, inside),
            *(() if wanted else _strays(others)),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the stories, each with its comments."""
    yield from counted_discussions(
        Seen(root, words(item.get("by")) or None, moment(item.get("time")), _title(item, root))
        for root, item in rooted(lambda: _items(files))
    )


def _title(item: dict[str, Any], root: str) -> str:
    return html_text(words(item.get("title") if item["id"] == root else item.get("story_title")))


def _only_root(items: Reader) -> str | None:
    """Return the id of the only story; reading stops soon after a second one. Comments alone may have one root, too.

    Raises:
        SeveralDiscussions: there are several.
    """
    only = picked(_stories(items()), None) or picked(
        (Placed(root, _title(item, root), None) for root, item in rooted(items)), None
    )
    return only.key if only else None


def _stories(items: Iterable[dict[str, Any]]) -> Iterator[Placed[None]]:
    """Yield the stories; after the second one every item counts, so that the look at the others ends soon."""
    first = last = ""
    for item in items:
        if is_story(item):
            last = item["id"]
            first = first or last
            yield Placed(last, _title(item, last), None)
        elif last != first:
            yield Placed(last, "", None)


def _nothing(items: Reader, wanted: str | None) -> ArgmapError:
    """Return the error for files without the item that is wanted, or without any."""
    stories = list(islice((item["id"] for item in items() if is_story(item)), MOST_OTHERS))
    if wanted is None or not stories:
        return NotThisSource("there is no story or comment among the items")
    return UnknownName("discussion", wanted, stories)


def _strays(number: int) -> tuple[str, ...]:
    return counted(
        number,
        "1 item that does not belong to the story was left out.",
        "{n} items that do not belong to the story were left out.",
    )


def _items(files: Sequence[InputFile]) -> Iterator[dict[str, Any]]:
    """Yield the items of all forms in the form of Firebase, ids and parents as texts."""
    for file in files:
        for value in items_again(file):
            todo: list[tuple[Any, str | None]] = [(value, None)]
            while todo:
                item, above = todo.pop()
                if isinstance(item, list):
                    todo += [(each, above) for each in reversed(item)]
                elif isinstance(item, dict) and isinstance(item.get("hits"), list):
                    todo += [(hit, None) for hit in reversed(item["hits"])]
                elif isinstance(item, dict):
                    known = _item(item, above)
                    if known is not None:
                        yield known
                        options = [{"type": "pollopt", **each} for each in records_in(item.get("options"))]
                        below = [*options, *records_in(item.get("children"))]
                        todo += [(each, known["id"]) for each in reversed(below)]


def _item(item: dict[str, Any], above: str | None) -> dict[str, Any] | None:
    id = identity(item.get("id")) or identity(item.get("objectID"))
    if id is None and not {"text", "comment_text", "story_text", "title", "children"} & item.keys():
        return None
    id = id or made_key(
        *(item.get(key) for key in ("by", "author", "title", "text", "comment_text", "story_text"))
    )
    kind = words(item.get("type")) if words(item.get("type")) in TYPES else _kind(item)
    parents = (item.get("parent"), item.get("parent_id"), item.get("poll") if kind == "pollopt" else None)
    return {
        **item,
        "id": id,
        "type": kind,
        "parent": above or next(filter(None, map(identity, parents)), None),
        "by": item.get("by") or item.get("author"),
        "time": item.get("time")
        or item.get("created_at_i")
        or item.get("timestamp")
        or item.get("created_at"),
        "text": item.get("text") or item.get("comment_text") or item.get("story_text"),
    }


def _kind(item: dict[str, Any]) -> str:
    tags = item.get("_tags")
    named = next((tag for tag in map(words, tags) if tag in TYPES), None) if isinstance(tags, list) else None
    return str(named or ("story" if item.get("title") else "comment"))


def _raw(item: dict[str, Any]) -> RawPost:
    text = html_text(words(item.get("text")))
    if item.get("title"):
        text = paragraphs(html_text(words(item["title"])), words(item.get("url")), text)
    gone = MARKS.get(text.strip())
    if not text.strip():
        gone = Gone.REMOVED if item.get("dead") else Gone.DELETED
    label = "dead" if item.get("dead") else "poll option" if item["type"] == "pollopt" else None
    return RawPost(
        item["id"],
        item["parent"],
        words(item.get("by")) or None,
        moment(item.get("time")),
        "" if gone else text,
        gone,
        url=None if item["id"].startswith(NO_ID) else f"{ADDRESS}{item['id']}",
        label=None if gone else label,
    )


def _missing(story: dict[str, Any] | None, items: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """Return how many comments the files do not hold: items name those that answer them, a story counts all below it."""
    kids = [
        identity(kid) or ""
        for item in items.values()
        if isinstance(item.get("kids"), list)
        for kid in item["kids"]
    ]
    absent = [kid for kid in kids if kid not in items]
    descendants = identity(story.get("descendants")) if story else None
    here = sum(item["type"] == "comment" for item in items.values())
    number = max(len(absent), int(descendants) - here if descendants and descendants.isdigit() else 0)
    named = f" (items {listed(absent)})" if absent else ""
    return counted(
        number,
        f"At least 1 comment was not given{named}.",
        f"At least {{n}} comments were not given{named}.",
    )


IMPORTER = Importer("hackernews", "Hacker News", fits, read, discussions, KEYS)
