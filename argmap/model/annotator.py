"""Who made a map: a name, or a record with the id by which items name their annotator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from argmap.model.base import Line, Record, Slug
from argmap.model.faults import RECORD, WORDS


class Annotator(Record):
    """Somebody who made the map, or a part of it."""

    id: Slug = Field(description="Id of the annotator, which items have under `by`.")
    name: Line | None = Field(None, description="The annotator's name; left out where it is not to be known.")

    def __repr__(self) -> str:
        return f"<Annotator {self.id}{f': {self.name}' if self.name else ''}>"


def _form(value: Any) -> str:
    return RECORD if isinstance(value, Mapping | Annotator) else WORDS


AnyAnnotator = Annotated[
    Annotated[Line, Tag(WORDS)] | Annotated[Annotator, Tag(RECORD)],
    Discriminator(_form),
]
"""A name alone, or an id with or without a name."""


def key_of(annotator: str | Annotator) -> str:
    """Return what items have under `by` for an annotator: the id, or the name where that is all there is."""
    return annotator.id if isinstance(annotator, Annotator) else annotator


def name_of(annotator: str | Annotator) -> str:
    """Return what readers are told of an annotator: the name, or the id where there is none.

    Example:
        >>> name_of("Eva Roth"), name_of(Annotator(id="ann", name="Ann Ott")), name_of(Annotator(id="ann"))
        ('Eva Roth', 'Ann Ott', 'ann')
    """
    return (annotator.name or annotator.id) if isinstance(annotator, Annotator) else annotator
