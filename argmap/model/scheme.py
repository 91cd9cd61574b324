"""Argumentation schemes with their critical questions, as data.

Source:
    Walton, Reed & Macagno (2008), Argumentation Schemes, Cambridge University Press; each entry of
    `schemes.json` names its own place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import Field

from argmap.errors import UnknownName
from argmap.model.base import Line, Record, Slug, Text


class BearsOn(StrEnum):
    """What an objection attacks that raises a critical question."""

    PREMISE = "premise"
    STEP = "step"
    CONCLUSION = "conclusion"


class CriticalQuestion(Record):
    """A question that an argument of the scheme must be able to answer."""

    id: Slug = Field(description="Id of the question, unique in its scheme.")
    text: Text = Field(description="The question.")
    bears_on: BearsOn = Field(description="What an objection attacks that raises it.")


class Scheme(Record):
    """A stereotyped pattern of defeasible reasoning. Capital letters in its sentences are variables."""

    id: Slug = Field(description="Id of the scheme.")
    name: Line = Field(description="Name in the literature.")
    summary: Text = Field(description="When the scheme is in use, in one sentence.")
    premises: tuple[Text, ...] = Field(description="The premises, with variables.")
    conclusion: Text = Field(description="The conclusion, with variables.")
    questions: tuple[CriticalQuestion, ...] = Field(description="The critical questions.")
    linked: bool = Field(description="True when the premises only count together.")
    source: Line = Field(description="Where the literature describes it.")

    def question(self, question_id: str) -> CriticalQuestion:
        """Return the critical question with that id.

        Raises:
            UnknownName: the scheme has no such question.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownName(f"critical question of {self.id!r}", question_id, (q.id for q in self.questions))


@cache
def schemes() -> Mapping[str, Scheme]:
    """Return every known scheme by its id, sorted by id."""
    data = json.loads(files("argmap.model").joinpath("schemes.json").read_text(encoding="utf-8"))
    return MappingProxyType({entry["id"]: Scheme.model_validate(entry) for entry in data})


def scheme(scheme_id: str) -> Scheme:
    """Return the scheme with that id.

    Raises:
        UnknownName: there is no such scheme.
    """
    known = schemes()
    if scheme_id not in known:
        raise UnknownName("scheme", scheme_id, known)
    return known[scheme_id]
