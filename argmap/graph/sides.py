"""Which thesis a claim speaks for, computed from the relations and never written by hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

Bearing = tuple[str, int]
"""A thesis and +1 (speaks for it) or -1 (speaks against it)."""


def sides(map: ArgumentMap) -> Mapping[str, str | None]:
    """Return, for every claim and example, the thesis it speaks for; None when there is no one answer.

    A reason for a thesis is on its side, an objection on the other: a path with an even number of attacks
    and undercuts speaks for the thesis at its end, one with an odd number against it. Where several theses
    are reached, the nearest counts. To speak against a thesis is to speak for its rival when the issue has
    just two theses. A node that supports as directly as it attacks takes no side.
    """
    bearings = _bearings(map)
    return {node: _side(map, node, bearings.get(node, {})) for node in map.nodes}


def theses(map: ArgumentMap) -> tuple[str, ...]:
    """Return the ids of the theses, issue by issue; within an issue in the order of the file."""
    order = {issue: rank for rank, issue in enumerate(map.issues_by_id)}
    found = [claim for claim in map.claims if claim.answers in order]
    return tuple(claim.id for claim in sorted(found, key=lambda claim: order[str(claim.answers)]))


def rivals(map: ArgumentMap, thesis: str) -> tuple[str, ...]:
    """Return the other theses that answer the same issue."""
    answers = {claim.id: claim.answers for claim in map.claims}
    return tuple(other for other in theses(map) if other != thesis and answers[other] == answers[thesis])


def _bearings(map: ArgumentMap) -> dict[str, dict[Bearing, int]]:
    """Return the theses each node and step bears on, with the length of the shortest path there."""
    restated = _restated(map)
    found: dict[str, dict[Bearing, int]] = {}
    queue = deque((thesis, (thesis, 1), 0) for thesis in theses(map))
    while queue:
        name, bearing, distance = queue.popleft()
        known = found.setdefault(name, {})
        if bearing in known:
            continue
        known[bearing] = distance
        queue.extend(_onward(map, name, bearing, distance + 1, restated))
    return found


def _onward(
    map: ArgumentMap, name: str, bearing: Bearing, distance: int, restated: Mapping[str, list[str]]
) -> Iterator[tuple[str, Bearing, int]]:
    thesis, sign = bearing
    for relation in map.incoming.get(name, ()):
        effect = (thesis, sign * _sign(relation))
        yield relation.id, effect, distance
        yield from ((premise, effect, distance) for premise in relation.premises)
    yield from ((other, bearing, distance) for other in restated.get(name, ()))


def _sign(relation: Relation) -> int:
    return -1 if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT} else 1


def _restated(map: ArgumentMap) -> dict[str, list[str]]:
    """Return, for each claim that rephrases others, those others: a rephrase is read in both directions."""
    found: dict[str, list[str]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.REPHRASE:
            for premise in relation.premises:
                found.setdefault(premise, []).append(relation.target)
    return found


def _side(map: ArgumentMap, node: str, bearings: Mapping[Bearing, int]) -> str | None:
    if (node, 1) in bearings and bearings[(node, 1)] == 0:
        return node
    for distance in sorted(set(bearings.values())):
        spoken_for = {_spoken_for(map, bearing) for bearing, reach in bearings.items() if reach == distance}
        chosen = spoken_for - {None}
        if chosen:
            return _only(map, sorted(filter(None, chosen)))
    return None


def _spoken_for(map: ArgumentMap, bearing: Bearing) -> str | None:
    thesis, sign = bearing
    if sign > 0:
        return thesis
    others = rivals(map, thesis)
    return others[0] if len(others) == 1 else None


def _only(map: ArgumentMap, chosen: Iterable[str]) -> str | None:
    """Return the one thesis in `chosen`; of several on different issues, the first."""
    ranked = [thesis for thesis in theses(map) if thesis in set(chosen)]
    issues = {map.nodes[thesis].answers for thesis in ranked}  # type: ignore[union-attr]
    return ranked[0] if len(issues) == len(ranked) else None
