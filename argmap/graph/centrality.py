"""Which claims carry an argument: how many lines of argument pass through them, and what rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.graph.flow import Flow
from argmap.graph.ordering import natural_key
from argmap.graph.sides import theses
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result

MANY = 10**12
"""More lines of argument than this are not worth telling as a number."""


@dataclass(frozen=True, slots=True)
class KeyClaim(Result):
    """A claim through which much of the argument passes.

    `lines` of the `total` lines of argument pass through it, `percent` of them; both counts are None where the
    total is astronomical. `rest` are the claims and examples that it is a direct or indirect reason for.
    """

    claim: str
    percent: int
    lines: int | None
    total: int | None
    rest: tuple[str, ...]


def key_claims(map: ArgumentMap, flow: Flow, limit: int = 5) -> tuple[KeyClaim, ...]:
    """Return the claims other than theses through which most lines of argument pass, at most `limit` of them.

    A line of argument runs from a claim or example with nothing beneath it, over steps of any kind, up to a
    thesis; what runs in a cycle counts as one place. So it is betweenness with all paths, not only shortest
    ones, and with the ends that matter in a map: starting points and theses. A starting point itself is no
    key claim, and neither is a claim on no line. Ties are in the order of the ids.
    """
    lines, total = _lines(map, flow)
    middle = [claim.id for claim in map.claims if claim.id in lines and not claim.is_thesis]
    busiest = sorted(middle, key=lambda name: (-lines[name], natural_key(name)))[:limit]
    uses = _uses(map)
    return tuple(_key_claim(name, lines[name], total, _resting(flow, uses, name)) for name in busiest)


def _lines(map: ArgumentMap, flow: Flow) -> tuple[dict[str, int], int]:
    """Return the number of lines through each statement that has something beneath it, and of all lines."""
    up_to = _paths_up_to(flow)
    onward = _paths_onward(map, flow)
    total = sum(up_to[place] for place in _thesis_places(map, flow))
    lines = {
        name: up_to[place] * onward[place]
        for name, place in flow.place.items()
        if name in flow.statement and flow.sources[name] and onward[place]
    }
    return lines, total


def _paths_up_to(flow: Flow) -> dict[int, int]:
    """Return the number of paths from starting points to each place."""
    paths: dict[int, int] = {}
    for place, before in enumerate(flow.places_before):
        paths[place] = sum(paths[other] for other in before) or 1
    return paths


def _paths_onward(map: ArgumentMap, flow: Flow) -> dict[int, int]:
    """Return the number of paths from each place to theses."""
    ends = _thesis_places(map, flow)
    paths = {place: int(place in ends) for place in range(len(flow.places))}
    for place in reversed(range(len(flow.places))):
        for other in flow.places_before[place]:
            paths[other] += paths[place]
    return paths


def _thesis_places(map: ArgumentMap, flow: Flow) -> frozenset[int]:
    return frozenset(flow.place[flow.statement[thesis]] for thesis in theses(map))


def _uses(map: ArgumentMap) -> Mapping[str, list[str]]:
    """Return what each claim and example is a direct reason for, in other words included."""
    uses: dict[str, list[str]] = {}
    for relation in map.relations:
        for premise in relation.premises:
            # What backs a relation is a reason for no claim.
            if (
                relation.kind in {RelationKind.SUPPORT, RelationKind.REPHRASE}
                and relation.target in map.nodes
            ):
                uses.setdefault(premise, []).append(relation.target)
            if relation.kind is RelationKind.REPHRASE:
                uses.setdefault(relation.target, []).append(premise)
    return uses


def _resting(flow: Flow, uses: Mapping[str, list[str]], claim: str) -> tuple[str, ...]:
    resting, todo = {claim}, [claim]
    while todo:
        onward = {other for other in uses.get(todo.pop(), ()) if other not in resting}
        resting |= onward
        todo.extend(onward)
    same = flow.statement[claim]
    return tuple(sorted((name for name in resting if flow.statement[name] != same), key=natural_key))


def _key_claim(claim: str, lines: int, total: int, rest: tuple[str, ...]) -> KeyClaim:
    counted = total <= MANY
    # Half a percent is rounded up, in whole numbers: a float would overflow where lines are many.
    percent = (200 * lines + total) // (2 * total)
    return KeyClaim(claim, percent, lines if counted else None, total if counted else None, rest)
