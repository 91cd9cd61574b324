"""The discussions of a large file, counted without holding them in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.importers.protocol import DiscussionEntry
from argmap.importers.times import timestamp

BATCH = 10_000
"""Posts that are handed over at once."""


class Seen(NamedTuple):
    """What counts of a post: its discussion, who wrote it, when, and the title that it gives the discussion ("" for none)."""

    key: str
    author: str | None = None
    created: str | float | None = None
    title: str = ""


def counted_discussions(posts: Iterable[Seen]) -> Iterator[DiscussionEntry]:
    """Yield the discussions that posts belong to, in the order in which they begin in the file.

    The posts are counted in a temporary database on disk, so that memory does not grow with them.
    """
    database = sqlite3.connect("")
    try:
        database.execute("CREATE TABLE post (key TEXT, title TEXT, author TEXT, created TEXT)")
        rows: list[tuple[str, str | None, str | None, str | None]] = []
        for post in posts:
            key, title, author = map(_whole, (post.key, post.title or None, post.author))
            rows.append((key or "", title, author, timestamp(post.created)))
            if len(rows) == BATCH:
                database.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
                rows.clear()
        database.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", rows)
        counted = database.execute(
            "SELECT key, MAX(title), COUNT(*), COUNT(DISTINCT author), MIN(created), MAX(created) "
            "FROM post GROUP BY key ORDER BY MIN(rowid)"
        )
        for key, title, number, people, first, last in counted:
            yield DiscussionEntry(key, title or "", number, people, first, last)
    finally:
        database.close()


def _whole(text: str | None) -> str | None:
    """Return a text without halves of surrogate pairs, which no database holds."""
    return text if text is None else text.encode("utf-8", "replace").decode("utf-8")
