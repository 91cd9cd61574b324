"""Agreement on where the quoted words begin and end: Krippendorff's α for unitizing, and similarity of segmentations.

A unit is a stretch of a post that a reading quotes for a claim; what is between units are gaps. No unit reaches over the end
of a post. Everything is counted by post first, so that resampled threads cost a few products of matrices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from argmap.readings.tallies import Array

Unitized = tuple[tuple[int, int], ...]
"""The units of a reading in a post: first character and the one behind the last, apart and in order."""


@dataclass(frozen=True, slots=True)
class Continuum:
    """A post: its place in the thread by number, its length in characters, and the units of each reading.

    `words` are the characters where words begin, but for the first.
    """

    place: int
    length: int
    readings: tuple[Unitized, ...]
    words: tuple[int, ...] = ()


def apart(stretches: Iterable[tuple[int, int]]) -> Unitized:
    """Return stretches in order, joined where they overlap; two that only touch stay two.

    Units of one reading may not overlap, and claims sometimes quote the same words.

    Example:
        >>> apart([(5, 9), (0, 6), (9, 12)])
        ((0, 9), (9, 12))
    """
    units: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if units and start < units[-1][1]:
            units[-1] = units[-1][0], max(end, units[-1][1])
        else:
            units.append((start, end))
    return tuple(units)


def gaps(units: Unitized, length: int) -> Unitized:
    """Return what no unit covers."""
    edges = [0, *(edge for unit in units for edge in unit), length]
    return tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)


class AlphaU:
    """Krippendorff's αU of two readings: how far their units begin and end at the same characters.

    Source:
        Krippendorff (2004), Measuring the Reliability of Qualitative Text Analysis Data, Quality & Quantity 38, for one
        category and two observers. (For more than two, Krippendorff, Mathet, Bouvry & Widlöcher (2016) found that it
        behaves oddly; therefore it is taken for pairs, and averaged.) A gap ends where its post ends.
    """

    def __init__(self, posts: Sequence[Continuum], places: int, pair: tuple[int, int] = (0, 1)) -> None:
        units = [(post.place, end - start) for post in posts for i in pair for start, end in post.readings[i]]
        self._lengths = _by_place(((post.place, post.length) for post in posts), places)
        self._observed = _by_place(((post.place, _misfit(post, *pair)) for post in posts), places)
        self._number = _by_place(((place, 1) for place, _ in units), places)
        self._beside_units = _by_place(
            ((place, (2 * size**3 - 3 * size**2 + size) / 3) for place, size in units), places
        )
        self._inside = _by_place(((place, size * (size - 1)) for place, size in units), places)
        sizes = sorted({size for _, size in units})
        rows = {size: row for row, size in enumerate(sizes)}
        self._squares = np.zeros((places, len(sizes)))
        for place, size in units:
            self._squares[place, rows[size]] += size**2
        self._room = np.zeros((places, len(sizes)))
        wide = np.array(sizes, dtype=float)
        for post in posts:
            for i in pair:
                for start, end in gaps(post.readings[i], post.length):
                    self._room[post.place] += np.maximum(0.0, end - start - wide + 1)

    @property
    def size(self) -> int:
        """How many units there are in both readings."""
        return int(self._number.sum())

    @property
    def spread(self) -> int:
        """In how many places there are posts."""
        return int((self._lengths > 0).sum())

    def values(self, weights: Array) -> Array:
        """Return αU of resampled threads, `(n,) float64`; not a number where nobody quotes anything.

        Args:
            weights: `(n, places) float64`, how often each of n threads has each place.
        """
        length = weights @ self._lengths
        both = 2 * length
        observed = weights @ self._observed / np.maximum(length, 1) ** 2
        beside = (weights @ self._number - 1) * (weights @ self._beside_units)
        in_gaps = ((weights @ self._squares) * (weights @ self._room)).sum(axis=1)
        pairs = both * (both - 1) - weights @ self._inside
        expected = 2 / np.maximum(length, 1) * (beside + in_gaps) / np.maximum(pairs, 1)
        return _one_less(observed, expected)


class BinaryAlphaU:
    """Krippendorff's |uα: how far readings, two or more, quote the same characters, wherever their units begin and end.

    Source:
        Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the Reliability of Unitizing Textual Continua; Krippendorff
        (2019), Content Analysis, 4th edition, section 12.6.4: relevant matter and gaps.
    """

    def __init__(self, posts: Sequence[Continuum], places: int) -> None:
        self._differ = _by_place(((post.place, _differing(post)) for post in posts), places)
        covered = [(post.place, unit) for post in posts for units in post.readings for unit in units]
        whole = _by_place(((post.place, post.length * len(post.readings)) for post in posts), places)
        self._quoted = _by_place(((place, end - start) for place, (start, end) in covered), places)
        self._left = whole - self._quoted
        self._self_pairs = self._left + _by_place(
            ((place, (end - start) ** 2) for place, (start, end) in covered), places
        )
        self.size = sum(post.length for post in posts)
        """How many characters there are."""
        self.spread = int((whole > 0).sum())
        """In how many places they are."""

    def values(self, weights: Array) -> Array:
        """Return |uα of resampled threads, as `AlphaU.values` does; not a number where all or nothing is quoted."""
        quoted, left = weights @ self._quoted, weights @ self._left
        total = quoted + left
        pairs = total**2 - weights @ self._self_pairs
        expected = 2 * quoted * left * total / np.where(pairs > 0, pairs, 1)
        return _one_less(weights @ self._differ, np.where(pairs > 0, expected, 0))


class SegmentationSimilarity:
    """S of two readings: 1 less the share of boundaries between words that must be edited to make them alike.

    A boundary that stands one word off is one edit, and one that only one of them has is one, too. S is not corrected for
    chance: as most places have no boundary, it is near 1 for most pairs.

    Source:
        Fournier & Inkpen (2012), Segmentation Similarity and Agreement, with transpositions over one place (n = 2).
    """

    def __init__(self, posts: Sequence[Continuum], places: int, pair: tuple[int, int] = (0, 1)) -> None:
        self._possible = _by_place(((post.place, len(post.words)) for post in posts), places)
        self._edits = _by_place(
            ((post.place, edits(*(_boundaries(post, i) for i in pair))) for post in posts), places
        )
        self.size = int(self._possible.sum())
        """How many places between words there are."""
        self.spread = int((self._possible > 0).sum())
        """In how many places of the thread they are."""

    def values(self, weights: Array) -> Array:
        """Return S of resampled threads, as `AlphaU.values` does; not a number where no post has two words."""
        return _one_less(weights @ self._edits, weights @ self._possible)


def edits(one: Iterable[int], other: Iterable[int]) -> int:
    """Return how many edits make two sets of boundaries alike, given as numbers of places in order.

    Example:
        >>> edits([2, 5, 9], [3, 9, 14])
        3
    """
    left, right = set(one), set(other)
    here, there = sorted(left - right), sorted(right - left)
    count = i = j = 0
    while i < len(here) and j < len(there):
        near = abs(here[i] - there[j]) <= 1
        before = here[i] < there[j]
        i, j, count = i + (near or before), j + (near or not before), count + 1
    return count + len(here) - i + len(there) - j


def _boundaries(post: Continuum, reading: int) -> set[int]:
    """Return before which words a unit begins or ends, by number; a boundary inside a word counts before the next."""
    edges = {edge for unit in post.readings[reading] for edge in unit if 0 < edge < post.length}
    numbers = np.searchsorted(np.array(post.words), sorted(edges))
    return {int(number) for number in numbers if number < len(post.words)}


def _misfit(post: Continuum, first: int, second: int) -> float:
    """Return the sum of squared differences between units that meet, and of squared units inside a gap of the other."""
    here, there = post.readings[first], post.readings[second]
    squares = sum(
        (start - begin) ** 2 + (end - stop) ** 2
        for start, end in here
        for begin, stop in there
        if start < stop and begin < end
    )
    alone = (
        (end - start) ** 2
        for units, others in ((here, there), (there, here))
        for start, end in units
        if not any(start < stop and begin < end for begin, stop in others)
    )
    return float(squares + sum(alone))


def _differing(post: Continuum) -> float:
    """Return how many characters are quoted by one reading and not by another, over all ordered pairs, for each other one."""
    readings = len(post.readings)
    cover = np.zeros(post.length + 1)
    for units in post.readings:
        for start, end in units:
            cover[start] += 1
            cover[end] -= 1
    quoting = np.cumsum(cover)[:-1]
    return float((2 * quoting * (readings - quoting)).sum() / (readings - 1))


def _by_place(values: Iterable[tuple[int, float]], places: int) -> Array:
    sums = np.zeros(places)
    for place, value in values:
        sums[place] += value
    return sums


def _one_less(observed: Array, expected: Array) -> Array:
    """Return 1 less a quotient; not a number where nothing is expected."""
    share: Array = np.full(len(expected), np.nan)
    np.divide(observed, expected, out=share, where=expected > 0)
    return 1 - share


Unitizing = AlphaU | BinaryAlphaU | SegmentationSimilarity


def alpha_u(first: Unitized, second: Unitized, length: int) -> float | None:
    """Return αU of the units of two readings of one text; None where neither has any.

    Args:
        first: the units of the first.
        second: those of the second.
        length: characters of the text.

    Example:
        >>> alpha_u([(0, 10)], [(0, 10)], 40)
        1.0
    """
    value = AlphaU([Continuum(0, length, (tuple(first), tuple(second)))], 1).values(np.ones((1, 1)))[0]
    return None if np.isnan(value) else float(value)
