"""What the strength of one node depends on: what each edge adds to it, and its derivative by every base score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import BipolarGraph, Values, part
from argmap.solver.gradual.models import (
    Block,
    GradualModel,
    blocks_of,
    functions_of,
    one_by_one,
    refuse_supports,
)
from argmap.solver.gradual.order import Incoming, Plan, Positions, plan, reachable
from argmap.solver.gradual.solve import Solution, gradual_strengths, solve_planned


def marginals(
    graph: BipolarGraph, model: GradualModel, node: int, edges: Sequence[int]
) -> tuple[float | None, ...]:
    """Return, for each edge in `edges`, the strength of `node` minus its strength without that edge.

    None where one of the two did not converge. Without cycles, only what changes is computed again; with them,
    all that `node` depends on, once for each edge.

    Raises:
        ArgmapError: the model is for attacks only, and the graph has supports.
    """
    refuse_supports(graph, model)
    planned = plan(graph)
    above = reachable(planned.inward, np.array([node]))
    if above[planned.core].any():
        removal: _Removal | _Resolving = _Resolving(graph, model, node, above)
    else:
        removal = _Removal(graph, model, node, planned)
    return tuple(removal.effect(edge) if above[graph.targets[edge]] else 0.0 for edge in edges)


class _Resolving:
    """Solves what a node depends on with and without an edge."""

    def __init__(self, graph: BipolarGraph, model: GradualModel, node: int, above: NDArray[np.bool_]) -> None:
        self.graph, self.model, self.above = graph, model, above
        self.node = int(above[:node].sum())
        self.kept = np.ones(len(graph.sources), dtype=bool)
        self.strength = self._strength()

    def effect(self, edge: int) -> float | None:
        if self.strength is None:
            return None
        self.kept[edge] = False
        without = self._strength()
        self.kept[edge] = True
        return None if without is None else self.strength - without

    def _strength(self) -> float | None:
        return gradual_strengths(part(self.graph, self.above, self.kept), self.model).listed()[self.node]


class _Removal:
    """Follows the change that the removal of an edge makes, node by node in an order in which they depend."""

    def __init__(self, graph: BipolarGraph, model: GradualModel, node: int, planned: Plan) -> None:
        self.node, self.targets = node, graph.targets.tolist()
        self.order = planned.before.nodes()
        self.places = {name: place for place, name in enumerate(self.order.tolist())}
        self.base = graph.base.tolist()
        inward, onward = planned.inward, planned.onward
        self.starts, self.sources = inward.starts.tolist(), inward.others.tolist()
        self.edges, self.weights = inward.edges.tolist(), inward.weights.tolist()
        self.ahead, self.others = onward.starts.tolist(), onward.others.tolist()
        every = np.arange(graph.size)
        self.functions = list(zip(range(graph.size), functions_of(graph, every, model), strict=False))
        # By the same loop as the changes below, so that what does not change is equal to the last digit.
        values = graph.base.copy()
        one_by_one(graph, inward, self.order, model, values)
        self.strengths = values.tolist()

    def effect(self, edge: int) -> float:
        """Return how much the strength of the node falls when the edge is removed."""
        changed: dict[int, float] = {}
        queue = [self.places[self.targets[edge]]]
        while queue:
            node = int(self.order[heappop(queue)])
            strength = self._strength(node, edge, changed)
            if node in changed or strength == self.strengths[node]:
                continue
            changed[node] = strength
            for other in self.others[self.ahead[node] : self.ahead[node + 1]]:
                # What depends on cycles has no place, and the node does not depend on it.
                if other in self.places:
                    heappush(queue, self.places[other])
        before: float = self.strengths[self.node]
        return before - changed.get(self.node, before)

    def _strength(self, node: int, edge: int, changed: dict[int, float]) -> float:
        aggregate, influence = self.functions[node][1]
        contributions = [
            changed.get(self.sources[place], self.strengths[self.sources[place]]) * self.weights[place]
            for place in range(self.starts[node], self.starts[node + 1])
            if self.edges[place] != edge
        ]
        base: float = self.base[node]
        return influence(base, aggregate(contributions)) if contributions else base


LARGEST_CORE = 1_500
"""Equations for the cycles are solved densely; with more nodes on and between cycles there is no answer."""


def sensitivity(
    graph: BipolarGraph, model: GradualModel, node: int, solution: Solution | None = None
) -> Values | None:
    """Return the derivative of the strength of `node` by each base score, (size,) float64; None if there is none.

    Without cycles it is exact, by reverse accumulation (the chain rule from the node backwards). On cycles it
    is that of the equations that the strengths solve (implicit differentiation). There is no answer when the
    node's strength did not converge, when those equations are singular, or when the cycles are too large.

    At a kink the answer is one of the slopes between both sides, the same in any order: several contributions that are
    all the largest (or smallest) share the slope equally; where attacks and supports are in balance and the
    slopes to both sides differ, it is their mean. The strength of a node with attacks only can only fall, so it has the slope of that side.

    Args:
        graph: the framework.
        model: the model of strength.
        node: the number of the node.
        solution: the strengths by this model, where they are known already.

    Raises:
        ArgmapError: the model is for attacks only, and the graph has supports.
    """
    refuse_supports(graph, model)
    planned = plan(graph)
    solution = solve_planned(graph, model, planned) if solution is None else solution
    if not solution.settled[node]:
        return None
    inward = planned.inward
    slopes = _slopes(graph, inward, model, solution.values)
    effects = _Effects(inward, slopes.by_source, node)
    effects.backwards(planned.after.nodes().tolist())
    above = reachable(inward, np.array([node]))
    if not effects.through(planned.core[above[planned.core]]):
        return None
    effects.backwards(planned.before.nodes().tolist())
    by_strength = np.array(effects.of)
    return np.where(by_strength == 0.0, 0.0, by_strength * slopes.by_base)


@dataclass(frozen=True, slots=True, eq=False)
class _Slopes:
    """The derivative of each node by its base score, and by the source of each incoming edge."""

    by_base: Values
    by_source: Values


def _slopes(graph: BipolarGraph, inward: Incoming, model: GradualModel, values: Values) -> _Slopes:
    slopes = _Slopes(np.ones(graph.size), np.zeros(len(inward.others)))
    for block in blocks_of(graph, inward, np.arange(graph.size), model):
        _enter(block, values, slopes)
    return slopes


def _enter(block: Block, values: Values, slopes: _Slopes) -> None:
    contributions = block.contributions(values)
    by_base, falling, rising = block.rule.influence.slopes(block.base, block.energies(values))
    fall = block.segments.maximum(np.maximum(-block.weights, 0.0)) > 0.0
    rise = block.segments.maximum(np.maximum(block.weights, 0.0)) > 0.0
    by_energy = np.where(fall & rise, (falling + rising) / 2.0, np.where(fall, falling, rising))
    by_contribution = block.segments.spread(by_energy) * block.rule.aggregation.slopes(
        contributions, block.segments
    )
    slopes.by_base[block.nodes] = by_base
    slopes.by_source[block.places] = by_contribution * block.weights


class _Effects:
    """How much each node's strength moves that of one node, found from there backwards."""

    def __init__(self, inward: Incoming, by_source: Values, node: int) -> None:
        self.inward, self.by_source = inward, by_source
        self.starts, self.sources = inward.starts.tolist(), inward.others.tolist()
        self.slopes = by_source.tolist()
        self.of = [0.0] * (len(self.starts) - 1)
        self.of[node] = 1.0

    def backwards(self, nodes: list[int], beyond: Iterable[int] = ()) -> None:
        """Hand the effect of each node on to its sources, except those in `beyond`; the last node goes first."""
        kept = frozenset(beyond)
        for node in reversed(nodes):
            effect = self.of[node]
            if effect == 0.0:
                continue
            for place in range(self.starts[node], self.starts[node + 1]):
                if self.sources[place] not in kept:
                    self.of[self.sources[place]] += effect * self.slopes[place]

    def through(self, core: Positions) -> bool:
        """Solve for the effects of all nodes of the core at once; return whether that worked."""
        met = np.array(self.of)[core]
        if not met.any():
            return True
        if len(core) > LARGEST_CORE:
            return False
        effects = _solved(self._matrix(core), met)
        if effects is None:
            return False
        for node, effect in zip(core.tolist(), effects.tolist(), strict=True):
            self.of[node] = effect
        self.backwards(core.tolist(), core.tolist())
        return True

    def _matrix(self, core: Positions) -> Values:
        numbers = np.full(len(self.starts) - 1, -1)
        numbers[core] = np.arange(len(core))
        places, counts = self.inward.of(core)
        sources = numbers[self.inward.others[places]]
        inside = sources >= 0
        matrix = np.zeros((len(core), len(core)))
        targets = np.repeat(np.arange(len(core)), counts)
        np.add.at(matrix, (sources[inside], targets[inside]), self.by_source[places][inside])
        return np.eye(len(core)) - matrix


def _solved(matrix: Values, right: Values) -> Values | None:
    try:
        solution = np.linalg.solve(matrix, right).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        return None
    exact = np.isfinite(solution).all() and np.allclose(matrix @ solution, right, rtol=1e-9, atol=1e-9)
    return solution if exact else None
