"""Issues (the questions at issue) and claims (the sentences people put forward)."""

from __future__ import annotations

from pydantic import Field

from argmap.model.base import Fraction, Line, Record, Slug, Text
from argmap.model.quote import Quote


class Issue(Record):
    """A question at issue, which theses answer.

    Source:
        Kunz & Rittel (1970), Issues as Elements of Information Systems: issue, position, argument.
    """

    id: Slug = Field(description="Id of the issue, unique in the map.")
    question: Text = Field(description="The question, as one sentence.")
    label: Line | None = Field(None, description="A short form for small views.")


class Claim(Record):
    """A sentence that can be asserted, supported and attacked.

    A claim that `answers` an issue is a thesis. An `implicit` claim is an unstated premise: the annotator
    reconstructed it, so no words of the thread are quoted for it.
    """

    id: Slug = Field(description="Id of the claim, unique in the map.")
    text: Text = Field(description="One full sentence that can be understood without the thread.")
    label: Line | None = Field(None, description="A short form for small views.")
    answers: Slug | None = Field(None, description="Id of the issue it answers; makes it a thesis.")
    implicit: bool = Field(False, strict=True, description="True for an unstated premise.")
    quotes: tuple[Quote, ...] = Field((), description="The words of the thread that make the claim.")
    base_score: Fraction | None = Field(None, description="Strength before reasons are counted, 0 to 1.")
    tags: tuple[Slug, ...] = Field((), description="Free keywords.")

    @property
    def is_thesis(self) -> bool:
        return self.answers is not None
