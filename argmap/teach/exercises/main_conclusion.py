"""1. Which is the main conclusion of a post?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every post that says its conclusion and reasons for it, where there is no second conclusion.

    The wrong answers are the other claims of the post, and what it answers to. A post whose conclusion has the same words as
    another claim, as irony has, is not asked about.
    """
    by_post: dict[str, list[str]] = {}
    for claim in context.claims():
        for post in context.posts_of(claim.id) - context.taken_otherwise(claim.id):
            by_post.setdefault(post, []).append(claim.id)
    for post, claims in sorted(by_post.items()):
        inside = set(claims)
        steps = [
            step
            for step in context.on_claims(RelationKind.SUPPORT)
            if step.target in inside and inside & set(step.premises) and context.is_clear(step)
        ]
        reasons = {premise for step in steps for premise in step.premises} & inside
        tops = [claim for claim in claims if claim not in reasons]
        if len(tops) == 1 and steps and not _shares_its_words(context, tops[0], post):
            yield from _item(context, post, tops[0], [name for name in claims if name in reasons], steps)


def _shares_its_words(context: Context, name: str, post: str) -> bool:
    def words(one: str) -> set[str]:
        return {quote.words for quote in context.map.nodes[one].quotes if quote.post == post}

    return any(words(name) & words(claim.id) for claim in context.claims() if claim.id != name)


def _item(context: Context, post: str, top: str, reasons: list[str], steps: list[Relation]) -> Iterator[Item]:
    number, author = context.number(post), context.author(post)
    asked = context.say(
        "What is the main conclusion of post {number}, by {author}?", number=number, author=author
    )
    key = context.text(top)
    pool = [
        Wrong(
            context.text(name),
            context.say(
                "No: the post says it as a reason for something else. {quote}",
                quote=context.quoted(name, post),
            ),
            (name,),
        )
        for name in reasons
    ]
    pool += [
        Wrong(
            context.text(name),
            context.say("No: another post says this. {quote}", quote=context.quoted(name)),
            (name,),
        )
        for name in _elsewhere(context, post, top)
    ]
    wrong, unevenness = beside(key, pool, asked="", most=OPTIONS - 1, turn=context.turn(post))
    if (
        len(wrong) < OPTIONS - 2
        or unevenness > UNEVEN
        or not {w.text for w in wrong} & {context.text(name) for name in reasons}
    ):
        return
    yes = context.say(
        "Yes: the rest of what the post argues leads to it. {quote}", quote=context.quoted(top, post)
    )
    yield Item(
        "main-conclusion",
        f"main-conclusion-{post}",
        Form.CHOICE,
        asked,
        Skill.STRUCTURE,
        Level.INTRO,
        (post, *sorted(step.id for step in steps)),
        "ThinkerAnalytix skills: find the conclusion",
        options=(Option(key, True, yes), *(Option(w.text, False, w.why) for w in wrong)),
        secrets=((author, key.rstrip(".")),),
        unevenness=unevenness,
        passages=passages(context.map, (), beside=said_by(wrong), posts=(post,)),
    )


def _elsewhere(context: Context, post: str, top: str) -> list[str]:
    """Return claims of other posts that the post argues about: what it speaks for and against, and what speaks against it."""
    near = {
        name
        for relation in context.map.relations
        if {top, post}.intersection((*relation.premises, context.end(relation)))
        or any(post in context.posts_of(p) for p in relation.premises)
        for name in (*relation.premises, context.end(relation))
        if name in context.map.nodes
    }
    said = [c.id for c in context.claims() if context.is_said(c.id) and post not in context.posts_of(c.id)]
    apart = [name for name in said if name not in context.same(top)]
    drawn = context.picked(apart, len(apart))
    return sorted(drawn, key=lambda name: name not in near)


EXERCISE = Exercise(
    "main-conclusion",
    "a post in which one claim is supported by another of the same post",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=True,
    title=message("The main conclusion"),
)
