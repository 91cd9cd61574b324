"""Which parts of two maps are the same, though annotators gave them different ids and different words.

Parts are matched one to one, so that the sum of what speaks for the pairs is as large as it can be: first those whose
quotes share most of their words, then those whose texts are alike. Every pair says why it was made; a pair is a guess
that a person can check, and `Matching` shows all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from argmap.dialogue.likeness import LEAST, Likeness, heaviest
from argmap.model.annotations import Question
from argmap.model.claim import Claim, Example, Issue
from argmap.model.document import MapDocument
from argmap.model.relation import Relation
from argmap.readings.spans import Stretches, overlap, require_one_thread, stretches
from argmap.result import Result

MOST_WORDS = 0.5
"""Overlap of quotes from which two parts stand for the same words (half of what either quotes)."""

IN_DOUBT = 0.2
"""What the likeness of texts weighs beside the overlap of quotes: it tells claims apart that quote the same words."""

LINKED = 0.5
"""Share of premises from which two relations that end on different targets are one that was moved."""

TIE = 0.01
"""What an equal id, or a place of the same rank, weighs where all else is equal; too little to outweigh any word."""


class MatchBasis(StrEnum):
    """Why two parts are taken for one."""

    ID = "id"
    QUOTES = "quotes"
    TEXT = "text"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class MatchedPair(Result):
    """Two parts that are taken for one.

    Attributes:
        kind: issue, claim, example, relation or question.
        first: id in the first map.
        second: id in the second map.
        basis: what the pair was made by; relations are matched by their ends.
        overlap: share of the quoted characters that both quote, 0 to 1.
        likeness: how alike their texts are, 0 to 1; 0 below what is taken for one (`LEAST`).
    """

    kind: str
    first: str
    second: str
    basis: MatchBasis
    overlap: float = 0.0
    likeness: float = 0.0

    def __str__(self) -> str:
        names = self.first if self.first == self.second else f"{self.first} = {self.second}"
        match self.basis:
            case MatchBasis.QUOTES:
                return f"{self.kind} {names} (quotes share {self.overlap:.0%})"
            case MatchBasis.TEXT:
                return f"{self.kind} {names} (texts alike by {self.likeness:.2f})"
        return f"{self.kind} {names} (same {self.basis})"


@dataclass(frozen=True, slots=True)
class Matching(Result):
    """The pairs of two maps, in the order of the first, and the ids that have no partner, by kind."""

    pairs: tuple[MatchedPair, ...]
    only_first: Mapping[str, tuple[str, ...]]
    only_second: Mapping[str, tuple[str, ...]]

    def of(self, *kinds: str) -> dict[str, str]:
        """Return the ids of the second map by those of the first, of some kinds or of all."""
        return {pair.first: pair.second for pair in self.pairs if not kinds or pair.kind in kinds}


Part = Issue | Claim | Example | Question | Relation
Weigh = Callable[[Relation, Relation, Mapping[str, str]], float]
"""What speaks for taking two relations for one, 0 to 1, given which ids of the first map are which of the second."""

KINDS: Mapping[str, str] = {
    "issue": "issues",
    "claim": "claims",
    "example": "examples",
    "question": "questions",
    "relation": "relations",
}
"""The kinds of parts that are matched, with the fields that hold them."""


def match(first: MapDocument, second: MapDocument, *, by_id: bool = False) -> Matching:
    """Return which parts of two maps of one thread are the same.

    The matching is one to one and has the largest sum of weights: overlaps of quotes above `MOST_WORDS` first; then, of
    what is left, likenesses of texts (at least `LEAST`) with the overlap added. A relation is matched with one that has
    the same target, shares premises with it and has the same kind; then with one of another kind; then with one that has
    its premises and another target.

    Args:
        first: a map.
        second: another map of the same thread.
        by_id: parts of one id are one part, as in two states of one file; otherwise ids decide nothing but ties.

    Raises:
        ArgmapError: they are maps of different threads.
    """
    require_one_thread((first, second))
    pairs = [
        pair
        for kind in ("issue", "claim", "example", "question")
        for pair in _by_words(kind, first, second, by_id=by_id)
    ]
    pairs += _relations(first, second, {pair.first: pair.second for pair in pairs}, by_id=by_id)
    left, right = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    return Matching(tuple(pairs), _without(first, left), _without(second, right))


def _without(map: MapDocument, matched: set[str]) -> dict[str, tuple[str, ...]]:
    alone = {
        kind: tuple(part.id for part in getattr(map, field) if part.id not in matched)
        for kind, field in KINDS.items()
    }
    return {kind: ids for kind, ids in alone.items() if ids}


def _by_words(kind: str, first: MapDocument, second: MapDocument, *, by_id: bool) -> Iterator[MatchedPair]:
    """Yield the pairs of one kind of part, in the order of the first map."""
    left: dict[str, Part] = {part.id: part for part in getattr(first, KINDS[kind])}
    right: dict[str, Part] = {part.id: part for part in getattr(second, KINDS[kind])}
    made: dict[str, MatchedPair] = {}
    if by_id:
        made = {id: MatchedPair(kind, id, id, MatchBasis.ID) for id in left if id in right}
    places = _Rest(left, right, made)
    here = {id: stretches(getattr(part, "quotes", ()), first.thread) for id, part in left.items()}
    there = {id: stretches(getattr(part, "quotes", ()), second.thread) for id, part in right.items()}
    shared = dict(_overlaps(here, there))
    alike = _likenesses(places.left(), places.right(), first.language)
    by_quotes = {
        ids: value + IN_DOUBT * alike.get(ids, 0.0) for ids, value in shared.items() if value >= MOST_WORDS
    }
    for pair in places.matched(by_quotes):
        made[pair[0]] = MatchedPair(kind, *pair, MatchBasis.QUOTES, shared[pair], alike.get(pair, 0.0))
    by_text = {ids: value + shared.get(ids, 0.0) for ids, value in alike.items()}
    for pair in places.matched(by_text):
        made[pair[0]] = MatchedPair(kind, *pair, MatchBasis.TEXT, shared.get(pair, 0.0), alike[pair])
    yield from (made[id] for id in left if id in made)


class _Rest:
    """The parts of two maps that have no partner yet."""

    def __init__(
        self, left: Mapping[str, Part], right: Mapping[str, Part], made: dict[str, MatchedPair]
    ) -> None:
        self._left, self._right, self._made = left, right, made
        self._rank = {id: place / len(left) for place, id in enumerate(left)}
        self._other_rank = {id: place / len(right) for place, id in enumerate(right)}

    def left(self) -> dict[str, Part]:
        return {id: part for id, part in self._left.items() if id not in self._made}

    def right(self) -> dict[str, Part]:
        taken = {pair.second for pair in self._made.values()}
        return {id: part for id, part in self._right.items() if id not in taken}

    def matched(self, weights: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
        """Return the heaviest matching of what is left; an equal id and a near rank decide between equals."""
        left, right = self.left(), self.right()
        open_ = {
            (one, other): value + self._tie(one, other)
            for (one, other), value in weights.items()
            if one in left and other in right
        }
        return list(heaviest(open_).items())

    def _tie(self, one: str, other: str) -> float:
        return TIE * ((one == other) + 1 - abs(self._rank[one] - self._other_rank[other]))


def _overlaps(
    here: Mapping[str, Stretches], there: Mapping[str, Stretches]
) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield the pairs that quote the same words with their overlap; only parts that quote one post are compared."""
    quoting: dict[str, list[str]] = {}
    for id, places in there.items():
        for post in places:
            quoting.setdefault(post, []).append(id)
    for one, places in here.items():
        for other in dict.fromkeys(id for post in places for id in quoting.get(post, ())):
            if value := overlap(places, there[other]):
                yield (one, other), value


