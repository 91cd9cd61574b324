"""Counts behind agreement on labels, by places of a thread, so that a thousand resampled threads cost a few products of matrices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ABSENT = ""
"""The label of what a reading does not have."""


class Coefficient(StrEnum):
    """How agreement is put into a number."""

    ALPHA = "α"
    KAPPA = "κ"
    F1 = "F1"
    ALPHA_U = "αU"
    BINARY_ALPHA_U = "|uα"
    CASS = "CASS"


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that two readings are compared on.

    Attributes:
        first: what the first reading says of it; `ABSENT` where it has nothing.
        second: what the second says.
        place: the post where it belongs, or a name of its own; a resampled thread has it as often as its place.
        participant: whose words, or whose stance, it is about.
        issues: the issues that it bears on.
        parts: the parts of both readings that make it: 0 or 1 for the reading, and the id.
        times: how many units alike it stands for.
    """

    first: str
    second: str
    place: str
    participant: str | None = None
    issues: frozenset[str] = frozenset()
    parts: tuple[tuple[int, str], ...] = ()
    times: int = 1

    @property
    def agrees(self) -> bool:
        return self.first == self.second


class Tally:
    """Counts of units of two readings each, by place.

    Every unit weighs `weight`: of m readings, each label is in m - 1 pairs, and 1 / (m - 1) makes it count once. For units
    that all m have, α of the pairs is then α of the m.

    Args:
        units: the units, each with its weight.
        coefficient: α, κ or F1. κ is for one pair of readings; F1 is for units that are there or `ABSENT`.
        places: the number of each place.
    """

    def __init__(
        self,
        units: Sequence[tuple[Unit, float]],
        coefficient: Coefficient,
        places: Mapping[str, int],
    ) -> None:
        self._units = units
        self._coefficient = coefficient
        self._value = VALUES[coefficient]
        labels = sorted({label for unit, _ in units for label in (unit.first, unit.second)})
        self._codes = {label: number for number, label in enumerate(labels)}
        self._counts = self._counted(
            range(len(units)), [places[unit.place] for unit, _ in units], len(places)
        )

    @property
    def size(self) -> int:
        """How many units there are; those of three readings are counted once for each pair."""
        return sum(unit.times for unit, _ in self._units)

    @property
    def spread(self) -> int:
        """In how many places they are."""
        return len({unit.place for unit, _ in self._units})

    def values(self, weights: Array) -> Array:
        """Return the coefficient of resampled threads, `(n,) float64`; not a number where it is undefined.

        Args:
            weights: `(n, places) float64`, how often each of n threads has each place.
        """
        return self._value(weights @ self._counts)

    def without(self, numbers: Iterable[int]) -> float:
        """Return the coefficient without some units, given by their numbers; 1 where none is left that disagrees."""
        left_out = sorted(set(numbers))
        totals = self._counts.sum(axis=0) - self._counted(left_out, [0] * len(left_out), 1)[0]
        if not self._disagreeing - set(left_out):
            return 1.0
        return float(self._value(totals[None])[0])

    @property
    def _disagreeing(self) -> set[int]:
        return {number for number, (unit, _) in enumerate(self._units) if not unit.agrees}

    def _counted(self, numbers: Iterable[int], places: Sequence[int], size: int) -> Array:
        """Return the counts by place: what disagrees, then how often each label is given."""
        wide = 2 * len(self._codes)
        counts = np.zeros((size, 1 + wide))
        for number, place in zip(numbers, places, strict=True):
            unit, weight = self._units[number]
            row, times = counts[place], weight * unit.times
            first, second = self._codes[unit.first], self._codes[unit.second]
            row[0] += times * (first != second)
            row[1 + 2 * first] += times
            row[2 + 2 * second] += times
        return counts


def alphas(totals: Array) -> Array:
    """Return α of counts: in each row what disagrees, then for each label how often the one and the other gave it."""
    labels = totals[:, 1::2] + totals[:, 2::2]
    number = labels.sum(axis=1)
    expected = number**2 - (labels**2).sum(axis=1)
    return _quotient(expected - (number - 1) * 2 * totals[:, 0], expected)


def kappas(totals: Array) -> Array:
    """Return κ of such counts."""
    first, second = totals[:, 1::2], totals[:, 2::2]
    number = first.sum(axis=1)
    by_chance = (first * second).sum(axis=1)
    return _quotient(number * (number - totals[:, 0]) - by_chance, number**2 - by_chance)


def f1s(totals: Array) -> Array:
    """Return F1 of such counts, where the first label is `ABSENT` if any is.

    Nothing is absent in both, so what both have is what all labels leave when those of disagreeing units are taken off.
    """
    there = totals[:, 1:].sum(axis=1) - totals[:, 0]
    return _quotient(there - totals[:, 0], there)


VALUES = {Coefficient.ALPHA: alphas, Coefficient.KAPPA: kappas, Coefficient.F1: f1s}


def _quotient(above: Array, below: Array) -> Array:
    """Return a quotient; not a number where what is below is 0, up to rounding."""
    share: Array = np.full(len(above), np.nan)
    np.divide(above, below, out=share, where=below > ROUNDING)
    return share


ROUNDING = 1e-9
