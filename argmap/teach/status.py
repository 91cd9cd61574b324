"""Three things about a claim in whole sentences, told apart: who holds it, how it is argued, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.commitments import Voice
from argmap.evaluation.explanation import Explanation, Grounds
from argmap.language import message
from argmap.model.annotations import Label
from argmap.teach.context import Context

READING = message(
    "“Accepted” is meant under the interpretation “{name}”: a reason, or the word of those who accept a claim, carries it, and nothing as good speaks against it."
)
"""What a question says that asks what is accepted."""

LABELS: Mapping[Label, str] = {
    Label.IN: message("It is accepted, because {why}."),
    Label.OUT: message("It is rejected, because {why}."),
    Label.UNDECIDED: message("It is undecided, because {why}."),
}
WHY: Mapping[Grounds, str] = {
    Grounds.REASON: message("a reason for it is accepted and nothing as good speaks against it"),
    Grounds.WORD: message("nothing that is accepted speaks against it"),
    Grounds.AGREEMENT: message("several accept it and nobody denies it"),
    Grounds.OBJECTION: message("an objection to it is accepted"),
    Grounds.RIVAL: message("another answer to the same question is accepted and the two exclude each other"),
    Grounds.DENIAL: message("it is denied by {people} and nobody stands by it"),
    Grounds.NO_REASON: message("none of its reasons is accepted"),
    Grounds.CYCLE: message("its reasons rest on the claim itself"),
    Grounds.CONTESTED: message("a reason for it and an objection to it are both accepted"),
    Grounds.RIVALS: message("it and another answer exclude each other and neither has the better reasons"),
    Grounds.DENIED: message("it is denied by {people} and no reason that is accepted settles it"),
    Grounds.QUESTIONED: message("it is questioned by {people} and no reason for it is accepted"),
    Grounds.UNREASONED: message(
        "no reason for it is accepted and one word does not settle an answer to the question"
    ),
    Grounds.FAILED: message(
        "none of its reasons is accepted and no word that counts carries it without them"
    ),
    Grounds.HEDGED: message("it is said only as a guess"),
    Grounds.CONDITION: message("it is accepted only on a condition that is not met"),
    Grounds.GIVEN_UP: message("nobody accepts it any more"),
    Grounds.PROPOSED: message("it is only proposed and nobody stands by it"),
    Grounds.VOICELESS: message("nobody says it and no reason for it is accepted"),
    Grounds.OPEN: message("something that speaks for it or against it is itself undecided"),
    Grounds.ACCEPTED: message("that is assumed"),
    Grounds.REJECTED: message("that is assumed"),
}


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
    people = context.listed(map(context.participant, explanation.people)) or context.say("somebody")
    why = context.say(WHY[explanation.ground], people=people)
    return context.say(LABELS[explanation.label], why=why)


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
        yield context.say("Reasons for it: {counts}.", counts=_counts(context, reasons))
    objections = (argued.objections, argued.open_objections, argued.failed_objections)
    if any(objections):
        yield context.say("Objections to it: {counts}.", counts=_counts(context, objections))
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


def _counts(context: Context, groups: Iterable[Sequence[str]]) -> str:
    words = (
        message("{number} accepted"),
        message("{number} undecided"),
        message("{number} not accepted"),
    )
    return ", ".join(context.say(w, number=len(each)) for w, each in zip(words, groups, strict=True) if each)


def _people(context: Context, people: Iterable[Voice]) -> str:
    return context.listed(person.name or context.say("Somebody") for person in people)
