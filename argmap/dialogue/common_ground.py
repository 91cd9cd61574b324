"""Where the sides meet: what both hold, and what each granted the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.dialogue.commitments import common_ground
from argmap.dialogue.moves import AuthorOfPost, Move, Standpoint, participant_names
from argmap.graph.influence import Influence
from argmap.graph.ordering import natural_key
from argmap.graph.stances import StanceRecord
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.result import Result

Held = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For each participant, the theses accepted in the end, by issue."""


@dataclass(frozen=True, slots=True)
class CommonGround(Result):
    """A claim that participants on different sides accept in the end, and nobody rejects.

    `issues` are those on which some of the `names` accept different theses.
    """

    claim: str
    names: tuple[str, ...]
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concession(Result):
    """A claim that a participant granted, and whom that helps.

    `helps` are theses that the claim speaks for and the participant does not hold, `hurts` theses that the
    participant holds and the claim speaks against. `to` names the others who assert the claim or a thesis it helps.
    """

    participant: str
    name: str
    number: int
    claim: str
    helps: tuple[str, ...]
    hurts: tuple[str, ...]
    to: tuple[str, ...]

    @property
    def speaker(self) -> AuthorOfPost:
        return AuthorOfPost(self.number, self.name)


def shared_ground(
    map: ArgumentMap, standpoints: Iterable[Standpoint], stances: StanceRecord | None = None
) -> tuple[CommonGround, ...]:
    """Return the claims that participants on different sides hold in common, by id; remarks on the discussion are none.

    Two participants are on different sides of an issue when both accept theses on it in the end and none of
    them in common. What only participants of one side share is in `argmap.dialogue.commitments.common_ground`.
    """
    record, held = StanceRecord(map) if stances is None else stances, _held(standpoints)
    meta = {claim.id for claim in map.claims if claim.meta}
    shared = []
    for claim, names in sorted(common_ground(map, record).items(), key=lambda item: natural_key(item[0])):
        last = record.of(claim)
        accepting = {stance.participant for stance in (*last.holding, *last.conceding)}
        holders = [person for person in participant_names(map) if person in accepting and claim not in meta]
        own = {thesis.answers for thesis in map.theses if thesis.id == claim}
        others = (issue.id for issue in map.issues if issue.id not in own)
        issues = tuple(issue for issue in others if _differ(held, holders, issue))
        if issues:
            shared.append(CommonGround(claim, names, issues))
    return tuple(shared)


def concessions(
    moves: Iterable[Move], standpoints: Iterable[Standpoint], influences: Mapping[str, Influence]
) -> tuple[Concession, ...]:
    """Return what participants granted, in the order of the thread.

    A thesis that a participant ever asserted or holds in the end counts as that participant's own.
    """
    made = tuple(moves)
    asserters, own = _asserters(made), _own(made, standpoints)
    return tuple(
        _concession(move, influences[move.claim], own[move.participant], asserters)
        for move in made
        if move.stance is Stance.CONCEDES
    )


def _held(standpoints: Iterable[Standpoint]) -> Held:
    held: dict[str, dict[str, tuple[str, ...]]] = {}
    for standpoint in standpoints:
        held.setdefault(standpoint.participant, {})[standpoint.issue] = standpoint.theses
    return held


def _differ(held: Held, holders: Iterable[str], issue: str) -> bool:
    """Return whether two of the holders accept theses on the issue and none in common."""
    positions = {frozenset(held[p][issue]) for p in holders if held.get(p, {}).get(issue)}
    return any(one.isdisjoint(other) for one in positions for other in positions)


def _asserters(moves: Iterable[Move]) -> Mapping[str, set[tuple[str, str]]]:
    """Return who asserts each claim, as name and id."""
    asserters: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for move in moves:
        if move.stance is Stance.ASSERTS:
            asserters[move.claim].add((move.name, move.participant))
    return asserters


def _own(moves: Iterable[Move], standpoints: Iterable[Standpoint]) -> Mapping[str, set[str]]:
    own: dict[str, set[str]] = defaultdict(set)
    for move in moves:
        if move.stance is Stance.ASSERTS:
            own[move.participant].add(move.claim)
    for standpoint in standpoints:
        own[standpoint.participant].update(standpoint.theses)
    return own


def _concession(
    move: Move, influence: Influence, own: set[str], asserters: Mapping[str, set[tuple[str, str]]]
) -> Concession:
    helps = tuple(thesis for thesis in _helped(influence) if thesis not in own)
    hurts = tuple(thesis for thesis in influence.speaks_against if thesis in own)
    others = {
        (name, person)
        for claim in (move.claim, *helps)
        for name, person in asserters.get(claim, ())
        if person != move.participant
    }
    to = tuple(name for name, _ in sorted(others))
    return Concession(move.participant, move.name, move.number, move.claim, helps, hurts, to)


def _helped(influence: Influence) -> tuple[str, ...]:
    """Return the theses that a claim speaks for, as reasons for them or as objections to the only rival."""
    rivals = (v.thesis for v in influence.on if v.thesis is not None)
    direct = (thesis for thesis in influence.speaks_for if thesis not in influence.speaks_against)
    return tuple(dict.fromkeys((*direct, *rivals)))
