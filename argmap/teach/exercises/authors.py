"""19. Who ends with which answer?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.graph.stances import LastStance
from argmap.model.claim import Issue
from argmap.teach.context import Context
from argmap.teach.endings import endings, own_words, with_condition
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.protocol import Exercise

MOST = 3
"""Answers of one participant at most, where all issues are asked about together."""

Terms = frozenset[tuple[str, str | None]]
"""The answers with which somebody ends, each with its condition."""


def generate(context: Context) -> Iterator[Item]:
    """Yield for every issue a matching of participants with all the answers that they accept at the end, conditions said.

    Where no issue gives one, yield a matching over all issues. Nobody is asked about whose answers another one accepts as
    well: a matching has one right side for each.
    """
    issues = context.map.issues
    ends = {issue.id: endings(context, issue.id) for issue in issues}
    made = [
        item
        for issue in issues
        for item in _matching(context, issue.id, ends[issue.id], _asked(context, issue))
    ]
    if not made:
        every: dict[str, tuple[LastStance, ...]] = {}
        for each in ends.values():
            for person, stances in each.items():
                every[person] = (*every.get(person, ()), *stances)
        few = {person: stances for person, stances in every.items() if len(stances) <= MOST}
        asked = context.say("With which answers does each of these people end the discussion?")
        made = list(_matching(context, "all", few, asked))
    yield from made


def _asked(context: Context, issue: Issue) -> str:
    return context.say(
        "“{question}” With which answer does each of these people end the discussion?",
        question=issue.question,
    )


def _matching(
    context: Context, name: str, ends: Mapping[str, tuple[LastStance, ...]], asked: str
) -> Iterator[Item]:
    terms = {person: _terms(each) for person, each in ends.items()}
    alone = [person for person in ends if _is_alone(person, terms)]
    if len(alone) > 1:
        answers = {claim.id: claim.answers for claim in context.map.theses}
        pairs = [(context.participant(person), _answer(context, ends[person])) for person in alone]
        words = [own_words(context, last) for person in alone for last in ends[person]]
        looked = context.say("Look at what each of them says last: people sometimes take a claim back.")
        issues = sorted({str(answers[last.claim]) for person in alone for last in ends[person]})
        yield Item(
            "authors",
            f"authors-{name}",
            Form.MATCH,
            asked,
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            (f"authors-{name}", *issues),
            "Walton & Krabbe 1995, commitment stores",
            pairs=tuple(sorted(pairs)),
            feedback=" ".join(filter(None, (looked, *words))),
        )


def _terms(each: tuple[LastStance, ...]) -> Terms:
    return frozenset((last.claim, last.condition) for last in each)


def _is_alone(person: str, terms: Mapping[str, Terms]) -> bool:
    """Return whether nobody else accepts everything that a participant does, and the other way round."""
    own = terms[person]
    return not any(own <= other or other <= own for name, other in terms.items() if name != person)


def _answer(context: Context, each: tuple[LastStance, ...]) -> str:
    return " ".join(with_condition(context, last) for last in each)


EXERCISE = Exercise(
    "authors",
    "at least two participants who end with different theses",
    generate,
    key_is_drawn=False,
    names_people=True,
)
