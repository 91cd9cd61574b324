"""What annotators record about a discussion: stances, stages, broken rules, and what the map should show."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from argmap.model.base import SLUG, By, Confidence, Note, Record, Slug, Text, shortened
from argmap.model.quote import Quote


class Stance(StrEnum):
    """What a participant does with a claim in a post.

    - `asserts`: puts it forward as true, and owes a reason when somebody asks for one.
    - `accepts`: agrees with what somebody else has put forward.
    - `concedes`: grants it to the other side for the sake of the discussion, and owes no reason for it.
    - `proposes`: puts it on the table as an option, without standing by it.
    - `questions`: asks for a reason, and takes no side.
    - `denies`: says that it is false, or is against it.
    - `retracts`: takes back what they accepted before, without saying that it is false.

    Source:
        Hamblin (1970), Fallacies, chapter 8: commitment stores; Walton & Krabbe (1995), Commitment in Dialogue,
        chapter 4: assertions, concessions, challenges, retractions.
    """

    ASSERTS = "asserts"
    ACCEPTS = "accepts"
    CONCEDES = "concedes"
    PROPOSES = "proposes"
    QUESTIONS = "questions"
    DENIES = "denies"
    RETRACTS = "retracts"

    @property
    def accepts(self) -> bool:
        """Whether who takes the stance is then committed to the claim."""
        return self in {Stance.ASSERTS, Stance.ACCEPTS, Stance.CONCEDES}


class Commitment(Record):
    """A participant's stance on a claim, taken in a post.

    In files the condition has the key `if`; in code, where `if` is a word of Python, it is `condition`.
    """

    participant: Slug = Field(description="Id of the participant.")
    post: Slug = Field(description="Id of the post in which the stance is taken.")
    claim: Slug = Field(description="Id of the claim.")
    stance: Stance = Field(description="What the participant does with the claim.")
    quotes: tuple[Quote, ...] = Field(
        (), description="The words of that post with which the stance is taken."
    )
    condition: Text | None = Field(
        None,
        alias="if",
        description="The condition on which the stance is taken: the id of a claim, or words.",
    )
    hedged: bool = Field(
        False,
        strict=True,
        description="True when it is said as a guess, such as 'perhaps' or 'I cannot prove it'.",
    )
    by: By = None
    confidence: Confidence = None
    note: Note = None

    @property
    def condition_claim(self) -> str | None:
        """The claim that is the condition, if the condition has the form of an id and not of words."""
        is_id = self.condition is not None and re.fullmatch(SLUG, self.condition) is not None
        return self.condition if is_id else None


class Answer(Record):
    """What answers a question: a post, a claim, or both."""

    post: Slug | None = Field(None, description="Id of the post that answers.")
    claim: Slug | None = Field(None, description="Id of the claim that answers.")

    @model_validator(mode="after")
    def _something(self) -> Answer:
        if self.post is None and self.claim is None:
            raise ValueError("an answer names a post, a claim or both")
        return self


class Question(Record):
    """A question that a post asks, with what answers it; without answers, nobody answered it.

    A question asks for information or for a reason. Whoever doubts a claim by it also takes the stance `questions`.

    Source:
        Walton & Krabbe (1995), Commitment in Dialogue, chapter 4: questions and challenges as moves of their own.
    """

    id: Slug = Field(description="Id of the question, unique in the map.")
    post: Slug = Field(description="Id of the post that asks it.")
    text: Text = Field(description="The question, as one sentence that can be understood without the thread.")
    quotes: tuple[Quote, ...] = Field((), description="The words of that post that ask it.")
    about: Slug | None = Field(
        None, description="Id of the issue, claim, example or relation that it is about."
    )
    to: Slug | None = Field(None, description="Id of the participant who is asked.")
    answered_by: tuple[Answer, ...] = Field((), description="What answers it; empty when nobody does.")
    by: By = None
    confidence: Confidence = None
    note: Note = None

    def __repr__(self) -> str:
        return f"<Question {self.id}: {shortened(self.text)}>"


class Breach(Record):
    """A place where somebody breaks a rule for critical discussion, with the annotators' reason.

    Source:
        van Eemeren & Grootendorst (2004), chapters 7 and 8: a fallacy is a move that breaks a rule.
    """

    breaks: Slug = Field(description="Id of the discussion rule that is broken.")
    fallacy: Slug | None = Field(None, description="Id of the fallacy, when it is one that has a name.")
    relation: Slug | None = Field(None, description="Id of the relation that breaks the rule, if it is one.")
    quotes: Annotated[tuple[Quote, ...], Field(min_length=1)] = Field(
        description="The words that break the rule."
    )
    why: Text = Field(description="Why the annotators see the rule broken here.")
    by: By = None
    confidence: Confidence = None
    note: Note = None


class StagePosts(Record):
    """Posts that belong to one stage of the discussion; a post may belong to several."""

    stage: Slug = Field(description="Id of the stage.")
    posts: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(description="Ids of posts.")
    why: Text | None = Field(None, description="Why the annotators see this stage here.")
    by: By = None
    confidence: Confidence = None
    note: Note = None


class Label(StrEnum):
    """Whether a claim, an example or a relation is accepted (`in`), rejected (`out`) or undecided.

    Source:
        Caminada (2006), On the issue of reinstatement in argumentation, definition 5: in, out, undec.
    """

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


class Expectations(Record):
    """Which claims, examples and relations should be accepted, rejected or undecided under grounded semantics.

    In files the first two keys are `in` and `out`; in code, where `in` is a word of Python, `accepted` and `rejected`.
    """

    accepted: tuple[Slug, ...] = Field((), alias="in", description="Ids that should be accepted.")
    rejected: tuple[Slug, ...] = Field((), alias="out", description="Ids that should be rejected.")
    undecided: tuple[Slug, ...] = Field((), description="Ids that should be undecided.")

    def labels(self) -> dict[str, Label]:
        """Return the label expected of each id."""
        expected = (self.accepted, Label.IN), (self.rejected, Label.OUT), (self.undecided, Label.UNDECIDED)
        return {name: label for names, label in expected for name in names}
