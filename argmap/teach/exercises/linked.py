"""5. Do the premises count only together, or each on its own?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

TOGETHER, APART = message("They count only together."), message("Each counts on its own.")


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every linked pair, and for pairs of single reasons for one claim; no pair does both."""
    steps = context.on_claims(RelationKind.SUPPORT, RelationKind.ATTACK)
    alone = {(r.premises[0], r.target) for r in steps if not r.is_linked}
    together = {(premise, r.target) for r in steps if r.is_linked for premise in r.premises}
    for relation in steps:
        ends = {(premise, relation.target) for premise in relation.premises}
        if len(relation.premises) == 2 and not ends & alone:  # noqa: PLR2004 (a pair)
            yield _item(
                context, relation.premises[0], relation.premises[1], relation.target, (relation.id,), TOGETHER
            )
    singles: dict[str, list[tuple[str, str]]] = {}
    for relation in context.on_claims(RelationKind.SUPPORT):
        if not relation.is_linked and (relation.premises[0], relation.target) not in together:
            singles.setdefault(relation.target, []).append((relation.premises[0], relation.id))
    for target, reasons in singles.items():
        for (one, first), (other, second) in zip(reasons[::2], reasons[1::2], strict=False):
            yield _item(context, one, other, target, (first, second), APART)


def _item(context: Context, one: str, other: str, target: str, steps: tuple[str, ...], right: str) -> Item:
    yes, no = (
        (
            message("Yes: without one of them, the other shows nothing."),
            message("No: without one of them, the other shows nothing."),
        )
        if right == TOGETHER
        else (
            message("Yes: without one of them, the other is still a reason."),
            message("No: without one of them, the other is still a reason."),
        )
    )
    return Item(
        "linked",
        f"linked-{'-'.join(steps)}"[:120],
        Form.CHOICE,
        context.say(
            "{one} and {other} are given for or against {target}. How do they work?",
            one=context.says(one),
            other=context.says(other),
            target=context.says(target),
        ),
        Skill.STRUCTURE,
        Level.INTERMEDIATE,
        steps,
        "ThinkerAnalytix skills: independent reasons and co-premises",
        options=tuple(
            Option(
                context.say(word),
                word == right,
                f"{context.say(yes if word == right else no)} {context.quoted(one)}",
            )
            for word in (TOGETHER, APART)
        ),
    )


EXERCISE = Exercise(
    "linked",
    "a relation with linked premises, or two reasons for one claim",
    generate,
    key_is_drawn=True,
    names_people=False,
)
