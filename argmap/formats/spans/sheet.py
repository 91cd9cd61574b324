"""A sheet: a map as a text with stretches marked in it and links between these, which is all that annotation tools know.

The text is the posts of the thread, each under a line with the name of its author; then, under a line of their own, the claims
and examples that quote no words of a post, a line each. A claim with several quotes is several marks joined by links that
say so; linked premises are links with one id. Steps that lead to other steps (undercuts, backings) cannot be said.
"""

from __future__ import annotations

from dataclasses import dataclass

from argmap.formats.spans.labels import PLAIN, SAME
from argmap.formats.spans.places import Piece

CARRIES = frozenset(
    {
        "id",
        "title",
        *(f"thread.participants.{name}" for name in ("id", "name")),
        *(f"thread.posts.{name}" for name in ("id", "author", "reply_to", "created", "text")),
        *(f"claims.{name}" for name in ("id", "text", "implicit", "quotes", "note")),
        *(f"examples.{name}" for name in ("id", "name", "topic", "text", "quotes", "note")),
        *(f"relations.kind={kind}" for kind in PLAIN if kind != SAME),
        *(f"relations.{name}" for name in ("id", "premises", "target", "note")),
    }
)


@dataclass(frozen=True, slots=True)
class MarkedPost:
    """A post as a stretch of a sheet: offsets in code points of its words, and of the line above that names its author."""

    key: str
    start: int
    end: int
    head: Piece = (0, 0)
    name: str = ""
    author: str = ""
    answers: str | None = None
    created: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sheet that makes a claim or an example. `text` is its sentence, "" for the marked words themselves."""

    key: str
    label: str
    pieces: tuple[Piece, ...]
    id: str | None = None
    text: str = ""
    implicit: bool = False
    name: str = ""
    topic: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    words: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class MarkLink:
    """A link from a mark to another; links of one id are one relation with linked premises."""

    key: str
    label: str
    source: str
    target: str
    id: str | None = None
    note: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with marks and links.

    Attributes:
        text: The text.
        sections: The posts; none makes the whole text one post, unless `own`.
        marks: What makes claims and examples.
        links: What relates them.
        added: Where texts begin that are in no post; None if there are none.
        title: The title; where it stands in the text is `title_at`.
        id: The id of the map.
        own: Whether argmap wrote it, so that a text without posts is no thread.
        annotators: Who marked it.
        note: What was inferred.
    """

    text: str
    sections: tuple[MarkedPost, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[MarkLink, ...] = ()
    added: int | None = None
    title: str = ""
    title_at: Piece | None = None
    id: str = ""
    own: bool = False
    annotators: tuple[str, ...] = ()
    note: str = ""
