"""A map as one directed graph of sentences and steps, and what remains of it when circles count as one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements as sentences_by
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Flow:
    """The argument of a map: premises flow into steps, and steps into what they bear on.

    `graph` has the ids of sentences and steps as nodes. Claims that rephrase one another are one sentence;
    `sentence` names it. `places` is the graph without circles: its nodes are numbers, and everything that runs in
    one circle stands at one place (`members` of the node). `order` lists the places, premises first.
    """

    graph: nx.DiGraph[str]
    sentence: Mapping[str, str]
    steps: frozenset[str]
    places: nx.DiGraph[int]
    order: tuple[int, ...]

    @property
    def place(self) -> Mapping[str, int]:
        """The place at which each sentence and step stands."""
        found: Mapping[str, int] = self.places.graph["mapping"]
        return found

    def members(self, place: int) -> frozenset[str]:
        """Return the ids of the sentences and steps at a place."""
        return frozenset(self.places.nodes[place]["members"])

    def length(self, place: int) -> int:
        """Return how many steps it takes to pass a place: one for a step, none for sentences and circles."""
        members = self.members(place)
        return int(len(members) == 1 and members <= self.steps)


def flow(map: ArgumentMap) -> Flow:
    """Return the argument of a map as a directed graph, in time linear in the map.

    A rephrase is no step of the argument, but undercuts may end on it: it flows into the sentence it is about.
    """
    import networkx as nx

    sentence = statements(map)
    graph = _graph(map, sentence)
    places = nx.condensation(graph)
    steps = frozenset(r.id for r in map.relations if r.kind is not RelationKind.REPHRASE)
    return Flow(graph, sentence, steps, places, tuple(nx.topological_sort(places)))


def statements(map: ArgumentMap) -> Mapping[str, str]:
    """Return, for every claim and example, the id under which it counts: claims in other words are one sentence.

    A thesis gives its id to what rephrases it; otherwise the first id does.
    """
    asked = {claim.id for claim in map.claims if claim.is_thesis}
    return sentences_by(map.nodes, map.relations, lambda name: (name not in asked, natural_key(name)))


def _graph(map: ArgumentMap, sentence: Mapping[str, str]) -> nx.DiGraph[str]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    # Sorted, because networkx walks in the order of insertion: results must not depend on the file.
    names: list[str] = sorted({*sentence.values(), *map.relations_by_id}, key=natural_key)
    graph.add_nodes_from(names)
    for relation in sorted(map.relations, key=lambda relation: natural_key(relation.id)):
        graph.add_edge(relation.id, sentence.get(relation.target, relation.target))
        if relation.kind is not RelationKind.REPHRASE:
            graph.add_edges_from((sentence[premise], relation.id) for premise in relation.premises)
    return graph
