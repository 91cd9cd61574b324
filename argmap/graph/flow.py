"""A map as one directed graph of statements and steps, and what remains of it when cycles count as one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements_of
from argmap.model.map import ArgumentMap
from argmap.solver.components import components

Edges = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Flow:
    """The argument of a map: premises flow into steps, and steps into what they bear on.

    Claims that rephrase one another are one statement; `statement` names it. `sources` are, for every statement and
    step, those that lead to it directly, `targets` those that it leads to. `places` is the graph without cycles:
    everything that runs in one cycle stands at one place, each place after those that lead to it. `place` is the
    number of the place at which each statement and step stands, `places_before` are the places that lead to each.
    """

    sources: Edges
    targets: Edges
    statement: Mapping[str, str]
    steps: frozenset[str]
    places: tuple[tuple[str, ...], ...]
    place: Mapping[str, int]
    places_before: tuple[tuple[int, ...], ...]

    def length(self, place: int) -> int:
        """Return how many steps it takes to pass a place: one for a step, none for statements and cycles."""
        members = self.places[place]
        return int(len(members) == 1 and members[0] in self.steps)


def flow(map: ArgumentMap, statement: Mapping[str, str] | None = None) -> Flow:
    """Return the argument of a map as a directed graph, in time linear in the map.

    A rephrase is no step of the argument, but undercuts may end on it: it flows into the statement it is about. What
    carries no weight, such as an explanation, flows nowhere.

    Args:
        map: the map.
        statement: `statements_of(map)`, where it is known already.
    """
    counts_as = statements_of(map) if statement is None else statement
    sources, targets = _edges(map, counts_as)
    steps = frozenset(r.id for r in map.relations if r.kind.is_argument)
    places = _places(sources)
    place = {name: number for number, members in enumerate(places) for name in members}
    before = tuple(_before(sources, place, members) for members in places)
    return Flow(sources, targets, counts_as, steps, places, place, before)


def _edges(map: ArgumentMap, statement: Mapping[str, str]) -> tuple[Edges, Edges]:
    """Return what leads to each statement and step, and what it leads to."""
    # Sorted, because walks follow the order of insertion: results must not depend on the file.
    names: list[str] = sorted({*statement.values(), *map.relations_by_id}, key=natural_key)
    sources: dict[str, list[str]] = {name: [] for name in names}
    targets: dict[str, list[str]] = {name: [] for name in names}
    for relation in sorted(map.relations, key=lambda relation: natural_key(relation.id)):
        if relation.id in map.weightless:
            continue
        edges = [(relation.id, statement.get(relation.target, relation.target))]
        if relation.kind.is_argument:
            edges += [
                (premise, relation.id) for premise in dict.fromkeys(statement[p] for p in relation.premises)
            ]
        for source, target in edges:
            sources[target].append(source)
            targets[source].append(target)
    return _frozen(sources), _frozen(targets)


def _frozen(edges: Mapping[str, list[str]]) -> Edges:
    return {name: tuple(ends) for name, ends in edges.items()}


def _places(sources: Edges) -> tuple[tuple[str, ...], ...]:
    names = tuple(sources)
    number = {name: index for index, name in enumerate(names)}
    needs = [[number[source] for source in sources[name]] for name in names]
    groups = components(len(names), needs.__getitem__)
    return tuple(tuple(names[index] for index in group) for group in groups)


def _before(sources: Edges, place: Mapping[str, int], members: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places that lead to the place of some members."""
    own = place[members[0]]
    every = dict.fromkeys(place[source] for name in members for source in sources[name])
    return tuple(other for other in every if other != own)
