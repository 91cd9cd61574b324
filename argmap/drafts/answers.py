"""What a model is asked to answer about one post: its shape, and what a text that should have it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, InvalidInput
from argmap.location import dotted
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


@dataclass(frozen=True, slots=True)
class OddItem:
    """A claim, relation or stance of an answer that has not the shape of one; `id` is "" where it has none."""

    what: str
    id: str
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer, and what in it could not be read: one word that is no stance takes nothing else with it."""

    answer: ModelAnswer
    odd: tuple[OddItem, ...] = ()


class BadAnswer(ArgmapError):
    """A text is no answer; the message says why."""


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer, which servers with strict schemas take."""
    return ModelAnswer.model_json_schema()


def read_answer(text: str) -> ReadAnswer:
    """Return the answer in the text of a model; a fence of Markdown around it, or thoughts before it, do no harm.

    Raises:
        BadAnswer: it is empty, too long, cut off, no JSON, or has not the shape, or no item of it has.
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


ITEMS: Mapping[str, tuple[str, type[Record]]] = {
    "claims": ("claim", AnswerClaim),
    "relations": ("relation", AnswerRelation),
    "stances": ("stance", AnswerStance),
}


def shaped(data: Any) -> ReadAnswer:
    """Return the answer that plain data hold; each item is read by itself.

    Raises:
        BadAnswer: they have not the shape, or too many items, or items of which none can be read.
    """
    kept, odd = data, list[OddItem]()
    if isinstance(data, dict):
        kept = dict(data)
        for name, (what, record) in ITEMS.items():
            items = data.get(name)
            if not isinstance(items, list):
                continue  # that is a fault of the whole answer
            if len(items) > MOST_ITEMS:
                raise BadAnswer(f"more than {MOST_ITEMS} {name} for one post")
            kept[name] = [*_readable(items, what, record, odd)]
    try:
        answer = ModelAnswer.model_validate(kept)
    except InvalidInput as error:
        raise BadAnswer(shortly(error)) from error
    if odd and not (answer.claims or answer.relations or answer.stances):
        raise BadAnswer(f"{odd[0].what}: {odd[0].why}")
    return ReadAnswer(answer, tuple(odd))


def _readable(items: list[Any], what: str, record: type[Record], odd: list[OddItem]) -> Iterator[Record]:
    """Yield the items that have the shape, and note the others."""
    for item in items:
        try:
            yield record.model_validate(item)
        except InvalidInput as error:
            name = item.get("id") if isinstance(item, dict) else None
            said = json.dumps(item, ensure_ascii=False)
            odd.append(OddItem(what, name if isinstance(name, str) else "", shortly(error), said))


def shortly(error: InvalidInput) -> str:
    """Return what is wrong with something that a model or a person wrote, by the names of their fields."""
    return "; ".join(_short(fault) for fault in error.diagnostics[:3])


def _short(fault: object) -> str:
    if not isinstance(fault, Diagnostic):
        return str(fault)
    _, *inside = fault.location.path or (
        "",
    )  # it begins with the name of our record, which nobody outside knows
    said = f"{fault.message}; {fault.help}" if fault.help else fault.message
    return f"{dotted(tuple(inside))}: {said}" if inside else said
