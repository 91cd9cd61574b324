"""2. Does it support, attack or undercut, or is it none of these?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.graph.views import conclusion
from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)
ON_A_CLAIM = (
    message("It is a reason for it."),
    message("It is an objection to it."),
    message("It has nothing to do with it."),
)
ON_A_STEP = (
    message("It is one more reason for the conclusion."),
    message("It is an objection to the conclusion."),
    message("It denies that the reason shows the conclusion."),
    message("It has nothing to do with either of them."),
)
SAYS = message("Somebody says {claim}. What does {premise} do?")
FOR = message("Somebody argues for {claim} with {reason}. What does {premise} do?")
AGAINST = message("Somebody argues against {claim} with {reason}. What does {premise} do?")

STRANGERS, STEM = 5, 5
"""One in so many claims is asked about beside one that it has nothing to do with; letters that make two words alike."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every step with one premise whose two ends no other step joins, and some about claims that none joins."""
    joined: dict[tuple[str, str], int] = {}
    for relation in context.map.relations:
        for premise in relation.premises:
            joined[premise, relation.target] = joined.get((premise, relation.target), 0) + 1
    undercut = {relation.id: step for relation, step in context.undercuts()}
    for relation in context.relations(*KINDS):
        if relation.is_linked or joined[relation.premises[0], relation.target] > 1:
            continue
        step = undercut.get(relation.id)
        if step is None and relation.target not in context.map.nodes:
            continue  # a backing, or an undercut of what is no reason or objection
        premise = context.says(relation.premises[0])
        words: tuple[str, ...]
        if step is None:
            prompt, words = (
                context.say(SAYS, claim=context.says(relation.target), premise=premise),
                ON_A_CLAIM,
            )
        else:
            asked = FOR if step.kind is RelationKind.SUPPORT else AGAINST
            reason = context.both(step.premises)
            prompt = context.say(asked, claim=context.says(step.target), reason=reason, premise=premise)
            words = ON_A_STEP
        right = words[KINDS.index(relation.kind)]
        yield _item(context, relation.id, prompt, (relation.id,), (relation.premises[0], words, right))
    yield from _strangers(context)


def _item(
    context: Context, name: str, prompt: str, parts: tuple[str, ...], key: tuple[str, tuple[str, ...], str]
) -> Item:
    premise, words, right = key
    return Item(
        "relation-kind",
        f"relation-kind-{name}",
        Form.CHOICE,
        prompt,
        Skill.STRUCTURE,
        Level.INTRO if words == ON_A_CLAIM else Level.INTERMEDIATE,
        parts,
        "ThinkerAnalytix skills: premise, objection or neither",
        options=tuple(
            Option(context.say(word), word == right, _why(context, premise, word == right, right))
            for word in words
        ),
    )


def _strangers(context: Context) -> Iterator[Item]:
    """Yield choices about two claims that have nothing to do with each other: no path, no common end, no common word."""
    above: dict[str, set[str]] = {}
    for relation in context.map.relations:
        for premise in relation.premises:
            above.setdefault(premise, set()).add(conclusion(context.map, relation) or relation.target)
    claims = [claim.id for claim in context.claims() if not claim.is_thesis and claim.id in above]
    pairs = zip(context.picked(claims, len(claims)), context.picked(claims, len(claims)), strict=True)
    apart = [pair for pair in pairs if _are_strangers(context, *pair, above)]
    for one, other in apart[: len(claims) // STRANGERS]:
        prompt = context.say(SAYS, claim=context.says(other), premise=context.says(one))
        yield _item(
            context, f"none-{one}-{other}"[:120], prompt, (one, other), (one, ON_A_CLAIM, ON_A_CLAIM[-1])
        )


def _are_strangers(context: Context, one: str, other: str, above: dict[str, set[str]]) -> bool:
    known = {*context.same(one), *_reached(one, above)} & {other} or {
        *context.same(other),
        *_reached(other, above),
    } & {one}
    alike = above[one] & above[other] or _words(context.text(one)) & _words(context.text(other))
    return not known and not alike


def _reached(start: str, above: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    todo = [start]
    while todo:
        new = above.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached


def _words(text: str) -> set[str]:
    """Return the words of a text that could make two claims seem related, by their beginnings."""
    return {word[:STEM].lower() for word in re.findall(r"[^\W\d_]{4,}", text)}


def _why(context: Context, premise: str, right: bool, answer: str) -> str:
    said, quote = context.say(answer), context.quoted(premise)
    if right:
        return context.say("Yes. {answer} {quote}", answer=said, quote=quote)
    return context.say("No. {answer} {quote}", answer=said, quote=quote)


EXERCISE = Exercise(
    "relation-kind",
    "a support, attack or undercut with one premise",
    generate,
    key_is_drawn=True,
    names_people=False,
)
