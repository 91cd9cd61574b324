"""Reads invented exports of chats in tests: from texts, or from folders that are written for a test."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import DiscussionEntry
from argmap.importers.registry import discussions, importer, read, recognised
from argmap.importers.sources import input_files
from argmap.model.thread import Thread
from argmap.storage.files import Limits
from argmap.storage.read import parse
from argmap.storage.writer import thread_yaml

CASES = Path(__file__).parents[3].parent / "shared" / "cases" / "imports"
"""Cases of the people who ask for argmap, where they are at hand."""

Export = str | bytes | list[Any] | dict[str, Any]


def inputs(*exports: Export, name: str = "input") -> list[InputFile]:
    """Return exports as files; values are written as JSON, as the programs do."""
    return [
        InputFile(name if len(exports) == 1 else f"{number}-{name}", content=_bytes(export))
        for number, export in enumerate(exports, start=1)
    ]


def _bytes(export: Export) -> bytes:
    if isinstance(export, bytes):
        return export
    text = export if isinstance(export, str) else json.dumps(export, indent=1, ensure_ascii=False)
    return text.encode("utf-8")


def folder(place: Path, files: Mapping[str, Export]) -> list[InputFile]:
    """Write files, and return them as the command line would."""
    for name, export in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(export))
    return input_files([str(place)])


def thread(files: Sequence[InputFile], kind: str, wanted: str | None = None) -> Thread:
    """Return the thread in files, which must be recognised as a kind."""
    chosen = recognised(files)
    assert chosen.name == kind
    return thread_of(read(chosen, files, wanted), ImportOptions("t", kind))


def said(of: Thread) -> list[tuple[str | None, str | None]]:
    """Return the name of the author, and the words, of each post; a post that repeats another has its words."""
    people = of.participants_by_id
    return [
        (people[post.author].name if post.author else None, of.text_of(post.id) or None) for post in of.posts
    ]


def times(of: Thread) -> list[str | None]:
    return [post.created for post in of.posts]


def listed(files: Sequence[InputFile], kind: str) -> list[DiscussionEntry]:
    return list(discussions(importer(kind), files))


def note(of: Thread) -> str:
    return of.source.note or ""


def mutated(content: bytes, random_: random.Random) -> bytes:
    """Return an export with damage: bytes cut, lines swapped or repeated, values of JSON dropped, nested or of another type."""
    value = _json(content)
    if value is not None and random_.random() < 0.7:
        for _ in range(random_.randint(1, 3)):
            _damage(value, random_)
        return json.dumps(value).encode("utf-8", "surrogatepass")
    kind = random_.randrange(4)
    if kind == 0 and content:
        place = random_.randrange(len(content))
        return content[:place] + bytes([random_.randrange(256)]) + content[place + random_.randrange(3) :]
    if kind == 1:
        return content[: random_.randrange(len(content) + 1)]
    lines = content.split(b"\n")
    if kind == 2:
        random_.shuffle(lines)
    else:
        lines.insert(random_.randrange(len(lines) + 1), random_.choice(lines))
        del lines[random_.randrange(len(lines))]
    return b"\n".join(lines)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


ODD = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "\ud800",
    "<p>",
    [],
    {},
    [[]],
    [None],
    {"text": 1},
    "9" * 30,
    "12:61",
)


def _damage(value: Any, random_: random.Random) -> None:
    places = list(_places(value))
    if not places:
        return
    holder, key = random_.choice(places)
    kind = random_.randrange(3)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = copy.deepcopy(random_.choice(ODD))
    else:
        holder[key] = random_.choice(([holder[key]], {"value": holder[key]}))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys: Any = (
        range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])


def is_refused_or_sound(files: Sequence[InputFile], kind: str) -> bool:
    """Return whether files are refused with argmap's own errors (False), or give a thread that can be stored and read again."""
    chosen = importer(kind)
    try:
        for file in files:
            chosen.fits(file)
        list(discussions(chosen, files))
        made = thread_of(read(chosen, files), ImportOptions("t", kind))
    except ArgmapError:
        return False
    parsed = parse(thread_yaml(made), "thread.yaml", Limits())
    assert Thread.model_validate(parsed.data) == made
    return True
