"""What a student reads: a score with its reasons, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model.relation import RelationKind
from argmap.rendering.escape import escaped
from argmap.teach.exports.plain import line
from argmap.teach.marking.mark import Credit, Marked
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.triples import Triple

VERBS = {
    RelationKind.SUPPORT: "is a reason for",
    RelationKind.ATTACK: "is an objection to",
    RelationKind.UNDERCUT: "denies the step",
    RelationKind.REPHRASE: "says the same as",
}
ADVICE = {
    Slip.SIGN: "The two belong together, but not in this way: is the first for the second, or against it?",
    Slip.UNDERCUT: "You drew an attack on a claim. It leaves the claim alone, and denies that the reason shows it.",
    Slip.REVERSED: "The arrow goes the other way: which of the two is given as the reason?",
    Slip.TOO_HIGH: "You hung it further up. Which claim does it bear on first?",
}


def sheet(marked: Marked, texts: Mapping[str, str], title: str) -> str:
    """Return the feedback for a student as Markdown; `texts` are the claims of the reference."""
    return "\n".join(_lines(marked, texts, title)) + "\n"


def told(triple: Triple, texts: Mapping[str, str]) -> str:
    """Return a step as a sentence of Markdown."""
    return escaped(plainly(triple, texts))


def plainly(triple: Triple, texts: Mapping[str, str]) -> str:
    """Return a step as a sentence."""

    def said(name: str) -> str:
        return f"“{line(texts.get(name, name)).rstrip('.')}”"

    if triple.kind is RelationKind.UNDERCUT and len(triple.joins) > 1:
        return (
            f"{said(triple.premise)} denies the step from {said(triple.joins[0])} to {said(triple.joins[1])}."
        )
    return f"{said(triple.premise)} {VERBS[triple.kind]} {said(triple.end)}."


def to_look_at(marked: Marked) -> list[Triple]:
    """Return the steps of the reference that are not quite right or missing, in the order in which the sheet tells them."""
    slips = (*ADVICE, Slip.MISSING)
    return [credit.step for slip in slips for credit in marked.credits if credit.slip is slip]


def _lines(marked: Marked, texts: Mapping[str, str], title: str) -> Iterator[str]:
    right = [credit for credit in marked.credits if credit.slip is Slip.NONE]
    yield f"# {escaped(line(marked.student))}: {escaped(line(title))}"
    yield f"\n**Score: {marked.score:.0%}.** {len(right)} of {len(marked.credits)} steps are exactly right."
    if marked.linked_of:
        yield f"Premises that count only together: {marked.linked} of {marked.linked_of} groups."
    for warning in marked.warnings:
        yield f"\nNote: {escaped(warning)}."
    first = 1
    for slip, advice in (*ADVICE.items(), (Slip.MISSING, "The reference has these too.")):
        steps = [credit for credit in marked.credits if credit.slip is slip]
        yield from _part(f"{slip[:1].upper()}{slip[1:]}", advice, steps, texts, first)
        first += len(steps)
    if marked.extra:
        yield "\n## Not in the reference\n\nAsk yourself whether each of these is really argued; perhaps it is.\n"
        yield from (f"- {told(triple, texts)}" for triple in marked.extra)
    yield from _part("Right", "", right, texts)
    if marked.matched:
        yield "\n## For the teacher to confirm\n\nClaims in own words, and what they were taken for:\n"
        for pair in marked.matched:
            claim = escaped(line(texts.get(pair.claim, pair.claim)))
            yield f"- `{escaped(line(pair.written))}`: {claim} ({pair.likeness:.0%} alike)"


def _part(
    title: str, advice: str, credits: list[Credit], texts: Mapping[str, str], first: int = 0
) -> Iterator[str]:
    """Yield a section of steps; with `first` they are numbered, on from the section before."""
    if not credits:
        return
    yield f"\n## {title}\n"
    if advice:
        yield f"{advice}\n"
    for number, credit in enumerate(credits, first):
        yield f"- {f'**{number}** ' if first else ''}{told(credit.step, texts)}"
