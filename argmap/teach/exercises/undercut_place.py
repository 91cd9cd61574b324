"""9. What exactly does an objection to an argument speak against: the reason, the conclusion, or that the one shows the other?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import overlap, stems
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

THE_REASON = message("what is given as a reason")
THE_CONCLUSION = message("the conclusion itself")
THE_STEP = message("that the one is enough for the other")
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
    THE_REASON: message(
        "Yes: it speaks against what is given as a reason, whatever would follow from it. {quote}"
    ),
    THE_CONCLUSION: message(
        "Yes: it speaks against the conclusion itself, whatever the reason for it is worth. {quote}"
    ),
    THE_STEP: message(
        "Yes: what is given as a reason may be so, and it is still not enough for the conclusion. {quote}"
    ),
}
WRONG = {
    THE_REASON: message(
        "No: it speaks against what is given as a reason, whatever would follow from it. {quote}"
    ),
    THE_CONCLUSION: message(
        "No: it speaks against the conclusion itself, whatever the reason for it is worth. {quote}"
    ),
    THE_STEP: message(
        "No: what is given as a reason may be so, and it is still not enough for the conclusion. {quote}"
    ),
}
"""What is said of the right answer, by the right answer: to those who chose it, and to those who chose another."""

ATTACK, SUPPORT, UNDERCUT = RelationKind.ATTACK, RelationKind.SUPPORT, RelationKind.UNDERCUT
SPEAKS_AGAINST = {
    THE_REASON: {(ATTACK, SUPPORT), (ATTACK, ATTACK)},
    THE_CONCLUSION: {(ATTACK, SUPPORT), (SUPPORT, ATTACK)},
    THE_STEP: {(UNDERCUT, SUPPORT), (UNDERCUT, ATTACK)},
}
"""By which relation a reply to a step, a reason or an objection, speaks against which part of it: who is for a claim is against that it is false."""

LIKE = 0.1
"""Share of words from which an objection to a conclusion may be one to the step as well."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every objection to an argument: to its reason, its conclusion, or the step between.

    Who objects to two of them is not asked about, nor an argument that breaks a rule, for a reply may be to that, nor what was
    said before the argument was there, for it is no reply to it. An objection to a conclusion is asked about only if it neither
    speaks of the reason nor for a rival answer: it could as well be read as an objection to the step.
    """
    charged = {breach.relation for breach in context.map.breaches}
    for step in context.on_claims(*ARGUED):
        if not context.is_clear(step) or step.id in charged:
            continue
        for objection in context.relations(RelationKind.ATTACK, RelationKind.UNDERCUT, RelationKind.SUPPORT):
            key = _denied(context, step, objection)
            if key and context.is_clear(objection) and _is_later(context, step, objection):
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
    if (objection.kind, step.kind) not in SPEAKS_AGAINST[key]:
        return None
    if key == THE_CONCLUSION and (
        _speaks_of(context, objection, step) or _is_for_a_rival(context, objection.premises, step.target)
    ):
        return None
    return key


def _is_later(context: Context, step: Relation, objection: Relation) -> bool:
    """Return whether an objection is said by somebody else, in a later post than the argument is first there."""
    if context.map.thread is None:
        return True

    def first(name: str) -> tuple[int, str]:
        return min(
            ((context.number(q.post), context.author(q.post)) for q in context.map.nodes[name].quotes),
            default=(0, ""),
        )

    there = [first(name) for name in (*step.premises, step.target)]
    replies = [first(name) for name in objection.premises]
    authors = {author for _, author in map(first, step.premises)}
    return min(replies)[0] > max(there)[0] and authors.isdisjoint(author for _, author in replies)


def _speaks_of(context: Context, objection: Relation, step: Relation) -> bool:
    """Return whether an objection is about the reason of an argument, in the words of the map or of the thread, or rests on it.

    Words of the conclusion do not count: they are what both are about.
    """

    def said(*names: str) -> tuple[frozenset[str], frozenset[str]]:
        words = (word for name in names for word in context.words_of(name))
        return _kernels(" ".join(map(context.text, names))), _kernels(" ".join(words))

    rests = any(not context.above(name).isdisjoint(objection.premises) for name in step.premises)
    each = zip(said(*objection.premises), said(*step.premises), said(step.target), strict=True)
    return rests or any(overlap(one - matter, other - matter) >= LIKE for one, other, matter in each)


def _kernels(text: str) -> frozenset[str]:
    """Return the stems of a text, "keeps" and "keep" as one."""
    return frozenset(stem.rstrip("s") for stem in stems(text))


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
    asked = context.say("A reply to this is {reply}. What does the reply speak against?", reply=reply)
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
        look=_look(context, step),
        secrets=(tuple(map(context.bare, names)),),
        passages=passages(context.map, names),
    )


def _look(context: Context, step: Relation) -> str:
    """Return what anybody sees of an argument: its kind, whether it has one reason, and whether it is in one post.

    Arguments that go over several posts are replies themselves, and what is said against a reply is mostly that it is not enough.
    """
    posts = {
        quotes[0].post for name in (*step.premises, step.target) if (quotes := context.map.nodes[name].quotes)
    }
    return f"{step.kind.value} {step.is_linked} {len(posts) > 1}"


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
