"""Issues (questions), claims (sentences that people put forward) and examples (evidence they point at)."""

from __future__ import annotations

from pydantic import Field

from argmap.model.base import Fraction, Line, Record, Slug, Text, shortened
from argmap.model.quote import Quote


class Issue(Record):
    """A question at issue, which theses answer.

    Source:
        Kunz & Rittel (1970), Issues as Elements of Information Systems: issue, position, argument.
    """

    id: Slug = Field(description="Id of the issue, unique in the map.")
    question: Text = Field(description="The question, as one sentence.")
    label: Line | None = Field(None, description="A short form for small views.")

    def __repr__(self) -> str:
        return f"<Issue {self.id}: {shortened(self.question)}>"


class Claim(Record):
    """A sentence that can be asserted, supported and attacked.

    A claim that `answers` an issue is a thesis. An `implicit` claim is an implicit premise: the annotator
    reconstructed it, so no words of the thread are quoted for it.
    """

    id: Slug = Field(description="Id of the claim, unique in the map.")
    text: Text = Field(description="One full sentence that can be understood without the thread.")
    label: Line | None = Field(None, description="A short form for small views.")
    answers: Slug | None = Field(None, description="Id of the issue it answers; makes it a thesis.")
    implicit: bool = Field(
        False,
        strict=True,
        description="True for an implicit premise: nobody states it, the annotators reconstructed it.",
    )
    quotes: tuple[Quote, ...] = Field((), description="The words of the thread that make the claim.")
    base_score: Fraction | None = Field(None, description="Strength before reasons are counted, 0 to 1.")
    tags: tuple[Slug, ...] = Field((), description="Free keywords.")

    @property
    def is_thesis(self) -> bool:
        return self.answers is not None

    def __repr__(self) -> str:
        return f"<Claim {self.id}: {shortened(self.text)}>"


class Reference(Record):
    """A publication that says what the example is said to show."""

    title: Line = Field(description="Title of the work.")
    authors: Line | None = Field(None, description="Authors, as the work names them.")
    year: int | None = Field(None, strict=True, ge=1000, le=9999, description="Year of publication.")
    venue: Line | None = Field(None, description="Journal, conference or publisher.")
    url: Line | None = Field(
        None, pattern=r"^https?://", description="Where to find it, preferably its DOI link."
    )
    where: Line | None = Field(None, description="The place in the work: section, equation, page.")


class Example(Record):
    """A technical example that bears on a claim."""

    id: Slug = Field(description="Id of the example, unique in the map.")
    name: Line = Field(description="Name of the example.")
    topic: Slug = Field(description="What it is an example of, such as attention.")
    text: Text = Field(description="What it shows, as one sentence.")
    quotes: tuple[Quote, ...] = Field((), description="Where the thread points at it.")
    references: tuple[Reference, ...] = Field((), description="Works that document it.")
    experiment: Slug | None = Field(None, description="Name of a runnable experiment that measures it.")
    tags: tuple[Slug, ...] = Field((), description="Free keywords.")

    def __repr__(self) -> str:
        return f"<Example {self.id}: {shortened(self.text)}>"
