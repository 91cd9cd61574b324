"""What the strength of one node depends on: its derivative by every base score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from argmap.solver.bipolar import BipolarGraph, Values
from argmap.solver.gradual.blocks import Block, blocks_of
from argmap.solver.gradual.models import GradualModel, refuse_supports
from argmap.solver.gradual.order import Incoming, Positions
from argmap.solver.gradual.plan import plan
from argmap.solver.gradual.reach import reachable
from argmap.solver.gradual.solve import Solution, solve_planned

LARGEST_CORE = 1_500
"""Equations for the cycles are solved densely; with more nodes on and between cycles there is no answer."""


def sensitivity(
    graph: BipolarGraph, model: GradualModel, node: int, solution: Solution | None = None
) -> Values | None:
    """Return the derivative of the strength of `node` by each base score, (size,) float64; None if there is none.

    Without cycles it is exact, by reverse accumulation (the chain rule from the node backwards). On cycles it
    is that of the equations that the strengths solve (implicit differentiation). There is no answer when the
    node's strength did not converge, when those equations are singular, or when the cycles are too large.

    At a kink one of the slopes between both sides is told, the same in any order: several contributions that are
    all the largest (or smallest) share the slope equally; where attacks and supports are in balance and the
    slopes to both sides differ, it is their mean. A node with attacks only can but fall, and has that slope.

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
    found = np.array(effects.of)
    return np.where(found == 0.0, 0.0, found * slopes.by_base)


@dataclass(frozen=True, slots=True, eq=False)
class _Slopes:
    """The derivative of each node by its base score, and by the source of each incoming edge."""

    by_base: Values
    by_source: Values


def _slopes(graph: BipolarGraph, inward: Incoming, model: GradualModel, values: Values) -> _Slopes:
    found = _Slopes(np.ones(graph.size), np.zeros(len(inward.others)))
    for block in blocks_of(graph, inward, np.arange(graph.size), model):
        _enter(block, values, found)
    return found


def _enter(block: Block, values: Values, found: _Slopes) -> None:
    contributions = block.contributions(values)
    by_base, falling, rising = block.rule.influence.slopes(block.base, block.energies(values))
    fall = block.segments.maximum(np.maximum(-block.weights, 0.0)) > 0.0
    rise = block.segments.maximum(np.maximum(block.weights, 0.0)) > 0.0
    by_energy = np.where(fall & rise, (falling + rising) / 2.0, np.where(fall, falling, rising))
    by_contribution = block.segments.spread(by_energy) * block.rule.aggregation.slopes(
        contributions, block.segments
    )
    found.by_base[block.nodes] = by_base
    found.by_source[block.places] = by_contribution * block.weights


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
        found = np.linalg.solve(matrix, right).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        return None
    exact = np.isfinite(found).all() and np.allclose(matrix @ found, right, rtol=1e-9, atol=1e-9)
    return found if exact else None
