"""Finding a quote again in a text that has changed: to the letter, or else the passage most like it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from argmap.model.quote import Quote, Span, find_quote

WORD = re.compile(r"\S+")
PUNCTUATION = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The passage of a text that is most like a quote, and how much: 1 is to the letter, 0 nothing in common."""

    passage: str
    span: Span
    score: float


def anchor(quote: Quote, text: str) -> Anchor | None:
    """Return where a quote stands in a text, or the nearest passage; None if the text has no words.

    The order is that of the standard: the words with their prefix and suffix, the words alone, then the nearest
    passage. Of several places that fit, the first counts. The score of a passage is the share of characters that need
    not be changed, as `rapidfuzz.fuzz.ratio` counts them, white space folded.

    Source:
        Web Annotation Data Model (W3C Recommendation 2017), section 4.2.4; `Text Quote Selector` says how context
        chooses between places.
    """
    for wanted in (quote, Quote(post=quote.post, exact=quote.exact)):
        places = find_quote(wanted, text)
        if places:
            return Anchor(text[places[0].start : places[0].end], places[0], 1.0)
    between = _between(quote, text)
    nearest = _nearest(quote.words, text)
    candidates = [candidate for candidate in (between, nearest) if candidate is not None]
    return max(candidates, key=lambda candidate: candidate.score, default=None)


def _between(quote: Quote, text: str) -> Anchor | None:
    """Return what stands between the prefix and the suffix, where each of them stands once."""
    if not quote.prefix or not quote.suffix:
        return None
    before = find_quote(Quote(post=quote.post, exact=quote.prefix), text)
    after = find_quote(Quote(post=quote.post, exact=quote.suffix), text)
    if len(before) != 1 or len(after) != 1 or before[0].end >= after[0].start:
        return None
    return _judged(quote.words, text, before[0].end, after[0].start)


def _nearest(exact: str, text: str) -> Anchor | None:
    """Return the best stretch of whole words around the place that an alignment finds."""
    words = list(WORD.finditer(text))
    if not words:
        return None
    folded = " ".join(exact.split())
    alignment = fuzz.partial_ratio_alignment(folded, text)
    start, end = (
        (alignment.dest_start, alignment.dest_end)
        if alignment and len(text) > len(folded)
        else (0, len(text))
    )
    inside = [index for index, word in enumerate(words) if word.end() > start and word.start() < end]
    first, last = (inside[0], inside[-1]) if inside else (0, len(words) - 1)
    # The alignment is as long as the quote; the passage may have a word more or less at either end.
    tried = [
        _judged(exact, text, words[a].start(), words[b].end())
        for a in range(max(0, first - 2), min(first + 3, len(words)))
        for b in range(max(a, last - 2), min(last + 3, len(words)))
    ]
    known = [candidate for candidate in tried if candidate is not None]
    return max(known, key=lambda c: (round(c.score, 6), -len(c.passage)), default=None)


def _judged(exact: str, text: str, start: int, end: int) -> Anchor | None:
    """Return a stretch as a passage, without the punctuation at its end that the quote does not have."""
    passage = text[start:end].strip()
    if passage and exact.rstrip()[-1:] not in PUNCTUATION:
        passage = passage.rstrip(PUNCTUATION).rstrip()
    if not passage:
        return None
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    score = fuzz.ratio(" ".join(exact.split()), " ".join(passage.split())) / 100
    return Anchor(passage, Span(begin, begin + len(passage)), score)
