"""9. What exactly does an objection to an argument deny: the reason, the conclusion, or that the one shows the other?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import likeness
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

THE_REASON = message("that the reason is true")
THE_CONCLUSION = message("that the conclusion is true")
THE_STEP = message("that the reason is enough for the conclusion")
ANSWERS = (THE_REASON, THE_CONCLUSION, THE_STEP)
ARGUED = {
    RelationKind.SUPPORT: message(
        "In one argument {reason} is the reason, and {conclusion} is the conclusion."
    ),
    RelationKind.ATTACK: message(
        "In one argument {reason} is the reason, and the conclusion is that {conclusion} is false."
    ),
}
ARGUED_TOGETHER = {
    RelationKind.SUPPORT: message(
        "In one argument {reason} are the reasons, and {conclusion} is the conclusion."
    ),
    RelationKind.ATTACK: message(
        "In one argument {reason} are the reasons, and the conclusion is that {conclusion} is false."
    ),
}
RIGHT = {
    THE_REASON: message("Yes: it says that the reason is false, whatever would follow from it. {quote}"),
    THE_CONCLUSION: message(
        "Yes: it speaks against the conclusion itself, whatever the reason for it is worth. {quote}"
    ),
    THE_STEP: message("Yes: the reason may be true, and it still does not show the conclusion. {quote}"),
}
WRONG = {
    THE_REASON: message("No: it says that the reason is false, whatever would follow from it. {quote}"),
    THE_CONCLUSION: message(
        "No: it speaks against the conclusion itself, whatever the reason for it is worth. {quote}"
    ),
    THE_STEP: message("No: the reason may be true, and it still does not show the conclusion. {quote}"),
}
"""What is said of the right answer, by the right answer: to those who chose it, and to those who chose another."""

LIKE = 0.1
"""Share of words from which an objection to a conclusion may be one to the step as well."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every objection to an argument: to its reason, its conclusion, or the step between.

    Somebody who objects to two of them is not asked about, and an objection to a conclusion only if it neither speaks of
    the reason nor for a rival answer: it could as well be read as an objection to the step.
    """
    for step in context.on_claims(*ARGUED):
        if not context.is_clear(step):
            continue
        for objection in context.relations(RelationKind.ATTACK, RelationKind.UNDERCUT):
            key = _denied(context, step, objection)
            if key and context.is_clear(objection):
                yield from _item(context, step, objection, key)


def _denied(context: Context, step: Relation, objection: Relation) -> str | None:
    """Return what of a step an objection denies, if that can be said."""
    parts = {**dict.fromkeys(step.premises, THE_REASON), step.target: THE_CONCLUSION, step.id: THE_STEP}
    ends = {
        parts[r.target]
        for r in context.map.relations
        if r.target in parts and set(r.premises) & set(objection.premises)
    }
    if objection.target not in parts or len(ends) > 1 or set(objection.premises) & set(parts):
        return None
    key = parts[objection.target]
    says, reason = (" ".join(map(context.text, one.premises)) for one in (objection, step))
    if key == THE_CONCLUSION and (
        step.kind is RelationKind.ATTACK
        or likeness(says, reason) > LIKE
        or _is_for_a_rival(context, objection.premises, step.target)
    ):
        return None
    return key


def _is_for_a_rival(context: Context, premises: Sequence[str], target: str) -> bool:
    """Return whether some premises also speak for another answer to the question of a thesis: if that will do, a reason for the thesis is not enough."""
    answers = {claim.id: claim.answers for claim in context.map.theses}
    return any(
        set(step.premises) & set(premises) and step.target != target
        for step in context.on_claims(RelationKind.SUPPORT)
        if target in answers and answers.get(step.target) == answers[target]
    )


def _item(context: Context, step: Relation, objection: Relation, key: str) -> Iterator[Item]:
    groups = (step.premises, [step.target], objection.premises)
    reason, conclusion, reply = (_pointed_at(context, names) for names in groups)
    if not (reason and conclusion and reply):
        return
    form = (ARGUED_TOGETHER if step.is_linked else ARGUED)[step.kind]
    argued = context.say(form, reason=reason, conclusion=conclusion)
    asked = context.say("A reply to this is {reply}. What does the reply deny?", reply=reply)
    quote = context.quoted(objection.premises[0])

    def why(answer: str) -> str:
        return context.say((RIGHT if answer == key else WRONG)[key], quote=quote)

    names = (*objection.premises, *step.premises, step.target)
    yield Item(
        "undercut-place",
        f"undercut-place-{objection.id}-{step.id}"[:110],
        Form.CHOICE,
        f"{argued} {asked}",
        Skill.CRITIQUE,
        Level.INTERMEDIATE,
        (objection.id, step.id),
        "Pollock 1987, rebutting and undercutting defeaters",
        options=tuple(Option(context.say(answer), answer == key, why(answer)) for answer in ANSWERS),
        answers_are_fixed=True,
        secrets=(tuple(map(context.bare, names)),),
        passages=passages(context.map, names),
    )


def _pointed_at(context: Context, names: Sequence[str]) -> str:
    """Return where some claims are said, or "" if one of them is said in no one place."""
    places = [context.pointed_at(name) for name in names]
    return context.say(" and ").join(places) if all(places) else ""


EXERCISE = Exercise(
    "undercut-place",
    "arguments with an objection to the reason, one to the conclusion, and an undercut",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("What a reply denies"),
)
