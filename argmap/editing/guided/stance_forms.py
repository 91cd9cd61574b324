"""The forms of stances: on a claim of the map, and whether one is said as a guess."""

from __future__ import annotations

from argmap.editing.guided import listing
from argmap.editing.guided.form import Answers, Choice, FieldKind, Form, FormField, Moment, always, never
from argmap.editing.guided.moves import Guess, Manner, SaysAgain, Stand
from argmap.errors import ArgmapError
from argmap.graph.stances import StanceRecord
from argmap.lint.stances import FORWARD
from argmap.model.annotations import Stance

HEDGED = FormField("hedged", "Said as a guess", FieldKind.FLAG, "h", default=lambda _: False)


def stance_form(moment: Moment, stance: Stance, *, on_condition: bool = False) -> Form:
    """Return the questions about a stance on a claim of the map.

    Raises:
        ArgmapError: there is no claim on which the stance can be taken, or nobody knows who takes it.
    """
    _need_author(moment)
    known = _held(moment) if stance is Stance.RETRACTS else listing.claims(moment)
    if not known:
        what = (
            f"{moment.author} holds no claim of the map"
            if stance is Stance.RETRACTS
            else "the map has no claim yet"
        )
        raise ArgmapError(f"{what}; press c to make one of the words")
    fields = [
        FormField(
            "claim", f"{moment.author} {stance}", FieldKind.CHOICE, "c", always, choices=lambda _: known
        ),
    ]
    if on_condition:
        fields.append(_how(moment))
    if stance is not Stance.RETRACTS:
        label = "If (in words, or the id of a claim)"
        fields += [FormField("condition", label, key="f", needed=always if on_condition else never), HEDGED]

    def move(answers: Answers) -> Stand | SaysAgain:
        condition = answers.get("condition") or None
        if condition is not None and condition not in moment.map.nodes and moment.map.is_english:
            condition = condition if condition.casefold().startswith("if ") else f"if {condition}"
        manner = Manner(Stance(answers.get("stance") or stance), bool(answers.get("hedged")), condition)
        again = stance is Stance.ASSERTS and condition is None
        return SaysAgain(answers["claim"], manner) if again else Stand(answers["claim"], manner)

    return Form(f"{moment.author} {stance}{' on a condition' if on_condition else ''}", tuple(fields), move)


def _need_author(moment: Moment) -> None:
    if moment.post.author is None:
        raise ArgmapError(
            f"nobody knows who wrote post {moment.post.id!r}, so that nobody can take a stance in it"
        )


def _how(moment: Moment) -> FormField:
    """Return the question whether a conditional stance agrees with somebody else, or is the author's own."""
    choices = tuple(Choice(str(s), f"{moment.author} {s} it", why) for s, why in CONDITIONAL)

    def default(answers: Answers) -> str:
        claim = str(answers.get("claim"))
        record, here = StanceRecord(moment.map), moment.thread.numbers[moment.post.id]
        taken = record.taken.get(record.statements[claim], ()) if claim in record.statements else ()
        others = (s for s in taken if s.number < here and s.participant != moment.post.author)
        return str(Stance.ACCEPTS if any(s.stance in FORWARD for s in others) else Stance.ASSERTS)

    return FormField("stance", "Stance", FieldKind.CHOICE, "v", default=default, choices=lambda _: choices)


CONDITIONAL = (
    (Stance.ACCEPTS, "agrees with what somebody else has put forward"),
    (Stance.ASSERTS, "puts it forward"),
    (Stance.CONCEDES, "grants it to the other side"),
    (Stance.DENIES, "is against it"),
)


def _held(moment: Moment) -> tuple[Choice, ...]:
    """Return the claims that the author held or proposed, in this post or before."""
    record, here = StanceRecord(moment.map), moment.thread.numbers[moment.post.id]
    held = {
        claim.id
        for claim in moment.map.claims
        for s in record.taken.get(record.statements[claim.id], ())
        if s.participant == moment.post.author and s.number <= here
        if s.stance.accepts or s.stance is Stance.PROPOSES
    }
    return tuple(choice for choice in listing.claims(moment) if choice.value in held)


def guess_form(moment: Moment) -> Form:
    """Return the question about whose claim is said as a guess, or not any more.

    Raises:
        ArgmapError: the author takes no stance in the post that could be one.
    """
    _need_author(moment)
    here = {
        c.claim: c.hedged
        for c in moment.map.commitments
        if (c.participant, c.post) == (moment.post.author, moment.post.id)
        and c.stance not in {Stance.QUESTIONS, Stance.RETRACTS}
    }
    known = tuple(
        Choice(c.value, c.shown, "a guess" if here[c.value] else "")
        for c in listing.claims(moment)
        if c.value in here
    )
    if not known:
        raise ArgmapError(f"{moment.author} takes no stance in this post that could be a guess")
    fields = (
        FormField(
            "claim",
            "Said as a guess, or not any more",
            FieldKind.CHOICE,
            "c",
            always,
            choices=lambda _: known,
        ),
    )
    return Form("Guess", fields, lambda answers: Guess(answers["claim"], not here[answers["claim"]]))
