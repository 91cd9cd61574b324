"""What participants do with claims, post by post: the commitments of a map in the order of the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.dialogue.commitments import Voice
from argmap.graph.influence import PAIR
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.result import Result

T = TypeVar("T")


class AuthorOfPost(Voice, Result):
    """A voice that turns into plain data: a participant's name and the number of the post."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Move(Result):
    """A stance that a participant takes on a claim in post `number`."""

    participant: str
    name: str
    number: int
    stance: Stance
    claim: str

    @property
    def speaker(self) -> AuthorOfPost:
        return AuthorOfPost(self.number, self.name)


@dataclass(frozen=True, slots=True)
class Standpoint(Result):
    """The theses on an issue that a participant accepts."""

    participant: str
    name: str
    issue: str
    theses: tuple[str, ...]


def moves(map: ArgumentMap) -> tuple[Move, ...]:
    """Return every stance that is taken, in the order of the thread; within a post by claim, and each once."""
    numbers = map.thread.numbers if map.thread else {}
    names = participant_names(map)
    made = {
        Move(c.participant, names[c.participant], numbers.get(c.post, 0), c.stance, c.claim)
        for c in map.commitments
    }
    return tuple(sorted(made, key=lambda m: (m.number, natural_key(m.claim), m.participant, m.stance)))


def participant_names(map: ArgumentMap) -> Mapping[str, str]:
    """Return the name of each participant by id, in the order of the thread."""
    if map.thread is None:
        return {person: person for person in sorted({c.participant for c in map.commitments})}
    return {person.id: person.name for person in map.thread.participants}


def final_stances(moves: Iterable[Move]) -> Mapping[tuple[str, str], Stance]:
    """Return the last stance of each participant on each claim, keyed by both; questions change nothing.

    Source:
        Walton & Krabbe (1995), Commitment in Dialogue: a commitment stands until it is retracted.
    """
    return {(m.participant, m.claim): m.stance for m in moves if m.stance is not Stance.QUESTIONS}


def standpoints(
    map: ArgumentMap, moves: Iterable[Move], answers: Mapping[str, str]
) -> tuple[Standpoint, ...]:
    """Return which theses each participant accepts in the end, issue by issue.

    Who accepts none, but denies the one of two theses, accepts its rival; who takes no stance on the theses of
    an issue has no standpoint on it.

    Args:
        map: the map.
        moves: what participants do, in the order of the thread.
        answers: the issue that each thesis answers.
    """
    final = final_stances(moves)
    every = (
        Standpoint(person, name, issue, _held(final, person, rivals))
        for person, name in participant_names(map).items()
        for issue, rivals in _theses_by_issue(answers).items()
    )
    return tuple(standpoint for standpoint in every if standpoint.theses)


def _theses_by_issue(answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    theses: dict[str, tuple[str, ...]] = {}
    for thesis, issue in answers.items():
        theses[issue] = (*theses.get(issue, ()), thesis)
    return theses


def _held(final: Mapping[tuple[str, str], Stance], person: str, rivals: tuple[str, ...]) -> tuple[str, ...]:
    stances = {thesis: final[person, thesis] for thesis in rivals if (person, thesis) in final}
    accepted = tuple(thesis for thesis, stance in stances.items() if stance.accepts)
    denied = [thesis for thesis, stance in stances.items() if stance is Stance.DENIES]
    if accepted or len(rivals) != PAIR or len(denied) != 1:
        return accepted
    return tuple(thesis for thesis in rivals if thesis not in denied)


def by_claim(moves: Iterable[Move]) -> Mapping[str, tuple[Move, ...]]:
    """Return the moves on each claim, in the order in which they are given."""
    return grouped(moves, lambda move: move.claim)


def by_participant(moves: Iterable[Move]) -> Mapping[str, tuple[Move, ...]]:
    """Return the moves of each participant, in the order in which they are given."""
    return grouped(moves, lambda move: move.participant)


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Return items by a key, in the order in which they are given."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(members) for name, members in groups.items()}
