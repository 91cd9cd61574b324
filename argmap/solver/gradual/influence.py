"""Influences: from a node's base score and its energy (what the aggregation gave) to its strength.

Each is there for many nodes at once, for one node, and as its slopes: by the base score, and by the energy
where it falls and where it rises, because some have a kink at energy 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

import numpy as np

from argmap.solver.bipolar import Values

Slopes = tuple[Values, Values, Values]


@dataclass(frozen=True, slots=True)
class Influence:
    """A name, and the function for `many` nodes, for `one` node, and its slopes (base, falling, rising)."""

    name: str
    many: Callable[[Values, Values], Values]
    one: Callable[[float, float], float]
    slopes: Callable[[Values, Values], Slopes]


def linear(k: float = 1.0) -> Influence:
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

    return Influence(f"linear({k:g})", many, one, slopes)


def p_max(p: int, k: float = 1.0) -> Influence:
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

    return Influence(f"{p}-max({k:g})", many, one, slopes)


LARGEST = 700.0
"""Above this energy the exponential would overflow; there the strength is 1 to all digits (or 0, for base 0)."""


def euler_based() -> Influence:
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

    return Influence("euler-based", many, one, slopes)


def _pass_on(_base: Values, energy: Values) -> Values:
    return energy


def _pass_on_slopes(_base: Values, energy: Values) -> Slopes:
    return np.zeros_like(energy), np.ones_like(energy), np.ones_like(energy)


PASS_ON = Influence("pass-on", _pass_on, lambda _base, energy: energy, _pass_on_slopes)
"""The energy itself, for gates that have no base score of their own."""
