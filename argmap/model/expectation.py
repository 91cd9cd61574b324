"""Expectations: what the annotators say their map should show, so that a slip in a relation is noticed."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from argmap.model.base import Record, Slug


class Label(StrEnum):
    """Whether something stands.

    Source:
        Caminada (2006), On the issue of reinstatement in argumentation, definition 5: in, out, undec.
    """

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


class Expectations(Record):
    """Which claims, examples and steps are expected to be in, out or undecided in the grounded labelling."""

    accepted: tuple[Slug, ...] = Field((), alias="in", description="Ids expected to stand.")
    rejected: tuple[Slug, ...] = Field((), alias="out", description="Ids expected to fall.")
    undecided: tuple[Slug, ...] = Field((), description="Ids expected to be left open.")

    def labels(self) -> dict[str, Label]:
        """Return the label expected of each id."""
        expected = (self.accepted, Label.IN), (self.rejected, Label.OUT), (self.undecided, Label.UNDECIDED)
        return {name: label for names, label in expected for name in names}
