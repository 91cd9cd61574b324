"""16. What do the sides agree on?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from argmap.language import message
from argmap.model.annotations import Stance
from argmap.teach.choices import question_looks
from argmap.teach.context import Context
from argmap.teach.endings import Agreed, accepting, agreed, own_words
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise, MapPart

T = TypeVar("T")

DRAWS = 12
"""Draws of claims, of which the one is taken whose right and wrong answers look most alike."""

MOST = 3
"""Claims that are agreed on, and that are not, at most; there may be one more of those that are."""


def generate(context: Context) -> Iterator[Item]:
    """Yield one choice of several: what two accept at the end and nobody denies, beside what one accepts and another denies."""
    shared = _without_theses(context, list(agreed(context)), lambda one: one.claim)
    disputed = [claim.id for claim in context.claims() if _is_disputed(context, claim.id)]
    others = _without_theses(context, disputed, str)
    most = min(MOST, len(shared), len(others))
    if shared and others:
        drawn = [
            (context.picked(shared, min(most + 1, MOST)), context.picked(others, most)) for _ in range(DRAWS)
        ]
        rights, wrong = min(
            drawn, key=lambda pair: _unlikeness(context, [one.claim for one in pair[0]], pair[1])
        )
        named = (*(one.claim for one in rights), *wrong)
        issues = sorted({claim.answers for claim in context.claims() if claim.id in named and claim.answers})
        options = [*(_right(context, one) for one in rights), *(_wrong(context, name) for name in wrong)]
        yield Item(
            "agreement",
            "agreement",
            Form.SEVERAL,
            context.say(
                "Which of these claims do at least two people accept at the end of the discussion, and nobody denies?"
            ),
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            ("agreement", *(one.claim for one in rights), *issues),
            "van Eemeren & Grootendorst 2004: common starting points",
            options=context.shuffled(options),
            passages=passages(context.map, (), beside=named, posts=_posts_of_stances(context, named)),
        )


def _posts_of_stances(context: Context, names: Iterable[str]) -> tuple[str, ...]:
    """Return the posts in which somebody takes a stance on some claims."""
    statements = context.study.index.statements
    wanted = {statements[name] for name in names}
    return tuple(c.post for c in context.map.commitments if statements.get(c.claim) in wanted)


def _unlikeness(context: Context, rights: list[str], wrong: list[str]) -> float:
    """Return how far right and wrong answers differ in their look."""
    looks = question_looks([(context.text(name),) for name in (*rights, *wrong)])
    return float(abs(looks[: len(rights)].mean(axis=0) - looks[len(rights) :].mean(axis=0)).sum())


def _without_theses(context: Context, found: list[T], name: Callable[[T], str]) -> list[T]:
    """Return what is found without theses, where anything is left: who ends with which thesis is another exercise."""
    theses = {claim.id for claim in context.map.theses}
    return [one for one in found if name(one) not in theses] or found


def _is_disputed(context: Context, name: str) -> bool:
    """Return whether somebody accepts a claim at the end and somebody else denies it."""
    return bool(accepting(context, name) and context.stances(name).rejecting)


def _right(context: Context, one: Agreed) -> Option:
    people = context.listed(one.names)
    words = [own_words(context, last) for last in accepting(context, one.claim)]
    said = context.say("Yes: {people} accept it, and nobody denies it.", people=people)
    return Option(context.text(one.claim), True, " ".join(filter(None, (said, *words[:2]))))


def _wrong(context: Context, name: str) -> Option:
    denying = context.stances(name).of(Stance.DENIES)[0]
    said = context.say("No: {name} denies it.", name=context.participant(denying.participant))
    return Option(context.text(name), False, " ".join(filter(None, (said, own_words(context, denying)))))


EXERCISE = Exercise(
    "agreement",
    "a claim that two participants accept and nobody denies, and one that somebody accepts and somebody else denies",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=True,
    hides=(MapPart.PEOPLE, MapPart.LABELS),
    title=message("What is agreed on"),
)
