"""Which story each item of Hacker News belongs to: an item names only the one that it answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

Item = dict[str, Any]
Reader = Callable[[], Iterable[Item]]
"""Reads the items of the files from the beginning; they are read more than once, so that few are held in memory."""

PARTS = ("comment", "pollopt")
BATCH = 10_000


def is_story(item: Item) -> bool:
    """Return whether an item begins a discussion."""
    return item["type"] not in PARTS


def below(items: Reader, root: str) -> tuple[dict[str, Item], int]:
    """Return the items of a discussion by id, and how many others there are.

    An answer has a higher id than what it answers, so that one pass is enough for files in that order; other files are
    read until nothing new turns up.

    Args:
        items: Reads the items.
        root: The id of the story, or of the item that comments answer and that is not there.
    """
    inside: dict[str, Item] = {}
    while True:
        before, others = len(inside), 0
        for item in items():
            if item["id"] in inside:
                continue
            if item["id"] == root or item["parent"] == root or item["parent"] in inside:
                inside[item["id"]] = item
            else:
                others += 1
        if len(inside) == before or not others:
            return inside, others


def rooted(items: Reader) -> Iterator[tuple[str, Item]]:
    """Yield the items with the id of their story, which is looked up in a temporary database on disk.

    Items whose story is not among them are left out, unless there is no story at all: then they belong to the item above
    them that is not there.
    """
    database = sqlite3.connect("")
    try:
        _fill(database, items())
        for item in items():
            row = database.execute("SELECT root FROM place WHERE id = ?", (item["id"],)).fetchone()
            if row is not None:
                yield row[0], item
    finally:
        database.close()


def _fill(database: sqlite3.Connection, items: Iterable[Item]) -> None:
    database.execute("CREATE TABLE item (id TEXT PRIMARY KEY, parent TEXT, story INTEGER)")
    rows = ((item["id"], item["parent"], is_story(item)) for item in items)
    while batch := list(islice(rows, BATCH)):
        database.executemany("INSERT OR IGNORE INTO item VALUES (?, ?, ?)", batch)
    database.execute("CREATE INDEX answers ON item (parent)")
    database.execute("CREATE TABLE place (id TEXT PRIMARY KEY, root TEXT)")
    if database.execute("SELECT EXISTS (SELECT 1 FROM item WHERE story)").fetchone()[0]:
        _place(database, "SELECT id, id FROM item WHERE story")
        return
    absent = "parent IS NULL OR parent NOT IN (SELECT id FROM item)"
    _place(database, f"SELECT id, ifnull(parent, id) FROM item WHERE {absent}")  # noqa: S608 (a constant)
    rest = "FROM item WHERE id NOT IN (SELECT id FROM place)"  # answers in a cycle
    database.execute(f"INSERT INTO place SELECT id, (SELECT min(id) {rest}) {rest}")


def _place(database: sqlite3.Connection, roots: str) -> None:
    """Write the root of every item below some; UNION ends where answers close a cycle."""
    database.execute(
        f"INSERT OR IGNORE INTO place WITH RECURSIVE known(id, root) AS ({roots} UNION "  # noqa: S608 (a constant)
        "SELECT item.id, known.root FROM item JOIN known ON item.parent = known.id) SELECT id, root FROM known"
    )
