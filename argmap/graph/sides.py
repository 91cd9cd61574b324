"""Which thesis a claim speaks for, computed from the relations and never written by hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Mapping

from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

AGAINST = frozenset({RelationKind.ATTACK, RelationKind.UNDERCUT})

Polarity = tuple[str, int]
"""A thesis and +1 (speaks for it) or -1 (speaks against it)."""


def sides(map: ArgumentMap) -> Mapping[str, str | None]:
    """Return, for every claim and example, the thesis it speaks for; None when there is no one answer.

    A reason for a thesis is on its side, an objection on the other: a path with an even number of attacks
    and undercuts speaks for the thesis at its end, one with an odd number against it. Only the shortest path
    to a thesis counts. To speak against a thesis is to speak for its rival when the issue
    has just two theses. Where a node speaks for several, the nearest counts. A node that supports as directly
    as it attacks takes no side.
    """
    polarities, answers = _polarities(map), _answers(map)
    return {node: _side(answers, node, polarities.get(node, {})) for node in map.nodes}


def theses(map: ArgumentMap) -> tuple[str, ...]:
    """Return the ids of the theses, issue by issue; within an issue in the order of the file."""
    return tuple(_answers(map))


def rivals(map: ArgumentMap, thesis: str) -> tuple[str, ...]:
    """Return the other theses that answer the same issue."""
    return _rivals(_answers(map), thesis)


def _answers(map: ArgumentMap) -> dict[str, str]:
    """Return the issue that each thesis answers, the theses in their order."""
    order = {issue: rank for rank, issue in enumerate(map.issues_by_id)}
    answers = {claim.id: claim.answers for claim in map.claims if claim.answers is not None}
    return dict(sorted(answers.items(), key=lambda item: order[item[1]]))


def _rivals(answers: Mapping[str, str], thesis: str) -> tuple[str, ...]:
    issue = answers.get(thesis)
    return tuple(other for other, answer in answers.items() if answer == issue and other != thesis)


def _polarities(map: ArgumentMap) -> dict[str, dict[Polarity, int]]:
    """Return what each node and step speaks for and against, with the length of the shortest path there."""
    restated, incoming, weightless = _restated(map), map.incoming, map.weightless
    polarities: dict[str, dict[Polarity, int]] = {}
    queue = deque((thesis, (thesis, 1), 0) for thesis in theses(map))
    while queue:
        name, polarity, distance = queue.popleft()
        known = polarities.setdefault(name, {})
        if polarity in known:
            continue
        known[polarity] = distance
        thesis, sign = polarity
        further = distance + 1
        for relation in incoming.get(name, ()):
            if relation.id not in weightless:
                effect = (thesis, -sign if relation.kind in AGAINST else sign)
                queue.append((relation.id, effect, further))
                queue.extend([(premise, effect, further) for premise in relation.premises])
        for rephrase in restated.get(name, ()):
            queue.extend([(rephrase.id, polarity, further), (rephrase.target, polarity, further)])
    return polarities


def _restated(map: ArgumentMap) -> dict[str, list[Relation]]:
    """Return the rephrases that start from each claim: they are read in both directions."""
    restated: dict[str, list[Relation]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.REPHRASE:
            for premise in relation.premises:
                restated.setdefault(premise, []).append(relation)
    return restated


def _side(answers: Mapping[str, str], node: str, polarities: Mapping[Polarity, int]) -> str | None:
    if node in answers:
        return node
    if len(polarities) == 1:
        return _spoken_for(answers, *polarities)
    settled: set[str] = set()
    for distance in sorted(set(polarities.values())):
        near = {p for p, reach in polarities.items() if reach == distance and p[0] not in settled}
        if any((thesis, -sign) in near for thesis, sign in near):
            return None
        chosen = {_spoken_for(answers, polarity) for polarity in near} - {None}
        if chosen:
            return _only(answers, chosen)
        settled |= {thesis for thesis, _ in near}
    return None


def _spoken_for(answers: Mapping[str, str], polarity: Polarity) -> str | None:
    thesis, sign = polarity
    if sign > 0:
        return thesis
    others = _rivals(answers, thesis)
    return others[0] if len(others) == 1 else None


def _only(answers: Mapping[str, str], chosen: Container[str | None]) -> str | None:
    """Return the one thesis in `chosen`; of several on different issues, the first."""
    ranked = [thesis for thesis in answers if thesis in chosen]
    issues = {answers[thesis] for thesis in ranked}
    return ranked[0] if len(issues) == len(ranked) else None
