"""Where a discussion turns: concessions, denials, retreats, and participants who end elsewhere than they began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from argmap.dialogue.moves import Move, Standpoint, by_participant
from argmap.model.annotations import Stance
from argmap.result import Result

TURNS = frozenset({Stance.CONCEDES, Stance.RETRACTS, Stance.DENIES})

HOLDS = frozenset({Stance.ASSERTS, Stance.ACCEPTS})
"""Stances of who takes a claim for true and does not only grant it."""


@dataclass(frozen=True, slots=True)
class Shift(Result):
    """Where a participant began and ended on an issue: the theses accepted, and the posts that say so.

    `ended` is empty for who gave a thesis up and took no other plainly; `on_terms` are those then accepted only as a
    guess or on a condition.
    """

    participant: str
    name: str
    issue: str
    began: tuple[str, ...]
    began_in: int
    ended: tuple[str, ...]
    ended_in: int
    on_terms: tuple[str, ...] = ()


class Manner(StrEnum):
    """How a claim is given up; `replaced` is a thesis beside which its author later asserts a rival."""

    RETRACTED = "retracted"
    DENIED = "denied"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Retreat(Result):
    """A claim that a participant asserted or accepted in one post and gave up in a later one.

    `asserted_in` is None where only the retraction is on record. `instead` are the rival theses that the
    participant asserts from then on.
    """

    participant: str
    name: str
    claim: str
    asserted_in: int | None
    number: int
    manner: Manner
    instead: tuple[str, ...] = ()


def turning_points(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Return all concessions, denials and retractions, in the order of the thread."""
    return tuple(move for move in moves if move.stance in TURNS)


def shifts(
    moves: Iterable[Move], standpoints: Iterable[Standpoint], answers: Mapping[str, str]
) -> tuple[Shift, ...]:
    """Return the participants who end with other theses than they began with, in the order of their last word."""
    final = {(held.participant, held.issue): held for held in standpoints}
    on_theses = [move for move in moves if move.claim in answers and move.stance is not Stance.QUESTIONS]
    every: list[Shift] = []
    for person, theirs in by_participant(on_theses).items():
        for issue in dict.fromkeys(answers[move.claim] for move in theirs):
            on_it = [move for move in theirs if answers[move.claim] == issue]
            every.extend(_shift(on_it, issue, final.get((person, issue))))
    return tuple(sorted(every, key=lambda shift: (shift.ended_in, shift.participant, shift.issue)))


def retreats(moves: Iterable[Move], answers: Mapping[str, str]) -> tuple[Retreat, ...]:
    """Return what participants asserted and later retracted, denied or replaced by a rival, in thread order.

    A retreat takes a later post: who asserts and denies in the same post has not moved.
    """
    every: list[Retreat] = []
    for theirs in by_participant(moves).values():
        given_up = [_with_rivals(retreat, theirs, answers) for retreat in _given_up(theirs)]
        every += [*given_up, *_replaced(theirs, given_up, answers)]
    return tuple(sorted(every, key=lambda r: (r.number, r.claim, r.participant)))


def _shift(taken: list[Move], issue: str, end: Standpoint | None) -> Iterator[Shift]:
    first = next((move for move in taken if move.stance.accepts and move.is_plain), None)
    if first is None:
        return
    ended = end.theses if end else ()
    accepted = {m.claim for m in taken if m.number == first.number and m.stance.accepts and m.is_plain}
    if accepted != set(ended):
        began = tuple(sorted(accepted))
        last = taken[-1].number
        on_terms = end.on_terms if end else ()
        yield Shift(first.participant, first.name, issue, began, first.number, ended, last, on_terms)


def _given_up(taken: Iterable[Move]) -> Iterator[Retreat]:
    """Yield the retractions and denials of what one participant asserted before."""
    held: dict[str, int] = {}
    gone: set[str] = set()
    for move in taken:
        if move.stance in HOLDS and move.is_plain:
            held.setdefault(move.claim, move.number)
            gone.discard(move.claim)
        elif move.stance in {Stance.RETRACTS, Stance.DENIES}:
            since = held.pop(move.claim, None)
            unrecorded = since is None and move.stance is Stance.RETRACTS and move.claim not in gone
            if unrecorded or (since is not None and since < move.number):
                yield _retreat(move, since)
            gone.add(move.claim)


def _retreat(move: Move, since: int | None) -> Retreat:
    manner = Manner.RETRACTED if move.stance is Stance.RETRACTS else Manner.DENIED
    return Retreat(move.participant, move.name, move.claim, since, move.number, manner)


def _with_rivals(retreat: Retreat, taken: Iterable[Move], answers: Mapping[str, str]) -> Retreat:
    later = (move for move in taken if move.number >= retreat.number)
    return replace(retreat, instead=_rivals_asserted(retreat.claim, later, answers))


def _replaced(
    taken: Iterable[Move], given_up: Iterable[Retreat], answers: Mapping[str, str]
) -> Iterator[Retreat]:
    """Yield the theses that one participant never took back, but later asserted a rival of."""
    gone = {retreat.claim for retreat in given_up}
    firsts: dict[str, Move] = {}
    for move in taken:
        if move.stance in HOLDS and move.is_plain and move.claim in answers and move.claim not in firsts:
            kept = (old for old in firsts.values() if old.claim not in gone and old.number < move.number)
            yield from (_beside(old, move) for old in kept if answers[old.claim] == answers[move.claim])
            firsts[move.claim] = move


def _beside(old: Move, new: Move) -> Retreat:
    """Return the retreat of who asserted `old` and now asserts its rival."""
    manner = Manner.REPLACED
    return Retreat(old.participant, old.name, old.claim, old.number, new.number, manner, (new.claim,))


def _rivals_asserted(claim: str, taken: Iterable[Move], answers: Mapping[str, str]) -> tuple[str, ...]:
    asserted = {m.claim for m in taken if m.stance in HOLDS and m.is_plain and m.claim != claim}
    return tuple(
        thesis for thesis, issue in answers.items() if thesis in asserted and issue == answers.get(claim)
    )
