"""2. Is it a reason, an objection, or neither?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import likeness
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages, words_at
from argmap.teach.protocol import Exercise

REASON = message("It is a reason for it.")
OBJECTION = message("It is an objection to it.")
NEITHER = message("Neither: it does not bear on it.")
ANSWERS = (REASON, OBJECTION, NEITHER)
ON_A_THESIS = (REASON, OBJECTION)
"""Of theses the third answer is not offered: it is right between two reasons only, and a thesis would give it away as wrong."""

RIGHT = {
    REASON: message("Yes: if it is true, that speaks for the claim. {quote}"),
    OBJECTION: message("Yes: if it is true, that speaks against the claim. {quote}"),
    NEITHER: message("Yes: both are reasons for {target}, and neither is a reason for the other. {quote}"),
}
WRONG = {
    REASON: message("No: it is given as a reason. If it is true, that speaks for the claim. {quote}"),
    OBJECTION: message(
        "No: it is given as an objection. If it is true, that speaks against the claim. {quote}"
    ),
    NEITHER: message("No: both are reasons for {target}, and neither is a reason for the other. {quote}"),
}
KEYS = {RelationKind.SUPPORT: REASON, RelationKind.ATTACK: OBJECTION}


LIKE = 0.15
"""Share of words that a claim may have in common with a reason for another, before it could be taken for one."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every clear reason or objection of one premise, and for every two reasons for one claim.

    Those who take two reasons for one claim for a reason for each other have not seen the argument; they are asked about
    because they are about the same matter as reasons and objections are.
    """
    theses = {claim.id for claim in context.map.theses}
    for relation in context.on_claims(*KEYS):
        if relation.is_linked or not context.is_clear(relation) or not _is_alone(context, relation):
            continue
        premise, target = relation.premises[0], relation.target
        answers = ON_A_THESIS if target in theses else ANSWERS
        ends = (premise, target)
        yield _item(context, relation.id, ends, answers, KEYS[relation.kind], (relation.id,), target)
    yield from _beside_each_other(context)


def _is_alone(context: Context, relation: Relation) -> bool:
    """Return whether no other relation joins the two ends, in either direction or by way of other claims.

    One kind of mistake that is found early speaks for a compiler, and against it for who concludes that it finds few.
    """
    premise, target = relation.premises[0], relation.target
    roundabout = (
        target in context.above(context.end(other))
        for other in context.map.relations
        if other.id != relation.id and premise in other.premises
    )
    ways = [
        other
        for other in context.map.relations
        if other.id != relation.id and {premise, target} <= {*other.premises, context.end(other)}
    ]
    return not ways and premise not in context.above(target) and not any(roundabout)


def _beside_each_other(context: Context) -> Iterator[Item]:
    """Yield choices about two reasons for one claim, each of its own."""
    by_target: dict[str, list[Relation]] = {}
    for relation in context.on_claims(RelationKind.SUPPORT):
        if not relation.is_linked and context.is_clear(relation):
            by_target.setdefault(relation.target, []).append(relation)
    for target, reasons in by_target.items():
        for first, second in combinations(reasons, 2):
            one, other = first.premises[0], second.premises[0]
            if not _are_beside(context, one, other) or _are_said_at_once(context, target, one, other):
                continue
            ordered = context.random.choice(((one, other), (other, one)))
            name = f"none-{one}-{other}"[:110]
            yield _item(context, name, ordered, ANSWERS, NEITHER, (first.id, second.id), target)


def _are_beside(context: Context, one: str, other: str) -> bool:
    """Return whether two claims have to do with each other only in that both are reasons for a third.

    Who says nearly the same as a reason for the other could be taken to give one.
    """
    joining = [r for r in context.map.relations if {one, other} <= {*r.premises, context.end(r)}]
    apart = other not in context.above(one) and one not in context.above(other)
    return (
        not joining
        and apart
        and not (_is_like_a_reason(context, one, other) or _is_like_a_reason(context, other, one))
    )


def _is_like_a_reason(context: Context, one: str, other: str) -> bool:
    """Return whether a claim says nearly the same as another, or as something that is said for or against it."""
    said = {other, *(p for step in context.map.incoming.get(other, ()) for p in step.premises)}
    return any(
        likeness(context.text(one), context.text(name)) > (1 - LIKE if name == other else LIKE)
        for name in said
    )


def _are_said_at_once(context: Context, target: str, one: str, other: str) -> bool:
    """Return whether the words in which a claim is said hold both reasons for it: nobody can tell there that they are two."""
    around = _places(context, target)
    return all(
        any(
            post == there and start < stop and begin < end
            for post, start, end in _places(context, name)
            for there, begin, stop in around
        )
        for name in (one, other)
    )


def _places(context: Context, name: str) -> frozenset[tuple[str, int, int]]:
    """Return where the words stand in which a claim is said or granted: the post, first character, and the one behind the last."""
    thread = context.map.thread
    if thread is None:
        return frozenset()
    granted = (quote for c in context.map.commitments if c.claim == name for quote in c.quotes)
    quotes = (*context.map.nodes[name].quotes, *granted)
    return frozenset((quote.post, *place) for quote in quotes for place in words_at(thread, quote))


def _item(
    context: Context,
    name: str,
    ends: tuple[str, str],
    answers: tuple[str, ...],
    key: str,
    parts: tuple[str, ...],
    target: str,
) -> Item:
    premise, claim = ends
    quote = context.quoted(premise)

    def why(answer: str) -> str:
        return context.say((RIGHT if answer == key else WRONG)[key], target=context.says(target), quote=quote)

    return Item(
        "relation-kind",
        f"relation-kind-{name}",
        Form.CHOICE,
        context.say(
            "One claim of the discussion is {claim}, and another is {premise}. What is the second to the first?",
            claim=context.says(claim),
            premise=context.says(premise),
        ),
        Skill.STRUCTURE,
        Level.INTRO,
        parts,
        "ThinkerAnalytix skills: premise, objection or neither",
        options=tuple(Option(context.say(answer), answer == key, why(answer)) for answer in answers),
        answers_are_fixed=True,
        secrets=((context.bare(premise), context.bare(claim)),),
        passages=passages(context.map, (premise, claim)),
    )


EXERCISE = Exercise(
    "relation-kind",
    "reasons, objections, and two reasons for one claim, all with one premise",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("Reason, objection or neither"),
)
