"""Technical examples: the evidence people point at, with references that can be checked."""

from __future__ import annotations

from pydantic import Field

from argmap.model.base import Line, Record, Slug, Text
from argmap.model.quote import Quote


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
