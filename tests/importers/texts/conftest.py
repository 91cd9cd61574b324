"""What the tests of texts have in common: a text becomes a thread, and a thread what its people said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.registry import importer, read, recognised
from argmap.model.thread import Thread

Reader = Callable[..., Thread]
NO_COLUMNS: Mapping[str, str] = {}


@pytest.fixture
def imported() -> Reader:
    """Return what makes a thread of texts: recognised by itself, or read as a kind."""

    def make(
        *texts: str | bytes,
        kind: str | None = None,
        wanted: str | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
    ) -> Thread:
        files = [
            InputFile(
                f"file {number}", content=text.encode() if isinstance(text, str) else text, columns=columns
            )
            for number, text in enumerate(texts, start=1)
        ]
        chosen = importer(kind) if kind else recognised(files)
        return thread_of(read(chosen, files, wanted), ImportOptions("t", chosen.name))

    return make


@pytest.fixture
def said() -> Callable[[Thread], list[tuple[str | None, str | None]]]:
    """Return what lists the names and the words of posts."""

    def pairs(thread: Thread) -> list[tuple[str | None, str | None]]:
        people = thread.participants_by_id
        return [
            (people[post.author].name if post.author else None, thread.text_of(post.id) or None)
            for post in thread.posts
        ]

    return pairs
