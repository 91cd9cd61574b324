"""What annotators say of a discussion's conduct: which stage a post belongs to, and where a rule is broken."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from argmap.model.base import Record, Slug, Text
from argmap.model.quote import Quote


class Breach(Record):
    """A place where somebody breaks a rule for critical discussion, with the reason for reading it so.

    Source:
        van Eemeren & Grootendorst (2004), chapters 7 and 8: a fallacy is a move that breaks a rule.
    """

    breaks: Slug = Field(description="Id of the discussion rule that is broken.")
    fallacy: Slug | None = Field(None, description="Id of the fallacy, if it is one that has a name.")
    relation: Slug | None = Field(None, description="Id of the step that breaks the rule, if it is one.")
    quotes: Annotated[tuple[Quote, ...], Field(min_length=1)] = Field(
        description="The words that break the rule."
    )
    why: Text = Field(description="Why the annotators read these words so.")


class StagePosts(Record):
    """Posts that belong to one stage of the discussion; a post may belong to several."""

    stage: Slug = Field(description="Id of the stage.")
    posts: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(description="Ids of posts.")
    why: Text | None = Field(None, description="Why the annotators read these posts so.")
