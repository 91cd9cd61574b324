"""The form of a new claim: its sentence, what it does, and how its author stands to it."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.editing.guided import listing
from argmap.editing.guided.choosing import claims_quoting
from argmap.editing.guided.form import Answers, Choice, FieldKind, FormField, MoveForm, Occasion, always
from argmap.editing.guided.inference_fields import inference, inference_fields
from argmap.editing.guided.moves import Attitude, Move, NewClaim, SaysAgain
from argmap.editing.naming import free_id
from argmap.editing.parts import ids
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

THESIS, JOINS, REPLY, CONDITION, META, NEW = "thesis", "joins", "reply", "condition", "meta", "+"
INFERENCES = ("support", "attack", "undercut", "explains", "rephrase")


def claim_form(occasion: Occasion, *, does: str | None = None, implicit: bool = False) -> MoveForm:
    """Return the questions about a new claim.

    Args:
        occasion: the map, the words and what the annotator looks at.
        does: what the claim does, if that is known: `thesis` or `meta`.
        implicit: whether it is an implicit premise, which nobody says.
    """
    quoting = () if implicit else claims_quoting(occasion.map, occasion.chosen)
    fields = (
        *([_again(occasion, quoting)] if quoting else []),
        _sentence(occasion, implicit=implicit),
        *([] if does else [_does(occasion, implicit=implicit)]),
        *_ends(occasion, does),
        *([] if does else inference_fields(occasion)),
        *([] if implicit else _manner(occasion, does)),
        *_names(occasion.map),
    )
    if quoting:
        fields = (fields[0], *(_if_new(field) for field in fields[1:]))
    title = (
        "Implicit premise"
        if implicit
        else {"thesis": "Thesis", "meta": "Remark about the discussion"}.get(does or "", "Claim")
    )
    return MoveForm(title, fields, lambda answers: _move({"does": does, **answers}), words=not implicit)


def _move(answers: Answers) -> Move:
    """Return the move that the answers make."""
    if answers.get("again") not in {None, NEW}:
        return SaysAgain(answers["again"])
    does, target = answers["does"], answers.get("target")
    stance = Stance(answers.get("stance") or (Stance.ACCEPTS if does == CONDITION else Stance.ASSERTS))
    return NewClaim(
        text=answers["text"],
        id=answers.get("id") or None,
        label=answers.get("label") or None,
        issue=target if does == THESIS and target != NEW else None,
        new_issue=answers.get("new_issue"),
        exclusive=answers.get("exclusive"),
        inference=inference(answers) if does in INFERENCES else None,
        joins=target if does == JOINS else None,
        reply_to=target if does == REPLY else None,
        condition_of=target if does == CONDITION else None,
        meta=does == META,
        attitude=Attitude(stance, bool(answers.get("hedged")), answers.get("condition") or None),
    )


def _again(occasion: Occasion, quoting: tuple[str, ...]) -> FormField:
    """Return the question whether words that are quoted already make the same claim."""
    known = [Choice(id, f"the claim that is there: {occasion.map.nodes[id].text}", id) for id in quoting]
    choices = (*known, Choice(NEW, "one more claim in the same words"))
    return FormField(
        "again",
        "The words are quoted already. They make",
        FieldKind.CHOICE,
        "q",
        always,
        choices=lambda _: choices,
    )


def _if_new(field: FormField) -> FormField:
    def shown(answers: Answers) -> bool:
        return answers.get("again") == NEW and field.shown(answers)

    return FormField(
        field.name,
        field.label,
        field.kind,
        field.key,
        field.needed,
        shown,
        field.default,
        field.choices,
        field.help,
    )


def _sentence(occasion: Occasion, *, implicit: bool) -> FormField:
    begin = None if implicit else listing.sentence(occasion.words)

    def help(answers: Answers) -> str:
        return listing.scheme_help(occasion.map.relations_by_id[answers["target"]].scheme) if implicit and answers.get("target") in occasion.map.relations_by_id else ""  # fmt: skip

    return FormField(
        "text", "The claim as one sentence", key="c", needed=always, default=lambda _: begin, help=help
    )


def _does(occasion: Occasion, *, implicit: bool) -> FormField:
    """Return the question what a claim does; only what the map allows can be chosen."""
    map = occasion.map
    relations = any(r.kind.is_argument for r in map.relations)
    possible = {
        JOINS: ("one more premise of a reason or objection", relations),
        THESIS: ("a thesis: it answers a question at issue", not implicit),
        "support": ("a reason for a claim", bool(map.nodes)),
        "attack": ("an objection to a claim", bool(map.nodes)),
        "undercut": ("an objection to a step: the reason does not show it", relations),
        "explains": ("an explanation: why something is so", bool(map.nodes)),
        "rephrase": ("the same as a claim, in other words", bool(map.claims) and not implicit),
        REPLY: ("an answer to a question that somebody asked", bool(map.questions) and not implicit),
        CONDITION: ("a condition on which its author accepts a claim", bool(map.claims) and not implicit and occasion.post.author is not None),
        META: ("a remark about the discussion", not implicit),
    }  # fmt: skip
    names = (
        list(possible)
        if implicit
        else [THESIS, *INFERENCES[:3], JOINS, *INFERENCES[3:], REPLY, CONDITION, META]
    )
    choices = tuple(Choice(name, possible[name][0]) for name in names if possible[name][1])
    return FormField("does", "It is", FieldKind.CHOICE, "d", always, choices=lambda _: choices)


ENDS: Mapping[str, str] = {
    THESIS: "Which question does it answer?",
    "support": "A reason for",
    "attack": "An objection to",
    "undercut": "Which step fails?",
    "explains": "It explains why",
    "rephrase": "The same as",
    JOINS: "One more premise of",
    REPLY: "Which question?",
    CONDITION: "On this condition its author accepts",
}


def _ends(occasion: Occasion, does: str | None) -> list[FormField]:
    """Return the questions about what the claim bears on."""
    map = occasion.map

    def role(answers: Answers) -> str:
        return str(answers.get("does") or does or "")

    def choices(answers: Answers) -> tuple[Choice, ...]:
        kind = role(answers)
        if kind == THESIS:
            return (*listing.issues(occasion), Choice(NEW, "a question that is not in the map yet"))
        if kind == JOINS:
            return listing.relations(occasion)
        if kind == REPLY:
            return listing.asked(occasion)
        return (
            listing.targets(occasion, RelationKind(kind)) if kind in INFERENCES else listing.claims(occasion)
        )

    def rivals(answers: Answers) -> bool:
        issue = map.issues_by_id.get(answers.get("target") or "") if role(answers) == THESIS else None
        return (
            issue is not None and issue.exclusive is None and any(c.answers == issue.id for c in map.claims)
        )

    def is_new(answers: Answers) -> bool:
        return role(answers) == THESIS and answers.get("target") == NEW

    targets = [
        FormField(
            "target",
            ENDS[name],
            FieldKind.CHOICE,
            "t",
            always,
            lambda answers, name=name: role(answers) == name,  # type: ignore[misc]
            choices=choices,
        )
        for name in ENDS
        if does in {None, name}
    ]
    return [
        *targets,
        FormField(
            "new_issue", "The question at issue, as one sentence", key="n", needed=always, shown=is_new
        ),
        FormField(
            "exclusive",
            "Do the answers to this question exclude each other?",
            FieldKind.FLAG,
            "x",
            always,
            rivals,
            help=lambda answers: _theses(map, answers.get("target")),
        ),
    ]


def _theses(map: ArgumentMap, issue: str | None) -> str:
    return "\n".join(f"  · {claim.text}" for claim in map.claims if claim.answers == issue)


def _manner(occasion: Occasion, does: str | None) -> list[FormField]:
    """Return the questions about the author's stance; there are none where nobody knows who wrote the post."""
    if occasion.post.author is None:
        return []
    name = occasion.author

    def role(answers: Answers) -> str:
        return str(answers.get("does") or does or "")

    def stances(answers: Answers) -> tuple[Choice, ...]:
        known = STANCES[CONDITION] if role(answers) == CONDITION else STANCES.get(role(answers), STANCES[""])
        return tuple(Choice(str(stance), f"{name} {stance} it", why) for stance, why in known)

    return [
        FormField(
            "stance",
            "Stance",
            FieldKind.CHOICE,
            "v",
            default=lambda answers: stances(answers)[0].value,
            choices=stances,
        ),
        FormField("hedged", "Said as a guess", FieldKind.FLAG, "h", default=lambda _: False),
        FormField(
            "condition",
            "Only on a condition (if …, or the id of a claim)",
            key="f",
            shown=lambda answers: role(answers) != CONDITION,
        ),
    ]


_PLAIN = (
    (Stance.ASSERTS, "puts it forward as true"),
    (Stance.ACCEPTS, "agrees with what somebody else has put forward"),
    (Stance.CONCEDES, "grants it to the other side"),
    (Stance.DENIES, "says that it is false, or is against it"),
)
STANCES: Mapping[str, tuple[tuple[Stance, str], ...]] = {
    "": _PLAIN,
    THESIS: (_PLAIN[0], (Stance.PROPOSES, "puts it on the table, without standing by it"), *_PLAIN[1:]),
    CONDITION: (_PLAIN[1], _PLAIN[0], _PLAIN[2]),
}
"""The stances that come up for a claim, by what the claim does; the first is proposed."""


def _names(map: ArgumentMap) -> list[FormField]:
    taken = set(ids(map))

    def made(answers: Answers) -> str:
        return free_id(answers.get("label") or answers.get("text") or "", taken)

    return [
        FormField("label", "A short form for small views", key="b"),
        FormField("id", "Id", key="i", default=made),
    ]
