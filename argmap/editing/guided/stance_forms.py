"""The forms of stances: on a claim of the map, and whether one is said as a guess."""

from __future__ import annotations

from argmap.editing.guided import listing
from argmap.editing.guided.form import (
    Answers,
    Choice,
    FieldKind,
    FormField,
    MoveForm,
    Occasion,
    always,
    never,
)
from argmap.editing.guided.moves import Attitude, Guess, SaysAgain, TakesStance
from argmap.errors import ArgmapError
from argmap.graph.stances import StanceRecord
from argmap.lint.stances import FORWARD
from argmap.model.annotations import Stance

HEDGED = FormField("hedged", "Said as a guess", FieldKind.FLAG, "h", default=lambda _: False)


def stance_form(occasion: Occasion, stance: Stance, *, on_condition: bool = False) -> MoveForm:
    """Return the questions about a stance on a claim of the map.

    Raises:
        ArgmapError: there is no claim on which the stance can be taken, or nobody knows who takes it.
    """
    _need_author(occasion)
    known = _held(occasion) if stance is Stance.RETRACTS else listing.claims(occasion)
    if not known:
        what = (
            f"{occasion.author} holds no claim of the map"
            if stance is Stance.RETRACTS
            else "the map has no claim yet"
        )
        raise ArgmapError(f"{what}; press c to make one of the words")
    fields = [
        FormField(
            "claim", f"{occasion.author} {stance}", FieldKind.CHOICE, "c", always, choices=lambda _: known
        ),
    ]
    if on_condition:
        fields.append(_how(occasion))
    if stance is not Stance.RETRACTS:
        label = "If (in words, or the id of a claim)"
        fields += [FormField("condition", label, key="f", needed=always if on_condition else never), HEDGED]

    def move(answers: Answers) -> TakesStance | SaysAgain:
        condition = answers.get("condition") or None
        if condition is not None and condition not in occasion.map.nodes and occasion.map.is_english:
            condition = condition if condition.casefold().startswith("if ") else f"if {condition}"
        attitude = Attitude(Stance(answers.get("stance") or stance), bool(answers.get("hedged")), condition)
        again = stance is Stance.ASSERTS and condition is None
        return SaysAgain(answers["claim"], attitude) if again else TakesStance(answers["claim"], attitude)

    return MoveForm(
        f"{occasion.author} {stance}{' on a condition' if on_condition else ''}", tuple(fields), move
    )


def _need_author(occasion: Occasion) -> None:
    if occasion.post.author is None:
        raise ArgmapError(
            f"nobody knows who wrote post {occasion.post.id!r}, so that nobody can take a stance in it"
        )


def _how(occasion: Occasion) -> FormField:
    """Return the question whether a conditional stance agrees with somebody else, or is the author's own."""
    choices = tuple(Choice(str(s), f"{occasion.author} {s} it", why) for s, why in CONDITIONAL)

    def default(answers: Answers) -> str:
        claim = str(answers.get("claim"))
        record, here = StanceRecord(occasion.map), occasion.thread.numbers[occasion.post.id]
        taken = record.taken.get(record.statements[claim], ()) if claim in record.statements else ()
        others = (s for s in taken if s.number < here and s.participant != occasion.post.author)
        return str(Stance.ACCEPTS if any(s.stance in FORWARD for s in others) else Stance.ASSERTS)

    return FormField("stance", "Stance", FieldKind.CHOICE, "v", default=default, choices=lambda _: choices)


CONDITIONAL = (
    (Stance.ACCEPTS, "agrees with what somebody else has put forward"),
    (Stance.ASSERTS, "puts it forward"),
    (Stance.CONCEDES, "grants it to the other side"),
    (Stance.DENIES, "is against it"),
)


def _held(occasion: Occasion) -> tuple[Choice, ...]:
    """Return the claims that the author held or proposed, in this post or before."""
    record, here = StanceRecord(occasion.map), occasion.thread.numbers[occasion.post.id]
    held = {
        claim.id
        for claim in occasion.map.claims
        for s in record.taken.get(record.statements[claim.id], ())
        if s.participant == occasion.post.author and s.number <= here
        if s.stance.accepts or s.stance is Stance.PROPOSES
    }
    return tuple(choice for choice in listing.claims(occasion) if choice.value in held)


def guess_form(occasion: Occasion) -> MoveForm:
    """Return the question about whose claim is said as a guess, or not any more.

    Raises:
        ArgmapError: the author takes no stance in the post that could be one.
    """
    _need_author(occasion)
    here = {
        c.claim: c.hedged
        for c in occasion.map.commitments
        if (c.participant, c.post) == (occasion.post.author, occasion.post.id)
        and c.stance not in {Stance.QUESTIONS, Stance.RETRACTS}
    }
    known = tuple(
        Choice(c.value, c.shown, "a guess" if here[c.value] else "")
        for c in listing.claims(occasion)
        if c.value in here
    )
    if not known:
        raise ArgmapError(f"{occasion.author} takes no stance in this post that could be a guess")
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
    return MoveForm("Guess", fields, lambda answers: Guess(answers["claim"], not here[answers["claim"]]))
