"""Quotes: how a claim points at the words of a post, and how those words are found again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from argmap.model.base import Record, Slug, Text


class Quote(Record):
    """The exact words of a post, with as much context as makes them unique there.

    Source:
        Web Annotation Data Model (W3C Recommendation 2017), section 4.2.4, TextQuoteSelector.
    """

    post: Slug = Field(description="Id of the post that is quoted.")
    exact: Text = Field(description="The quoted words, verbatim; runs of white space count as one space.")
    prefix: Text | None = Field(None, description="Words just before the quote, when it occurs twice.")
    suffix: Text | None = Field(None, description="Words just after the quote, when it occurs twice.")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a post: offsets in Unicode code points of its text, end excluded."""

    start: int
    end: int


def find_quote(quote: Quote, text: str) -> tuple[Span, ...]:
    """Return every place in `text` that `quote` fits, in order.

    White space is folded in both: a quote may be wrapped otherwise than the post. One span means that the
    quote is anchored; none that it is absent; several that it needs a prefix or suffix. The time is linear
    in the text, but for long quotes that overlap themselves.

    Example:
        >>> find_quote(Quote(post="p1", exact="lin alg", suffix="to"), "no lin alg but lin  alg to go")
        (Span(start=15, end=23),)
    """
    folded = _folded(text)
    exact, prefix, suffix = (
        " ".join((part or "").split()) for part in (quote.exact, quote.prefix, quote.suffix)
    )
    return tuple(
        Span(folded.offset(start), folded.offset(start + len(exact) - 1) + 1)
        for start in _occurrences(exact, folded.text)
        if _ends_with(folded.text, start, prefix) and _starts_with(folded.text, start + len(exact), suffix)
    )


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with one space for every run of white space.

    `removed[i]` characters of the original are missing before `starts[i]`, where a word begins.
    """

    text: str
    starts: tuple[int, ...]
    removed: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Return where in the original the character at `position` stands, which is no space."""
        run = bisect_right(self.starts, position)
        return position + (self.removed[run - 1] if run else 0)


@lru_cache(maxsize=256)
def _folded(text: str) -> _Folded:
    starts, removed = [], []
    total = 0
    for run in re.finditer(r"\s{2,}", text):
        total += len(run.group()) - 1
        starts.append(run.end() - total)
        removed.append(total)
    return _Folded(re.sub(r"\s+", " ", text), tuple(starts), tuple(removed))


def _occurrences(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _ends_with(text: str, end: int, words: str) -> bool:
    """Say whether `words` stand right before `end`, with or without a space between."""
    return text.endswith(words, 0, end) or text.endswith(f"{words} ", 0, end)


def _starts_with(text: str, start: int, words: str) -> bool:
    """Say whether `words` stand right at `start`, with or without a space between."""
    return text.startswith(words, start) or text.startswith(f" {words}", start)
