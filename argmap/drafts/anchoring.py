"""Whether words that a model calls a quote stand in the thread, and where; words that nearly do are replaced by those that do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from argmap.dialogue.statements import negations
from argmap.editing.quoting import NoSuchQuote, SeveralPlaces, selector
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread
from argmap.readings.spans import Stretches, stretches

NEAR = 90.0
"""Likeness of letters, 0 to 100, from which a stretch of a post is taken for a quote that was copied badly."""

LEAST_WORDS = 3
"""Words that a quote has at least to be looked for nearly: two words are near to too much."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


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
        except SeveralPlaces as several:
            number = len(several.places)
            raise NotAnchored(f"{folded!r} stands {number} times in {post}; quote more words") from several
        except NoSuchQuote:
            continue
    near = [each for post in posts for each in _near(folded, thread.text_of(post), post)]
    if len(near) == 1:
        post, start, end = near[0]
        text = thread.text_of(post)
        stretch = " ".join(text[start:end].split())
        starts = [span.start for span in find_quote(Quote(post=post, exact=stretch), text)]
        occurrence = starts.index(start) + 1 if len(starts) > 1 else None
        return AnchoredWords(post, stretch, occurrence, {post: ((start, end),)}, folded)
    where = " or ".join(posts)
    if near:
        raise NotAnchored(f"{folded!r} is near to {len(near)} places of {where} and stands in none")
    raise NotAnchored(f"{folded!r} does not stand in {where}")


def _exact(thread: Thread, words: str, post: str) -> AnchoredWords:
    quote = selector(thread, words, post)
    return AnchoredWords(post, words, None, stretches((quote,), thread))


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
