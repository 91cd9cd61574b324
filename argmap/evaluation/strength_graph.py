"""A map as a bipolar framework: what is an argument in it, what a step, and how linked premises combine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import get_args

import numpy as np

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.options import Linked, StrengthOptions
from argmap.graph.statements import statements
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.solver.bipolar import BipolarGraph, NodeRule


@dataclass(frozen=True, slots=True, eq=False)
class StrengthGraph:
    """The framework, and where the parts of the map are in it.

    `nodes` holds the node of each claim, example and relation (its step); `edges` the position of the edge with
    which a relation bears on its target, for all but rephrases.
    """

    graph: BipolarGraph
    nodes: Mapping[str, int]
    edges: Mapping[str, int]


def strength_graph(map: ArgumentMap, options: StrengthOptions, without: str | None = None) -> StrengthGraph:
    """Return the framework of a map, or of the map without one relation.

    Every statement is an argument. Every relation is a step, with its weight as base score, that undercuts attack,
    and an outlet: the product of the step and its premises together, which supports or attacks the target.
    All is numbered by id, so the order in the file does not matter.

    Raises:
        UnknownName: there is no such way to combine linked premises.
        ArgmapError: the default base score is not between 0 and 1.
    """
    if options.linked not in get_args(Linked):
        raise UnknownName("way to combine linked premises", options.linked, get_args(Linked))
    if not 0.0 <= options.default <= 1.0:
        raise ArgmapError(f"default base score {options.default} is not between 0 and 1")
    relations = sorted((r for r in map.relations if r.id != without), key=lambda relation: relation.id)
    draft = _Draft(map, relations, options)
    for relation in relations:
        draft.add(relation)
    return draft.finished()


class _Draft:
    """The framework while it is made."""

    def __init__(self, map: ArgumentMap, relations: list[Relation], options: StrengthOptions) -> None:
        self.linked = NodeRule.MINIMUM if options.linked == "minimum" else NodeRule.PRODUCT
        self.weightless = map.weightless
        self.base: list[float] = []
        self.rules: list[NodeRule] = []
        self.names: list[str] = []
        self.ends: list[tuple[int, int]] = []
        self.weights: list[float] = []
        self.edges: dict[str, int] = {}
        self.nodes = self._arguments(map, statements(map.nodes, relations), options.default)
        for relation in relations:
            weight = 1.0 if relation.weight is None else relation.weight
            self.nodes[relation.id] = self._node(relation.id, NodeRule.STEP, weight)

    def add(self, relation: Relation) -> None:
        """Add what a relation does to its target; a rephrase made one statement of two and does nothing else.

        An explanation, and what remarks about the discussion speak for or against, carry no weight.
        """
        if (
            relation.kind is RelationKind.REPHRASE
            or relation.target not in self.nodes
            or relation.id in self.weightless
        ):
            return
        outlet = self._node(f"{relation.id} outlet", NodeRule.PRODUCT)
        self._edge(self.nodes[relation.id], outlet)
        premises = sorted({self.nodes[premise] for premise in relation.premises})
        if len(premises) > 1 and self.linked is NodeRule.MINIMUM:
            premises = [self._together(relation, premises)]
        for premise in premises:
            self._edge(premise, outlet)
        self.edges[relation.id] = len(self.ends)
        self._edge(
            outlet, self.nodes[relation.target], 1.0 if relation.kind is RelationKind.SUPPORT else -1.0
        )

    def finished(self) -> StrengthGraph:
        ends = np.array(self.ends, dtype=np.int32).reshape(-1, 2)
        graph = BipolarGraph(
            len(self.base),
            np.array(self.base, dtype=np.float64),
            np.ascontiguousarray(ends[:, 0]),
            np.ascontiguousarray(ends[:, 1]),
            np.array(self.weights, dtype=np.float64),
            tuple(self.names),
            np.array(self.rules, dtype=np.int8),
        )
        return StrengthGraph(graph, self.nodes, self.edges)

    def _arguments(self, map: ArgumentMap, least: Mapping[str, str], default: float) -> dict[str, int]:
        given: dict[str, list[float]] = {}
        for claim in map.claims:
            if claim.base_score is not None:
                given.setdefault(least[claim.id], []).append(claim.base_score)
        numbers: dict[str, int] = {}
        for name in sorted(set(least.values())):
            scores = given.get(name, [default])
            numbers[name] = self._node(name, NodeRule.ARGUMENT, fsum(scores) / len(scores))
        return {name: numbers[first] for name, first in least.items()}

    def _together(self, relation: Relation, premises: list[int]) -> int:
        linked = self._node(f"{relation.id} premises", NodeRule.MINIMUM)
        for premise in premises:
            self._edge(premise, linked)
        return linked

    def _node(self, name: str, rule: NodeRule, base: float = 0.0) -> int:
        self.names.append(name)
        self.rules.append(rule)
        self.base.append(base)
        return len(self.base) - 1

    def _edge(self, source: int, target: int, weight: float = 1.0) -> None:
        self.ends.append((source, target))
        self.weights.append(weight)
