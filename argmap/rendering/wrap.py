"""Wrapping a text into lines that look even: no word is broken, and none stands alone on the last line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

LONGEST_WORD = 60
"""Longer "words" are addresses or noise; they are cut, so that no box grows wider than a page."""

MOST_CHARACTERS = 1_000
"""Characters of a line, however narrow: Graphviz reads no stretch of text of more than 16,384 bytes."""

STRETCH = 6
"""Columns by which lines may be too long, to take in a word that would stand alone on the last line."""

PIECE = re.compile(r"(\S+)(\s*)")

WIDE = 2
JOINER = "\u200d"
INVISIBLE = frozenset({"Mn", "Me", "Cf"})
"""Marks that stand on the character before them, and characters that only steer the text: no columns."""

CLOSING = frozenset({"Pe", "Pf", "Po"})
OPENING = frozenset({"Ps", "Pi"})


def wrap(text: str, width: int, least: int = 1) -> tuple[str, ...]:
    """Return `text` in lines of about `width` columns, at the narrowest width that needs no more lines.

    White space is folded. A word longer than `width` keeps a line of its own, up to 60 columns. Characters of
    East Asian scripts are two columns wide and may be parted, but not from the punctuation that belongs to them.

    Args:
        text: what is wrapped.
        width: columns of a line.
        least: columns below which no line is made narrower only to make all lines even.

    Example:
        >>> wrap("the quick brown fox jumps over it", 30)
        ('the quick brown', 'fox jumps over it')
    """
    text_pieces = _measured(tuple(_pieces(text)))
    most = len(_breaks(text_pieces, width))
    low, high = min(least, width), width
    while low < high:
        middle = (low + high) // 2
        if len(_breaks(text_pieces, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    fits = (_fill(text_pieces, size) for size in range(high, width + STRETCH + 1))
    return next(
        (lines for lines in fits if not _ends_lonely(lines, text_pieces.pieces)), _fill(text_pieces, high)
    )


def columns(text: str) -> int:
    """Return how many columns `text` takes in a font of fixed width.

    Args:
        text: a line of text.
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if category(char) in INVISIBLE:
        return 0
    return WIDE if east_asian_width(char) in "WF" else 1


class TextPiece(NamedTuple):
    """A part that a line break must not part, its columns, and the space that follows it."""

    text: str
    size: int
    space: str


def _ends_lonely(lines: tuple[str, ...], pieces: tuple[TextPiece, ...]) -> bool:
    """Return whether the last of several lines holds a single word."""
    return len(lines) > 1 and lines[-1] == pieces[-1].text


def _pieces(text: str) -> Iterator[TextPiece]:
    if text.isascii() and len(words := text.split()) and max(map(len, words)) <= LONGEST_WORD:
        yield from (TextPiece(word, len(word), " ") for word in words[:-1])
        yield TextPiece(words[-1], len(words[-1]), " " if text[-1].isspace() else "")
        return
    for word in PIECE.finditer(text):
        parts = [cut for part in _parts(word[1]) for cut in _cut(part)]
        yield from (TextPiece(part, columns(part), "") for part in parts[:-1])
        yield TextPiece(parts[-1], columns(parts[-1]), " " if word[2] else "")


def _parts(word: str) -> list[str]:
    """Return a word parted before and after each wide character, which keeps its marks and punctuation.

    Source:
        Unicode Standard Annex 14, classes ID, CM, ZWJ, OP, CL and NS, in as far as text in boxes needs them.
    """
    if word.isascii():
        return [word]
    parts = [word[0]]
    for before, char in pairwise(word):
        if _may_break(before, char):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _may_break(before: str, after: str) -> bool:
    if JOINER in (before, after) or category(after) in {*INVISIBLE, *CLOSING, "Mc", "Sk", "Lm"}:
        return False
    return category(before) not in OPENING and WIDE in (_width(before), _width(after))


def _cut(part: str) -> Iterator[str]:
    """Yield a part in pieces of at most 60 columns, no mark parted from its letter."""
    if len(part) <= LONGEST_WORD and part.isascii():
        yield part
        return
    start = used = 0
    for index, char in enumerate(part):
        used += _width(char)
        if used > LONGEST_WORD or index - start >= MOST_CHARACTERS:
            yield part[start:index]
            start, used = index, _width(char)
    yield part[start:]


class MeasuredText(NamedTuple):
    """Pieces with the places, counted from the first, where each begins and ends: in columns, and in characters."""

    pieces: tuple[TextPiece, ...]
    begins: list[int]
    ends: list[int]
    starts: list[int]
    stops: list[int]


def _measured(pieces: tuple[TextPiece, ...]) -> MeasuredText:
    begins, ends, starts, stops = [], [], [], []
    column = character = 0
    for text, size, space in pieces:
        begins.append(column)
        ends.append(column + size)
        starts.append(character)
        stops.append(character + len(text))
        column += size + len(space)
        character += len(text) + len(space)
    return MeasuredText(pieces, begins, ends, starts, stops)


def _fill(text: MeasuredText, width: int) -> tuple[str, ...]:
    starts = _breaks(text, width)
    lines = (text.pieces[start:stop] for start, stop in pairwise((*starts, len(text.pieces))))
    return tuple("".join(piece.text + piece.space for piece in line).rstrip(" ") for line in lines)


def _breaks(text: MeasuredText, width: int) -> list[int]:
    """Return the index of the first piece of each line."""
    _, begins, ends, starts, stops = text
    breaks: list[int] = []
    at = 0
    while at < len(ends):
        breaks.append(at)
        # The first piece that ends beyond the line begins the next; a piece that is too long has a line of its own.
        after = bisect_right(ends, begins[at] + width)
        if stops[-1] > MOST_CHARACTERS:
            after = min(after, bisect_right(stops, starts[at] + MOST_CHARACTERS))
        at = max(after, at + 1)
    return breaks
