"""How the tests of forums read their fixtures: recognised as anybody's files are, and shown as short rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import DiscussionEntry
from argmap.importers.registry import discussions, read, recognised
from argmap.model.thread import Thread
from argmap.storage.files import Limits
from argmap.storage.read import parse
from argmap.storage.writer import thread_yaml

CASES = Path(__file__).parents[4] / "shared" / "cases" / "imports"


def lines(*records: Any) -> str:
    """Return records as a dump has them: one on each line."""
    return "\n".join(map(json.dumps, records)) + "\n"


def files(*contents: Any) -> list[InputFile]:
    """Return contents as files: texts and bytes as they are, values as JSON, pairs as name and content."""
    given = [each if isinstance(each, tuple) else (f"file-{n}.json", each) for n, each in enumerate(contents)]
    return [InputFile(name, content=_encoded(content)) for name, content in given]


def _encoded(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def imported(*contents: Any, wanted: str | None = None) -> Thread:
    """Return the thread in contents, and check that it can be written and read back."""
    materials = files(*contents)
    chosen = recognised(materials)
    thread = thread_of(read(chosen, materials, wanted), ImportOptions("t", chosen.name))
    assert Thread.model_validate(parse(thread_yaml(thread), "thread.yaml", Limits()).data) == thread
    return thread


def listed(*contents: Any) -> list[DiscussionEntry]:
    """Return the discussions in contents."""
    materials = files(*contents)
    return list(discussions(recognised(materials), materials))


def rows(thread: Thread) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return id, id of the post that it answers, author, and words (or why there are none) of each post."""
    people = thread.participants_by_id
    return [
        (
            post.id,
            post.reply_to,
            people[post.author].name if post.author else None,
            post.text if post.repeats is None and post.gone is None else f"<{post.gone or post.repeats}>",
        )
        for post in thread.posts
    ]


def said(*contents: Any, wanted: str | None = None) -> list[str | None]:
    """Return the words of each post."""
    return [text for *_, text in rows(imported(*contents, wanted=wanted))]


def note(thread: Thread) -> str:
    """Return the note of a thread."""
    return thread.source.note or ""
