"""What each participant does in a discussion, and whom that opposes and supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from argmap.dialogue.attribution import Attribution
from argmap.dialogue.moves import Move, Standpoint, by_participant, grouped, participant_names
from argmap.dialogue.objections import Challenge
from argmap.dialogue.turns import Retreat
from argmap.graph.influence import OBJECTIONS
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.result import Result

TAKES_SIDES = frozenset({Stance.ASSERTS, Stance.ACCEPTS, Stance.CONCEDES, Stance.DENIES})

Evidence = tuple[bool, str, str, str]
"""Whether it opposes; who, whom; and the relation or claim that shows it."""


@dataclass(frozen=True, slots=True)
class Tie(Result):
    """Another participant, with the steps and claims that show the tie."""

    participant: str
    name: str
    steps: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParticipantSummary(Result):
    """What somebody does in a discussion.

    `posts` are numbers of posts, counted from 1; moves are in the order of the thread. `asked` are the claims
    they question, `answered` the questions of others that they answer, `holds` their theses in the end.
    """

    id: str
    name: str
    posts: tuple[int, ...]
    asserts: tuple[Move, ...]
    accepts: tuple[Move, ...]
    proposes: tuple[Move, ...]
    concedes: tuple[Move, ...]
    denies: tuple[Move, ...]
    retreats: tuple[Retreat, ...]
    asked: tuple[Challenge, ...]
    answered: tuple[Challenge, ...]
    opposes: tuple[Tie, ...]
    supports: tuple[Tie, ...]
    holds: tuple[Standpoint, ...]


def participants(
    map: ArgumentMap,
    moves: Sequence[Move],
    standpoints: Iterable[Standpoint],
    challenges: Sequence[Challenge],
    retreats: Iterable[Retreat],
    behind: Attribution,
) -> tuple[ParticipantSummary, ...]:
    """Return what each participant does, in the order in which the thread lists them.

    A opposes B when a step of A attacks or undercuts a claim or step of B, or when A denies a claim of B. A
    supports B when a step of A is a reason for a claim of B, or when A accepts or grants a claim of B, or asserts it
    after B. Whose a claim or step is, `argmap.dialogue.attribution` says.
    """
    shown = frozenset(_evidence(map, moves, behind))
    whole = _Whole(
        posts=_posts(map),
        moves=by_participant(moves),
        retreats=grouped(retreats, lambda retreat: retreat.participant),
        asked=grouped(challenges, lambda challenge: challenge.participant),
        answered=_answered(challenges),
        opposes=_ties(map, (evidence for evidence in shown if evidence[0])),
        supports=_ties(map, (evidence for evidence in shown if not evidence[0])),
        holds=grouped(standpoints, lambda standpoint: standpoint.participant),
    )
    return tuple(_participant(person, name, whole) for person, name in participant_names(map).items())


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is computed once for all participants, by their ids."""

    posts: Mapping[str, tuple[int, ...]]
    moves: Mapping[str, tuple[Move, ...]]
    retreats: Mapping[str, tuple[Retreat, ...]]
    asked: Mapping[str, tuple[Challenge, ...]]
    answered: Mapping[str, tuple[Challenge, ...]]
    opposes: Mapping[str, tuple[Tie, ...]]
    supports: Mapping[str, tuple[Tie, ...]]
    holds: Mapping[str, tuple[Standpoint, ...]]


def _participant(person: str, name: str, whole: _Whole) -> ParticipantSummary:
    taken = whole.moves.get(person, ())
    return ParticipantSummary(
        id=person,
        name=name,
        posts=whole.posts.get(person, ()),
        asserts=_of(taken, Stance.ASSERTS),
        accepts=_of(taken, Stance.ACCEPTS),
        proposes=_of(taken, Stance.PROPOSES),
        concedes=_of(taken, Stance.CONCEDES),
        denies=_of(taken, Stance.DENIES),
        retreats=whole.retreats.get(person, ()),
        asked=whole.asked.get(person, ()),
        answered=whole.answered.get(person, ()),
        opposes=whole.opposes.get(person, ()),
        supports=whole.supports.get(person, ()),
        holds=whole.holds.get(person, ()),
    )


def _posts(map: ArgumentMap) -> dict[str, tuple[int, ...]]:
    posts = enumerate(map.thread.posts if map.thread else (), start=1)
    written = grouped(posts, lambda numbered: numbered[1].author or "")
    return {author: tuple(number for number, _ in theirs) for author, theirs in written.items()}


def _of(taken: Iterable[Move], stance: Stance) -> tuple[Move, ...]:
    return tuple(move for move in taken if move.stance is stance)


def _answered(asked: Iterable[Challenge]) -> dict[str, tuple[Challenge, ...]]:
    each = ((person, c) for c in asked for person in dict.fromkeys(a.participant for a in c.answers))
    theirs = grouped(each, lambda pair: pair[0])
    return {person: tuple(challenge for _, challenge in pairs) for person, pairs in theirs.items()}


def _evidence(map: ArgumentMap, moves: Iterable[Move], behind: Attribution) -> Iterator[Evidence]:
    """Yield what shows that somebody opposes or supports somebody else."""
    for step in map.relations:
        if step.kind.is_argument and step.id not in map.weightless:
            for person, other in product(behind.makers[step.id], behind.behind(step.target)):
                yield step.kind in OBJECTIONS, person, other, step.id
    asserted: dict[str, set[str]] = {}
    for move in moves:
        said_before = asserted.setdefault(move.claim, set())
        if move.stance in TAKES_SIDES:
            owners = said_before if move.stance is Stance.ASSERTS else behind.owners[move.claim]
            for other in owners:
                yield move.stance is Stance.DENIES, move.participant, other, move.claim
        if move.stance is Stance.ASSERTS:
            said_before.add(move.participant)


def _ties(map: ArgumentMap, shown: Iterable[Evidence]) -> dict[str, tuple[Tie, ...]]:
    names = participant_names(map)
    ranks = {person: rank for rank, person in enumerate(names)}
    pairs: dict[tuple[str, str], list[str]] = {}
    for _, person, other, name in shown:
        if person != other:
            pairs.setdefault((person, other), []).append(name)
    ties: dict[str, tuple[Tie, ...]] = {}
    for person, other in sorted(pairs, key=lambda pair: [ranks[one] for one in pair]):
        tie = _tie(map, other, names[other], pairs[person, other])
        ties[person] = (*ties.get(person, ()), tie)
    return ties


def _tie(map: ArgumentMap, other: str, name: str, shown: Iterable[str]) -> Tie:
    ordered = sorted(shown, key=natural_key)
    steps = tuple(one for one in ordered if one in map.relations_by_id)
    return Tie(other, name, steps, tuple(one for one in ordered if one in map.nodes))
