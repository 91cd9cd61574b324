"""6. If a claim is false, which other one has no reason left?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by, stems
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise
from argmap.teach.reasons import LostReasons, is_plain_loss, kept, loss, reasoned, told_path


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every claim with which another one loses its only reason; the wrong answers keep a reason.

    One of these at least is about the same matter: somebody who chooses what sounds most like the question would otherwise be
    right without any knowledge of the reasons.

    It is asked for what can be read off the thread: which reasons there are. Whether a claim is true, or accepted, is another
    question.
    """
    every = list(reasoned(context))
    for claim in context.claims():
        if not context.is_said(claim.id):
            continue
        lost = loss(context, claim.id)
        plain = [
            name for name in lost.steps if name in every and is_plain_loss(context, claim.id, lost, name)
        ]
        if plain:
            yield from _item(context, claim.id, lost, context.random.choice(plain), every)


def _item(context: Context, name: str, lost: LostReasons, right: str, every: list[str]) -> Iterator[Item]:
    place = context.pointed_at(name)
    if not place:
        return
    asked = _asked(context, place)
    key, matter = context.text(right), _matter(context, name)
    looks = f"{_asked(context.in_english, context.in_english.pointed_at(name))} {matter}"
    others = [
        other
        for other in context.picked(every, len(every))
        if other not in {*lost.steps, *context.same(name)} and kept(context, name, lost, other)
    ]
    near = {context.text(other) for other in others if _is_near(context, name, other, key)}
    others.sort(key=lambda other: context.text(other) not in near)
    pool = [_wrong(context, name, lost, other) for other in others]
    wrong, unevenness = beside(key, pool, asked=looks, most=OPTIONS - 1, turn=context.turn(name))
    if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN or near.isdisjoint(one.text for one in wrong):
        return
    way = told_path(context, name, lost, right)
    yield Item(
        "what-still-stands",
        f"what-still-stands-{name}",
        Form.CHOICE,
        asked,
        Skill.SYNTHESIS,
        Level.INTERMEDIATE,
        (name, *sorted({step.id for step in lost.steps.values()})),
        "Thomas 1981, Practical Reasoning in Natural Language: what depends on what",
        options=(
            Option(key, True, context.say("Yes: {path}", path=way)),
            *(Option(w.text, False, w.why) for w in wrong),
        ),
        secrets=(
            (context.bare(name), key.rstrip(".")),
            (" ".join(context.words_of(name)), key.rstrip(".")),
        ),
        unevenness=unevenness,
        passages=passages(context.map, (name,), beside=(*lost.steps, *said_by(wrong))),
    )


def _matter(context: Context, name: str) -> str:
    """Return all that is seen of a claim: its text, and its words in the thread, which are marked in the posts beside a question."""
    return " ".join((context.text(name), *context.words_of(name)))


def _is_near(context: Context, name: str, other: str, key: str) -> bool:
    """Return whether a claim is one that another bears on, or has as many of its words as the key has, and one at least."""
    matter = stems(_matter(context, name))
    shared = len(stems(context.text(other)) & matter)
    return other in context.above(name) or shared >= max(1, len(stems(key) & matter))


def _asked(context: Context, place: str) -> str:
    return context.say(
        "Suppose that this had to be given up: {claim}. Which of these would then have no reason left in the discussion? (A reason that has lost its own only reason is lost, too.)",
        claim=place,
    )


def _wrong(context: Context, name: str, lost: LostReasons, other: str) -> Wrong:
    step = kept(context, name, lost, other)
    assert step is not None  # noqa: S101 (only such are asked about)
    parts = {"reason": context.both(step.premises), "quote": context.quoted(step.premises[0])}
    why = (
        context.say("No: {reason} are still, together, a reason for it. {quote}", **parts)
        if step.is_linked
        else context.say("No: {reason} is still a reason for it. {quote}", **parts)
    )
    return Wrong(context.text(other), why, (other, *step.premises))


EXERCISE = Exercise(
    "what-still-stands",
    "a claim that is the only reason for another, beside claims with other reasons",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("What has no reason left"),
)
