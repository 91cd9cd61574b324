"""4. Which premise is missing?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import UNEVEN, Wrong, beside, likeness, said_by
from argmap.teach.context import OPTIONS, SURE, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

PROMPTS = {
    RelationKind.SUPPORT: message(
        "From {given} somebody concludes {target}. Which of these is taken for granted in this step, and said nowhere?"
    ),
    RelationKind.ATTACK: message(
        "Against {target} somebody argues with {given}. Which of these is taken for granted in this step, and said nowhere?"
    ),
}
JOINS = message("Yes: it joins {given} with {target}, and nobody says it.")


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every linked step with one implicit premise; the wrong answers are said in the thread.

    They are about the same matter and leave the step open: other reasons for the conclusion, reasons for what is given, and
    objections. What the thread says is not taken for granted in silence, so one answer only is right.
    """
    for relation in context.on_claims(*PROMPTS):
        missing = [premise for premise in relation.premises if not context.is_said(premise)]
        given = [premise for premise in relation.premises if premise not in missing]
        sure = relation.confidence is None or relation.confidence >= SURE
        if len(missing) != 1 or not given or not sure or not _is_implicit(context, missing[0]):
            continue
        texts = {"given": context.both(given), "target": context.says(relation.target)}
        asked = _asked(context, relation, given)
        if not asked:
            continue
        key = context.text(missing[0])
        wrong, unevenness = beside(
            key,
            _wrong(context, relation, missing[0]),
            asked=_asked(context.in_english, relation, given),
            most=OPTIONS - 1,
            turn=context.turn(relation.id),
        )
        if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
            continue
        yield Item(
            "missing-premise",
            f"missing-premise-{relation.id}",
            Form.CHOICE,
            asked,
            Skill.STRUCTURE,
            Level.INTERMEDIATE,
            (relation.id, missing[0]),
            "van Eemeren & Grootendorst 2004: unexpressed premises",
            options=(
                Option(key, True, context.say(JOINS, **texts)),
                *(Option(w.text, False, w.why) for w in wrong),
            ),
            secrets=((key.rstrip("."),),),
            unevenness=unevenness,
            passages=passages(context.map, (*given, relation.target), beside=said_by(wrong)),
        )


def _asked(context: Context, relation: Relation, given: list[str]) -> str:
    """Return the question about a step, or "" if a part of it is said in no one place."""
    places = [context.pointed_at(name) for name in (*given, relation.target)]
    if not all(places):
        return ""
    return context.say(
        PROMPTS[relation.kind], given=context.say(" and ").join(places[:-1]), target=places[-1]
    )


def _is_implicit(context: Context, name: str) -> bool:
    return any(claim.id == name and claim.implicit for claim in context.claims())


def _wrong(context: Context, relation: Relation, missing: str) -> list[Wrong]:
    """Return what is said near a step and does not carry it, the claims most like the missing premise first."""
    named = {name for premise in (*relation.premises, relation.target) for name in context.same(premise)}
    beside_it = {p for r in context.map.incoming.get(relation.target, ()) for p in r.premises}
    pool = [
        claim.id
        for claim in context.claims()
        if claim.id not in named | beside_it and context.is_said(claim.id) and not claim.is_thesis
    ]
    texts = [context.text(name) for name in (missing, *sorted(named - {missing}))]

    def near(name: str) -> float:
        return -max(likeness(context.text(name), text) for text in texts)

    return [
        Wrong(
            context.text(name),
            context.say("No: it is said, and does not join the two. {quote}", quote=context.quoted(name)),
            (name,),
        )
        for name in sorted(context.picked(pool, len(pool)), key=near)
    ]


EXERCISE = Exercise(
    "missing-premise",
    "an implicit premise (implicit: true) in a relation with linked premises",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=False,
    title=message("What is taken for granted"),
)
