"""Whether words that a model calls a quote stand in the thread, and where; words that nearly do are replaced by those that do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from argmap.dialogue.denials import denials, negations
from argmap.editing.guided.units import UNSPACED
from argmap.editing.quoting import NoSuchQuote, SeveralPlaces, selector
from argmap.model.quote import Quote, Span, find_parts, find_quote
from argmap.model.thread import Thread
from argmap.readings.spans import Stretches, stretches

NEAR = 90.0
"""Likeness of letters, 0 to 100, from which a stretch of a post is taken for a quote that was copied badly."""

LEAST_WORDS = 3
"""Words that a quote has at least to be looked for nearly: two words are near to too much."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

NO_CUT = re.compile(
    r"(?:\bnon[-‐‑])?[^\W_]+(?:(?:(?<=\d)[.,](?=\d)|(?<=n)['’](?=t\b))[^\W_]+)*", re.IGNORECASE
)
"""What no quote may cut: the half of a word or of a number can say something else, as *happy* in *unhappy*, *can* in *can't*."""


class NotAnchored(Exception):
    """The words are not in the posts that may be quoted; the message says why."""


@dataclass(frozen=True, slots=True)
class AnchoredWords:
    """Words of a post, verbatim, and where they stand.

    `occurrence` says which place is meant where they stand in several; `replaced` are the words of the model if they
    were others.
    """

    post: str
    words: str
    occurrence: int | None
    places: Stretches
    replaced: str | None = None


def anchored(thread: Thread, words: str, posts: Sequence[str]) -> AnchoredWords:
    """Return where words stand in the first of some posts that has them; white space is folded.

    They begin and end with a word or number of the post, and … leaves out no denial: the post says what the quote says.
    Where no post has them, the one stretch of these posts that has nearly the same letters, and the same numbers and
    denials, takes their place.

    Args:
        thread: the thread.
        words: the words; … stands for words that are left out.
        posts: ids of the posts that may be quoted.

    Raises:
        NotAnchored: no post has them, or they stand in several places of one.
    """
    folded = " ".join(words.split())
    if not folded:
        raise NotAnchored("the quote is empty")
    for post in posts:
        try:
            return _exact(thread, folded, post)
        except NoSuchQuote:
            continue
    where = " or ".join(posts)
    if any(folded in " ".join(thread.text_of(post).split()) for post in posts):
        raise NotAnchored(f"{folded!r} cuts a word or a number of {where}; quote it whole")
    near = [each for post in posts for each in _near(folded, thread.text_of(post), post)]
    if len(near) == 1:
        post, start, end = near[0]
        text = thread.text_of(post)
        stretch = " ".join(text[start:end].split())
        starts = [span.start for span in find_quote(Quote(post=post, exact=stretch), text)]
        occurrence = starts.index(start) + 1 if len(starts) > 1 else None
        return AnchoredWords(post, stretch, occurrence, {post: ((start, end),)}, folded)
    if near:
        raise NotAnchored(f"{folded!r} is near to {len(near)} places of {where} and stands in none")
    raise NotAnchored(f"{folded!r} does not stand in {where}")


def _exact(thread: Thread, words: str, post: str) -> AnchoredWords:
    """Return the one place of words in a post that cuts no word.

    Raises:
        NotAnchored: there are several, or a denial is left out.
        NoSuchQuote: there is none.
    """
    text = thread.text_of(post)
    whole = [
        (occurrence, quote, parts)
        for occurrence, quote in _occurrences(thread, words, post)
        for parts in find_parts(quote, text)
        if not any(_cuts(text, part) for part in parts)
    ]
    if not whole:
        raise NoSuchQuote(f"{words!r} does not stand in {post} in whole words")
    if len(whole) > 1:
        raise NotAnchored(f"{words!r} stands {len(whole)} times in {post}; quote more words")
    occurrence, quote, parts = whole[0]
    _require_denials(words, text, parts)
    return AnchoredWords(post, words, occurrence, stretches((quote,), thread))


def require_whole(quote: Quote, text: str) -> None:
    """Do nothing if a quote says what the post says: it cuts no word or number, and … leaves out no denial.

    Args:
        quote: words that stand in one place.
        text: the words of the post.

    Raises:
        NotAnchored: it cuts one, or leaves one out.
    """
    for parts in find_parts(quote, text)[:1]:
        if any(_cuts(text, part) for part in parts):
            raise NotAnchored(f"{quote.words!r} cuts a word or a number of {quote.post}; quote it whole")
        _require_denials(quote.words, text, parts)


def _require_denials(words: str, text: str, parts: Sequence[Span]) -> None:
    for before, after in pairwise(parts):
        left_out = text[before.end : after.start]
        if denials(left_out) != frozenset({0}):
            shown = " ".join(left_out.split())
            raise NotAnchored(f"the … of {words!r} leaves out a denial ({shown!r}); quote it too")


def _occurrences(thread: Thread, words: str, post: str) -> list[tuple[int | None, Quote]]:
    """Return each place of words in a post that cuts no word as a quote; with its number where words stand in several.

    Raises:
        NoSuchQuote: there is none.
    """
    try:
        return [(None, selector(thread, words, post))]
    except SeveralPlaces as several:
        text = thread.text_of(post)
        return [
            (number, selector(thread, words, post, number))
            for number, place in enumerate(several.places, start=1)
            if not _cuts(text, Span(place.start, place.end))
        ]


def _cuts(text: str, span: Span) -> bool:
    """Return whether a stretch begins or ends inside a word or a number."""
    return any(_is_inside(text, edge) for edge in (span.start, span.end))


def _is_inside(text: str, edge: int) -> bool:
    if not 0 < edge < len(text) or UNSPACED.match(text, edge) or UNSPACED.match(text, edge - 1):
        return False
    return any(word.start() < edge < word.end() for word in NO_CUT.finditer(text))


def _near(words: str, text: str, post: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stretches of a post, in whole words, that are nearly some words."""
    if len(words.split()) < LEAST_WORDS:
        return
    tokens = [match.span() for match in re.finditer(r"\S+", text)]
    rest = text
    while True:
        best = fuzz.partial_ratio_alignment(words.casefold(), rest.casefold(), score_cutoff=NEAR)
        # A text whose letters change their number with their case has other places than its copy.
        if best is None or len(rest.casefold()) != len(rest) or best.dest_end <= best.dest_start:
            return
        inside = [span for span in tokens if span[0] < best.dest_end and span[1] > best.dest_start]
        if not inside:
            return
        start, end = inside[0][0], inside[-1][1]
        start, end = _trimmed(words, text, start, end)
        if _says_same(words, text[start:end]):
            yield post, start, end
        rest = rest[:start] + "\x00" * (end - start) + rest[end:]


def _trimmed(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the marks around it that the words do not have."""
    while end > start and not text[end - 1].isalnum() and not words.endswith(text[end - 1]):
        end -= 1
    while end > start and not text[start].isalnum() and not words.startswith(text[start]):
        start += 1
    return start, end


def _says_same(words: str, found: str) -> bool:
    """Return whether two stretches have the same numbers and as many denials, and are alike as wholes."""
    return (
        Counter(NUMBER.findall(words)) == Counter(NUMBER.findall(found))
        and negations(words) == negations(found)
        and fuzz.ratio(words.casefold(), found.casefold()) >= NEAR
    )
