"""19. Who ends with which answer?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.graph.stances import LastStance
from argmap.teach.context import Context
from argmap.teach.endings import endings, own_words, with_condition
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.protocol import Exercise

Terms = frozenset[tuple[str, str | None]]
"""The answers with which somebody ends, each with its condition."""


def generate(context: Context) -> Iterator[Item]:
    """Yield for every issue a matching of participants with all the answers that they accept at the end, conditions said.

    Nobody is asked about whose answers others hold as well: a matching has one right side for each.
    """
    for issue in context.map.issues:
        ends = endings(context, issue.id)
        terms = {person: _terms(each) for person, each in ends.items()}
        alone = [person for person in ends if _is_alone(person, terms)]
        if len(alone) < 2:  # noqa: PLR2004 (a pair)
            continue
        pairs = [(context.participant(person), _answer(context, ends[person])) for person in alone]
        words = [own_words(context, last) for person in alone for last in ends[person]]
        looked = context.say("Look at what each of them says last: people sometimes take a claim back.")
        yield Item(
            "authors",
            f"authors-{issue.id}",
            Form.MATCH,
            context.say(
                "“{question}” With which answer does each of these people end the discussion?",
                question=issue.question,
            ),
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            (f"authors-{issue.id}", issue.id),
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
    "an issue on which at least two participants end with different theses",
    generate,
    key_is_drawn=False,
    names_people=True,
)
