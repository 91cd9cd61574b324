"""3. Which claim is it a reason for?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by
from argmap.teach.context import OPTIONS, Context, sentence
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every clear reason that supports one thing only.

    The wrong answers are a reason for the reason itself, another reason for the same claim, what the claim speaks
    against, and what the other side says. What the reason leads to further up is not offered, nor anything else of its own side:
    it could be defended.
    """
    for relation in context.on_claims(RelationKind.SUPPORT):
        premise, target = relation.premises[0], relation.target
        uses = {r.target for r in context.map.relations if premise in r.premises}
        if relation.is_linked or uses != {target} or not context.is_clear(relation):
            continue
        if not context.pointed_at(premise):
            continue
        asked = _asked(context, premise)
        key = context.text(target)
        wrong, unevenness = beside(
            key,
            list(_wrong(context, relation)),
            asked=_asked(context.in_english, premise),
            most=OPTIONS - 1,
            turn=context.turn(relation.id),
        )
        if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
            continue
        yes = context.say(
            "Yes: if it is true, that speaks for this claim. {quote}", quote=context.quoted(premise)
        )
        yield Item(
            "reason-target",
            f"reason-target-{relation.id}",
            Form.CHOICE,
            asked,
            Skill.STRUCTURE,
            Level.INTRO,
            (relation.id,),
            "ThinkerAnalytix skills: which evidence supports",
            options=(Option(key, True, yes), *(Option(w.text, False, w.why) for w in wrong)),
            secrets=(
                (context.bare(premise), key.rstrip(".")),
                (" ".join(context.words_of(premise)), key.rstrip(".")),
            ),
            unevenness=unevenness,
            passages=passages(context.map, (premise,), beside=(target, *said_by(wrong))),
        )


def _asked(context: Context, premise: str) -> str:
    place = context.pointed_at(premise)
    return sentence(context.say("{reason} is given as a reason. For which of these claims?", reason=place))


def _wrong(context: Context, relation: Relation) -> Iterator[Wrong]:
    """Yield wrong answers, each with what it really has to do with the reason."""
    premise, target = relation.premises[0], relation.target
    above = context.above(premise)
    for step in context.on_claims(RelationKind.SUPPORT, RelationKind.ATTACK):
        for name in step.premises:
            if name in above or not context.is_said(name):
                continue
            quote = context.quoted(name)
            if step.kind is RelationKind.SUPPORT and step.target == premise:
                why = context.say(
                    "No: it is the other way round, this is a reason for it. {quote}", quote=quote
                )
                yield Wrong(context.text(name), why, (name,))
            elif step.kind is RelationKind.SUPPORT and step.target == target and not context.is_linked(name):
                why = context.say(
                    "No: this is another reason for the same claim, and needs no reason from there. {quote}",
                    quote=quote,
                )
                yield Wrong(context.text(name), why, (name,))
            elif step.kind is RelationKind.ATTACK and step.target in above:
                why = context.say("No: this is said against what the reason is to show. {quote}", quote=quote)
                yield Wrong(context.text(name), why, (name,))
    yield from _other_side(context, premise, above)


def _other_side(context: Context, premise: str, above: frozenset[str]) -> Iterator[Wrong]:
    """Yield what is argued for on another side, the claims that share a post with the reason first."""
    side, posts = context.sides.get(premise), context.posts_of(premise)
    argued = {r.target for r in context.on_claims(RelationKind.SUPPORT)}
    pool = [
        claim.id
        for claim in context.claims()
        if claim.id in argued
        and claim.id not in above
        and premise not in context.above(claim.id)
        and side is not None
        and context.sides.get(claim.id) not in {None, side}
        and context.is_said(claim.id)
    ]
    for name in sorted(context.picked(pool, len(pool)), key=lambda n: posts.isdisjoint(context.posts_of(n))):
        yield Wrong(
            context.text(name),
            context.say(
                "No: this is argued for on another side, with other reasons. {quote}",
                quote=context.quoted(name),
            ),
            (name,),
        )


EXERCISE = Exercise(
    "reason-target",
    "a support whose premise is used once",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("What a reason is for"),
)
