"""How strong every claim is, as a number from 0 to 1, what it depends on, and what each step adds to it.

`docs/strength.md` states the models, and how a map is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from time import process_time

import numpy as np

from argmap.errors import UnknownName
from argmap.evaluation.options import BASE_SCORE, DEFAULT_MODEL, Linked, StrengthOptions
from argmap.evaluation.strength_graph import StrengthGraph, strength_graph
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.gradual.models import GradualModel, model_named
from argmap.solver.gradual.order import incoming, reachable
from argmap.solver.gradual.sensitivity import marginals
from argmap.solver.gradual.sensitivity import sensitivity as derivatives
from argmap.solver.gradual.solve import Solution, gradual_strengths

DIGITS = 12
"""Sizes that are equal to so many digits are equal in order: rounding must not sort results."""


@dataclass(frozen=True, slots=True)
class Strengths(Result):
    """The strength of every claim, example and step; None for what did not converge, on a cycle or behind one.

    A step's strength is the share of its weight that undercuts leave. `iterations` is 0 without cycles.
    """

    model: str
    aggregation: str
    influence: str
    linked: Linked
    converged: bool
    iterations: int
    tolerance: float
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Slope(Result):
    """How fast the thesis gains when the base score of a claim or example, or the weight of a step, rises."""

    id: str
    slope: float


@dataclass(frozen=True, slots=True)
class Sensitivity(Result):
    """The slopes of a thesis that are not zero, the steepest first; `slopes` is None when they are not available."""

    thesis: str
    model: str
    linked: Linked
    strength: float | None
    slopes: tuple[Slope, ...] | None


@dataclass(frozen=True, slots=True)
class Contribution(Result):
    """What a relation adds: the strength of the thesis with it minus without it; None where one did not converge."""

    id: str
    kind: RelationKind
    value: float | None


@dataclass(frozen=True, slots=True)
class Contributions(Result):
    """What each relation that bears on a thesis adds to its strength, the largest first."""

    thesis: str
    model: str
    linked: Linked
    strength: float | None
    relations: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SolvedGraph:
    """A map as a bipolar framework, with the strengths of its nodes; `values` is None where there is no result."""

    map: ArgumentMap
    model: GradualModel
    options: StrengthOptions
    graph: StrengthGraph
    solution: Solution
    values: tuple[float | None, ...]

    def node(self, name: str) -> int:
        """Return the node of a claim or example.

        Raises:
            UnknownName: there is no such claim or example.
        """
        if name not in self.map.nodes:
            raise UnknownName("claim or example", name, self.map.nodes)
        return self.graph.nodes[name]


def solved(
    map: ArgumentMap,
    model: str = DEFAULT_MODEL,
    *,
    linked: Linked = "minimum",
    default: float = BASE_SCORE,
) -> SolvedGraph:
    """Return a map with its strengths computed, from which strengths, sensitivities and contributions are read.

    Args:
        map: the map.
        model: a name in `argmap.evaluation.options.STRENGTH_MODELS`, such as "df-quad" or "quadratic-energy".
        linked: how linked premises combine, "minimum" or "product".
        default: the base score of examples and of claims that have none, 0 to 1.

    Raises:
        UnknownName: there is no such model, or no such way to combine linked premises.
        ArgmapError: the model is defined for attacks only and the map has supports, or `default` is out of range.
    """
    chosen, options = model_named(model), StrengthOptions(linked, default)
    graph = strength_graph(map, options)
    solution = gradual_strengths(graph.graph, chosen)
    return SolvedGraph(map, chosen, options, graph, solution, tuple(solution.listed()))


def strengths(solved: SolvedGraph) -> Strengths:
    """Return the strength of every claim, example and step of a map."""
    nodes, solution = solved.graph.nodes, solved.solution
    return Strengths(
        solved.model.name,
        solved.model.aggregation.name,
        solved.model.influence.name,
        solved.options.linked,
        solution.converged,
        solution.iterations,
        solution.tolerance,
        {name: solved.values[nodes[name]] for name in sorted(nodes)},
    )


def sensitivity(solved: SolvedGraph, thesis: str) -> Sensitivity:
    """Return how the strength of a thesis (or any claim or example) moves with every base score and weight.

    Claims that rephrase one another share one base score, and each has the slope of that.

    Raises:
        UnknownName: there is no such claim or example.
    """
    node = solved.node(thesis)
    by_node = derivatives(solved.graph.graph, solved.model, node, solved.solution)
    slopes = None
    if by_node is not None:
        places = solved.graph.nodes.items()
        moved = (Slope(name, float(by_node[place])) for name, place in places if by_node[place])
        slopes = tuple(sorted(moved, key=lambda slope: _rank(slope.slope, slope.id)))
    return Sensitivity(thesis, solved.model.name, solved.options.linked, solved.values[node], slopes)


def sensitivities(
    solved: SolvedGraph, theses: Iterable[str], *, seconds: float | None = None
) -> tuple[Sensitivity, ...]:
    """Return for each thesis how its strength moves.

    Args:
        solved: the map with its strengths.
        theses: ids of theses, or of any claims or examples.
        seconds: processor time for all of them together; the slopes of those for which none is left are not available.
            None for no limit.

    Raises:
        UnknownName: there is no such claim or example.
    """
    deadline = inf if seconds is None else process_time() + seconds
    return tuple(
        sensitivity(solved, thesis)
        if process_time() <= deadline
        else Sensitivity(
            thesis, solved.model.name, solved.options.linked, solved.values[solved.node(thesis)], None
        )
        for thesis in theses
    )


def contributions(solved: SolvedGraph, thesis: str) -> Contributions:
    """Return what each relation adds to the strength of a thesis (or any claim or example).

    Listed are the relations from which a path of steps leads to the thesis. Without a rephrase, its two claims
    are two statements.

    Raises:
        UnknownName: there is no such claim or example.
    """
    map, model, graph, node = solved.map, solved.model, solved.graph, solved.node(thesis)
    strength = solved.values[node]
    relations = [r for r in _relations_above(map, graph, node) if r.id not in map.weightless]
    steps = [relation.id for relation in relations if relation.kind is not RelationKind.REPHRASE]
    gains = marginals(graph.graph, model, node, [graph.edges[step] for step in steps])
    values = dict(zip(steps, gains, strict=True))
    for relation in relations:
        if relation.kind is RelationKind.REPHRASE:
            other = strength_graph(map, solved.options, without=relation.id)
            without = gradual_strengths(other.graph, model).listed()[other.nodes[thesis]]
            values[relation.id] = _gain(strength, without)
    listed = (Contribution(relation.id, relation.kind, values[relation.id]) for relation in relations)
    ranked = tuple(sorted(listed, key=lambda contribution: _rank(contribution.value, contribution.id)))
    return Contributions(thesis, model.name, solved.options.linked, strength, ranked)


def _relations_above(map: ArgumentMap, graph: StrengthGraph, node: int) -> list[Relation]:
    """Return the relations that end on something on which the node's strength depends; not undercut rephrases."""
    above = reachable(incoming(graph.graph), np.array([node]))
    return [relation for relation in map.relations if above[graph.nodes[relation.target]]]


def _gain(strength: float | None, without: float | None) -> float | None:
    return None if strength is None or without is None else strength - without


def _rank(size: float | None, name: str) -> tuple[bool, float, str]:
    """Return a key that puts the largest first and what has no size last."""
    return (size is None, -round(abs(size or 0.0), DIGITS), name)
