"""What was left open: objections that nothing answers, and claims that were questioned and not taken up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from argmap.dialogue.attribution import Saying
from argmap.dialogue.moves import AuthorOfPost, Move, participant_names
from argmap.graph.influence import OBJECTIONS, Influence
from argmap.graph.ordering import natural_key
from argmap.graph.stances import StanceRecord, Stances, record_of
from argmap.graph.views import conclusion
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result

Reply = tuple[int, str, str]
"""Number of a post, id of its author, and the step made there (empty: the claim itself is asserted)."""

LAST = (AuthorOfPost(10**9, ""),)
"""What nobody says comes after what somebody says."""


@dataclass(frozen=True, slots=True)
class Objection(Result):
    """An attack or undercut, with who makes it and what it is against.

    `target` is what it ends on, a step for an undercut; `claim` the claim or example that this bears on in the
    end (None where undercuts chase each other). `against` are the theses it speaks against on some path, `helps`
    those it speaks for, as an objection to an objection does.
    """

    id: str
    kind: RelationKind
    premises: tuple[str, ...]
    target: str
    claim: str | None
    against: tuple[str, ...]
    helps: tuple[str, ...]
    by: tuple[AuthorOfPost, ...]


@dataclass(frozen=True, slots=True)
class ChallengeReply(Result):
    """What somebody else says in reply to a question: the claim itself, or a reason for it, the step `step`."""

    participant: str
    name: str
    number: int
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Challenge(Result):
    """A claim that a participant questions in post `number`, with the answers of others in later posts."""

    participant: str
    name: str
    number: int
    claim: str
    answers: tuple[ChallengeReply, ...]

    @property
    def is_open(self) -> bool:
        return not self.answers


def unanswered(
    map: ArgumentMap,
    replies: Mapping[str, tuple[str, ...]],
    speakers: Mapping[str, tuple[AuthorOfPost, ...]],
    influences: Mapping[str, Influence],
    stances: StanceRecord | None = None,
) -> tuple[Objection, ...]:
    """Return the objections that nothing objects to, in the order of the thread, then by id.

    An objection is answered by an undercut of its step and by an attack on one of its premises, in whatever
    words that stands; what the premises themselves rest on is another matter. It is answered too where somebody denies
    a premise, questions it, or took it back; and where nobody holds any more what it is against.

    Args:
        map: the map.
        replies: for each objection the steps that object to it in turn, as `answers_to` returns.
        speakers: who says each step.
        influences: what each step speaks for and against.
        stances: the stances of the map, where they are known already.
    """
    record = record_of(map) if stances is None else stances
    objections = [
        _objection(map, step, influences[step.id], speakers[step.id])
        for step in map.relations
        if step.kind in OBJECTIONS
        and not replies[step.id]
        and not any(_is_disputed(record.of(p)) for p in step.premises)
        and not _is_yielded(map, step, record, {author.name for author in speakers[step.id]})
    ]
    return tuple(
        sorted(objections, key=lambda objection: (objection.by[:1] or LAST, natural_key(objection.id)))
    )


def _is_disputed(last: Stances) -> bool:
    """Whether somebody denies or questions a premise, or nobody holds it any more."""
    return bool(last.rejecting or last.questions or last.is_given_up)


def _is_yielded(map: ArgumentMap, step: Relation, record: StanceRecord, makers: AbstractSet[str]) -> bool:
    """Whether what an objection speaks against is given up by all who held it, or denied by others where nobody did."""
    target = conclusion(map, step)
    last = Stances() if target is None else record.of(target)
    if not last.is_given_up:
        return False
    names = participant_names(map)
    others = (names.get(stance.participant) for stance in last.rejecting)
    return any(stance.held_before for stance in last.last) or any(name not in makers for name in others)


def answers_to(map: ArgumentMap, statement: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return, for each objection, the steps that object to it in turn: to its own step or to a premise.

    Args:
        map: the map.
        statement: the id under which each claim counts, as `argmap.graph.statements.statements_of` returns.
    """
    against: dict[str, set[str]] = {}
    for step in map.relations:
        if step.kind in OBJECTIONS:
            against.setdefault(statement.get(step.target, step.target), set()).add(step.id)
    return {
        step.id: tuple(
            sorted(_replies(step.id, [statement[p] for p in step.premises], against), key=natural_key)
        )
        for step in map.relations
        if step.kind in OBJECTIONS
    }


def challenges(
    map: ArgumentMap, moves: Iterable[Move], sayings: Mapping[str, Iterable[Saying]]
) -> tuple[Challenge, ...]:
    """Return the claims that participants question, in the order of the thread, with what others answer.

    An answer asserts the claim or gives a reason for it, in a later post and by somebody else; who denies or
    concedes it shares the doubt or leaves it standing. What the map records as an answer to a question of the same post
    about the claim is one too.
    """
    made = tuple(moves)
    asserted = _asserted(made)
    reasons, recorded = _reasons(map, sayings), _recorded(map)
    names = participant_names(map)
    return tuple(
        _challenge(
            move,
            {
                *asserted.get(move.claim, ()),
                *reasons.get(move.claim, ()),
                *recorded.get((move.claim, move.number), ()),
            },
            names,
        )
        for move in made
        if move.stance is Stance.QUESTIONS
    )


def _objection(
    map: ArgumentMap, step: Relation, influence: Influence, said: tuple[AuthorOfPost, ...]
) -> Objection:
    return Objection(
        id=step.id,
        kind=step.kind,
        premises=step.premises,
        target=step.target,
        claim=conclusion(map, step),
        against=influence.speaks_against,
        helps=influence.speaks_for,
        by=said,
    )


def _replies(step: str, premises: list[str], against: Mapping[str, set[str]]) -> set[str]:
    replies = {reply for end in (step, *premises) for reply in against.get(end, ())}
    return replies - {step}  # an attack on its own premise is no answer to itself


def _asserted(moves: Iterable[Move]) -> dict[str, list[Reply]]:
    asserted: dict[str, list[Reply]] = {}
    for move in moves:
        if move.stance is Stance.ASSERTS:
            asserted.setdefault(move.claim, []).append((move.number, move.participant, ""))
    return asserted


def _recorded(map: ArgumentMap) -> dict[tuple[str, int], list[Reply]]:
    """Return the answers that the map records, by the claim that is asked about and the number of the post that asks."""
    recorded: dict[tuple[str, int], list[Reply]] = {}
    if map.thread is None:
        return recorded
    numbers, posts = map.thread.numbers, map.thread.posts_by_id
    for question in map.questions:
        for answer in question.answered_by:
            if question.about is not None and answer.post is not None:
                reply = (numbers[answer.post], posts[answer.post].author or "", "")
                recorded.setdefault((question.about, numbers[question.post]), []).append(reply)
    return recorded


def _reasons(map: ArgumentMap, sayings: Mapping[str, Iterable[Saying]]) -> dict[str, list[Reply]]:
    reasons: dict[str, list[Reply]] = {}
    for step in map.relations:
        if step.kind is RelationKind.SUPPORT:
            reasons.setdefault(step.target, []).extend((*saying, step.id) for saying in sayings[step.id])
    return reasons


def _challenge(asked: Move, replies: Iterable[Reply], names: Mapping[str, str]) -> Challenge:
    answers = tuple(
        ChallengeReply(author, names[author], number, step or None)
        for number, author, step in sorted(replies)
        if number > asked.number and author not in {"", asked.participant}
    )
    return Challenge(asked.participant, asked.name, asked.number, asked.claim, answers)
