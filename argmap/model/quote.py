"""Quotes: how a claim points at the words of a post, and how those words are found again."""

from __future__ import annotations

import re
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
    quote is anchored; none that it is absent; several that it needs a prefix or suffix.

    Example:
        >>> find_quote(Quote(post="p1", exact="lin alg", suffix="to"), "no lin alg but lin  alg to go")
        (Span(start=15, end=23),)
    """
    before = _words(quote.prefix) + r"\s*" if quote.prefix else ""
    after = r"(?=\s*" + _words(quote.suffix) + ")" if quote.suffix else ""
    pattern = _compiled(f"(?={before}(?P<exact>{_words(quote.exact)}){after})")
    return tuple(Span(*match.span("exact")) for match in pattern.finditer(text))


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
