"""The map as it was after a post: what was known by then, with the stances, questions and answers of the posts so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.model.annotations import Answer, Commitment, Question
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation

Quoting = TypeVar("Quoting", Claim, Example, Relation)


def map_after(map: ArgumentMap, number: int, known: Mapping[str, int]) -> ArgumentMap:
    """Return the part of a map that was known after a post, so that whatever is said of it is said of that moment.

    Issues are all there, without their outcomes; what annotators say of the whole thread (stages, breaches, expectations)
    is not.

    Args:
        map: a map with a thread; one without is returned as it is.
        number: the number of the post, from 1.
        known: for each claim, example and relation the post from which on it is known, as `timeline.appearances` returns.
    """
    if map.thread is None:
        return map
    posts = map.thread.posts[:number]
    there = {name for name, first in known.items() if first <= number}
    so_far = _SoFar(map, frozenset(there), frozenset(post.id for post in posts))
    return map.model_copy(
        update={
            "thread": map.thread.model_copy(update={"posts": posts}),
            "issues": so_far.issues(),
            "claims": so_far.known(map.claims),
            "examples": so_far.known(map.examples),
            "relations": so_far.known(map.relations),
            "commitments": so_far.commitments(),
            "questions": so_far.questions(),
            "stages": (),
            "breaches": (),
            "expect": None,
        }
    )


@dataclass(frozen=True, slots=True)
class _SoFar:
    """The ids of what is known (`there`) and of the posts that are written (`said`)."""

    map: ArgumentMap
    there: frozenset[str]
    said: frozenset[str]

    def known(self, parts: Iterable[Quoting]) -> tuple[Quoting, ...]:
        return tuple(self._quoted(part) for part in parts if part.id in self.there)

    def _quoted(self, part: Quoting) -> Quoting:
        quotes = tuple(quote for quote in part.quotes if quote.post in self.said)
        return part if len(quotes) == len(part.quotes) else part.model_copy(update={"quotes": quotes})

    def issues(self) -> tuple[Issue, ...]:
        parents = {issue.id for issue in self.map.issues} | self.there
        return tuple(
            issue.model_copy(
                update={"outcome": None, "parent": issue.parent if issue.parent in parents else None}
            )
            for issue in self.map.issues
        )

    def commitments(self) -> tuple[Commitment, ...]:
        taken = (c for c in self.map.commitments if c.post in self.said and c.claim in self.there)
        return tuple(map(self._conditional, taken))

    def _conditional(self, commitment: Commitment) -> Commitment:
        """Return a stance whose condition nobody has said yet with a condition in words: it is not met either."""
        condition = commitment.condition_claim
        if condition is None or condition in self.there:
            return commitment
        return commitment.model_copy(update={"condition": f"“{self.map.nodes[condition].text}”"})

    def questions(self) -> tuple[Question, ...]:
        there = self.there | {issue.id for issue in self.map.issues} | {None}
        return tuple(
            question.model_copy(update={"answered_by": tuple(filter(self._is_given, question.answered_by))})
            for question in self.map.questions
            if question.post in self.said and question.about in there
        )

    def _is_given(self, answer: Answer) -> bool:
        """Return whether an answer is given by now: what it names is."""
        return (answer.post is None or answer.post in self.said) and (
            answer.claim is None or answer.claim in self.there
        )
