"""5. Do two premises count only together, each on its own, or is one a reason for the other?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

TOGETHER = message("They count only together.")
APART = message("Each counts on its own.")
CHAIN = message("One of them is a reason for the other.")
ANSWERS = (TOGETHER, APART, CHAIN)
RIGHT = {
    TOGETHER: message("Yes: {other} does not show it alone, without {one}, and the other way round. {quote}"),
    APART: message("Yes: without {one}, {other} is still a reason, and the other way round. {quote}"),
    CHAIN: message("Yes: {one} is a reason for {other}, and that for the conclusion. {quote}"),
}
WRONG = {
    TOGETHER: message("No: {other} does not show it alone, without {one}, and the other way round. {quote}"),
    APART: message("No: without {one}, {other} is still a reason, and the other way round. {quote}"),
    CHAIN: message("No: {one} is a reason for {other}, and that for the conclusion. {quote}"),
}


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every linked pair, for two single reasons for one claim, and for a reason and its own reason."""
    steps = [
        step
        for step in context.on_claims(RelationKind.SUPPORT)
        if context.is_clear(step) and step.id not in context.map.weightless
    ]
    for step in steps:
        if len(step.premises) == 2 and _are_joined_once(context, *step.premises, step.target):  # noqa: PLR2004 (a pair)
            yield _item(context, step.premises, step.target, (step.id,), TOGETHER)
    single = [step for step in steps if not step.is_linked]
    for first, second in combinations(single, 2):
        one, other = first.premises[0], second.premises[0]
        if first.target == second.target and _are_joined_once(context, one, other, first.target):
            yield _item(context, (one, other), first.target, (first.id, second.id), APART)
    for first in single:
        for second in steps:
            one, other = first.premises[0], first.target
            if other in second.premises and _is_chain(context, one, other, second.target):
                yield _item(context, (one, other), second.target, (first.id, second.id), CHAIN)


def _are_joined_once(context: Context, one: str, other: str, target: str) -> bool:
    """Return whether two claims bear on a third in one way only, together or each by itself, and not on each other."""

    def ways(premise: str) -> list[Relation]:
        return [
            r
            for r in context.map.relations
            if premise in r.premises and context.end(r) in {one, other, target}
        ]

    return one != other and len(ways(one)) == len(ways(other)) == 1


def _is_chain(context: Context, one: str, other: str, target: str) -> bool:
    """Return whether a claim bears on a third by way of another only."""
    direct = [r for r in context.map.relations if one in r.premises and context.end(r) == target]
    return not direct and one not in context.above(other) and target != one


def _item(context: Context, pair: tuple[str, ...], target: str, steps: tuple[str, ...], key: str) -> Item:
    one, other = pair
    quote = " ".join(filter(None, (context.quoted(one), context.quoted(other) if key == APART else "")))
    texts = {"one": context.says(one), "other": context.says(other), "quote": quote}

    def why(answer: str) -> str:
        return context.say((RIGHT if answer == key else WRONG)[key], **texts)

    shown = context.picked(pair, len(pair))
    return Item(
        "linked",
        f"linked-{'-'.join(steps)}"[:110],
        Form.CHOICE,
        context.say(
            "{one} and {other} are both used to argue for {target}. How do they work?",
            one=context.says(shown[0]),
            other=context.says(shown[1]),
            target=context.says(target),
        ),
        Skill.STRUCTURE,
        Level.INTERMEDIATE,
        steps,
        "ThinkerAnalytix skills: independent reasons, co-premises and chains",
        options=tuple(Option(context.say(answer), answer == key, why(answer)) for answer in ANSWERS),
        answers_are_fixed=True,
        secrets=(tuple(map(context.bare, pair)),),
        passages=passages(context.map, (one, other, target)),
    )


EXERCISE = Exercise(
    "linked",
    "linked premises, two reasons for one claim, and a reason that has a reason",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("How reasons work together"),
)
