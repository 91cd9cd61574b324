"""How strong every claim is, as a number from 0 to 1, what it depends on, and what each step adds to it.

`docs/strength.md` states the models, and how a map is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from argmap.errors import UnknownName
from argmap.evaluation.strength_graph import (
    DEFAULT,
    Linked,
    StrengthGraph,
    StrengthOptions,
    strength_graph,
)
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.gradual.models import GradualModel, model_named
from argmap.solver.gradual.order import incoming, reachable
from argmap.solver.gradual.sensitivity import marginals
from argmap.solver.gradual.sensitivity import sensitivity as derivatives
from argmap.solver.gradual.solve import gradual_strengths

DEFAULT_MODEL = "df-quad"
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


def strengths(
    map: ArgumentMap, model: str = DEFAULT_MODEL, *, linked: Linked = "minimum", default: float = DEFAULT
) -> Strengths:
    """Return the strength of every claim, example and step of a map.

    Args:
        map: the map.
        model: a name in `MODELS`, such as "df-quad" or "quadratic-energy".
        linked: how linked premises combine, "minimum" or "product".
        default: the base score of examples and of claims that have none, 0 to 1.

    Raises:
        UnknownName: there is no such model, or no such way to combine linked premises.
        ArgmapError: the model is defined for attacks only and the map has supports, or `default` is out of range.
    """
    chosen = model_named(model)
    read = strength_graph(map, StrengthOptions(linked, default))
    solution = gradual_strengths(read.graph, chosen)
    values = solution.listed()
    return Strengths(
        chosen.name,
        chosen.aggregation.name,
        chosen.influence.name,
        linked,
        solution.converged,
        solution.iterations,
        solution.tolerance,
        {name: values[read.nodes[name]] for name in sorted(read.nodes)},
    )


def sensitivity(
    map: ArgumentMap,
    thesis: str,
    model: str = DEFAULT_MODEL,
    *,
    linked: Linked = "minimum",
    default: float = DEFAULT,
) -> Sensitivity:
    """Return how the strength of a thesis (or any claim or example) moves with every base score and weight.

    Claims that rephrase one another share one base score, and each tells the slope of that.

    Raises:
        UnknownName: there is no such claim or example, model, or way to combine linked premises.
        ArgmapError: the model is defined for attacks only and the map has supports, or `default` is out of range.
    """
    chosen, read = model_named(model), strength_graph(map, StrengthOptions(linked, default))
    node = _node(map, read, thesis)
    found = derivatives(read.graph, chosen, node)
    slopes = None
    if found is not None:
        moved = (Slope(name, float(found[place])) for name, place in read.nodes.items() if found[place])
        slopes = tuple(sorted(moved, key=lambda slope: _rank(slope.slope, slope.id)))
    return Sensitivity(thesis, chosen.name, linked, _strength(read, chosen, node), slopes)


def contributions(
    map: ArgumentMap,
    thesis: str,
    model: str = DEFAULT_MODEL,
    *,
    linked: Linked = "minimum",
    default: float = DEFAULT,
) -> Contributions:
    """Return what each relation adds to the strength of a thesis (or any claim or example).

    Told are the relations from which a path of steps leads to the thesis. Without a rephrase, its two claims
    are two sentences.

    Raises:
        UnknownName: there is no such claim or example, model, or way to combine linked premises.
        ArgmapError: the model is defined for attacks only and the map has supports, or `default` is out of range.
    """
    chosen, interpretation = model_named(model), StrengthOptions(linked, default)
    read = strength_graph(map, interpretation)
    node = _node(map, read, thesis)
    strength = _strength(read, chosen, node)
    told = _bearing(map, read, node)
    steps = [relation.id for relation in told if relation.kind is not RelationKind.REPHRASE]
    found = marginals(read.graph, chosen, node, [read.edges[step] for step in steps])
    values = dict(zip(steps, found, strict=True))
    for relation in told:
        if relation.kind is RelationKind.REPHRASE:
            other = strength_graph(map, interpretation, without=relation.id)
            values[relation.id] = _gain(strength, _strength(other, chosen, other.nodes[thesis]))
    made = (Contribution(relation.id, relation.kind, values[relation.id]) for relation in told)
    ranked = tuple(sorted(made, key=lambda contribution: _rank(contribution.value, contribution.id)))
    return Contributions(thesis, chosen.name, linked, strength, ranked)


def _node(map: ArgumentMap, read: StrengthGraph, thesis: str) -> int:
    if thesis not in map.nodes:
        raise UnknownName("claim or example", thesis, map.nodes)
    return read.nodes[thesis]


def _strength(read: StrengthGraph, model: GradualModel, node: int) -> float | None:
    return gradual_strengths(read.graph, model).listed()[node]


def _bearing(map: ArgumentMap, read: StrengthGraph, node: int) -> list[Relation]:
    """Return the relations that end on something on which the node's strength depends; not undercut rephrases."""
    above = reachable(incoming(read.graph), np.array([node]))
    return [relation for relation in map.relations if above[read.nodes[relation.target]]]


def _gain(strength: float | None, without: float | None) -> float | None:
    return None if strength is None or without is None else strength - without


def _rank(size: float | None, name: str) -> tuple[bool, float, str]:
    """Return a key that puts the largest first and what has no size last."""
    return (size is None, -round(abs(size or 0.0), DIGITS), name)
