"""What people say in a recording, piece by piece, as turns: one post for as long as the same person talks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.importers.protocol import RawPost
from argmap.importers.texts.people import cue_of


class Said(NamedTuple):
    """A piece of speech.

    Attributes:
        name: Who says it; None if it is not said.
        words: What is said.
        start: Where it begins in the recording, in seconds.
        fresh: Without a name: whether somebody begins whom nobody knows. Otherwise whoever talked before talks on.
    """

    name: str | None
    words: str
    start: float | None = None
    fresh: bool = False


def turns(pieces: Iterable[Said]) -> Iterator[RawPost]:
    """Yield a post for each turn: pieces of speech up to the next change of who talks.

    Args:
        pieces: Pieces of speech in their order; those without words count as a change of who talks only.
    """
    name: str | None = None
    start: float | None = None
    words: list[str] = []
    number = 0
    for piece in pieces:
        begins = piece.fresh or (piece.name is not None and piece.name != name)
        if begins and words:
            number += 1
            yield _post(number, name, start, words)
            words = []
        if begins:
            name = piece.name
        if piece.words:
            start = piece.start if not words else start
            words.append(piece.words)
    if words:
        yield _post(number + 1, name, start, words)


def unknown_apart(pieces: Iterable[Said]) -> Iterator[Said]:
    """Yield pieces of which each says who talks, or "" for somebody unknown, who then begins a turn.

    For sources where a piece without a name is not a continuation of the piece before.
    """
    before: str | None = None
    for piece in pieces:
        if piece.name:
            yield piece
        else:
            yield piece._replace(name=None, fresh=piece.fresh or before != "")
        before = piece.name or ""


def _post(number: int, name: str | None, start: float | None, words: list[str]) -> RawPost:
    cue = None if start is None else cue_of(start)
    return RawPost(str(number), author=name, text=joined(words), cue=cue)


def joined(pieces: Iterable[str]) -> str:
    """Return pieces of a text in one line: with spaces between, but not within Chinese and Japanese.

    Example:
        >>> joined(["trams are", "cheaper"]), joined(["電車は", "安い"])
        ('trams are cheaper', '電車は安い')
    """
    text = ""
    for piece in pieces:
        tight = text and piece and _has_no_spaces(text[-1]) and _has_no_spaces(piece[0])
        text += piece if tight or not text else f" {piece}"
    return text


def _has_no_spaces(char: str) -> bool:
    name = unicodedata.name(char, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH"))
