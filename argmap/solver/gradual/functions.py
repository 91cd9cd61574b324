"""The functions that models of strength are made of: aggregations and influences.

An aggregation turns the contributions that arrive at a node into one number, the node's energy. A contribution
is strength × weight of one edge: below zero for an attack, above for a support; the sign of a zero counts. Zero
is neutral in `SUM`, `PRODUCT` and `TOP`: an edge without effect is like no edge. An influence turns a node's base
score and its energy into its strength.

Each function exists three times: for many nodes at once, for one node (lists are faster where few nodes can be
computed at a time), and as its slopes.

Source:
    Mossakowski & Neuhaus (2018), Modular semantics and characteristics for bipolar weighted argumentation
    graphs, arXiv:1807.06685.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, prod

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import Values

Positions = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Segments:
    """Group k starts at `starts[k]` and has `counts[k]` members, at least one."""

    starts: Positions
    counts: Positions

    @cached_property
    def groups(self) -> Positions:
        """The group of each member."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def sum(self, numbers: Values) -> Values:
        # Four times as fast as reduceat, and a cycle takes many sums.
        sums = np.bincount(self.groups, numbers, len(self.counts))
        return sums.astype(np.float64, copy=False)

    def product(self, numbers: Values) -> Values:
        return np.multiply.reduceat(numbers, self.starts)

    def maximum(self, numbers: Values) -> Values:
        return np.maximum.reduceat(numbers, self.starts)

    def minimum(self, numbers: Values) -> Values:
        return np.minimum.reduceat(numbers, self.starts)

    def spread(self, numbers: Values) -> Values:
        """Return the number of each group once for each of its members."""
        return np.repeat(numbers, self.counts)

    def product_of_others(self, factors: Values) -> Values:
        """Return, for each member, the product of the other members of its group, exact with zeros too."""
        zero = factors == 0.0
        kept = self.spread(self.product(np.where(zero, 1.0, factors)))
        zeros = self.spread(self.sum(zero.astype(np.float64)))
        return np.where(zeros - zero > 0.0, 0.0, kept / np.where(zero, 1.0, factors))


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A name, and the function for `many` nodes, for `one` node, and its slope by each contribution.

    Where two contributions are both the largest, or both the smallest, they share the slope equally.
    """

    name: str
    many: Callable[[Values, Segments], Values]
    one: Callable[[Sequence[float]], float]
    slopes: Callable[[Values, Segments], Values]


def _sum(contributions: Values, segments: Segments) -> Values:
    return segments.sum(contributions)


def _sum_slopes(contributions: Values, _segments: Segments) -> Values:
    return np.ones_like(contributions)


def _product(contributions: Values, segments: Segments) -> Values:
    left_by_attacks = segments.product(1.0 + np.minimum(contributions, 0.0))
    return left_by_attacks - segments.product(1.0 - np.maximum(contributions, 0.0))


def _one_product(contributions: Sequence[float]) -> float:
    left_by_attacks = left_by_supports = 1.0
    for contribution in contributions:
        if contribution < 0.0:
            left_by_attacks *= 1.0 + contribution
        else:
            left_by_supports *= 1.0 - contribution
    return left_by_attacks - left_by_supports


def _product_slopes(contributions: Values, segments: Segments) -> Values:
    attacks = np.signbit(contributions)
    left = 1.0 - np.abs(contributions)
    by_attacks = segments.product_of_others(np.where(attacks, left, 1.0))
    return np.where(attacks, by_attacks, segments.product_of_others(np.where(attacks, 1.0, left)))


def _top(contributions: Values, segments: Segments) -> Values:
    strongest_support = segments.maximum(np.maximum(contributions, 0.0))
    return strongest_support - segments.maximum(np.maximum(-contributions, 0.0))


def _one_top(contributions: Sequence[float]) -> float:
    return max(0.0, *contributions) + min(0.0, *contributions)


def _top_slopes(contributions: Values, segments: Segments) -> Values:
    attacks = np.signbit(contributions)
    support, attack = np.where(attacks, 0.0, contributions), np.where(attacks, -contributions, 0.0)
    best = np.where(
        attacks, segments.spread(segments.maximum(attack)), segments.spread(segments.maximum(support))
    )
    strongest = np.abs(contributions) == best
    return _shared(strongest & attacks, segments) + _shared(strongest & ~attacks, segments)


def _minimum(contributions: Values, segments: Segments) -> Values:
    return segments.minimum(contributions)


def _minimum_slopes(contributions: Values, segments: Segments) -> Values:
    return _shared(contributions == segments.spread(segments.minimum(contributions)), segments)


def _shared(chosen: NDArray[np.bool_], segments: Segments) -> Values:
    """Return 1 for the chosen member of each group, or equal shares of it for several."""
    marks = chosen.astype(np.float64)
    return marks / np.maximum(segments.spread(segments.sum(marks)), 1.0)


def _all(contributions: Values, segments: Segments) -> Values:
    return segments.product(contributions)


def _all_slopes(contributions: Values, segments: Segments) -> Values:
    return segments.product_of_others(contributions)


SUM = Aggregation("sum", _sum, sum, _sum_slopes)
"""Supports minus attacks."""

PRODUCT = Aggregation("product", _product, _one_product, _product_slopes)
"""What attacks leave, Π(1 - a), minus what supports leave, Π(1 - s)."""

TOP = Aggregation("top", _top, _one_top, _top_slopes)
"""The strongest support minus the strongest attack."""

MINIMUM = Aggregation("minimum", _minimum, min, _minimum_slopes)
"""The smallest contribution: linked premises are as strong as the weakest of them."""

ALL = Aggregation("all", _all, prod, _all_slopes)
"""The product of the contributions: what is needed together multiplies."""


Slopes = tuple[Values, Values, Values]


@dataclass(frozen=True, slots=True)
class InfluenceFunction:
    """A name, and the function for `many` nodes, for `one` node, and its slopes (base, falling, rising)."""

    name: str
    many: Callable[[Values, Values], Values]
    one: Callable[[float, float], float]
    slopes: Callable[[Values, Values], Slopes]


def linear(k: float = 1.0) -> InfluenceFunction:
    """Return the influence w + (1 - w)·E/k for energy E above zero and w + w·E/k below; |E| stays up to k.

    Source:
        Rago, Toni, Aurisicchio & Baroni (2016), Discontinuity-free decision support with quantitative
        argumentation debates (DF-QuAD), in the form of Potyka (2019), arXiv:1809.07133.
    """

    def many(base: Values, energy: Values) -> Values:
        return base + energy * np.where(energy < 0.0, base, 1.0 - base) / k

    def one(base: float, energy: float) -> float:
        return base + energy * (base if energy < 0.0 else 1.0 - base) / k

    def slopes(base: Values, energy: Values) -> Slopes:
        falling, rising = base / k, (1.0 - base) / k
        by_base = 1.0 - np.abs(energy) / k
        return by_base, np.where(energy > 0.0, rising, falling), np.where(energy < 0.0, falling, rising)

    return InfluenceFunction(f"linear({k:g})", many, one, slopes)


def p_max(p: int, k: float = 1.0) -> InfluenceFunction:
    """Return the influence w + (1 - w)·h(E/k) for energy E above zero and w - w·h(-E/k) below.

    h(x) = xᵖ / (1 + xᵖ).

    Source:
        Potyka (2018), Continuous dynamical systems for weighted bipolar argumentation, for p = 2;
        Potyka (2019), Extending modular semantics for bipolar weighted argumentation, arXiv:1809.07133.
    """

    def many(base: Values, energy: Values) -> Values:
        power = np.abs(energy if k == 1.0 else energy / k) ** p
        power /= 1.0 + power
        power *= (energy >= 0.0) - base
        power += base
        return power

    def one(base: float, energy: float) -> float:
        power = abs(energy / k) ** p
        return base + ((0.0 if energy < 0.0 else 1.0) - base) * (power / (1.0 + power))

    def slopes(base: Values, energy: Values) -> Slopes:
        size = np.abs(energy / k)
        power = size**p
        steep = p * size ** (p - 1) / (k * (1.0 + power) ** 2)
        falling, rising = base * steep, (1.0 - base) * steep
        return (
            1.0 / (1.0 + power),
            np.where(energy > 0.0, rising, falling),
            np.where(energy < 0.0, falling, rising),
        )

    return InfluenceFunction(f"{p}-max({k:g})", many, one, slopes)


LARGEST = 700.0
"""Above this energy the exponential would overflow; there the strength is 1 to all digits (or 0, for base 0)."""


def euler_based() -> InfluenceFunction:
    """Return the influence 1 - (1 - w²) / (1 + w·exp(E)).

    Source:
        Amgoud & Ben-Naim (2018), Evaluation of arguments in weighted bipolar graphs.
    """

    def many(base: Values, energy: Values) -> Values:
        return 1.0 - (1.0 - base * base) / (1.0 + base * np.exp(np.minimum(energy, LARGEST)))

    def one(base: float, energy: float) -> float:
        return 1.0 - (1.0 - base * base) / (1.0 + base * exp(min(energy, LARGEST)))

    def slopes(base: Values, energy: Values) -> Slopes:
        grown = np.exp(np.minimum(energy, LARGEST / 4))
        below = 1.0 + base * grown
        by_base = (2.0 * base * below + (1.0 - base * base) * grown) / below**2
        by_energy = (1.0 - base * base) * base * grown / below**2
        return by_base, by_energy, by_energy

    return InfluenceFunction("euler-based", many, one, slopes)


def _pass_on(_base: Values, energy: Values) -> Values:
    return energy


def _pass_on_slopes(_base: Values, energy: Values) -> Slopes:
    return np.zeros_like(energy), np.ones_like(energy), np.ones_like(energy)


PASS_ON = InfluenceFunction("pass-on", _pass_on, lambda _base, energy: energy, _pass_on_slopes)
"""The energy itself, for gates that have no base score of their own."""
