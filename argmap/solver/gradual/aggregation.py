"""Aggregations: from the contributions that arrive at a node to one number, the node's energy.

A contribution is strength × weight of one edge: below zero for an attack, above for a support; the sign of a
zero counts. Zero is neutral in `SUM`, `PRODUCT` and `TOP`: an edge without effect is like no edge. Each
aggregation is there three times: for many nodes at once, for one node (lists are faster where few nodes can be
computed at a time), and as its slopes.

Source:
    Mossakowski & Neuhaus (2018), Modular semantics and characteristics for bipolar weighted argumentation
    graphs, arXiv:1807.06685.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import Values
from argmap.solver.gradual.segments import Segments


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
