"""Commitments: who takes which stance on which claim, and in which post."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from argmap.model.base import Record, Slug


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
