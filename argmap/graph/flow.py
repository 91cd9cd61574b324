"""A map as one directed graph of statements and steps, and what remains of it when cycles count as one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements_of
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Flow:
    """The argument of a map: premises flow into steps, and steps into what they bear on.

    `graph` has the ids of statements and steps as nodes. Claims that rephrase one another are one statement;
    `statement` names it. `places` is the graph without cycles: its nodes are numbers, and everything that runs in
    one cycle stands at one place (`members` of the node). `order` lists the places, premises first.
    """

    graph: nx.DiGraph[str]
    statement: Mapping[str, str]
    steps: frozenset[str]
    places: nx.DiGraph[int]
    order: tuple[int, ...]

    @property
    def place(self) -> Mapping[str, int]:
        """The place at which each statement and step stands."""
        number: Mapping[str, int] = self.places.graph["mapping"]
        return number

    def members(self, place: int) -> frozenset[str]:
        """Return the ids of the statements and steps at a place."""
        return frozenset(self.places.nodes[place]["members"])

    def length(self, place: int) -> int:
        """Return how many steps it takes to pass a place: one for a step, none for statements and cycles."""
        members = self.members(place)
        return int(len(members) == 1 and members <= self.steps)


def flow(map: ArgumentMap, statement: Mapping[str, str] | None = None) -> Flow:
    """Return the argument of a map as a directed graph, in time linear in the map.

    A rephrase is no step of the argument, but undercuts may end on it: it flows into the statement it is about.

    Args:
        map: the map.
        statement: `statements_of(map)`, where it is known already.
    """
    import networkx as nx

    counts_as = statements_of(map) if statement is None else statement
    graph = _graph(map, counts_as)
    places = nx.condensation(graph)
    steps = frozenset(r.id for r in map.relations if r.kind is not RelationKind.REPHRASE)
    return Flow(graph, counts_as, steps, places, tuple(nx.topological_sort(places)))


def _graph(map: ArgumentMap, statement: Mapping[str, str]) -> nx.DiGraph[str]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    # Sorted, because networkx walks in the order of insertion: results must not depend on the file.
    names: list[str] = sorted({*statement.values(), *map.relations_by_id}, key=natural_key)
    graph.add_nodes_from(names)
    for relation in sorted(map.relations, key=lambda relation: natural_key(relation.id)):
        graph.add_edge(relation.id, statement.get(relation.target, relation.target))
        if relation.kind is not RelationKind.REPHRASE:
            graph.add_edges_from((statement[premise], relation.id) for premise in relation.premises)
    return graph
