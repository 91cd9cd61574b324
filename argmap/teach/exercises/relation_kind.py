"""2. Does it support, attack, undercut, or neither?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.language import message
from argmap.teach.protocol import Exercise

KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)
ON_A_CLAIM = (
    message("It is a reason for it."),
    message("It is an objection to it."),
    message("It has no bearing on it."),
)
ON_A_STEP = (
    message("It is one more reason for the conclusion."),
    message("It is a reason against the conclusion."),
    message("It denies that the reason shows the conclusion."),
    message("It has no bearing on either."),
)
FOR = message("Somebody argues for {claim} with {reason}. What does {premise} do?")
AGAINST = message("Somebody argues against {claim} with {reason}. What does {premise} do?")


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every step with one premise whose two ends no other step joins."""
    joined: dict[tuple[str, str], int] = {}
    for relation in context.map.relations:
        for premise in relation.premises:
            joined[premise, relation.target] = joined.get((premise, relation.target), 0) + 1
    for relation in context.relations(*KINDS):
        if relation.is_linked or joined[relation.premises[0], relation.target] > 1:
            continue
        step = context.map.relations_by_id.get(relation.target)
        if step is not None and (step.kind is RelationKind.UNDERCUT or step.target not in context.map.nodes):
            continue
        premise = context.says(relation.premises[0])
        if step is None:
            prompt = context.say(
                "Somebody says {claim}. How does {premise} bear on it?",
                claim=context.says(relation.target),
                premise=premise,
            )
        else:
            prompt = context.say(
                FOR if step.kind is RelationKind.SUPPORT else AGAINST,
                claim=context.says(step.target),
                reason=context.says(step.premises[0]),
                premise=premise,
            )
        words = ON_A_CLAIM if step is None else ON_A_STEP
        right = words[KINDS.index(relation.kind)]
        yield Item(
            "relation-kind",
            f"relation-kind-{relation.id}",
            Form.CHOICE,
            prompt,
            Skill.STRUCTURE,
            Level.INTRO if step is None else Level.INTERMEDIATE,
            (relation.id,),
            "ThinkerAnalytix skills: premise, objection or neither",
            options=tuple(
                Option(
                    context.say(word),
                    word == right,
                    _why(context, relation.premises[0], word == right, right),
                )
                for word in words
            ),
        )


def _why(context: Context, premise: str, right: bool, answer: str) -> str:
    said, quote = context.say(answer), context.quoted(premise)
    if right:
        return context.say("Yes. {answer} {quote}", answer=said, quote=quote)
    return context.say("No. {answer} {quote}", answer=said, quote=quote)


EXERCISE = Exercise("relation-kind", "a support, attack or undercut with one premise", generate)
