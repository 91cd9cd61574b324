"""12. Which two say the same in other words?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.choices import UNEVEN, Wrong, beside, likeness, said_by
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every rephrase: which claim says the same as another; the wrong ones are about the same matter."""
    for relation in context.relations(RelationKind.REPHRASE):
        claim, same = relation.premises[0], relation.target
        if not context.is_clear(relation):
            continue
        asked = _asked(context, claim)
        wrong, unevenness = beside(
            context.text(same),
            _wrong(context, claim),
            asked=_asked(context.in_english, claim),
            most=OPTIONS - 1,
            turn=context.turn(relation.id),
        )
        if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
            continue
        yes = context.say(
            "Yes: the words are different, the claim is the same. {quote}", quote=context.quoted(same)
        )
        yield Item(
            "rephrase",
            f"rephrase-{relation.id}",
            Form.CHOICE,
            asked,
            Skill.STRUCTURE,
            Level.INTRO,
            (relation.id,),
            "argmap: rephrase relations",
            options=(Option(context.text(same), True, yes), *(Option(w.text, False, w.why) for w in wrong)),
            secrets=((context.bare(claim), context.bare(same)),),
            unevenness=unevenness,
            passages=passages(context.map, (claim,), beside=(same, *said_by(wrong))),
        )


def _asked(context: Context, claim: str) -> str:
    return context.say("Which of these says the same as {claim}?", claim=context.says(claim))


def _wrong(context: Context, claim: str) -> list[Wrong]:
    """Return the other claims, those that are most like one in their words first."""
    pool = [
        one.id for one in context.claims() if one.id not in context.same(claim) and context.is_said(one.id)
    ]
    text = context.text(claim)
    return [
        Wrong(
            context.text(name),
            context.say("No: one could be true and the other false. {quote}", quote=context.quoted(name)),
            (name,),
        )
        for name in sorted(context.picked(pool, len(pool)), key=lambda n: -likeness(text, context.text(n)))
    ]


EXERCISE = Exercise(
    "rephrase",
    "a rephrase",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("The same in other words"),
)
