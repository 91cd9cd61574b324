"""Models of strength, each named by its aggregation and its influence, and how they are applied to nodes.

The same name means different functions in different programs; two functions behind it do not. A `Block` is a group
of nodes that are computed at once; `one_by_one` is the loop for nodes that are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from types import MappingProxyType

import numpy as np

from argmap.errors import ArgmapError, UnknownName
from argmap.solver.bipolar import BipolarGraph, NodeRule, Values
from argmap.solver.gradual.functions import (
    ALL,
    MINIMUM,
    PASS_ON,
    PRODUCT,
    SUM,
    TOP,
    Aggregation,
    InfluenceFunction,
    Segments,
    euler_based,
    linear,
    p_max,
)
from argmap.solver.gradual.order import Incoming, Positions


@dataclass(frozen=True, slots=True)
class GradualModel:
    """An aggregation and an influence; `attacks_only` when its authors defined it for attacks alone."""

    name: str
    aggregation: Aggregation
    influence: InfluenceFunction
    attacks_only: bool = False


_MODELS = (
    # Rago et al. (2016).
    GradualModel("df-quad", PRODUCT, linear(1)),
    # Potyka (2018).
    GradualModel("quadratic-energy", SUM, p_max(2)),
    # Potyka (2019) suggests other pairs of the same parts.
    GradualModel("squared-df-quad", PRODUCT, p_max(1)),
    # Amgoud & Ben-Naim (2018).
    GradualModel("euler-based", SUM, euler_based()),
    # Mossakowski & Neuhaus (2018).
    GradualModel("euler-based-top", TOP, euler_based()),
    # Besnard & Hunter (2001), 1 / (1 + Σ); with base scores Amgoud, Ben-Naim, Doder & Vesic (2017), w / (1 + Σ).
    GradualModel("h-categoriser", SUM, p_max(1), attacks_only=True),
    # Amgoud, Ben-Naim, Doder & Vesic (2017), w / (1 + max).
    GradualModel("max-based", TOP, p_max(1), attacks_only=True),
)

MODELS: Mapping[str, GradualModel] = MappingProxyType({model.name: model for model in _MODELS})
"""The known models by name. Without supports, w - w·x/(1 + x) is w/(1 + x): 1-max(1) makes the last two."""

GATES: Mapping[int, GradualModel] = MappingProxyType(
    {
        NodeRule.STEP: GradualModel("step", PRODUCT, linear(1), attacks_only=True),
        NodeRule.MINIMUM: GradualModel("minimum", MINIMUM, PASS_ON),
        NodeRule.PRODUCT: GradualModel("product", ALL, PASS_ON),
    }
)
"""The rules of nodes that are not arguments; they are the same in every model."""


def model_named(name: str) -> GradualModel:
    """Return the model of that name.

    Raises:
        UnknownName: there is no such model.
    """
    if name not in MODELS:
        raise UnknownName("model of strength", name, MODELS)
    return MODELS[name]


def rules_of(model: GradualModel) -> tuple[GradualModel, ...]:
    """Return the model that nodes of each `NodeRule` follow, by the number of the rule."""
    return (model, *(GATES[rule] for rule in sorted(GATES)))


def refuse_supports(graph: BipolarGraph, model: GradualModel) -> None:
    """Raise an error when the model knows attacks only and the graph has a support between arguments.

    Raises:
        ArgmapError: the model says nothing about supports.
    """
    if not model.attacks_only:
        return
    supports = graph.weights > 0.0
    if graph.rules is not None:
        supports = supports & (graph.rules[graph.targets] == NodeRule.ARGUMENT)
    if supports.any():
        raise ArgmapError(
            f"model {model.name!r} is defined for attacks only, and there are {int(supports.sum())} supports; "
            "choose one for both, such as 'df-quad'"
        )


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

    All numbers are copied into the order in which they are used: random access to a long list costs more than
    the arithmetic.
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
