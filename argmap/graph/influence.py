"""What every claim, example and step speaks for and against, by any path and not only by the shortest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.graph.sides import theses
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result

OBJECTIONS = frozenset({RelationKind.ATTACK, RelationKind.UNDERCUT})

PAIR = 2
"""To speak against one of two theses is to speak for the other; with three it would be a guess."""

Leg = tuple[str, int]
"""What bears on something, and whether as a reason (+1) or as an objection (-1)."""


SIGNS = {1: frozenset({1}), -1: frozenset({-1})}
BOTH = frozenset({1, -1})

Reach = Mapping[str, Mapping[str, frozenset[int]]]
"""For every id, the theses it reaches, each with the signs (+1, -1) of the paths there."""


class Stand(StrEnum):
    """How something stands to an issue."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class IssueStance(Result):
    """How something stands to an issue; `thesis` is the one it speaks for, or None."""

    issue: str
    stand: Stand
    thesis: str | None = None

    def __str__(self) -> str:
        return str(self.stand) if self.thesis is None else f"{self.stand} {self.thesis}"


@dataclass(frozen=True, slots=True)
class Influence(Result):
    """The theses that a claim, example or step speaks for and against; `on` leaves out issues it does not touch."""

    id: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    on: tuple[IssueStance, ...]

    def verdict(self, issue: str) -> IssueStance:
        """Return how it stands to an issue."""
        return next((v for v in self.on if v.issue == issue), IssueStance(issue, Stand.NEITHER))


def influences(map: ArgumentMap, reach: Reach | None = None) -> Mapping[str, Influence]:
    """Return what every claim, example and step speaks for and against, by its id.

    Args:
        map: the map.
        reach: `signed_reach(map)`, where it is known already.

    A path with an even number of attacks and undercuts speaks for the thesis at its end, one with an odd
    number against it; rephrases are read in both directions. `argmap.graph.sides.sides` lets the shortest path
    decide, because a picture needs one side. Here all paths count, repetitions included, so that a claim which
    helps both sides says so. As there, to speak against a thesis is to speak for its rival only when the issue
    has just two theses. Of an issue, a node stands

    * for a thesis, when that is the only one it speaks for and it does not speak against it too;
    * on both sides, when it speaks for several theses, or for and against the same;
    * against, when it speaks against some thesis and for none;
    * on neither side otherwise.

    A node that touches only one issue and stands for a thesis has that side in `sides` too.
    """
    signs = signed_reach(map) if reach is None else reach
    answers = answered_issues(map)
    # Thousands of claims reach the theses in a few ways only: each way is judged once.
    known: dict[tuple[tuple[str, frozenset[int]], ...], Influence] = {}
    judged: dict[str, Influence] = {}
    for name in (*map.nodes, *map.relations_by_id):
        reached = signs.get(name, {})
        way = tuple(reached.items())
        if way not in known:
            known[way] = _influence(name, reached, answers)
        same = known[way]
        judged[name] = Influence(name, same.speaks_for, same.speaks_against, same.on)
    return judged


def signed_reach(map: ArgumentMap) -> Reach:
    """Return, for every id, the theses it reaches, each with the signs of the paths there."""
    legs = _legs(map)
    reach: dict[str, dict[str, frozenset[int]]] = {}
    for thesis in theses(map):
        for name, sign in _reaching(legs, thesis):
            reached = reach.setdefault(name, {})
            reached[thesis] = BOTH if thesis in reached else SIGNS[sign]
    return reach


def answered_issues(map: ArgumentMap) -> Mapping[str, str]:
    """Return the issue that each thesis answers, the theses in their order."""
    answers = {claim.id: claim.answers for claim in map.claims if claim.answers is not None}
    return {thesis: answers[thesis] for thesis in theses(map)}


def sign_of(relation: Relation) -> int:
    """Return -1 for an attack or undercut and +1 for a support or rephrase."""
    return -1 if relation.kind in OBJECTIONS else 1


def _legs(map: ArgumentMap) -> dict[str, list[Leg]]:
    """Return what bears directly on each claim, example and step."""
    legs: dict[str, list[Leg]] = {}
    for relation in map.relations:
        if relation.id in map.weightless:
            continue
        direct = [(name, sign_of(relation)) for name in (relation.id, *relation.premises)]
        legs.setdefault(relation.target, []).extend(direct)
        if relation.kind is RelationKind.REPHRASE:
            for premise in relation.premises:
                legs.setdefault(premise, []).extend([(relation.id, 1), (relation.target, 1)])
    return legs


def _reaching(legs: Mapping[str, list[Leg]], thesis: str) -> Iterable[Leg]:
    """Return everything from which a path leads to a thesis, with the sign of the path."""
    reached: set[Leg] = {(thesis, 1)}
    todo: list[Leg] = [(thesis, 1)]
    while todo:
        name, sign = todo.pop()
        for other, effect in legs.get(name, ()):
            leg = (other, sign * effect)
            if leg not in reached:
                reached.add(leg)
                todo.append(leg)
    return reached


def _influence(name: str, reached: Mapping[str, frozenset[int]], answers: Mapping[str, str]) -> Influence:
    spoken_for = tuple(thesis for thesis in answers if 1 in reached.get(thesis, ()))
    against = tuple(thesis for thesis in answers if -1 in reached.get(thesis, ()))
    touched = dict.fromkeys(answers[thesis] for thesis in answers if thesis in reached)
    verdicts = (_verdict(issue, spoken_for, against, answers) for issue in touched)
    return Influence(name, spoken_for, against, tuple(verdicts))


def _verdict(
    issue: str, spoken_for: Iterable[str], against: Iterable[str], answers: Mapping[str, str]
) -> IssueStance:
    rivals = [thesis for thesis, answer in answers.items() if answer == issue]
    helped, hurt = set(spoken_for).intersection(rivals), set(against).intersection(rivals)
    if len(rivals) == PAIR:
        helped, hurt = helped | _others(rivals, hurt), hurt | _others(rivals, helped)
    if not helped:
        return IssueStance(issue, Stand.AGAINST)
    if len(helped) > 1 or helped & hurt:
        return IssueStance(issue, Stand.BOTH)
    return IssueStance(issue, Stand.FOR, *helped)


def _others(rivals: Iterable[str], among: set[str]) -> set[str]:
    """Return the rivals, of two theses, of those in `among`."""
    return {thesis for thesis in rivals if any(other != thesis for other in among)}
