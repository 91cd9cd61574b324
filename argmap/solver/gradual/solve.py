"""The strengths of all nodes of a framework: one pass where there are no cycles, iteration on cycles.

Replacing all strengths at once by what the model makes of them may swing for ever: three arguments that attack
each other jump between 0 and 1. Going only part of the way each time follows the continuous change of
strengths from the base scores on, and settles where that does. All cycles are walked together if that settles,
else one strongly connected component after the other.

Source:
    Potyka (2018), Continuous dynamical systems for weighted bipolar argumentation, KR 2018;
    Potyka (2019), Extending modular semantics for bipolar weighted argumentation, arXiv:1809.07133.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import BipolarGraph, NodeRule, Values
from argmap.solver.gradual.models import Block, GradualModel, blocks_of, one_by_one, refuse_supports, rules_of
from argmap.solver.gradual.order import Order, Plan, Positions, components_among, plan, reachable

WINDOW = 24
"""How many iterations are judged together: does the walk get anywhere?"""

SLOW = 0.5
"""In a window the change should shrink at least so much; a walk that swings and does not is damped."""

PATIENCE = 8
"""How many slow windows a walk that turns slowly gets before it is damped: its changes grow and shrink in turns."""

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
    earlier: Values | None = None
    windows: int = 0
    largest: float = 0.0
    largest_before: float = np.inf

    def settled(self, size: float, tolerance: float) -> bool:
        """Return whether what is left to go is below the tolerance, judged by how fast the changes shrink."""
        ratio = size / self.size if self.size > 0.0 else 0.0
        slowest, self.ratio, self.size = max(ratio, self.ratio), ratio, size
        self.largest = max(self.largest, size)
        return size <= EXACT or size * self.step <= tolerance * (1.0 - slowest)

    def is_slow(self) -> bool:
        """Look back on a window."""
        window, self.window = self.window, self.size
        return self.size > SLOW * window

    def is_stuck(self) -> bool:
        """Look back on several windows, once in so many: has the largest change in them not shrunk enough?"""
        self.windows += 1
        if self.windows < PATIENCE:
            return False
        before, self.largest_before = self.largest_before, self.largest
        self.windows, self.largest = 0, 0.0
        return self.largest_before > SLOW * before

    def damp(self) -> None:
        self.step = max(self.step / 2.0, SMALLEST_STEP)
        self.windows, self.largest, self.largest_before = 0, 0.0, np.inf


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
            here = _hastened(model, here, change, last, pace)
        last = change
    return Arrival(here, limit, False)


def _hastened(
    model: Callable[[Values], Values], here: Values, change: Values, last: Values, pace: _Pace
) -> Values:
    """Go shorter steps where the walk swings or turns; where it goes straight on, jump to where it is going.

    A slow spiral looks straight from one step to the next, so a whole window must be straight, and a jump counts only
    when less is left to change where it arrives. A walk that turns slowly goes on as before, with shorter steps when
    it makes no progress.
    """
    earlier, pace.earlier = pace.earlier, change
    if not _is_straight(change, last):
        pace.damp()
        return here
    shrinks = _dot(change, last) / _dot(last, last)
    if shrinks < 1.0 and (earlier is None or _is_straight(change, earlier)):
        # Aitken's extrapolation, along one direction
        ahead = np.clip(here + pace.step * change * (shrinks / (1.0 - shrinks)), 0.0, 1.0)
        if np.abs(model(ahead) - ahead).max() < pace.size:
            return ahead
    if pace.is_stuck():
        pace.damp()
    return here


def _is_straight(change: Values, other: Values) -> bool:
    limit: float = STRAIGHT * (_dot(change, change) * _dot(other, other)) ** 0.5
    return _dot(change, other) >= limit


def _dot(left: Values, right: Values) -> float:
    # Not `@`: threads of the linear algebra library take longer to start than this takes.
    return float(np.einsum("i,i->", left, right))


TOLERANCE = 1e-10
TOGETHER = 240
"""How many iterations the whole core gets before its components are separated, which takes longer in large graphs."""

EACH = 10_000
"""How many iterations each component gets. After that there is no result."""


def settle(
    graph: BipolarGraph, model: GradualModel, planned: Plan, values: Values, tolerance: float
) -> tuple[int, Positions]:
    """Set the strengths of the core in `values`; return the number of iterations and the nodes without a result."""
    core = planned.core
    start = values[core]
    arrival = _walk(model, blocks_of(graph, planned.inward, core, model), values, tolerance, TOGETHER)
    if arrival.converged:
        return arrival.iterations, core[:0]
    values[core] = start
    return _one_by_one(graph, model, planned, values, tolerance)


def _one_by_one(
    graph: BipolarGraph, model: GradualModel, planned: Plan, values: Values, tolerance: float
) -> tuple[int, Positions]:
    iterations, lost = 0, np.zeros(graph.size, dtype=bool)
    for component in components_among(planned.inward, planned.core):
        if lost[component].any():
            continue
        blocks = blocks_of(graph, planned.inward, component, model)
        if not _is_cyclic(blocks, component):
            values[component] = blocks[0].strengths(values)
            continue
        arrival = _walk(model, blocks, values, tolerance, EACH)
        iterations = max(iterations, arrival.iterations)
        if not arrival.converged:
            lost |= reachable(planned.onward, component)
    return iterations, np.flatnonzero(lost)


def _is_cyclic(blocks: Sequence[Block], component: Positions) -> bool:
    return len(component) > 1 or bool((blocks[0].sources == component[0]).any())


def _walk(
    gradual: GradualModel, blocks: Sequence[Block], values: Values, tolerance: float, limit: int
) -> Arrival:
    """Walk from the strengths in `values`, and leave there where the walk ended.

    What only puts strengths together (premises that are linked, a reason with its step) is no state of its own and
    follows at once: as one more thing that lags behind, it would let circles swing that settle without it.
    """
    nodes = np.concatenate([block.nodes for block in blocks])
    local, near = _near(blocks, nodes, values)

    rules = rules_of(gradual)
    through = [b for rule in (NodeRule.MINIMUM, NodeRule.PRODUCT) for b in near if b.rule is rules[rule]]

    def model(strengths: Values) -> Values:
        local[: len(nodes)] = strengths
        for block in through:
            local[block.nodes] = block.strengths(local)
        updated = [local[block.nodes] if block in through else block.strengths(local) for block in near]
        return updated[0] if len(updated) == 1 else np.concatenate(updated)

    arrival = walk(model, values[nodes], tolerance, limit)
    values[nodes] = arrival.strengths
    return arrival


def _near(blocks: Sequence[Block], nodes: Positions, values: Values) -> tuple[Values, list[Block]]:
    """Return the strengths of these nodes and then of all others that bear on them, and blocks numbered like that."""
    numbers = np.full(len(values), -1, dtype=np.intp)
    numbers[nodes] = np.arange(len(nodes))
    outside = np.zeros(len(values), dtype=bool)
    for block in blocks:
        outside[block.sources] = True
    outside[nodes] = False
    others = np.flatnonzero(outside)
    numbers[others] = np.arange(len(nodes), len(nodes) + len(others))
    near = [replace(block, nodes=numbers[block.nodes], sources=numbers[block.sources]) for block in blocks]
    return np.concatenate([values[nodes], values[others]]), near


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The strengths of a framework under a model, and how they were reached.

    `values` is (size,) float64 with nan where there is no result: on cycles that did not converge and on all
    that depends on them. `iterations` is 0 without cycles; `tolerance` bounds the estimated distance of each
    strength on a cycle from the limit.
    """

    values: Values
    iterations: int
    tolerance: float

    @property
    def settled(self) -> NDArray[np.bool_]:
        """Which nodes have a result."""
        return ~np.isnan(self.values)

    @property
    def converged(self) -> bool:
        return bool(self.settled.all())

    @property
    def strengths(self) -> Values | None:
        """The strengths of all nodes; None when some have no result."""
        return self.values if self.converged else None

    def listed(self) -> list[float | None]:
        """Return the strength of each node, None where there is no result."""
        settled = self.settled.tolist()
        return [value if known else None for value, known in zip(self.values.tolist(), settled, strict=True)]


