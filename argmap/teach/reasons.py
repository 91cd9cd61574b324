"""What hangs on a claim by the reasons of the thread alone, as a reader can follow it without any computation of labels.

A claim is left without a reason when each reason that somebody gives for it has a premise that is false or is itself left
without a reason. That says nothing about whether it is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.model.relation import Relation
from argmap.teach.context import Context


@dataclass(frozen=True, slots=True)
class LostReasons:
    """What is lost with a claim: for each claim that is left without a reason, a reason of it that is lost, in the order of the losses."""

    steps: Mapping[str, Relation]


def loss(context: Context, name: str) -> LostReasons:
    """Return what is left without a reason if a claim is false.

    Example:
        With `a → b`, `b → c` and `d → c`, the loss of `a` is `b`, and the loss of `b` is nothing.
    """
    reasons = context.supports
    gone = set(context.same(name))
    steps: dict[str, Relation] = {}
    while True:
        new = {
            target: each[0]
            for target, each in reasons.items()
            if target not in gone and all(not gone.isdisjoint(step.premises) for step in each)
        }
        if not new:
            return LostReasons(steps)
        steps |= new
        gone |= set(new)


def path(context: Context, start: str, lost: LostReasons, name: str) -> tuple[str, ...]:
    """Return how a claim hangs on another: the claims from the first that is left without a reason up to it."""
    way = [name]
    gone = {*context.same(start)}
    while True:
        premises = lost.steps[way[0]].premises
        if not gone.isdisjoint(premises):
            return tuple(way)
        way.insert(0, next(premise for premise in premises if premise in lost.steps))


def told_path(context: Context, start: str, lost: LostReasons, name: str) -> str:
    """Return how a claim hangs on another, in words."""
    sentences, before = [], start
    for one in path(context, start, lost, name):
        others = [p for p in lost.steps[one].premises if p not in context.same(before)]
        parts = {"claim": context.says(one), "reason": context.says(before)}
        sentences.append(
            context.say(
                "{claim} is argued for only with {reason}, together with {others}.",
                others=context.both(others),
                **parts,
            )
            if others
            else context.say("{claim} is argued for only with {reason}.", **parts)
        )
        before = one
    return " ".join(sentences)


def kept(context: Context, start: str, lost: LostReasons, name: str) -> Relation | None:
    """Return a reason for a claim, clear to any reader, that another claim does not take away."""
    gone = {*context.same(start), *lost.steps}
    for step in context.supports.get(name, ()):
        if gone.isdisjoint(step.premises) and context.is_clear(step):
            return step
    return None


def is_plain_loss(
    context: Context, start: str, lost: LostReasons, name: str, *, linked: bool = False
) -> bool:
    """Return whether all that leads from one claim to the loss of another is said in the thread and clear.

    Of linked premises one is still there when another is lost, and that it is no reason any more can be disputed: they
    are part of the way only where a question says that they are lost together.
    """
    return all(
        context.is_said(one)
        and all(context.is_clear(step) and (linked or not step.is_linked) for step in context.supports[one])
        for one in path(context, start, lost, name)
    )


def reasoned(context: Context) -> Iterator[str]:
    """Yield the claims for which the thread has a clear reason, in the order of the map."""
    for claim in context.claims():
        if context.is_said(claim.id) and any(map(context.is_clear, context.supports.get(claim.id, ()))):
            yield claim.id
