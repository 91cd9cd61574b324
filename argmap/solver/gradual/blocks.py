"""Groups of nodes that are computed at once, and the loop for nodes that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, repeat

import numpy as np

from argmap.solver.bipolar import BipolarGraph, Values
from argmap.solver.gradual.models import GradualModel, rules_of
from argmap.solver.gradual.order import Incoming, Positions
from argmap.solver.gradual.segments import Segments

Functions = tuple[Callable[[Sequence[float]], float], Callable[[float, float], float]]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Nodes that follow one rule, each with at least one incoming edge, and these edges in groups.

    `places` are theirs in the edges sorted by target.
    """

    nodes: Positions
    rule: GradualModel
    base: Values
    places: Positions
    sources: Positions
    weights: Values
    segments: Segments

    def energies(self, values: Values) -> Values:
        return self.rule.aggregation.many(self.contributions(values), self.segments)

    def contributions(self, values: Values) -> Values:
        arriving = values[self.sources]
        arriving *= self.weights
        return arriving

    def strengths(self, values: Values) -> Values:
        """Return what the strengths of all nodes in `values` make of these nodes."""
        return self.rule.influence.many(self.base, self.energies(values))


def blocks_of(
    graph: BipolarGraph, inward: Incoming, nodes: Positions, model: GradualModel
) -> tuple[Block, ...]:
    """Return blocks for those of the nodes that have incoming edges, one for each rule among them."""
    if graph.rules is None:
        groups = [(model, nodes)]
    else:
        kinds = graph.rules[nodes]
        groups = [(rule, nodes[kinds == kind]) for kind, rule in enumerate(rules_of(model))]
    blocks = (_block(graph, inward, group, rule) for rule, group in groups if len(group))
    return tuple(block for block in blocks if len(block.nodes))


def _block(graph: BipolarGraph, inward: Incoming, nodes: Positions, rule: GradualModel) -> Block:
    places, counts = inward.of(nodes)
    if not counts.all():
        nodes, counts = nodes[counts > 0], counts[counts > 0]
    segments = Segments(np.cumsum(counts) - counts, counts)
    return Block(
        nodes, rule, graph.base[nodes], places, inward.others[places], inward.weights[places], segments
    )


def one_by_one(
    graph: BipolarGraph, inward: Incoming, nodes: Positions, model: GradualModel, values: Values
) -> None:
    """Set the strengths of nodes in `values`, one after the other; faster than arrays for a long thread.

    All is laid out in the order in which it is used: jumping about in a long list costs more than reckoning.
    """
    nodes = nodes[inward.starts[nodes + 1] > inward.starts[nodes]]
    known = np.ones(graph.size, dtype=bool)
    known[nodes] = False
    numbers = np.cumsum(known) - 1
    strengths = values[known].tolist()
    numbers[nodes] = np.arange(len(strengths), graph.size)
    places, counts = inward.of(nodes)
    edges = zip(numbers[inward.others[places]].tolist(), inward.weights[places].tolist(), strict=True)
    todo = zip(counts.tolist(), graph.base[nodes].tolist(), functions_of(graph, nodes, model), strict=False)
    for count, base, (aggregate, influence) in todo:
        if count == 1:
            source, weight = next(edges)
            energy = aggregate((strengths[source] * weight,))
        else:
            energy = aggregate([strengths[source] * weight for source, weight in islice(edges, count)])
        strengths.append(influence(base, energy))
    values[nodes] = strengths[len(strengths) - len(nodes) :]


def functions_of(graph: BipolarGraph, nodes: Positions, model: GradualModel) -> Iterable[Functions]:
    """Return the aggregation and the influence of each node, for one node at a time; without end if all are alike."""
    functions = [(rule.aggregation.one, rule.influence.one) for rule in rules_of(model)]
    if graph.rules is None:
        return repeat(functions[0])
    return [functions[rule] for rule in graph.rules[nodes].tolist()]
