"""17. Steelman a thesis; write the best objection."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise, LessonPart


def generate(context: Context) -> Iterator[Item]:
    """Yield an essay for every thesis that has reasons, with a rubric."""
    reasoned = {relation.target for relation in context.on_claims(RelationKind.SUPPORT)}
    for claim in context.map.theses:
        if claim.id in reasoned:
            yield Item(
                "steelman",
                f"steelman-{claim.id}",
                Form.ESSAY,
                context.say(
                    "Argue for {claim} as strongly as you can in 150 words, even if you disagree. Then write the strongest objection to it.",
                    claim=context.says(claim.id),
                ),
                Skill.SYNTHESIS,
                Level.ADVANCED,
                (claim.id,),
                "Paul & Elder, intellectual standards: fairness",
                feedback=context.say(
                    "Points: the strongest reasons of the thread are there (2), in words that their authors would accept (2), implicit premises are named (2), the objection is to the step or to the weakest premise and not to the person (2), both texts are clear to somebody who has not read the thread (2)."
                ),
                passages=passages(context.map, (claim.id,), beside=_near(context, claim.id)),
            )


def _near(context: Context, name: str) -> list[str]:
    """Return the reasons for a claim and the objections to it."""
    steps = context.on_claims(RelationKind.SUPPORT, RelationKind.ATTACK)
    return [premise for step in steps if step.target == name for premise in step.premises]


EXERCISE = Exercise(
    "steelman",
    "a thesis with a reason",
    generate,
    key_is_drawn=False,
    names_people=False,
    part=LessonPart.HOMEWORK,
    title=message("As strongly as you can"),
)
