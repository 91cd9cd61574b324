"""Issues (questions), claims (sentences that people put forward) and examples (evidence they point at)."""

from __future__ import annotations

from pydantic import Field

from argmap.model.base import By, Confidence, Fraction, Line, Note, Record, Slug, Text, shortened
from argmap.model.quote import Quote


class IssueOutcome(Record):
    """How the discussion of an issue ended: with a thesis that was chosen, or open.

    Source:
        van Eemeren & Grootendorst (2004), chapter 3: the concluding stage establishes the result.
    """

    thesis: Slug | None = Field(None, description="Id of the thesis that was chosen; left out if none was.")
    open: bool = Field(False, strict=True, description="True when the thread ends without an answer.")
    by: tuple[Slug, ...] = Field((), description="Ids of the participants who chose it.")
    quotes: tuple[Quote, ...] = Field((), description="The words that settle it, or leave it open.")
    note: Note = None


class Issue(Record):
    """A question at issue, which theses answer.

    Source:
        Kunz & Rittel (1970), Issues as Elements of Information Systems: issue, position, argument.
    """

    id: Slug = Field(description="Id of the issue, unique in the map.")
    question: Text = Field(description="The question, as one sentence.")
    label: Line | None = Field(None, description="A short form for small views.")
    exclusive: bool | None = Field(
        None,
        strict=True,
        description="Whether its theses exclude each other, so that one can be right at most; true if left out.",
    )
    parent: Slug | None = Field(None, description="Id of the issue or thesis of which it is a sub-question.")
    outcome: IssueOutcome | None = Field(None, description="How its discussion ended.")
    by: By = None
    confidence: Confidence = None
    note: Note = None

    @property
    def is_exclusive(self) -> bool:
        return self.exclusive is not False

    def __repr__(self) -> str:
        return f"<Issue {self.id}: {shortened(self.question)}>"


class Reference(Record):
    """A publication that says what a claim or an example says."""

    title: Line = Field(description="Title of the work.")
    authors: Line | None = Field(None, description="Authors, as the work names them.")
    year: int | None = Field(None, strict=True, ge=1000, le=9999, description="Year of publication.")
    venue: Line | None = Field(None, description="Journal, conference or publisher.")
    url: Line | None = Field(
        None, pattern=r"^https?://", description="Where to find it, preferably its DOI link."
    )
    where: Line | None = Field(None, description="The place in the work: section, equation, page.")


class Sense(Record):
    """The sense in which a claim uses a term that not everybody in the thread uses alike.

    Source:
        Walton (1996), Fallacies Arising from Ambiguity: equivocation needs one term in two senses.
    """

    term: Line = Field(description="The term, as the thread has it.")
    sense: Line = Field(
        description="What it means in this claim; the same words in every claim that means the same."
    )


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
    meta: bool = Field(
        False,
        strict=True,
        description="True for a remark about the discussion or its participants, which is no reason in the matter.",
    )
    senses: tuple[Sense, ...] = Field((), description="The senses of contested terms in this claim.")
    references: tuple[Reference, ...] = Field((), description="Works that say the same.")
    base_score: Fraction | None = Field(None, description="Strength before reasons are counted, 0 to 1.")
    tags: tuple[Slug, ...] = Field((), description="Free keywords.")
    by: By = None
    confidence: Confidence = None
    note: Note = None

    @property
    def is_thesis(self) -> bool:
        return self.answers is not None

    def __repr__(self) -> str:
        return f"<Claim {self.id}: {shortened(self.text)}>"


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
    by: By = None
    confidence: Confidence = None
    note: Note = None

    def __repr__(self) -> str:
        return f"<Example {self.id}: {shortened(self.text)}>"
