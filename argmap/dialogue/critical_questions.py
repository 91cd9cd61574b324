"""The critical questions of the schemes in use: which were raised, which answered, and which nobody asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.graph.influence import OBJECTIONS
from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import BearsOn, scheme
from argmap.result import Result


class QuestionStatus(StrEnum):
    """How far a critical question got."""

    OPEN = "open"
    ANSWERED = "answered"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class CriticalPoint(Result):
    """A critical question of a step: its words, what it bears on, and the objections that raise it."""

    step: str
    scheme: str
    question: str
    text: str
    bears_on: BearsOn
    state: QuestionStatus
    raised_by: tuple[str, ...]


def critical_points(map: ArgumentMap, replies: Mapping[str, tuple[str, ...]]) -> tuple[CriticalPoint, ...]:
    """Return the critical questions of every reason that names its scheme: open ones first, unasked ones last.

    A question is open while an objection that raises it is unanswered (see `objections.unanswered`), answered when
    all of them are, and unasked when there is none. An objection raises a question of a step when it names
    that question, ends on the step, its conclusion or a premise, and names no other scheme of its own.

    Args:
        map: the map.
        replies: for each objection the steps that object to it in turn, as `objections.answers_to` returns.

    Source:
        Walton, Reed & Macagno (2008), Argumentation Schemes: critical questions shift the burden of reply.
    """
    against = _objections(map)
    points = [
        point
        for step in map.relations
        if step.kind is RelationKind.SUPPORT and step.scheme is not None
        for point in _points(step, against, replies)
    ]
    order = list(QuestionStatus)
    return tuple(sorted(points, key=lambda point: (order.index(point.state), natural_key(point.step))))


def _objections(map: ArgumentMap) -> dict[str, list[Relation]]:
    """Return the objections that raise a critical question, by what they end on."""
    objections: dict[str, list[Relation]] = {}
    for relation in map.relations:
        if relation.kind in OBJECTIONS and relation.question is not None:
            objections.setdefault(relation.target, []).append(relation)
    return objections


def _points(
    step: Relation, against: Mapping[str, list[Relation]], replies: Mapping[str, tuple[str, ...]]
) -> Iterator[CriticalPoint]:
    pattern = scheme(step.scheme or "")
    near = [o for end in dict.fromkeys((step.id, step.target, *step.premises)) for o in against.get(end, ())]
    fitting = [objection for objection in near if objection.scheme in {None, step.scheme}]
    for question in pattern.questions:
        raised = sorted({o.id for o in fitting if o.question == question.id}, key=natural_key)
        state = _state(raised, replies)
        yield CriticalPoint(
            step.id, pattern.id, question.id, question.text, question.bears_on, state, tuple(raised)
        )


def _state(raised: list[str], replies: Mapping[str, tuple[str, ...]]) -> QuestionStatus:
    if not raised:
        return QuestionStatus.UNASKED
    return QuestionStatus.ANSWERED if all(replies[objection] for objection in raised) else QuestionStatus.OPEN
