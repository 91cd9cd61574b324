"""Where a discussion ends, issue by issue: the outcome that the thread reached, and the three things about each answer."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.claim import Issue
from argmap.teach.context import Context
from argmap.teach.status import Status, status


@dataclass(frozen=True, slots=True)
class AnswerEnding:
    """An answer to an issue, and the three things about it."""

    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class IssueEnding:
    """An issue: whether its answers exclude each other, what the thread settled ("" where the map does not say), and each answer."""

    question: str
    rule: str
    outcome: str
    answers: tuple[AnswerEnding, ...]


def issue_endings(context: Context) -> tuple[IssueEnding, ...]:
    """Return how the discussion of each issue with answers ends, in the order of the document."""
    endings = (_ending(context, issue) for issue in context.map.issues)
    return tuple(ending for ending in endings if ending.answers)


def _ending(context: Context, issue: Issue) -> IssueEnding:
    answers = [claim for claim in context.map.theses if claim.answers == issue.id]
    exclusive = context.say("Its answers exclude each other: at most one can be right.")
    several = context.say("Several of its answers can be right.")
    rule = "" if len(answers) < 2 else exclusive if issue.is_exclusive else several  # noqa: PLR2004 (one answer excludes none)
    parts = tuple(AnswerEnding(context.text(claim.id), status(context, claim.id)) for claim in answers)
    return IssueEnding(issue.question, rule, _outcome(context, issue), parts)


def _outcome(context: Context, issue: Issue) -> str:
    """Return what the map says of how the thread settled an issue, with the words that do."""
    outcome = issue.outcome
    if outcome is None:
        return ""
    if outcome.thesis is None:
        said = context.say("The thread leaves it open.")
    elif outcome.by:
        people = context.listed(map(context.participant, outcome.by))
        said = context.say(
            "Settled by {people}: {answer}", people=people, answer=context.text(outcome.thesis)
        )
    else:
        said = context.say("Settled: {answer}", answer=context.text(outcome.thesis))
    return " ".join((said, *(context.wrote(quote) for quote in outcome.quotes)))
