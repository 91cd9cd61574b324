"""What a source is and what it returns; for everybody who writes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from argmap.errors import ArgmapError
from argmap.importers.material import InputFile
from argmap.model.posts import Gone


class NotThisSource(ArgmapError):
    """The files are not what the source reads; the message says what is missing."""


class Fit(IntEnum):
    """How sure a source is that it can read a file; the surest one reads it."""

    NO = 0
    PERHAPS = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class RawPost:
    """A post as its source has it.

    `key` is its id there and `parent` the key of what it answers; keys need not be slugs. `created` is a time in any form
    that `sources.times` reads. `text` is plain and verbatim; a post that is `gone` has none.
    """

    key: str
    parent: str | None = None
    author: str | None = None
    created: str | int | float | None = None
    text: str = ""
    gone: Gone | None = None


@dataclass(frozen=True, slots=True)
class RawThread:
    """A discussion as its source has it: posts in the order of the file, and what is known of the whole.

    `keyed` says that keys are those of the source, so that another import finds the same posts again; without it they are
    places in the file. `notes` are sentences about what was left out or guessed.
    """

    title: str
    posts: Sequence[RawPost]
    url: str | None = None
    license: str | None = None
    keyed: bool = True
    authors_recorded: bool = True
    replies_recorded: bool = True
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of source: how it is recognised by the content of a file, and how its files are read.

    `read` gets the files and the key of the discussion that is wanted, for files that hold several.

    Raises (from `read`):
        NotThisSource: the files are not of this kind.
        SeveralDiscussions: they hold several, and none was named.
    """

    name: str
    title: str
    fits: Callable[[InputFile], Fit]
    read: Callable[[Sequence[InputFile], str | None], RawThread]
