"""Which posts of an older import are which of a newer one, where the source has no ids: by author, words and order.

A diff with moves. Whatever is paired was written by the same author; what cannot be paired without a doubt is not.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

LEAST_LIKENESS = 0.6
"""Ratio of characters (`rapidfuzz.fuzz.ratio`) from which two texts of one author in one place may be one text, edited."""

LEAST_BEGINNING = 12
"""Characters from which a text that another one begins with may be its older form, however much was added."""

MOST_CELLS = 4_000_000
"""Posts times posts, between two that are certain, up to which the longest common subsequence is worked out."""

MOST_COMPARED = 20_000
"""Pairs of texts of one author in one place that are compared; where there are more, the posts are taken for different."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ComparedPost:
    """A post as it is compared: who wrote it, what it says ("" if its words are gone), and when."""

    author: str | None
    text: str
    created: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two posts that may be one, edited, where another pair is as possible; `likeness` is from 0 to 1."""

    old: int
    new: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which post is which.

    Attributes:
        pairs: The places of posts in the newer import, by their places in the older one.
        moved: The places in the older import of posts that stand in another order now.
        doubts: Pairs that somebody has to decide about.
    """

    pairs: Mapping[int, int]
    moved: tuple[int, ...]
    doubts: tuple[Doubt, ...]


def aligned(
    old: Sequence[ComparedPost], new: Sequence[ComparedPost], given: Mapping[int, int] | None = None
) -> Alignment:
    """Return which posts of two imports are the same.

    1. Posts with the same author, time and words.
    2. Of the rest, the longest common subsequence of posts with the same author and words; then those that are left
       with the same author and words, elsewhere: they were moved.
    3. Posts of one author at a time at which the author has no other, if their words are alike or gone.
    4. Posts of one author between the same neighbours, if their words are alike, and no other pair is possible.
    5. Posts whose words are gone, with any post of their author that is left.

    Times count in steps 2 and 4 where step 1 has paired most of the posts: there, a post with another time is another post.

    Args:
        old: The posts of the older import, in order.
        new: Those of the newer one.
        given: Pairs that somebody has decided.

    Source:
        Heckel, A technique for isolating differences between files (1978): unique lines first, which shows moves;
        the LCS between them is Hunt and McIlroy's, An algorithm for differential file comparison (1976).
    """
    search = _Search(old, new, dict(given or {}))
    search.pair_equal([(p.author, p.created, _folded(p.text)) if p.created else None for p in old],
                      [(p.author, p.created, _folded(p.text)) if p.created else None for p in new])  # fmt: skip
    timed = len(search.pairs) * 2 > min(len(old), len(new))
    keys = [[_key(piece, timed=timed) for piece in pieces] for pieces in (old, new)]
    search.pair_in_order(*keys)
    search.pair_equal(*keys)
    if timed:  # a post without a time may have any
        for bare in (old, new):
            search.pair_equal(
                *(
                    [
                        _key(p, timed=False) if pieces is not bare or p.created is None else None
                        for p in pieces
                    ]
                    for pieces in (old, new)
                )
            )
    search.pair_by_time()
    in_order = _longest_in_order(search.pairs)
    doubts = search.pair_edited(in_order, timed=timed)
    search.pair_gone({doubt.old for doubt in doubts}, timed=timed)
    in_order = _longest_in_order(search.pairs)
    return Alignment(search.pairs, tuple(sorted(search.pairs.keys() - in_order)), tuple(doubts))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _key(piece: ComparedPost, *, timed: bool) -> Hashable:
    return piece.author, _folded(piece.text), piece.created if timed else None


