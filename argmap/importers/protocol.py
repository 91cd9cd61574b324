"""What an importer is and what it returns; for everybody who writes one.

An installed package adds an importer with an entry point of the group `argmap.importers`:

    [project.entry-points."argmap.importers"]
    phpbb = "my_package.phpbb:IMPORTER"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice
from typing import Any

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.input_file import InputFile
from argmap.model.posts import Gone, Provenance
from argmap.model.thread import Thread

SHOWN = 8
"""So many discussions are listed when a file holds several."""


class NotThisSource(ArgmapError):
    """The files are not what the importer reads; the message says what is missing."""


class SeveralDiscussions(ArgmapError):
    """A file holds several discussions, and none was named."""


class Fit(IntEnum):
    """How sure an importer is that it can read a file; the surest one reads it."""

    NO = 0
    PERHAPS = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class RawPost:
    """A post as its source has it.

    Attributes:
        key: The id of the post in its source; any text. "" where the source has none: the post gets one of its words.
        parent: The key of the post that it answers.
        author: The name of the author, as shown by the source.
        created: The time of writing, in any form that `argmap.importers.times` reads; numbers are seconds since 1970.
        text: The words, as plain text, verbatim; empty for a post that is gone.
        gone: Why the post has no words.
        account: The id of the author in the source: accounts with the same name are different people, and an account
            that changed its name is one. Without it, the name says who it is.
        url: The address of the post.
        cue: Where it begins in a recording, as hours, minutes and seconds: "0:12:31" or "1:02:03.500".
        label: What the source itself says about the post, in its words: "Pro", "Con", "Answer", "accepted answer".
    """

    key: str
    parent: str | None = None
    author: str | None = None
    created: str | int | float | None = None
    text: str = ""
    gone: Gone | None = None
    account: str | None = None
    url: str | None = None
    cue: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class RawThread:
    """A discussion as its source has it.

    Attributes:
        title: The title, or "" if there is none.
        posts: The posts, in the order of the file.
        url: The address of the discussion.
        license: What may be done with the posts.
        keyed: Whether keys are ids of the source, so that another import recognises the same posts; otherwise keys are
            places in the file.
        authorship: How it is known who wrote which post: the source records it, it was inferred, or it is unknown.
        reply_structure: How it is known which post answers which.
        language: The language of the posts (BCP 47), if the source says it.
        notes: Sentences about what was left out or guessed.
        aliases: Other names of authors, by what tells them from others (the account, or the name), for redaction.
    """

    title: str
    posts: Sequence[RawPost]
    url: str | None = None
    license: str | None = None
    keyed: bool = True
    authorship: Provenance = Provenance.RECORDED
    reply_structure: Provenance = Provenance.RECORDED
    language: str | None = None
    notes: tuple[str, ...] = field(default=())
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DiscussionEntry:
    """One of the discussions that files hold, for a list of them.

    Attributes:
        key: What `--thread` takes.
        title: The title, or "".
        posts: How many posts it has in the files.
        people: How many people wrote them.
        first: The time of the first post (RFC 3339), if there is one.
        last: The time of the last post.
    """

    key: str
    title: str = ""
    posts: int = 0
    people: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of discussion: how it is recognised, and how it is read.

    Attributes:
        name: What `--as` takes; the name of the entry point.
        title: The kind in words, such as "a mailing list (mbox)".
        fits: Says how sure it is that it can read a file, from the content of the file.
        read: Gets the files, and the key of the discussion that is wanted (None if none was named), and returns the
            discussion. It raises NotThisSource when the files are of another kind, and SeveralDiscussions when they
            hold several and none was named.
        discussions: Yields the discussions in the files, in an order that is always the same; None for a kind of which
            files always hold one. It needs no more memory for a larger file: `argmap.importers.listing` counts.
        keys: Names of fields (JSON), columns or elements that files of this kind have, to name the nearest known kinds
            when a file is of none of them.
        argument_map: For a kind whose files say what speaks for and against what: gets what `read` returned and the
            thread that `argmap.importers.assemble.thread_of` made of it, and returns the map of that thread as plain
            data, as map.yaml holds it (without the thread). `assemble.post_ids` gives the ids of posts to quote.
    """

    name: str
    title: str
    fits: Callable[[InputFile], Fit]
    read: Callable[[Sequence[InputFile], str | None], RawThread]
    discussions: Callable[[Sequence[InputFile]], Iterable[DiscussionEntry]] | None = None
    keys: frozenset[str] = frozenset()
    argument_map: Callable[[RawThread, Thread], dict[str, Any]] | None = None


def several(titles: Iterable[tuple[str, str]], number: int | None = None) -> SeveralDiscussions:
    """Return the error for files that hold several discussions when none was named.

    Args:
        titles: Key and title of the first few of them; no more are read than are shown.
        number: How many there are, if all of them were counted.
    """
    first = list(islice(titles, SHOWN))
    shown = "; ".join(f"{key} ({title[:50]})" if title else key for key, title in first)
    count = "several" if number is None else str(number)
    return SeveralDiscussions(
        f"the file holds {count} discussions; name one with --thread KEY: {shown}"
        f"{'' if number == len(first) else '; …'} ('--list' shows all of them)"
    )


def one_discussion(titles: Mapping[str, str], wanted: str | None) -> str | None:
    """Return the key of the discussion that is wanted, or of the only one there is; None if there is none.

    Args:
        titles: The titles of the discussions in the files, by key.
        wanted: The key that was asked for.

    Raises:
        UnknownName: no discussion has that key.
        SeveralDiscussions: there are several, and none was named.
    """
    if wanted is not None:
        if wanted not in titles:
            raise UnknownName("discussion", wanted, titles)
        return wanted
    if len(titles) > 1:
        raise several(titles.items(), len(titles))
    return next(iter(titles), None)
