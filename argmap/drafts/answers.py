"""What a model is asked to answer about one post: its shape, and what a text that should have it holds."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import Field

from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, InvalidInput
from argmap.model.annotations import Stance
from argmap.model.base import Record
from argmap.model.relation import RelationKind

LONGEST_ANSWER = 200_000
"""Characters of an answer, at most."""

MOST_ITEMS = 60
"""Claims, relations or stances in one answer, at most: an answer with more repeats itself."""

THINKING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
"""What some models write to themselves before they answer."""

FENCE = re.compile(r"\A\s*```(?:json)?[^\S\n]*+\n(?P<inside>.*?)\n?```\s*\Z", re.DOTALL)


class AnswerClaim(Record):
    """A claim that a post makes. All fields are required: servers with strict schemas know no others."""

    id: str = Field(description="An id of your own for it, such as n1.")
    text: str = Field(description="The claim as one full sentence that can be understood without the thread.")
    post: str = Field(description="Id of the post that has the words.")
    quote: str = Field(description="The words of the post that make the claim, copied letter by letter.")


class AnswerRelation(Record):
    """What claims do to another claim."""

    id: str = Field(description="An id of your own for it, such as r1.")
    kind: RelationKind = Field(
        description="support, attack, undercut (denies that a reason shows its conclusion; its target is a relation), "
        "rephrase or explains."
    )
    premises: tuple[str, ...] = Field(description="Ids of the claims that give the reason.")
    target: str = Field(description="Id of the claim that the reason is for or against.")


class AnswerStance(Record):
    """What the author of the post does with a claim."""

    claim: str = Field(description="Id of the claim.")
    stance: Stance = Field(description="What the author of the post does with it.")
    quote: str = Field(description="The words of the post that do it, copied letter by letter.")


class ModelAnswer(Record):
    """What a model says about one post."""

    claims: tuple[AnswerClaim, ...]
    relations: tuple[AnswerRelation, ...]
    stances: tuple[AnswerStance, ...]


class BadAnswer(ArgmapError):
    """A text is no answer; the message says why."""


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer, which servers with strict schemas take."""
    return ModelAnswer.model_json_schema()


def read_answer(text: str) -> ModelAnswer:
    """Return the answer in the text of a model; a fence of Markdown around it, or thoughts before it, do no harm.

    Raises:
        BadAnswer: it is empty, too long, cut off, no JSON, or has not the shape.
    """
    if len(text) > LONGEST_ANSWER:
        raise BadAnswer(f"longer than {LONGEST_ANSWER} characters")
    said = THINKING.sub("", text)
    fenced = FENCE.match(said)
    inside = fenced["inside"] if fenced else said
    if not inside.strip():
        raise BadAnswer("the answer is empty")
    try:
        data = json.loads(inside)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"the answer is not JSON: {error}") from error
    return shaped(data)


def shaped(data: Any) -> ModelAnswer:
    """Return the answer that plain data hold.

    Raises:
        BadAnswer: they have not the shape, or too many items.
    """
    try:
        answer = ModelAnswer.model_validate(data)
    except InvalidInput as error:
        raise BadAnswer("; ".join(_short(fault) for fault in error.diagnostics[:3])) from error
    for name in ("claims", "relations", "stances"):
        if len(getattr(answer, name)) > MOST_ITEMS:
            raise BadAnswer(f"more than {MOST_ITEMS} {name} for one post")
    return answer


def _short(fault: object) -> str:
    if not isinstance(fault, Diagnostic):
        return str(fault)
    place = ".".join(map(str, fault.location.path))
    return f"{place}: {fault.message}" if place else fault.message
