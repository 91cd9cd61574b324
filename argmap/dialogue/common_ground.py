"""Where the sides meet: what both hold, and what each granted the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.dialogue.commitments import common_ground
from argmap.dialogue.moves import AuthorOfPost, Move, Standpoint, participant_names
from argmap.graph.influence import Influence
from argmap.graph.ordering import natural_key
from argmap.graph.stances import StanceRecord, record_of
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.result import Result

Held = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For each participant, the theses accepted in the end, by issue."""


@dataclass(frozen=True, slots=True)
class CommonGround(Result):
    """A claim that participants on different sides accept in the end, or one concedes to another, and nobody rejects.

    `issues` are those on which some of the `names` accept different theses; none where only the concession shows sides.
    """

    claim: str
    names: tuple[str, ...]
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concession(Result):
    """A claim that a participant granted, and whom that helps.

    `helps` are theses that the claim speaks for and the participant does not hold, `hurts` theses that the
    participant holds and the claim speaks against. `to` names the others who have by then asserted the claim or a thesis it helps.
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


def shared_ground(map: ArgumentMap, stances: StanceRecord | None = None) -> tuple[CommonGround, ...]:
    """Return the claims that participants on different sides hold in common, by id; remarks on the discussion are none.

    Two participants are on different sides of an issue when one accepted a thesis on it, or on one of its sub-questions,
    that the other denied, or when each accepted one that the other did not: at any point or in the end, and not as a
    guess. Who concedes a claim that somebody else holds grants it to another side, whatever the theses. What only
    participants of one side share is in `argmap.dialogue.commitments.common_ground`.
    """
    record = record_of(map) if stances is None else stances
    meta, top = {claim.id for claim in map.claims if claim.meta}, _tops(map)
    accepted = _ever(map, record, *(stance for stance in Stance if stance.accepts))
    denied = _ever(map, record, Stance.DENIES)
    kept = _kept(accepted, record)
    answers = {thesis.id: thesis.answers for thesis in map.theses if thesis.answers is not None}
    sides = [issue.id for issue in map.issues if top[issue.id] == issue.id]
    people = participant_names(map)
    shared = []
    for claim, names in sorted(common_ground(map, record).items(), key=lambda item: natural_key(item[0])):
        last = record.of(claim)
        accepting = {stance.participant for stance in (*last.holding, *last.conceding)}
        holders = [person for person in people if person in accepting and claim not in meta]
        theses = {thesis: top[issue] for thesis, issue in answers.items() if issue != answers.get(claim)}
        issues = tuple(
            issue
            for issue in sides
            if _differ(
                [
                    tuple(_on(ever.get(p, ()), theses, issue) for ever in (accepted, denied, kept))
                    for p in holders
                ]
            )
        )
        is_granted = claim not in meta and bool(last.holding) and bool(last.conceding)
        if issues or is_granted:
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


def _tops(map: ArgumentMap) -> Mapping[str, str]:
    """Return for each issue the one of which it is a sub-question in the end; itself for one without a parent."""
    answers = {claim.id: claim.answers for claim in map.claims if claim.answers is not None}
    above = {issue.id: answers.get(issue.parent, issue.parent) for issue in map.issues if issue.parent}
    tops: dict[str, str] = {}
    for issue in map.issues:
        top = issue.id
        while top in above:  # ends: AM116 refuses cycles
            top = above[top]
        tops[issue.id] = top
    return tops


def _ever(map: ArgumentMap, record: StanceRecord, *kinds: Stance) -> Mapping[str, frozenset[str]]:
    """Return the theses on which each participant took some stance at some point, not as a guess.

    Quotes count for those only of whom no stance on any thesis is recorded.
    """
    on_theses = [
        (thesis.id, stance)
        for thesis in map.theses
        for stance in record.taken.get(record.statements[thesis.id], ())
    ]
    recorded = {stance.participant for _, stance in on_theses if stance.recorded}
    taken: dict[str, set[str]] = defaultdict(set)
    for thesis, stance in on_theses:
        counts = stance.recorded or stance.participant not in recorded
        if stance.stance in kinds and not stance.hedged and counts:
            taken[stance.participant].add(thesis)
    return {person: frozenset(theses) for person, theses in taken.items()}


def _kept(accepted: Mapping[str, frozenset[str]], record: StanceRecord) -> Mapping[str, frozenset[str]]:
    """Return the theses that each participant accepted and has not given up in the end."""
    return {
        person: frozenset(t for t in theses if any(s.participant == person for s in record.of(t).accepting))
        for person, theses in accepted.items()
    }


def _on(taken: Iterable[str], theses: Mapping[str, str], issue: str) -> frozenset[str]:
    return frozenset(thesis for thesis in taken if theses.get(thesis) == issue)


def _differ(sides: Iterable[tuple[frozenset[str], ...]]) -> bool:
    """Return whether two participants are on different sides: each with the theses they accepted, denied and kept."""
    distinct = set(sides)
    return any(
        (accepted & denied) or (accepted - other and other - accepted) or (kept - still and still - kept)
        for accepted, _, kept in distinct
        for other, denied, still in distinct
    )


def _asserters(moves: Iterable[Move]) -> Mapping[str, set[tuple[str, str, int]]]:
    """Return who asserts each claim, as name, id, and number of the post."""
    asserters: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for move in moves:
        if move.stance is Stance.ASSERTS:
            asserters[move.claim].add((move.name, move.participant, move.number))
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
    move: Move, influence: Influence, own: set[str], asserters: Mapping[str, set[tuple[str, str, int]]]
) -> Concession:
    helps = tuple(thesis for thesis in _helped(influence) if thesis not in own)
    hurts = tuple(thesis for thesis in influence.speaks_against if thesis in own)
    others = {
        (name, person)
        for claim in (move.claim, *helps)
        for name, person, number in asserters.get(claim, ())
        if person != move.participant and number <= move.number
    }
    to = tuple(name for name, _ in sorted(others))
    return Concession(move.participant, move.name, move.number, move.claim, helps, hurts, to)


def _helped(influence: Influence) -> tuple[str, ...]:
    """Return the theses that a claim speaks for, as reasons for them or as objections to the only rival."""
    rivals = (v.thesis for v in influence.on if v.thesis is not None)
    direct = (thesis for thesis in influence.speaks_for if thesis not in influence.speaks_against)
    return tuple(dict.fromkeys((*direct, *rivals)))
