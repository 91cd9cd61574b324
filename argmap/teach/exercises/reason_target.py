"""3. Which claim is it a reason for?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every support whose premise supports one thing only; what it leads to further up is not offered."""
    targets: dict[str, set[str]] = {}
    for relation in context.map.relations:
        for premise in relation.premises:
            targets.setdefault(premise, set()).add(relation.target)
    for relation in context.on_claims(RelationKind.SUPPORT):
        premise, target = relation.premises[0], relation.target
        if relation.is_linked or targets[premise] != {target}:
            continue
        above, todo = {target}, [target]
        while todo:
            for end in targets.get(todo.pop(), ()):
                if end not in above and end in context.map.nodes:
                    above.add(end)
                    todo.append(end)
        known = {same for end in above for same in context.same(end)}
        wrong = context.others(premise, not_in=known)[: OPTIONS - 1]
        yield Item(
            "reason-target",
            f"reason-target-{relation.id}",
            Form.CHOICE,
            context.say("{reason} – for which claim is this a reason?", reason=context.says(premise)),
            Skill.STRUCTURE,
            Level.INTRO,
            (relation.id,),
            "ThinkerAnalytix skills: which evidence supports",
            options=context.shuffled(
                [
                    Option(
                        context.text(target), True, context.say("Yes. {quote}", quote=context.quoted(premise))
                    ),
                    *(
                        Option(
                            context.text(n),
                            False,
                            context.say(
                                "No: the map has no step from it to this claim. {quote}",
                                quote=context.quoted(premise),
                            ),
                        )
                        for n in wrong
                    ),
                ]
            ),
        )


EXERCISE = Exercise(
    "reason-target", "a support whose premise is used once", generate, key_is_drawn=True, names_people=False
)
