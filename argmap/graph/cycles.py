"""Where an argument runs in a cycle: reasons that rest on themselves, and objections that come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.graph.flow import Flow
from argmap.graph.influence import OBJECTIONS
from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result
from argmap.solver.components import components


class CycleKind(StrEnum):
    """What runs in a cycle."""

    REASONS = "reasons"
    OBJECTIONS = "objections"


@dataclass(frozen=True, slots=True)
class Cycle(Result):
    """Statements and steps each of which leads to each other: a strongly connected part of the argument.

    A cycle of reasons has supports only. One of objections goes through an attack or undercut, and may hold
    cycles of reasons.
    """

    kind: CycleKind
    claims: tuple[str, ...]
    steps: tuple[str, ...]


def cycles(map: ArgumentMap, flow: Flow) -> tuple[Cycle, ...]:
    """Return every cycle, those of reasons first; cycles of one kind have no member in common."""
    closed = [frozenset(members) for members in flow.places if _is_closed(flow, members)]
    if not closed:
        return ()
    reasons = _reasons_only(map, flow, frozenset().union(*closed))
    cycles_of_all = [
        *(_cycle(flow, members, CycleKind.REASONS) for members in _connected(reasons)),
        *(_cycle(flow, members, CycleKind.OBJECTIONS) for members in closed if _objects(map, members)),
    ]
    return tuple(sorted(cycles_of_all, key=lambda cycle: (cycle.kind is CycleKind.OBJECTIONS, _first(cycle))))


def _reasons_only(map: ArgumentMap, flow: Flow, members: Collection[str]) -> dict[str, list[str]]:
    """Return where the supports among the members of cycles lead: outside them nothing runs in a cycle of reasons either."""
    onward: dict[str, list[str]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.SUPPORT and relation.id in members:
            onward.setdefault(relation.id, []).append(flow.statement.get(relation.target, relation.target))
            for premise in relation.premises:
                onward.setdefault(flow.statement[premise], []).append(relation.id)
    return onward


def _is_closed(flow: Flow, members: tuple[str, ...]) -> bool:
    """Return whether the members of one place run in a cycle."""
    # Statements and steps alternate, so that what supports itself is two nodes; a step can undercut itself.
    return len(members) > 1 or members[0] in flow.sources[members[0]]


def _connected(onward: Mapping[str, list[str]]) -> Iterator[frozenset[str]]:
    # Only what leads on can be in a cycle.
    names = tuple(onward)
    number = {name: place for place, name in enumerate(names)}
    needs = [[number[end] for end in onward[name] if end in number] for name in names]
    for places in components(len(names), needs.__getitem__):
        if len(places) > 1:  # statements and supports alternate: one alone is no cycle
            yield frozenset(names[place] for place in places)


def _cycle(flow: Flow, members: frozenset[str], kind: CycleKind) -> Cycle:
    return Cycle(kind, _sorted(members & flow.statement.keys()), _sorted(members & flow.steps))


def _objects(map: ArgumentMap, members: Iterable[str]) -> bool:
    steps = (map.relations_by_id[name] for name in members if name in map.relations_by_id)
    return any(step.kind in OBJECTIONS for step in steps)


def _first(cycle: Cycle) -> tuple[str | int, ...]:
    return natural_key(cycle.steps[0])


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=natural_key))
