"""Quotes: how a claim points at the words of a post, and how those words are found again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from argmap.model.base import Record, Slug, Text
from argmap.model.faults import PARTS, WORDS

GAP = " … "
"""Stands between the parts of a quote that leaves words out."""


def _form(value: Any) -> str:
    return PARTS if isinstance(value, list | tuple) else WORDS


Exact = Annotated[
    Annotated[Text, Tag(WORDS)] | Annotated[tuple[Text, ...], Field(min_length=2), Tag(PARTS)],
    Discriminator(_form),
]
"""Words that stand together, or the parts of a quote that leaves out the words between them."""

Place = tuple[Annotated[int, Field(strict=True)], Annotated[int, Field(strict=True)]]
Places = Annotated[tuple[Place, ...], Field(min_length=1)]
"""For each part of a quote, its first character and the one behind its last."""


class Quote(Record):
    """The exact words of a post, with as much context as makes them unique there; or only where they stand.

    Source:
        Web Annotation Data Model (W3C Recommendation 2017), section 4.2.4, TextQuoteSelector, and 4.2.5,
        TextPositionSelector.
    """

    post: Slug = Field(description="Id of the post that is quoted.")
    exact: Exact | None = Field(
        None,
        description="The quoted words, verbatim; runs of white space count as one space. A list of parts leaves out "
        "the words between them.",
    )
    at: Places | None = Field(
        None,
        description="Where the words stand, in place of the words: first character and the one behind the last, from 0, "
        "for each part. For posts whose words are withheld.",
    )
    prefix: Text | None = Field(None, description="Words just before the quote, when it occurs twice.")
    suffix: Text | None = Field(None, description="Words just after the quote, when it occurs twice.")

    @model_validator(mode="after")
    def _words_or_places(self) -> Quote:
        if (self.exact is None) is (self.at is None):
            raise ValueError("a quote has either the exact words, or where they stand (at)")
        edges = [edge for place in self.at or () for edge in place]
        if edges != sorted(set(edges)) or min(edges, default=0) < 0:
            raise ValueError("the places of a quote are in order, and each ends behind its beginning")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the quote's parts, in order: one, unless words are left out; none where they are withheld."""
        if self.exact is None:
            return ()
        return (self.exact,) if isinstance(self.exact, str) else self.exact

    @property
    def words(self) -> str:
        """The quoted words as they are shown, with … where words are left out; their place where they are withheld."""
        if self.at is not None:
            return GAP.join(f"[characters {start + 1} to {end}]" for start, end in self.at)
        return GAP.join(self.parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a post: offsets in Unicode code points of its text, end excluded."""

    start: int
    end: int


def find_quote(quote: Quote, text: str) -> tuple[Span, ...]:
    """Return every place in `text` that `quote` fits, in order, from its first word to its last.

    White space is folded in both: a quote may be wrapped otherwise than the post. One span means that the
    quote is anchored; none that it is absent; several that it needs a prefix or suffix. The time is linear
    in the text, but for long quotes that overlap themselves.

    Of a quote that leaves words out, each later part is looked for behind the one before, as near as possible.

    Example:
        >>> find_quote(Quote(post="p1", exact="lin alg", suffix="to"), "no lin alg but lin  alg to go")
        (Span(start=15, end=23),)
    """
    return tuple(Span(parts[0].start, parts[-1].end) for parts in find_parts(quote, text))


def first_place(quote: Quote, text: str) -> int | None:
    """Return where the first place in `text` begins that `quote` fits; None where there is none.

    Example:
        >>> first_place(Quote(post="p1", exact="lin alg"), "no lin alg but lin  alg to go")
        3
    """
    bare = isinstance(quote.exact, str) and not quote.prefix and not quote.suffix
    if bare and not (folded := _folded(text)).starts:
        start = folded.text.find(_one_spaced(quote.parts[0]))
        return start if start >= 0 else None
    spans = find_quote(quote, text)
    return spans[0].start if spans else None


def find_parts(quote: Quote, text: str) -> tuple[tuple[Span, ...], ...]:
    """Return every place in `text` that `quote` fits, in order, as the spans of its parts.

    Example:
        >>> find_parts(Quote(post="p1", exact=("no", "to go")), "no lin alg but lin  alg to go")
        ((Span(start=0, end=2), Span(start=24, end=29)),)
    """
    if quote.at is not None:
        inside = quote.at[-1][1] <= len(text)
        return (tuple(Span(start, end) for start, end in quote.at),) if inside else ()
    folded = _folded(text)
    if not folded.starts and isinstance(quote.exact, str) and not quote.prefix and not quote.suffix:
        words = _one_spaced(
            quote.exact
        )  # as nearly all are: nothing to fold back, and nothing to stand beside
        return tuple((Span(start, start + len(words)),) for start in _occurrences(words, folded.text))
    parts = [_one_spaced(part) for part in quote.parts]
    prefix, suffix = _one_spaced(quote.prefix or ""), _one_spaced(quote.suffix or "")
    return tuple(
        tuple(
            Span(folded.offset(start), folded.offset(start + len(part) - 1) + 1)
            for start, part in zip(starts, parts, strict=True)
        )
        for starts in _chains(parts, folded.text, suffix)
        if _ends_with(folded.text, starts[0], prefix)
    )


def occurs_again(words: str, text: str) -> bool:
    """Return whether words that stand in a text stand there in a second place too, white space folded.

    Example:
        >>> occurs_again("lin alg", "lin alg to go"), occurs_again("lin alg", "lin alg is lin  alg")
        (False, True)
    """
    folded, wanted = _folded(text).text, _one_spaced(words)
    return folded.find(wanted, folded.find(wanted) + 1) >= 0


def _one_spaced(words: str) -> str:
    return " ".join(words.split())


def _chains(parts: list[str], text: str, suffix: str) -> Iterator[list[int]]:
    """Yield where the parts begin, for each place of the first; words are left out between all of them."""
    first, *rest = parts
    # The nearest place of a later part only ever moves on, so each text is searched once.
    nearest = [-1] * len(rest)
    for start in _occurrences(first, text):
        starts, end = [start], start + len(first)
        for number, part in enumerate(rest):
            if nearest[number] <= end + 1:
                after = suffix if number == len(rest) - 1 else ""
                behind = _occurrences(part, text, end + 2)
                nearest[number] = next((s for s in behind if _starts_with(text, s + len(part), after)), -1)
            if nearest[number] < 0:
                return
            starts.append(nearest[number])
            end = nearest[number] + len(part)
        if rest or _starts_with(text, end, suffix):
            yield starts


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
    one_spaced = _one_spaced(text)
    if len(one_spaced) == len(text):
        return _Folded(one_spaced, (), ())
    starts, removed = [], []
    total = 0
    for run in re.finditer(r"\s{2,}", text):
        total += len(run.group()) - 1
        starts.append(run.end() - total)
        removed.append(total)
    return _Folded(re.sub(r"\s+", " ", text), tuple(starts), tuple(removed))


def _occurrences(words: str, text: str, begin: int = 0) -> Iterator[int]:
    start = text.find(words, begin)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _ends_with(text: str, end: int, words: str) -> bool:
    """Say whether `words` stand right before `end`, with or without a space between."""
    return text.endswith(words, 0, end) or text.endswith(f"{words} ", 0, end)


def _starts_with(text: str, start: int, words: str) -> bool:
    """Say whether `words` stand right at `start`, with or without a space between."""
    return text.startswith(words, start) or text.startswith(f" {words}", start)
