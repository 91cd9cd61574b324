"""Where an argument runs in a circle: reasons that rest on themselves, and objections that come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.graph.flow import Flow
from argmap.graph.influence import OBJECTIONS
from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result

if TYPE_CHECKING:
    import networkx as nx


class CircleKind(StrEnum):
    """What runs in a circle."""

    REASONS = "reasons"
    OBJECTIONS = "objections"


@dataclass(frozen=True, slots=True)
class Cycle(Result):
    """Sentences and steps each of which leads to each other: a strongly connected part of the argument.

    A circle of reasons has supports only. One of objections goes through an attack or undercut, and may hold
    circles of reasons.
    """

    kind: CircleKind
    claims: tuple[str, ...]
    steps: tuple[str, ...]


def cycles(map: ArgumentMap, flow: Flow) -> tuple[Cycle, ...]:
    """Return every circle, those of reasons first; circles of one kind have no member in common."""
    found = [
        *_of_kind(flow, _reasons_only(map, flow), CircleKind.REASONS),
        *(cycle for cycle in _of_kind(flow, flow.graph, CircleKind.OBJECTIONS) if _objects(map, cycle.steps)),
    ]
    return tuple(sorted(found, key=lambda cycle: (cycle.kind is CircleKind.OBJECTIONS, _first(cycle))))


def _reasons_only(map: ArgumentMap, flow: Flow) -> nx.DiGraph[str]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for relation in map.relations:
        if relation.kind is RelationKind.SUPPORT:
            graph.add_edge(relation.id, flow.sentence[relation.target])
            graph.add_edges_from((flow.sentence[premise], relation.id) for premise in relation.premises)
    return graph


def _of_kind(flow: Flow, graph: nx.DiGraph[str], kind: CircleKind) -> Iterable[Cycle]:
    import networkx as nx

    for members in nx.strongly_connected_components(graph):
        # Sentences and steps alternate, so that what supports itself is two nodes; a step can undercut itself.
        if len(members) > 1 or any(graph.has_edge(name, name) for name in members):
            steps = _sorted(members & flow.steps)
            yield Cycle(kind, _sorted(members & flow.sentence.keys()), steps)


def _objects(map: ArgumentMap, steps: Iterable[str]) -> bool:
    return any(map.relations_by_id[step].kind in OBJECTIONS for step in steps)


def _first(cycle: Cycle) -> tuple[str | int, ...]:
    return natural_key(cycle.steps[0])


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=natural_key))
