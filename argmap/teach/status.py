"""Three things about a claim in whole sentences, told apart: who holds it, how it is argued, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from argmap.dialogue.commitments import Voice
from argmap.evaluation.explanation import Explanation
from argmap.language import message
from argmap.model.annotations import Label
from argmap.rendering.verdict_words import counted_by_label, label_sentence
from argmap.teach.context import Context

READING = message(
    "“Accepted” is meant under the interpretation “{name}”: a reason, or the word of those who accept a claim, carries it, and nothing as good speaks against it."
)
"""What a question says that asks what is accepted."""


@dataclass(frozen=True, slots=True)
class Status:
    """Who holds a claim at the end, how it is argued, and what follows: each a text of whole sentences."""

    held: str
    argued: str
    follows: str


def reading(context: Context) -> str:
    """Return under which interpretation claims are called accepted."""
    return context.say(READING, name=context.study.interpretation.basis.value)


def follows(context: Context, explanation: Explanation) -> str:
    """Return a label and why a claim or an example has it, as one sentence."""
    return label_sentence(
        context.language, explanation, context.listed(map(context.participant, explanation.people))
    )


def status(context: Context, name: str) -> Status:
    """Return the three things about a claim."""
    return Status(
        " ".join(_held(context, name)),
        " ".join(_argued(context, name)),
        follows(context, context.study.reasons[name]),
    )


def _held(context: Context, name: str) -> Iterator[str]:
    holding = context.study.verdicts[name].holding
    conditional = {one.by for one in holding.conditional}
    groups: Sequence[tuple[str, Iterable[Voice]]] = (
        (message("Held by {people}."), [p for p in holding.held_by if p not in conditional]),
        (message("Conceded by {people}."), [p for p in holding.conceded_by if p not in conditional]),
        (message("Said as a guess by {people}."), holding.hedged_by),
        (message("Proposed by {people}."), holding.proposed_by),
        (message("Denied by {people}."), holding.rejected_by),
        (message("Doubted by {people}."), holding.doubted_by),
        (message("Given up by {people}."), holding.given_up_by),
    )
    said = [context.say(text, people=_people(context, people)) for text, people in groups if people]
    for one in holding.conditional:
        words = context.text(one.claim) if one.claim else one.condition
        text = (
            message("Accepted by {people} on a condition that is met: {condition}.")
            if one.is_met
            else message("Accepted by {people} on a condition that is not met: {condition}.")
        )
        said.append(context.say(text, people=_people(context, [one.by]), condition=words.rstrip(".")))
    yield from said or [context.say("Nobody takes a stance on it.")]


def _argued(context: Context, name: str) -> Iterator[str]:
    verdict = context.study.verdicts[name]
    argued = verdict.argued
    if argued.is_without_reasons:
        yield context.say("Nobody gives a reason for it.")
    else:
        reasons = (argued.reasons, argued.open_reasons, argued.failed_reasons)
        yield context.say("Reasons for it: {counts}.", counts=counted_by_label(context.language, reasons))
    objections = (argued.objections, argued.open_objections, argued.failed_objections)
    if any(objections):
        yield context.say(
            "Objections to it: {counts}.", counts=counted_by_label(context.language, objections)
        )
    elif verdict.is_uncontroversial and _has_rivals(context, name):
        yield context.say("Only another answer to the same question speaks against it.")
    elif verdict.is_uncontroversial:
        yield context.say("No stance, objection or question speaks against it.")
    else:
        yield context.say("Nobody gives an objection to it.")
    if argued.questioned_by:
        yield context.say(
            "Questioned by {people}, and not answered.", people=_people(context, argued.questioned_by)
        )
    elif argued.questions:
        yield context.say("A question about it is not answered.")


def _has_rivals(context: Context, name: str) -> bool:
    """Return whether another answer excludes it that somebody accepts, or that is not rejected."""
    theory = context.study.theory
    rivals = theory.rivals.get(theory.one[name], ())
    return any(context.stances(r).accepting or context.labels[r] is not Label.OUT for r in rivals)


def _people(context: Context, people: Iterable[Voice]) -> str:
    return context.listed(person.name or context.say("Somebody") for person in people)
