"""9. What exactly does an undercut deny?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

SHOWS = message("that {reason} shows {conclusion}")
SPEAKS_AGAINST = message("that {reason} speaks against {conclusion}")


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every undercut of a single step: the reason, the conclusion, or that the one shows the other."""
    for relation, step in context.undercuts():
        if step.is_linked or relation.is_linked:
            continue
        reason, end = context.says(step.premises[0]), context.says(step.target)
        step_text = SHOWS if step.kind is RelationKind.SUPPORT else SPEAKS_AGAINST
        quote = context.quoted(relation.premises[0])
        yield Item(
            "undercut-place",
            f"undercut-place-{relation.id}",
            Form.CHOICE,
            context.say("{claim} – what does this deny?", claim=context.says(relation.premises[0])),
            Skill.CRITIQUE,
            Level.INTERMEDIATE,
            (relation.id,),
            "Pollock 1987, undercutting defeaters",
            options=(
                Option(
                    context.say("that {claim} is true", claim=reason),
                    False,
                    context.say("No: the reason may still be true. {quote}", quote=quote),
                ),
                Option(
                    context.say("that {claim} is true", claim=end),
                    False,
                    context.say("No: the conclusion may be true for other reasons. {quote}", quote=quote),
                ),
                Option(
                    context.say(step_text, reason=reason, conclusion=end),
                    True,
                    context.say(
                        "Yes: it accepts the reason and denies that it shows the conclusion. {quote}",
                        quote=quote,
                    ),
                ),
            ),
        )


EXERCISE = Exercise(
    "undercut-place",
    "an undercut of a support or an attack with one premise",
    generate,
    key_is_drawn=True,
    names_people=False,
)