class _Search:
    """Pairs that have been made so far; a post is in one of them at most."""

    def __init__(
        self, old: Sequence[ComparedPost], new: Sequence[ComparedPost], pairs: dict[int, int]
    ) -> None:
        self.old, self.new, self.pairs = old, new, pairs
        self.taken = set(pairs.values())

    def _put(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.taken.add(new)

    def _left(self) -> tuple[list[int], list[int]]:
        """Return the places of the posts without a partner."""
        return (
            [place for place in range(len(self.old)) if place not in self.pairs],
            [place for place in range(len(self.new)) if place not in self.taken],
        )

    def pair_equal(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        """Pair what is equal, the first with the first, wherever it stands; None is equal to nothing."""
        left, right = self._left()
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(right):
            waiting.setdefault(new[place], []).append(place)
        for place in left:
            if old[place] is not None and waiting.get(old[place]):
                self._put(place, waiting[old[place]].pop())

    def pair_in_order(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        """Pair what is equal and in the same order, as much as possible."""
        left, right = self._left()
        left = [place for place in left if old[place] is not None]
        right = [place for place in right if new[place] is not None]
        for a, b in common([old[place] for place in left], [new[place] for place in right]):
            self._put(left[a], right[b])

    def pair_by_time(self) -> None:
        """Pair posts of one author and time where there is one on each side, if their words are alike or gone."""
        left, right = self._left()
        sides = [
            _unique({place: (pieces[place].author, pieces[place].created) for place in places if pieces[place].created})
            for pieces, places in ((self.old, left), (self.new, right))
        ]  # fmt: skip
        for moment, a in sides[0].items():
            b = sides[1].get(moment)
            if b is not None and (self._is_gone(a, b) or self._likeness(a, b) >= LEAST_LIKENESS):
                self._put(a, b)

    def pair_edited(self, in_order: Iterable[int], *, timed: bool) -> list[Doubt]:
        """Pair posts of one author between the same neighbours, and return the pairs that exclude each other."""
        neighbours = sorted(in_order)
        partners = [self.pairs[place] for place in neighbours]
        left, right = self._left()
        gaps: dict[tuple[int, str | None], tuple[list[int], list[int]]] = {}
        for place in left:
            gaps.setdefault((bisect_left(neighbours, place), self.old[place].author), ([], []))[0].append(
                place
            )
        for place in right:
            gaps.setdefault((bisect_left(partners, place), self.new[place].author), ([], []))[1].append(place)
        doubts: list[Doubt] = []
        for olds, news in gaps.values():
            doubts += self._pair_in_gap(olds, news, timed=timed)
        return doubts

    def pair_gone(self, doubted: set[int], *, timed: bool) -> None:
        """Pair posts whose words are gone with posts of their author that have no partner: their words are kept anyway."""
        left, right = self._left()
        waiting: dict[str | None, list[int]] = {}
        for place in left:
            if place not in doubted:
                waiting.setdefault(self.old[place].author, []).append(place)
        for place in right:
            if self.new[place].text:
                continue
            mine = waiting.get(self.new[place].author, [])
            fitting = next((other for other in mine if not self._differ(other, place, timed)), None)
            if fitting is not None:
                mine.remove(fitting)
                self._put(fitting, place)

    def _pair_in_gap(self, olds: list[int], news: list[int], *, timed: bool) -> list[Doubt]:
        if (
            len(olds) == len(news) == 1
            and self._is_gone(olds[0], news[0])
            and not self._differ(olds[0], news[0], timed)
        ):
            self._put(olds[0], news[0])
            return []
        if len(olds) * len(news) > MOST_COMPARED:
            return []
        possible = [
            Doubt(a, b, round(likeness, 2))
            for a in olds
            for b in news
            if not self._differ(a, b, timed) and (likeness := self._likeness(a, b)) >= LEAST_LIKENESS
        ]
        often = Counter(side for doubt in possible for side in (("old", doubt.old), ("new", doubt.new)))
        doubts = []
        for doubt in possible:
            if often["old", doubt.old] == often["new", doubt.new] == 1:
                self._put(doubt.old, doubt.new)
            else:
                doubts.append(doubt)
        return doubts

    def _is_gone(self, old: int, new: int) -> bool:
        return not self.old[old].text or not self.new[new].text

    def _differ(self, old: int, new: int, timed: bool) -> bool:
        """Say whether two posts have different times, where times tell posts apart."""
        times = {self.old[old].created, self.new[new].created} - {None}
        return timed and len(times) > 1

    def _likeness(self, old: int, new: int) -> float:
        if self._is_gone(old, new):
            return 0.0  # no words are like no words; `pair_gone` has these
        before, after = _folded(self.old[old].text), _folded(self.new[new].text)
        ratio = fuzz.ratio(before, after) / 100
        if len(before) >= LEAST_BEGINNING and after.startswith(before):
            return max(ratio, LEAST_LIKENESS)  # people add to what they wrote
        return ratio


def _unique(values: Mapping[int, Hashable]) -> dict[Hashable, int]:
    """Return the places of the values that occur once."""
    often = Counter(values.values())
    return {value: place for place, value in values.items() if often[value] == 1}


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return a longest common subsequence, as pairs of places.

    Where the sequences are too long for that, they are divided first at values that both have once and in the same
    order; the result is then a common subsequence, and nearly always a longest one.

    Example:
        >>> common("nora", "nobra")
        [(0, 0), (1, 1), (2, 3), (3, 4)]
    """
    pairs: list[Pair] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, a_end, b, b_end = todo.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            pairs.append((a_end, b_end))
        if (a_end - a) * (b_end - b) <= MOST_CELLS:
            pairs += _exactly(old, new, (a, a_end, b, b_end))
            continue
        anchors = _anchors(old, new, (a, a_end, b, b_end))
        edges = [(a - 1, b - 1), *anchors, (a_end, b_end)]
        pairs += anchors
        if anchors:
            todo += [(a0 + 1, a1, b0 + 1, b1) for (a0, b0), (a1, b1) in pairwise(edges)]
    return sorted(pairs)


def _exactly(
    old: Sequence[Hashable], new: Sequence[Hashable], within: tuple[int, int, int, int]
) -> Iterable[Pair]:
    a, a_end, b, b_end = within
    numbers: dict[Hashable, int] = {}
    left, right = (
        [numbers.setdefault(value, len(numbers)) for value in values]
        for values in (old[a:a_end], new[b:b_end])
    )
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                yield a + block.src_start + step, b + block.dest_start + step


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], within: tuple[int, int, int, int]
) -> list[Pair]:
    """Return the values that both sides have once, as many as are in the same order."""
    a, a_end, b, b_end = within
    left = _unique({place: old[place] for place in range(a, a_end)})
    right = _unique({place: new[place] for place in range(b, b_end)})
    pairs = {place: right[value] for value, place in left.items() if value in right}
    return [(place, pairs[place]) for place in sorted(_longest_in_order(pairs))]


def _longest_in_order(pairs: Mapping[int, int]) -> set[int]:
    """Return the first places of as many pairs as are in order on both sides.

    Source:
        Fredman, On computing the length of longest increasing subsequences (1975).
    """
    ends: list[int] = []
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in sorted(pairs):
        at = bisect_left(ends, pairs[place])
        before[place] = tails[at - 1] if at else None
        ends[at : at + 1] = [pairs[place]]
        tails[at : at + 1] = [place]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