def _likenesses(
    left: Mapping[str, Part], right: Mapping[str, Part], language: str | None
) -> dict[tuple[str, str], float]:
    """Return how alike texts are, of the pairs that are alike enough to be one."""
    if not left or not right:
        return {}
    texts = {f"1 {id}": _text(part) for id, part in left.items()}
    texts |= {f"2 {id}": _text(part) for id, part in right.items()}
    likeness = Likeness(texts, language)
    places = {id: number for number, id in enumerate(right, start=len(left))}
    alike: dict[tuple[str, str], float] = {}
    for one, part in left.items():
        row = likeness.of(_text(part))
        alike |= {(one, other): row[place] for other, place in places.items() if row[place] >= LEAST}
    return alike


def _text(part: Part) -> str:
    if isinstance(part, Issue):
        return part.question
    if isinstance(part, Example):
        return f"{part.name} {part.text}"
    return "" if isinstance(part, Relation) else part.text


def _relations(
    first: MapDocument, second: MapDocument, ends: dict[str, str], *, by_id: bool
) -> list[MatchedPair]:
    """Return the pairs of relations, in the order of the first map; `ends` gains them as they are found.

    A relation that bears on another relation can only be compared when that one has its partner: the rounds go on
    until none finds a pair.
    """
    if by_id:
        same = [relation.id for relation in first.relations if relation.id in second.relations_by_id]
        pairs = {id: MatchedPair("relation", id, id, MatchBasis.ID) for id in same}
        ends |= {id: id for id in same}
    else:
        pairs = {}
    for weigh in (_same_kind, _same_ends, _moved):
        while new := _round(first.relations, second.relations, ends, pairs, weigh):
            for one, other in new.items():
                pairs[one] = MatchedPair("relation", one, other, MatchBasis.ENDS)
            ends |= new
    return [pairs[relation.id] for relation in first.relations if relation.id in pairs]


def _round(
    first: Sequence[Relation],
    second: Sequence[Relation],
    ends: Mapping[str, str],
    pairs: Mapping[str, MatchedPair],
    weigh: Weigh,
) -> dict[str, str]:
    """Return the heaviest matching of the relations that have no partner yet."""
    taken = {pair.second for pair in pairs.values()}
    around: dict[str, list[Relation]] = {}
    for relation in second:
        if relation.id not in taken:
            for id in {relation.target, *relation.premises}:
                around.setdefault(id, []).append(relation)
    weights: dict[tuple[str, str], float] = {}
    for one in first:
        if one.id in pairs:
            continue
        near = {ends.get(id, "") for id in (one.target, *one.premises)}
        for other in {r.id: r for id in sorted(near) for r in around.get(id, ())}.values():
            if value := weigh(one, other, ends):
                weights[one.id, other.id] = value + TIE * (one.id == other.id)
    return heaviest(weights)


def _shared_premises(one: Relation, other: Relation, ends: Mapping[str, str]) -> float:
    mapped = {ends.get(id, f"{id} of the first map only ") for id in one.premises}
    return len(mapped.intersection(other.premises)) / len(mapped.union(other.premises))


def _same_ends(one: Relation, other: Relation, ends: Mapping[str, str]) -> float:
    return _shared_premises(one, other, ends) if ends.get(one.target) == other.target else 0.0


def _same_kind(one: Relation, other: Relation, ends: Mapping[str, str]) -> float:
    return _same_ends(one, other, ends) if one.kind is other.kind else 0.0


def _moved(one: Relation, other: Relation, ends: Mapping[str, str]) -> float:
    shared = _shared_premises(one, other, ends)
    return shared if shared >= LINKED and one.kind is other.kind else 0.0
