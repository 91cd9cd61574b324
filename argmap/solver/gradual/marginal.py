"""What each edge adds to the strength of one node: its strength with the edge minus its strength without."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import BipolarGraph, part
from argmap.solver.gradual.blocks import functions_of, one_by_one
from argmap.solver.gradual.models import GradualModel, refuse_supports
from argmap.solver.gradual.plan import Plan, plan
from argmap.solver.gradual.reach import reachable
from argmap.solver.gradual.solve import solve


def marginals(
    graph: BipolarGraph, model: GradualModel, node: int, edges: Sequence[int]
) -> tuple[float | None, ...]:
    """Return, for each edge in `edges`, the strength of `node` minus its strength without that edge.

    None where one of the two did not converge. Without cycles, only what changes is computed anew; with them,
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
        return solve(part(self.graph, self.above, self.kept), self.model).listed()[self.node]


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
