"""11. How do these cards form an argument?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.teach.context import SURE, Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

FEWEST, MOST = 4, 7
"""Cards that belong to the argument."""

DRAWN = {
    RelationKind.SUPPORT: message("{premises} – a reason for {target}"),
    RelationKind.ATTACK: message("{premises} – an objection to {target}"),
}


def generate(context: Context) -> Iterator[Item]:
    """Yield a rebuilding for every claim with enough reasons and objections below it; each card but the top is about exactly one other."""
    for claim in context.claims():
        steps = _below(context, claim.id) if context.is_said(claim.id) else []
        names = [claim.id, *(premise for step in steps for premise in step.premises)]
        sure = all(step.confidence is None or step.confidence >= SURE for step in steps)
        if len(names) < FEWEST or not sure or not _is_plain(context, steps, set(names)):
            continue
        foreign = _foreign(context, names)
        cards = [*names, *([foreign] if foreign else [])]
        key = [
            context.say(
                DRAWN[step.kind], premises=context.both(step.premises), target=context.says(step.target)
            )
            for step in steps
        ]
        yield Item(
            "rebuild",
            f"rebuild-{claim.id}",
            Form.REBUILD,
            context.say(
                "Build an argument from these cards: for each card, choose the other card that it is a reason for, or an objection to. One card is the conclusion of all; one may belong nowhere."
            ),
            Skill.STRUCTURE,
            Level.INTERMEDIATE,
            tuple(step.id for step in steps),
            "Cullen et al. 2018, mapping with feedback; Parsons problems",
            cards=tuple((name, context.text(name)) for name in context.picked(cards, len(cards))),
            steps=tuple((step.kind.value, step.premises, step.target) for step in steps),
            feedback=f"{'; '.join(key)}.",
            secrets=((context.bare(names[1]), context.bare(claim.id)),),
            passages=passages(context.map, cards),
        )


def steps_of_exercise(map: ArgumentMap, exercise: str) -> tuple[Relation, ...] | None:
    """Return the steps that the exercise of an id asks for, or nothing if the map gives no such exercise."""
    top = exercise.removeprefix("rebuild-")
    if top == exercise or top not in map.nodes:
        return None
    return tuple(_below(Context(map, 0, "rebuild"), top)) or None


def _below(context: Context, top: str) -> list[Relation]:
    """Return the reasons and objections under a claim that are said, the nearest first, as many as fit on the cards.

    What an example shows is the annotators' account, and nobody says an implicit premise: no card has either.
    """
    steps: list[Relation] = []
    names, todo = {top}, [top]
    while todo:
        for step in _onto(context, todo.pop(0)):
            new = set(step.premises) - names
            is_said = all(map(context.is_said, step.premises))
            if (
                step.kind in DRAWN
                and is_said
                and len(new) == len(step.premises)
                and len(names) + len(new) <= MOST
            ):
                steps.append(step)
                names |= new
                todo += step.premises
    return steps


def _onto(context: Context, name: str) -> list[Relation]:
    weightless = context.map.weightless
    return [step for step in context.map.incoming.get(name, ()) if step.id not in weightless]


def _is_plain(context: Context, steps: list[Relation], names: set[str]) -> bool:
    """Return whether the cards form an argument in no other way, and no two of them say the same."""
    inside = [r for r in context.map.relations if r.target in names and names & set(r.premises)]
    return len(inside) == len(steps) and len({context.text(name) for name in names}) == len(names)


def _foreign(context: Context, names: list[str]) -> str | None:
    """Return a claim of the same matter that belongs nowhere on the cards: on another side than all of them, and joined with none."""
    sides = {context.sides.get(name) for name in names}
    ends = [{*relation.premises, context.end(relation)} for relation in context.map.relations]
    joined = {name for each in ends if not each.isdisjoint(names) for name in each}
    texts = {context.text(name) for name in names}
    pool = [
        claim.id
        for claim in context.claims()
        if context.sides.get(claim.id) not in {None, *sides}
        and claim.id not in joined
        and not claim.is_thesis
        and context.above(claim.id).isdisjoint(names)
        and context.text(claim.id) not in texts
        and context.is_said(claim.id)
    ]
    return context.random.choice(pool) if pool else None


EXERCISE = Exercise(
    "rebuild",
    "a claim with three to six others below it, each by one relation",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("Build an argument"),
)
