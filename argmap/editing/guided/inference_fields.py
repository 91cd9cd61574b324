"""The questions about the relation from a new claim or example that need no answer, and the relation they make."""

from __future__ import annotations

from argmap.editing.guided import listing
from argmap.editing.guided.form import Answers, Choice, FieldKind, FormField, Occasion
from argmap.editing.guided.moves import Inference
from argmap.lint.rules.shape import LINKED_SCHEMES
from argmap.model.relation import RelationKind

LINKABLE = frozenset({"support", "attack", "undercut"})


def inference(answers: Answers) -> Inference:
    """Return the relation that answers describe."""
    implicit = answers.get("implicit")
    return Inference(
        RelationKind(answers["does"]),
        answers["target"],
        tuple(answers.get("linked") or ()),
        (implicit,) if implicit else (),
        answers.get("scheme") if answers.get("scheme") != listing.NONE else None,
        answers.get("raises") if answers.get("raises") != listing.NONE else None,
    )


def inference_fields(occasion: Occasion) -> list[FormField]:
    """Return the questions about a relation that need no answer: linked and implicit premises, scheme, critical question."""

    def raised(answers: Answers) -> tuple[Choice, ...]:
        kind, target = answers.get("does"), answers.get("target")
        if kind not in {"attack", "undercut"} or target is None:
            return ()
        return listing.critical_questions(occasion.map, RelationKind(kind), target)

    def links(answers: Answers) -> bool:
        return answers.get("does") in LINKABLE and answers.get("target") is not None

    def linked(answers: Answers) -> tuple[Choice, ...]:
        return listing.claims(occasion, examples=True, but=[answers.get("target") or ""])

    def premises(answers: Answers) -> str:
        scheme = answers.get("scheme")
        wanted = " (this scheme needs more than one)" if scheme in LINKED_SCHEMES else ""
        return f"{wanted}\n{listing.scheme_help(scheme)}".strip()

    return [
        FormField(
            "raises",
            "Critical question that it raises",
            FieldKind.CHOICE,
            "a",
            shown=lambda answers: bool(raised(answers)),
            choices=lambda answers: (*raised(answers), Choice(listing.NONE, "none")),
        ),
        FormField(
            "linked", "Only together with", FieldKind.SEVERAL, "l", shown=links, choices=linked, help=premises
        ),
        FormField("implicit", "And with an implicit premise", key="p", shown=links, help=premises),
        FormField(
            "scheme",
            "Argumentation scheme",
            FieldKind.CHOICE,
            "s",
            shown=lambda answers: links(answers) and answers.get("raises") in {None, listing.NONE},
            choices=lambda _: (*listing.scheme_choices(), Choice(listing.NONE, "none")),
            help=lambda answers: listing.scheme_help(answers.get("scheme")),
        ),
    ]
