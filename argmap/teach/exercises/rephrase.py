"""12. Which two say the same in other words?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every rephrase: which claim says the same as another."""
    for relation in context.relations(RelationKind.REPHRASE):
        wrong = context.others(relation.premises[0], not_in=context.same(relation.target))[: OPTIONS - 1]
        yield Item(
            "rephrase",
            f"rephrase-{relation.id}",
            Form.CHOICE,
            context.say("Which of these says the same as {claim}?", claim=context.says(relation.premises[0])),
            Skill.STRUCTURE,
            Level.INTRO,
            (relation.id,),
            "argmap: rephrase relations",
            options=context.shuffled(
                [
                    Option(
                        context.text(relation.target),
                        True,
                        context.say(
                            "Yes: the words are different, the claim is the same. {quote}",
                            quote=context.quoted(relation.target),
                        ),
                    ),
                    *(
                        Option(
                            context.text(n),
                            False,
                            context.say(
                                "No: one could be true and the other false. {quote}", quote=context.quoted(n)
                            ),
                        )
                        for n in wrong
                    ),
                ]
            ),
        )


EXERCISE = Exercise("rephrase", "a rephrase", generate, key_is_drawn=True, names_people=False)
