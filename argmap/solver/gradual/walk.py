"""From base scores to a point that the model leaves where it is: iteration that damps itself.

Replacing all strengths at once by what the model makes of them may swing for ever: three arguments that attack
each other jump between 0 and 1. Going only part of the way each time follows the continuous change of
strengths from the base scores on, and settles where that does.

Source:
    Potyka (2018), Continuous dynamical systems for weighted bipolar argumentation, KR 2018;
    Potyka (2019), Extending modular semantics for bipolar weighted argumentation, arXiv:1809.07133.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from argmap.solver.bipolar import Values

WINDOW = 24
"""How many iterations are judged together: does the walk get anywhere?"""

SLOW = 0.5
"""In a window the change should shrink at least so much; a walk that swings and does not is damped."""

STRAIGHT = 0.9
"""Cosine of the angle between two changes that go in one direction."""

EXACT = 4e-16
"""A change that is nothing but rounding."""

SMALLEST_STEP = 1 / 256


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """Where a walk ended after how many iterations, and whether it had settled."""

    strengths: Values
    iterations: int
    converged: bool


@dataclass(slots=True)
class _Pace:
    """How long the steps are, and how the last changes and the last window went."""

    step: float = 1.0
    size: float = np.inf
    ratio: float = np.inf
    window: float = np.inf

    def settled(self, size: float, tolerance: float) -> bool:
        """Return whether what is left to go is below the tolerance, judged by how fast the changes shrink."""
        ratio = size / self.size if self.size > 0.0 else 0.0
        slowest, self.ratio, self.size = max(ratio, self.ratio), ratio, size
        return size <= EXACT or size * self.step <= tolerance * (1.0 - slowest)

    def is_slow(self) -> bool:
        """Look back on a window."""
        window, self.window = self.window, self.size
        return self.size > SLOW * window

    def damp(self) -> None:
        self.step = max(self.step / 2.0, SMALLEST_STEP)


def walk(model: Callable[[Values], Values], start: Values, tolerance: float, limit: int) -> Arrival:
    """Return where the strengths go from `start` when `model` says, in a new array, what becomes of them."""
    # In place: with 100,000 nodes, getting memory for a result takes longer than the result.
    here, last, pace = start.copy(), start, _Pace()
    for iteration in range(1, limit + 1):
        change = model(here)
        change -= here
        if pace.settled(max(float(change.max()), -float(change.min())), tolerance):
            return Arrival(np.clip(here + pace.step * change, 0.0, 1.0), iteration, True)
        here += change if pace.step == 1.0 else pace.step * change
        if iteration % WINDOW == 0 and pace.is_slow():
            _hasten(here, change, last, pace)
        last = change
    return Arrival(here, limit, False)


def _hasten(here: Values, change: Values, last: Values, pace: _Pace) -> None:
    """Go shorter steps where the walk swings or turns; where it goes straight on, jump to where it is going."""
    along, square = _dot(change, last), _dot(last, last)
    if along < STRAIGHT * (square * _dot(change, change)) ** 0.5:
        pace.damp()
        return
    shrinks = along / square
    if shrinks < 1.0:  # Aitken's extrapolation, along one direction
        here += pace.step * change * (shrinks / (1.0 - shrinks))
        np.clip(here, 0.0, 1.0, out=here)


def _dot(left: Values, right: Values) -> float:
    # Not `@`: threads of the linear algebra library take longer to start than this takes.
    return float(np.einsum("i,i->", left, right))
