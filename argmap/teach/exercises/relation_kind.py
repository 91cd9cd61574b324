"""2. Does it support, attack, undercut, or neither?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)
ON_A_CLAIM = ("It is a reason for it.", "It is an objection to it.", "It has no bearing on it.")
ON_A_STEP = (
    "It is one more reason for the conclusion.",
    "It is a reason against the conclusion.",
    "It denies that the reason shows the conclusion.",
    "It has no bearing on either.",
)


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
            prompt = f"Somebody says {context.says(relation.target)}. How does {premise} bear on it?"
        else:
            argued = "argues for" if step.kind is RelationKind.SUPPORT else "argues against"
            reason = context.says(step.premises[0])
            prompt = f"Somebody {argued} {context.says(step.target)} with {reason}. What does {premise} do?"
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
                Option(word, word == right, _why(context, relation.premises[0], word == right, right))
                for word in words
            ),
        )


def _why(context: Context, premise: str, right: bool, answer: str) -> str:
    return f"{'Yes' if right else 'No'}: {answer[0].lower()}{answer[1:]} {context.quoted(premise)}"


EXERCISE = Exercise("relation-kind", "a support, attack or undercut with one premise", generate)
