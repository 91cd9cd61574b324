"""Which story each item of Hacker News belongs to: an item names only the one that it answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

Item = dict[str, Any]
PARTS = ("comment", "pollopt")
BATCH = 10_000


def rooted(items: Callable[[], Iterable[Item]], wanted: str | None) -> Iterator[tuple[str, Item]]:
    """Yield items with the id of their story.

    Items whose story is not among them are left out, unless there is no story at all: then they belong to the first item
    above them that is not there. With a wanted discussion, its items come with its id and all others with their own
    parent's, which costs no more memory for a larger file.

    Args:
        items: Reads the items from the beginning; they are read more than once.
        wanted: The id of the story that is wanted, or None.
    """
    if wanted is not None:
        yield from _below(items, wanted)
        return
    roots = sqlite3.connect("")
    try:
        _fill(roots, items())
        stories = roots.execute("SELECT EXISTS (SELECT 1 FROM item WHERE story)").fetchone()[0]
        for item in items():
            row = roots.execute(
                "SELECT root FROM item JOIN above USING (id) WHERE id = ? AND (? = 0 OR story_root)", (item["id"], stories)
            ).fetchone()
            if row:
                yield row[0], item
    finally:
        roots.close()
