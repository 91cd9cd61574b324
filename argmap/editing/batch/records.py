"""The shapes of the edits in a batch: one record for each thing to do, with the field names of the format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model
from pydantic.fields import FieldInfo

from argmap.model.annotations import Answer, Breach, Commitment, Question, StagePosts, Stance
from argmap.model.base import Line, Record, Slug, Text
from argmap.model.claim import Claim, Example, Issue, IssueOutcome, Reference, Sense
from argmap.model.relation import Relation

OCCURRENCE = "Which place is meant, from 1, when the words stand in several."

Occurrence = Annotated[int | None, Field(None, strict=True, ge=1, description=OCCURRENCE)]


class QuotedWords(Record):
    """Words of the thread to quote."""

    words: Text = Field(description="The words, with … where words are left out.")
    post: Slug | None = Field(None, description="Id of the post that has them, when several have.")
    occurrence: Occurrence = None


class Quoting(Record):
    """What an edit may quote, in place of the quotes of the format."""

    quote: Text | None = Field(
        None, description="Words of the thread to quote, with … where words are left out."
    )
    quotes: tuple[QuotedWords, ...] = Field((), description="Words to quote, when there are several quotes.")
    post: Slug | None = Field(None, description="Id of the post that is quoted, when several have the words.")
    occurrence: Occurrence = None


def _adding(
    kind: str, record: type[Record], *, optional: Iterable[str] = (), quoting: bool = False, **more: Any
) -> type[Record]:
    """Return the shape of the edit that adds a record; `more` are fields that it has besides."""
    fields: dict[str, Any] = {"add": (Literal[kind], Field(description=f"Adds: {kind}."))}
    fields |= {
        name: _field(field, name in optional)
        for name, field in record.model_fields.items()
        if name != "quotes"
    }
    name = f"Add{kind.capitalize()}"
    base = Quoting if quoting else Record
    return cast(
        "type[Record]", create_model(name, __base__=base, __doc__=f"Add: {kind}.", **{**fields, **more})
    )


def _field(field: FieldInfo, optional: bool) -> tuple[Any, Any]:
    """Return the annotation and the default of a field, which is left out at will if it is optional."""
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    default = None if optional else field.default
    required: Any = ... if field.is_required() and not optional else default
    described = Field(required, alias=field.alias, description=field.description)
    return (annotation | None if optional else annotation), described


TARGETS = {
    "supports": "Ids of claims or examples that it gives a reason for.",
    "attacks": "Ids of claims or examples that it gives a reason against.",
    "undercuts": "Ids of relations of which it denies that the reason shows the conclusion.",
}
Targets = Annotated[
    tuple[Slug, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One id, or a list of them."""

TO = (Slug, Field(description="Id of the part of the map."))
STANCE = {
    "stance": (
        Stance | None,
        Field(None, description="What the author of the quoted post does with it; asserts if left out."),
    ),
    "hedged": (bool, Field(False, strict=True, description="True when that stance is said as a guess.")),
    "condition": (
        Text | None,
        Field(None, alias="if", description="On which condition that stance is taken."),
    ),
}
RELATING = {
    **{name: (Targets, Field((), description=text)) for name, text in TARGETS.items()},
    "linked_with": (Targets, Field((), description="Other premises of that one relation.")),
    "scheme": (Slug | None, Field(None, description="The argumentation scheme of that one relation.")),
}


class AddQuote(Record):
    """Add: quote."""

    add: Literal["quote"] = Field(description="Adds: quote.")
    to: Line = Field(description="What quotes the words: an id, or PARTICIPANT:CLAIM for a commitment.")
    words: Text = Field(description="The words, with … where words are left out.")
    post: Slug | None = Field(None, description="Id of the post that has them, when several have.")
    occurrence: Occurrence = None


class AddAnnotator(Record):
    """Add: annotator."""

    add: Literal["annotator"] = Field(description="Adds: annotator.")
    name: Line = Field(description="Name of somebody who makes the map.")


class Remove(Record):
    """Remove a part of the map."""

    remove: Line = Field(description="What is removed: an id, or the name of what has none.")
    cascade: bool = Field(False, strict=True, description="True to remove what refers to it, too.")
    quote: int | None = Field(
        None, strict=True, ge=1, description="Which of its quotes is removed, from 1; the part itself stays."
    )


class Rename(Record):
    """Rename an id, and every reference to it."""

    rename: Slug = Field(description="The id.")
    to: Slug = Field(description="The new id.")


class SplitPost(Record):
    """Split a post of the thread before some of its words."""

    split: Slug = Field(description="Id of the post.")
    at: Text = Field(description="The first words of its second part.")
    occurrence: Occurrence = None
    id: Slug | None = Field(None, description="Id of the second part.")
    author: Slug | None = Field(None, description="Id of who wrote the second part, if it is somebody else.")
    reply_to: Slug | None = Field(None, description="Id of the post that the second part answers.")
    replies: tuple[Slug, ...] = Field((), description="Ids of the posts that answer the second part.")


class JoinPosts(Record):
    """Join posts of one author that follow each other."""

    join: Annotated[tuple[Slug, ...], Field(min_length=2)] = Field(description="Ids of the posts, in order.")


ADD: Mapping[str, type[Record]] = MappingProxyType(
    {
        "issue": _adding("issue", Issue, optional=["id"]),
        "claim": _adding("claim", Claim, optional=["id"], quoting=True, **RELATING, **STANCE),
        "example": _adding("example", Example, optional=["id"], quoting=True),
        "relation": _adding("relation", Relation, optional=["id"], quoting=True),
        "commitment": _adding("commitment", Commitment, optional=["participant"], quoting=True),
        "question": _adding("question", Question, optional=["id"], quoting=True),
        "answer": _adding("answer", Answer, question=(Slug, Field(description="Id of the question."))),
        "outcome": _adding(
            "outcome", IssueOutcome, quoting=True, issue=(Slug, Field(description="Id of the issue."))
        ),
        "stage": _adding("stage", StagePosts),
        "breach": _adding("breach", Breach, optional=["breaks"], quoting=True),
        "quote": AddQuote,
        "sense": _adding("sense", Sense, to=TO),
        "reference": _adding("reference", Reference, to=TO),
        "annotator": AddAnnotator,
    }
)
"""The shape of each addition, by its kind."""

SHAPES: Mapping[str, type[Record]] = MappingProxyType(
    {"remove": Remove, "rename": Rename, "split": SplitPost, "join": JoinPosts}
)
"""The shape of each other edit, by its first key; fields to `set` are those of the part that is changed."""

VERBS = ("add", "set", *SHAPES)
"""What an edit does; each edit has exactly one of these keys."""
