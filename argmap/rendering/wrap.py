"""Wrapping a text into lines that look even: no word is broken, and none stands alone on the last line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

LONGEST_WORD = 60
"""Longer "words" are addresses or noise; they are cut, so that no box grows wider than a page."""

STRETCH = 6
"""Columns by which lines may be too long, to take in a word that would stand alone on the last line."""

PIECE = re.compile(r"(\S+)(\s*)")


def wrap(text: str, width: int, least: int = 1) -> tuple[str, ...]:
    """Return `text` in lines of about `width` columns, at the narrowest width that needs no more lines.

    No line is made narrower than `least` for evenness' sake. White space is folded. A word longer than `width` keeps a line of its own, up to 60 columns. Characters
    of East Asian scripts are two columns wide and may be parted.

    Example:
        >>> wrap("the quick brown fox jumps over it", 30)
        ('the quick brown', 'fox jumps over it')
    """
    pieces = tuple(_pieces(text))
    most = len(_fill(pieces, width))
    low, high = min(least, width), width
    while low < high:
        middle = (low + high) // 2
        if len(_fill(pieces, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    fits = (_fill(pieces, size) for size in range(high, width + STRETCH + 1))
    return next((lines for lines in fits if not _ends_lonely(lines)), _fill(pieces, high))


def _ends_lonely(lines: tuple[str, ...]) -> bool:
    """Return whether the last of several lines holds a single word."""
    return len(lines) > 1 and " " not in lines[-1]


def columns(text: str) -> int:
    """Return how many columns `text` takes in a font of fixed width."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that a line break must not part, each with the space that follows it."""
    for word in PIECE.finditer(text):
        parts = _parts(word[1])
        space = " " if word[2] else ""
        yield from ((part, "") for part in parts[:-1])
        yield parts[-1], space


def _parts(word: str) -> list[str]:
    if len(word) == columns(word) <= LONGEST_WORD:
        return [word]
    wide = re.findall(r"[^\W\d_]" if columns(word) > len(word) else rf".{{1,{LONGEST_WORD}}}", word)
    return (
        wide
        if "".join(wide) == word
        else [word[i : i + LONGEST_WORD // 2] for i in range(0, len(word), LONGEST_WORD // 2)]
    )


def _fill(pieces: tuple[tuple[str, str], ...], width: int) -> tuple[str, ...]:
    lines: list[str] = []
    line, used, gap = "", 0, ""
    for piece, space in pieces:
        size = columns(piece)
        if line and used + len(gap) + size > width:
            lines.append(line)
            line, used, gap = "", 0, ""
        line, used, gap = line + gap + piece, used + len(gap) + size, space
    return (*lines, line) if line else tuple(lines)
