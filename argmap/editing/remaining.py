"""What of a thread a map does not quote yet, and which of its claims that may bear on: guesses for an annotator.

They come from shared words and from the signs of `suggestions`. Nothing here reads what a text means.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from argmap.dialogue.sentences import Sentence, sentences
from argmap.dialogue.words import terms
from argmap.editing.suggestions import Candidates, ClaimCandidate, candidates
from argmap.model.document import MapDocument
from argmap.model.quote import Quote, find_quote
from argmap.model.relation import RelationKind

MOST_NEAR = 2
"""Claims that are named for one sentence."""

LEAST_SHARED = 2
"""Terms that a sentence and a claim share at least to be called near, unless one term is all that the claim has."""

SAME_WORDS = 85.0
"""The likeness, from 0 to 100, from which on a sentence may say again what a claim says."""

LEAST_OVERLAP = 0.5
"""Share of the shorter of two stretches that must lie in the other for them to be about the same words."""


@dataclass(frozen=True, slots=True)
class Near:
    """A claim with which a sentence shares words; `again` says that its words are nearly the same."""

    claim: str
    shared: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A sentence that no quote covers, the sign that it makes a claim, and the claims with which it shares words."""

    sentence: Sentence
    sign: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that may hold between words that are not quoted and a claim of the map."""

    kind: RelationKind
    premise: str | Sentence
    target: str | Sentence
    sign: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """What a map may lack: of `sentences` that the thread has, `quoted` are covered by quotes."""

    sentences: int
    quoted: int
    unquoted: tuple[Unquoted, ...]
    links: tuple[Link, ...]


def remaining(map: MapDocument) -> Remaining:
    """Return what of its thread a map does not quote yet, and relations that may be between that and its claims.

    Args:
        map: a map with its thread; its language decides where sentences end and which words are forms of one.

    Returns:
        Sentences in the order of the posts, without those that ask, greet or are too short; then relations between
        words that no quote covers and a claim of the map.
    """
    if map.thread is None:
        return Remaining(0, 0, (), ())
    covered = _covered(map)
    own = sentences(map.thread, map.language)
    open_ones = [sentence for sentence in own if not _covers(covered, sentence)]
    suggested = candidates(map.thread, map.language)
    new = [claim for claim in suggested.claims if any(_within(claim.sentence, each) for each in open_ones)]
    return Remaining(
        len(own),
        len(own) - len(open_ones),
        tuple(_unquoted(map, new)),
        tuple(_links(map, suggested, covered)),
    )


def _covered(map: MapDocument) -> list[Sentence]:
    """Return the stretches of all quotes of a map."""
    return [place for _, quote in map.quotes() for place in places(map, quote)]


def places(map: MapDocument, quote: Quote) -> list[Sentence]:
    """Return where the words of a quote stand."""
    if map.thread is None:
        return []
    text = map.thread.text_of(quote.post)
    return [Sentence(quote.post, text[s.start : s.end], s.start, s.end) for s in find_quote(quote, text)]


def overlap(one: Sentence, other: Sentence) -> bool:
    """Return whether two stretches are about the same words."""
    if one.post != other.post:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= LEAST_OVERLAP * min(one.end - one.start, other.end - other.start)


def _within(clause: Sentence, sentence: Sentence) -> bool:
    return clause.post == sentence.post and sentence.start <= clause.start and clause.end <= sentence.end


def _covers(covered: Sequence[Sentence], sentence: Sentence) -> bool:
    return any(overlap(place, sentence) for place in covered)


def _unquoted(map: MapDocument, claims: Sequence[ClaimCandidate]) -> Iterator[Unquoted]:
    """Yield sentences with the claims that are near them, by the terms that both have; rare terms count for more."""
    own = {claim.id: _terms(claim.text, map.language) for claim in map.claims}
    frequency = Counter(stem for words in own.values() for stem in words)
    for claim in claims:
        here = _terms(claim.sentence.text, map.language)
        near = [
            (_weight(here.keys() & words.keys(), frequency, len(own)), id)
            for id, words in own.items()
            if len(here.keys() & words.keys()) >= min(LEAST_SHARED, len(words) or LEAST_SHARED)
        ]
        best = sorted(near, key=lambda scored: (-scored[0], scored[1]))[:MOST_NEAR]
        yield Unquoted(
            claim.sentence,
            claim.sign,
            tuple(_near(map, id, claim.sentence.text, here, own[id]) for _, id in best),
        )


def _near(map: MapDocument, id: str, text: str, here: Mapping[str, str], there: Mapping[str, str]) -> Near:
    claim = next(claim for claim in map.claims if claim.id == id)
    said = [claim.text, *(quote.words for quote in claim.quotes if quote.exact is not None)]
    again = any(fuzz.token_sort_ratio(text.casefold(), each.casefold()) >= SAME_WORDS for each in said)
    return Near(id, tuple(word for stem, word in here.items() if stem in there), again)


def _weight(stems: set[str], frequency: Mapping[str, int], claims: int) -> float:
    return sum(math.log(1 + claims / frequency[stem]) for stem in sorted(stems))


def _terms(text: str, language: str | None) -> dict[str, str]:
    """Return the terms of a text in their order: for each stem, a word as it is written."""
    words: dict[str, str] = {}
    for stem, word in terms(text, language):
        words.setdefault(stem, word)
    return words


def _links(map: MapDocument, suggested: Candidates, covered: Sequence[Sentence]) -> Iterator[Link]:
    """Yield suggested relations between words that no quote covers and a claim of the map, where its words are quoted."""
    quoted = [
        (claim.id, place) for claim in map.claims for quote in claim.quotes for place in places(map, quote)
    ]
    seen: set[Link] = set()
    for relation in suggested.relations:
        premise, target = _end(quoted, relation.premise), _end(quoted, relation.target)
        link = Link(relation.kind, premise, target, relation.sign)
        new = [end for end in (premise, target) if isinstance(end, Sentence) and not _covers(covered, end)]
        claims = [end for end in (premise, target) if isinstance(end, str)]
        if len(new) == len(claims) == 1 and link not in seen:
            seen.add(link)
            yield link


def _end(quoted: Sequence[tuple[str, Sentence]], words: Sentence) -> str | Sentence:
    """Return the claim whose quote covers most of some words, or the words."""
    fitting = [
        (min(place.end, words.end) - max(place.start, words.start), id)
        for id, place in quoted
        if overlap(place, words)
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else words
