"""From offsets to quotes and back: the offsets of Python, of UTF-16, and of a post with its line ends made one kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from argmap.model.quote import Quote, Span, find_parts
from argmap.model.source_text import LEFT_OUT, verbatim

MOST_CONTEXT = 40
"""Words before and behind a quote that are tried to tell its place from others."""

Piece = tuple[int, int]


@lru_cache(maxsize=8)
def utf16_offsets(text: str) -> Callable[[int], int]:
    """Return what makes offsets in UTF-16 code units of offsets in code points."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda place: place
    starts = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    return lambda place: starts[min(max(place, 0), len(text))]


@lru_cache(maxsize=8)
def from_utf16(text: str) -> Callable[[int], int]:
    """Return what makes offsets in code points of offsets in UTF-16 code units; half of a pair counts as its beginning."""
    if text.isascii() or max(text) <= "\uffff":
        return lambda place: place
    starts = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    return lambda place: (
        bisect_left(starts, place + 1) - 1 if place <= starts[-1] else len(text) + place - starts[-1]
    )


def in_post(raw: str) -> Callable[[int], int]:
    """Return what makes offsets in a post, as a thread holds it, of offsets in the words as a file holds them."""
    gone = re.compile(f"\r(?=\n)|(?!\r){LEFT_OUT.pattern}")
    unified = gone.sub("", raw).replace("\r", "\n")
    lead = len(unified) - len(unified.lstrip("\n"))
    longest = len(verbatim(raw))
    removed = [match.start() for match in gone.finditer(raw)]
    return lambda place: min(max(place - bisect_left(removed, place) - lead, 0), longest)


def quote_at(post: Any, text: str, pieces: Iterable[Piece]) -> dict[str, Any] | None:
    """Return the quote of some stretches of a post, with as much context as tells its place from others.

    Args:
        post: The id of the post, or the key that stands for it.
        text: The words of the post.
        pieces: Offsets in code points, end excluded. Stretches with hardly anything between them become one.

    Returns:
        The quote as map.yaml holds it; None if there are no words, or no context tells them from the same words elsewhere.
    """
    places = _joined(text, pieces)
    if not places:
        return None
    for tried in (places, [(places[0][0], places[-1][1])]):
        words = [_folded(text[start:end]) for start, end in tried]
        quote = _narrowed({"exact": words if len(words) > 1 else words[0]}, text, tried)
        if quote is not None:
            return {"post": post, **quote}
    return None


def _joined(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Return stretches without the white space around them, those joined that nothing worth leaving out is between."""
    made: list[Piece] = []
    for begin, behind in sorted(pieces):
        words = text[max(begin, 0) : max(behind, 0)]
        start = max(begin, 0) + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start >= end:
            continue
        if made and (start <= made[-1][1] or len(re.sub(r"\s+", " ", text[made[-1][1] : start])) < 2):  # noqa: PLR2004
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _narrowed(quote: dict[str, Any], text: str, places: Sequence[Piece]) -> dict[str, Any] | None:
    wanted = (tuple(Span(start, end) for start, end in places),)

    def fits(context: dict[str, str]) -> bool:
        return find_parts(Quote.model_validate({"post": "p", **quote, **context}), text) == wanted

    if fits({}):
        return quote
    before = text[: places[0][0]].split()[-MOST_CONTEXT:]
    behind = text[places[-1][1] :].split(maxsplit=MOST_CONTEXT)[:MOST_CONTEXT]
    for count in (*range(1, 6), 10, 20, MOST_CONTEXT):
        suffix, prefix = " ".join(behind[:count]), " ".join(before[-count:])
        for context in ({"suffix": suffix}, {"prefix": prefix}, {"prefix": prefix, "suffix": suffix}):
            if all(context.values()) and fits(context):
                return {**quote, **context}
    return None


def pieces_of(quote: Quote, text: str) -> tuple[Piece, ...]:
    """Return where a quote stands in a post; of several places the first; () if it is not there."""
    places = next(iter(find_parts(quote, text)), ())
    return tuple((span.start, span.end) for span in places)


def _folded(words: str) -> str:
    return " ".join(words.split())
