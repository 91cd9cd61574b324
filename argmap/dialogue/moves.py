"""What participants do with claims, post by post: the commitments of a map in the order of the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.dialogue.commitments import Voice
from argmap.graph.influence import PAIR
from argmap.graph.ordering import natural_key
from argmap.graph.stances import KEEPS
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.result import Result

T = TypeVar("T")


class AuthorOfPost(Voice, Result):
    """A voice that turns into plain data: a participant's name and the number of the post."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Move(Result):
    """A stance that a participant takes on a claim in post `number`; `is_plain` unless a guess or under a condition."""

    participant: str
    name: str
    number: int
    stance: Stance
    claim: str
    is_plain: bool = True

    @property
    def speaker(self) -> AuthorOfPost:
        return AuthorOfPost(self.number, self.name)


@dataclass(frozen=True, slots=True)
class Standpoint(Result):
    """The theses on an issue that a participant accepts; `on_terms` those accepted only as a guess or on a condition."""

    participant: str
    name: str
    issue: str
    theses: tuple[str, ...]
    on_terms: tuple[str, ...] = ()


def moves(map: ArgumentMap) -> tuple[Move, ...]:
    """Return every stance that is taken, in the order of the thread; within a post by claim, and each once."""
    numbers = map.thread.numbers if map.thread else {}
    names = participant_names(map)
    made = {
        Move(
            c.participant,
            names[c.participant],
            numbers.get(c.post, 0),
            c.stance,
            c.claim,
            not c.hedged and c.condition is None,
        )
        for c in map.commitments
    }
    return tuple(sorted(made, key=lambda m: (m.number, natural_key(m.claim), m.participant, m.stance)))


def participant_names(map: ArgumentMap) -> Mapping[str, str]:
    """Return the name of each participant by id, in the order of the thread."""
    if map.thread is None:
        return {person: person for person in sorted({c.participant for c in map.commitments})}
    return {person.id: person.name for person in map.thread.participants}


def standpoints(
    map: ArgumentMap, moves: Iterable[Move], answers: Mapping[str, str]
) -> tuple[Standpoint, ...]:
    """Return which theses each participant accepts in the end, issue by issue.

    Who accepts a thesis only as a guess or on a condition does not accept it plainly: it is among `on_terms`. Who accepts
    none, but denies the one of two theses that exclude each other, accepts its rival; who takes no stance on the
    theses of an issue has no standpoint on it.

    Args:
        map: the map.
        moves: what participants do, in the order of the thread.
        answers: the issue that each thesis answers.
    """
    final = {(m.participant, m.claim): m for m in _final_moves(moves)}
    exclusive = {issue.id for issue in map.issues if issue.is_exclusive}
    every = (
        _standpoint(final, (person, name, issue), rivals, is_exclusive=issue in exclusive)
        for person, name in participant_names(map).items()
        for issue, rivals in _theses_by_issue(answers).items()
    )
    return tuple(standpoint for standpoint in every if standpoint.theses or standpoint.on_terms)


def _final_moves(moves: Iterable[Move]) -> Iterable[Move]:
    """Return the last move of each participant on each claim; questions and proposals leave an acceptance as it was."""
    last: dict[tuple[str, str], Move] = {}
    for move in moves:
        known = last.get((move.participant, move.claim))
        keeps = move.stance in KEEPS and known is not None and known.stance is not Stance.RETRACTS
        if move.stance is not Stance.QUESTIONS and not keeps:
            last[move.participant, move.claim] = move
    return last.values()


def _theses_by_issue(answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    theses: dict[str, tuple[str, ...]] = {}
    for thesis, issue in answers.items():
        theses[issue] = (*theses.get(issue, ()), thesis)
    return theses


def _standpoint(
    final: Mapping[tuple[str, str], Move],
    whose: tuple[str, str, str],
    rivals: tuple[str, ...],
    *,
    is_exclusive: bool,
) -> Standpoint:
    person, name, issue = whose
    taken = {thesis: final[person, thesis] for thesis in rivals if (person, thesis) in final}
    accepted = [thesis for thesis, move in taken.items() if move.stance.accepts]
    plain = tuple(thesis for thesis in accepted if taken[thesis].is_plain)
    on_terms = tuple(thesis for thesis in accepted if not taken[thesis].is_plain)
    denied = [thesis for thesis, move in taken.items() if move.stance is Stance.DENIES and move.is_plain]
    if not accepted and is_exclusive and len(rivals) == PAIR and len(denied) == 1:
        plain = tuple(thesis for thesis in rivals if thesis not in denied)
    return Standpoint(person, name, issue, plain, on_terms)


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
