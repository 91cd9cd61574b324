"""What an importer is and what it returns; for everybody who writes one.

An installed package adds an importer with an entry point of the group `argmap.importers`:

    [project.entry-points."argmap.importers"]
    slack = "my_package.slack:IMPORTER"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.input_file import InputFile
from argmap.model.posts import Gone

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
        key: The id of the post in its source; any text.
        parent: The key of the post that it answers.
        author: The name of the author, as shown by the source.
        created: The time of writing, in any form that `argmap.importers.times` reads; numbers are seconds since 1970.
        text: The words, as plain text, verbatim; empty for a post that is gone.
        gone: Why the post has no words.
    """

    key: str
    parent: str | None = None
    author: str | None = None
    created: str | int | float | None = None
    text: str = ""
    gone: Gone | None = None


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
        authors_recorded: Whether the source says who wrote which post.
        replies_recorded: Whether the source says which post answers which.
        notes: Sentences about what was left out or guessed.
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
    """A kind of discussion: how it is recognised, and how it is read.

    Attributes:
        name: What `--as` takes; the name of the entry point.
        title: The kind in words, such as "a mailing list (mbox)".
        fits: Says how sure it is that it can read a file, from the content of the file.
        read: Gets the files, and the key of the discussion that is wanted (None if none was named), and returns the
            discussion. It raises NotThisSource when the files are of another kind, and SeveralDiscussions when they
            hold several and none was named.
    """

    name: str
    title: str
    fits: Callable[[InputFile], Fit]
    read: Callable[[Sequence[InputFile], str | None], RawThread]


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
        shown = "; ".join(
            f"{key} ({title[:50]})" if title else key for key, title in list(titles.items())[:SHOWN]
        )
        more = f"; {len(titles) - SHOWN} more" if len(titles) > SHOWN else ""
        raise SeveralDiscussions(
            f"the file holds {len(titles)} discussions; name one with --thread KEY: {shown}{more}"
        )
    return next(iter(titles), None)
