"""Reddit: the two listings of a thread's page, and dumps with a submission or comment on each line (.zst as well)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread, one_discussion
from argmap.model.posts import Gone

GONE = {"[deleted]": Gone.DELETED, "[removed]": Gone.REMOVED, "[deleted by user]": Gone.DELETED}
ADDRESS = "https://www.reddit.com"
MOST_OTHERS = 200
"""Threads of a dump that are remembered to suggest one of them for a key that is not there."""


def fits(file: InputFile) -> Fit:
    whole, first = file.json, file.first_record
    if isinstance(whole, list) and whole and isinstance(whole[0], dict) and whole[0].get("kind") == "Listing":
        return Fit.CERTAIN
    if (
        isinstance(first, dict)
        and "subreddit" in first
        and ({"link_id", "selftext", "num_comments"} & first.keys())
    ):
        return Fit.CERTAIN
    return Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a thread: of the listings of a page, or of the dump's lines that belong to one submission.

    Raises:
        NotThisSource: there is nothing of that kind in the files.
        SeveralDiscussions: there are several threads in a dump, and none was named.
    """
    if isinstance(files[0].json, list):
        return _page(files[0].json)
    return _dump(files, wanted)


def _page(listings: list[Any]) -> RawThread:
    posts: list[RawPost] = []
    title, url, hidden = "", None, 0
    todo: list[Any] = [child for listing in reversed(listings) for child in reversed(_children(listing))]
    while todo:
        thing = todo.pop()
        data = thing.get("data") if isinstance(thing, dict) else None
        if not isinstance(data, dict):
            continue
        if thing.get("kind") == "more":
            hidden += len(data.get("children") or []) or int(data.get("count") or 0)
            continue
        posts.append(_raw(data))
        if thing.get("kind") == "t3":
            title = unescape(str(data.get("title") or ""))
            url = f"{ADDRESS}{data['permalink']}" if str(data.get("permalink")).startswith("/") else None
        todo += reversed(_children(data.get("replies")))
    if not posts:
        raise NotThisSource("there is no post in the listings")
    note = (f"{hidden} comments were hidden behind 'more' in the page and are missing.",) if hidden else ()
    return RawThread(title, tuple(posts), url=url, notes=note)


def _children(listing: Any) -> list[Any]:
    data = listing.get("data") if isinstance(listing, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    return children if isinstance(children, list) else []


def _dump(files: Sequence[InputFile], wanted: str | None) -> RawThread:
    """Return one thread of a dump: its lines are kept, all others are read past."""
    titles: dict[str, str] = {}
    kept: dict[str, list[RawPost]] = {}
    url: dict[str, str] = {}
    others: dict[str, str] = {}
    only = None if wanted is None else wanted.removeprefix("t3_")
    for record in _records(files):
        thread = _thread(record)
        if thread is None:
            continue
        if only is not None and thread != only:
            if len(others) < MOST_OTHERS:
                others[thread] = ""
            continue
        if "title" in record:
            titles[thread] = unescape(str(record["title"]))
            if str(record.get("permalink")).startswith("/"):
                url[thread] = f"{ADDRESS}{record['permalink']}"
        titles.setdefault(thread, "")
        kept.setdefault(thread, []).append(_raw(record))
    chosen = one_discussion(titles if only is None or titles else others, only)
    if chosen is None:
        raise NotThisSource("there is no submission or comment in the files")
    return RawThread(titles[chosen], tuple(kept[chosen]), url=url.get(chosen))


def _records(files: Sequence[InputFile]) -> Iterator[dict[str, Any]]:
    for file in files:
        yield from (record for record in file.records() if isinstance(record, dict) and "id" in record)


def _thread(record: dict[str, Any]) -> str | None:
    if "link_id" in record:
        return str(record["link_id"]).removeprefix("t3_")
    return str(record["id"]) if "title" in record else None


def _raw(data: dict[str, Any]) -> RawPost:
    body = data.get("body", data.get("selftext"))
    text = unescape(str(body or ""))
    gone = GONE.get(text.strip()) or (
        Gone.REMOVED if data.get("removed_by_category") and not text.strip() else None
    )
    if "title" in data:
        # The title of a submission is part of what was said, whatever became of the text.
        kept = "" if gone else text
        link = "" if data.get("is_self", True) else str(data.get("url") or "")
        text, gone = "\n\n".join(part for part in (unescape(str(data["title"])), link, kept) if part), None
    author = str(data.get("author") or "")
    parent = data.get("parent_id")
    kind = "t3" if "title" in data else "t1"
    return RawPost(
        str(data.get("name") or f"{kind}_{data.get('id')}"),
        None if parent is None else str(parent),
        None if author in {"", "[deleted]"} else author,
        data.get("created_utc"),
        "" if gone else text,
        gone,
    )


IMPORTER = Importer("reddit", "Reddit", fits, read)
