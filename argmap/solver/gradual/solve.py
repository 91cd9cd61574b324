"""The strengths of all nodes of a framework."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import BipolarGraph, Values
from argmap.solver.gradual.blocks import blocks_of, one_by_one
from argmap.solver.gradual.cycles import TOLERANCE, settle
from argmap.solver.gradual.models import GradualModel, refuse_supports
from argmap.solver.gradual.order import Order
from argmap.solver.gradual.plan import Plan, plan
from argmap.solver.gradual.reach import reachable


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


def solve(graph: BipolarGraph, model: GradualModel, *, tolerance: float = TOLERANCE) -> Solution:
    """Return the strength of every node: in one pass where there are no cycles, by iteration where there are.

    Raises:
        ArgmapError: the model is for attacks only, and the graph has supports.

    Example:
        >>> from argmap.solver.bipolar import bipolar
        >>> from argmap.solver.gradual.models import model_named
        >>> solve(bipolar([0.5, 0.75], attacks=[(1, 0)]), model_named("df-quad")).listed()
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
