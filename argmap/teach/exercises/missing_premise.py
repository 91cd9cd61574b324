"""4. Which premise is missing?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.claim import Claim
from argmap.model.relation import RelationKind
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

PROMPTS = {
    RelationKind.SUPPORT: message(
        "From {given} somebody concludes {target}. What is taken for granted and not said?"
    ),
    RelationKind.ATTACK: message(
        "Against {target} somebody argues with {given}. What is taken for granted and not said?"
    ),
}


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every linked step with one implicit premise; others of the map are the wrong ones."""
    implicit = {claim.id for claim in context.claims() if claim.implicit}
    for relation in context.on_claims(*PROMPTS):
        missing = [premise for premise in relation.premises if premise in implicit]
        if len(missing) != 1 or not relation.is_linked:
            continue
        node = context.map.nodes[missing[0]]
        assert isinstance(node, Claim)  # noqa: S101 (implicit ones are claims)
        given = context.both(premise for premise in relation.premises if premise != missing[0])
        beside = {p for step in context.map.incoming.get(relation.target, ()) for p in step.premises}
        pool = sorted(implicit - beside - context.same(missing[0]))
        wrong = [
            *context.picked(pool, OPTIONS - 1),
            *context.others(missing[0], not_in={*beside, relation.target, *pool}),
        ]
        yield Item(
            "missing-premise",
            f"missing-premise-{relation.id}",
            Form.CHOICE,
            context.say(PROMPTS[relation.kind], given=given, target=context.says(relation.target)),
            Skill.STRUCTURE,
            Level.INTERMEDIATE,
            (relation.id, missing[0]),
            "van Eemeren & Grootendorst 2004: unexpressed premises",
            options=context.shuffled(
                [
                    Option(node.text, True, context.say("Yes: without it, the conclusion would not follow.")),
                    *(
                        Option(
                            context.text(n),
                            False,
                            context.say(
                                "No: with this, the conclusion would still not follow. {quote}",
                                quote=context.quoted(n),
                            ),
                        )
                        for n in wrong[: OPTIONS - 1]
                    ),
                ]
            ),
        )


EXERCISE = Exercise(
    "missing-premise",
    "an implicit premise (implicit: true) in a relation with linked premises",
    generate,
    key_is_drawn=False,
    names_people=False,
)
