"""What annotators record about a discussion: stances, stages, broken rules, and what the map should show."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from argmap.model.base import Record, Slug, Text
from argmap.model.quote import Quote


class Stance(StrEnum):
    """What a participant does with a claim in a post.

    Source:
        Walton & Krabbe (1995), Commitment in Dialogue, chapter 4: assertion, concession, retraction.
    """

    ASSERTS = "asserts"
    DENIES = "denies"
    CONCEDES = "concedes"
    QUESTIONS = "questions"
    RETRACTS = "retracts"

    @property
    def accepts(self) -> bool:
        return self in {Stance.ASSERTS, Stance.CONCEDES}


class Commitment(Record):
    """A participant's stance on a claim, taken in a post."""

    participant: Slug = Field(description="Id of the participant.")
    post: Slug = Field(description="Id of the post in which the stance is taken.")
    claim: Slug = Field(description="Id of the claim.")
    stance: Stance = Field(description="What the participant does with the claim.")


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


class StagePosts(Record):
    """Posts that belong to one stage of the discussion; a post may belong to several."""

    stage: Slug = Field(description="Id of the stage.")
    posts: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(description="Ids of posts.")
    why: Text | None = Field(None, description="Why the annotators see this stage here.")


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