def gradual_strengths(graph: BipolarGraph, model: GradualModel, *, tolerance: float = TOLERANCE) -> Solution:
    """Return the strength of every node: in one pass where there are no cycles, by iteration where there are.

    Raises:
        ArgmapError: the model is for attacks only, and the graph has supports.

    Example:
        >>> from argmap.solver.bipolar import bipolar_graph
        >>> from argmap.solver.gradual.models import model_named
        >>> gradual_strengths(bipolar_graph([0.5, 0.75], attacks=[(1, 0)]), model_named("df-quad")).listed()
        [0.125, 0.75]
    """
    refuse_supports(graph, model)
    return solve_planned(graph, model, plan(graph), tolerance)


def solve_planned(
    graph: BipolarGraph, model: GradualModel, planned: Plan, tolerance: float = TOLERANCE
) -> Solution:
    """Return the strength of every node of a graph whose plan is known."""
    values = graph.base.copy()
    _pass(graph, model, planned, planned.before, values)
    if not len(planned.core):
        return Solution(values, 0, tolerance)
    iterations, lost = settle(graph, model, planned, values, tolerance)
    _pass(graph, model, planned, planned.after, values)
    values[reachable(planned.onward, lost)] = np.nan
    return Solution(values, iterations, tolerance)


def _pass(graph: BipolarGraph, model: GradualModel, planned: Plan, order: Order, values: Values) -> None:
    for piece in order.pieces:
        if not piece.together:
            one_by_one(graph, planned.inward, piece.nodes, model, values)
            continue
        for block in blocks_of(graph, planned.inward, piece.nodes, model):
            values[block.nodes] = block.strengths(values)
