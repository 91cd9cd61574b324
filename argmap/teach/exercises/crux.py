"""15. Which claim carries the most?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise
from argmap.teach.reasons import LostReasons, is_plain_loss, loss, told_path

FEWEST = 2
"""Claims at least that lose their only reason with the right answer, and none with the wrong ones."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every claim with which a whole line of argument loses its reasons, beside claims that carry nothing alone.

    The wrong answers are reasons too: for what each of them speaks for there is another reason.
    """
    losses = {claim.id: loss(context, claim.id) for claim in context.claims() if context.is_said(claim.id)}
    used = {premise for steps in context.supports.values() for step in steps for premise in step.premises}
    idle = [name for name, lost in losses.items() if not lost.steps and name in used]
    for name, lost in losses.items():
        plain = [one for one in lost.steps if is_plain_loss(context, name, lost, one, linked=True)]
        if FEWEST <= len(plain) == len(lost.steps):
            yield from _item(context, name, lost, [one for one in idle if one not in lost.steps])


def _item(context: Context, name: str, lost: LostReasons, idle: list[str]) -> Iterator[Item]:
    asked = context.say(
        "If it had to be given up, one of these would take other claims with it: they would have no reason left in the discussion. Which one? (Reasons that count only together are lost together.)"
    )
    pool = [wrong for other in context.picked(idle, len(idle)) for wrong in _wrong(context, other)]
    wrong, unevenness = beside(context.text(name), pool, asked="", most=OPTIONS - 1, turn=context.turn(name))
    if len(wrong) < OPTIONS - 1 or unevenness > UNEVEN:
        return
    last = [*lost.steps][-1]
    yes = context.say("Yes: {path}", path=told_path(context, name, lost, last))
    yield Item(
        "crux",
        f"crux-{name}",
        Form.CHOICE,
        asked,
        Skill.SYNTHESIS,
        Level.ADVANCED,
        (f"crux-{name}", name, *sorted({step.id for step in lost.steps.values()})),
        "Thomas 1981, Practical Reasoning in Natural Language: what depends on what",
        options=(
            Option(context.text(name), True, yes),
            *(Option(w.text, False, w.why) for w in wrong),
        ),
        secrets=((context.bare(name), context.bare(next(iter(lost.steps)))),),
        unevenness=unevenness,
        passages=passages(context.map, (), beside=(name, *lost.steps, *said_by(wrong))),
    )


def _wrong(context: Context, name: str) -> Iterator[Wrong]:
    """Yield a claim that carries nothing alone as a wrong answer, with another reason for what it speaks for."""
    steps = next(steps for steps in context.supports.values() if any(name in s.premises for s in steps))
    other = next((step for step in steps if name not in step.premises), None)
    if other is not None:
        target, reasons = context.says(other.target), context.both(other.premises)
        why = context.say(
            "No: {target} would still have a reason, {reasons}.", target=target, reasons=reasons
        )
        yield Wrong(context.text(name), why, (name, other.target, *other.premises))


EXERCISE = Exercise(
    "crux",
    "a claim that carries a line of two claims or more, beside reasons that carry nothing alone",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("What carries the most"),
)
