"""What tools answer, as records whose JSON Schema an assistant is given."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class ToolRecord(BaseModel):
    """Base of what goes to and comes from a tool: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MapEntry(ToolRecord):
    """A map of the folder."""

    name: str = Field(description="What tools call the map.")
    title: str | None = Field(
        description="Its title; null for a map with errors, and beyond the first maps of a large folder."
    )


class Shown(ToolRecord):
    """A map as an outline, a thread as text, or the list of maps."""

    what: str = Field(description="outline, thread or maps.")
    text: str = Field(description="The text; of posts, the words as they were written.")
    next_start: int | None = Field(None, description="Where to go on, if more did not fit.")
    maps: tuple[MapEntry, ...] = Field((), description="The maps of the folder, if they were asked for.")


class FoundFault(ToolRecord):
    """Something that is wrong in a file of a map."""

    code: str = Field(description="The code of the rule; the tool explain has its page.")
    severity: str = Field(description="error, warning or advice.")
    message: str
    help: str = Field(description="What to do; may be empty.")
    file: str | None = Field(description="The file, seen from the folder.")
    line: int | None
    column: int | None


class CheckAnswer(ToolRecord):
    """Everything that the rules find in a map."""

    map: str
    errors: int
    warnings: int
    advice: int
    findings: tuple[FoundFault, ...]
    left_out: int = Field(0, description="Findings beyond the most that are listed.")


class ThesisAnswer(ToolRecord):
    """What the report says of a thesis."""

    id: str
    text: str
    label: str = Field(description="in (accepted), out (rejected) or undecided.")
    held: str = Field(description="Who holds it at the end.")
    argued: str = Field(description="How it is argued.")
    follows: str = Field(description="What follows under the interpretation and the semantics.")


class AnalysisAnswer(ToolRecord):
    """Which claims are accepted, and what the discussion shows."""

    map: str
    semantics: str
    interpretation: str
    headline: tuple[str, ...] = Field(description="A paragraph on each issue.")
    theses: tuple[ThesisAnswer, ...]
    labels: dict[str, str] = Field(description="The label of every claim, example and relation by its id.")
    report: str = Field(description="The report, as a person reads it.")


class WhyAnswer(ToolRecord):
    """Why something is accepted, rejected or undecided."""

    id: str
    label: str
    tree: str = Field(description="The reasons as a tree: under each line what its reason depends on.")
    reasons: tuple[dict[str, Any], ...] = Field(description="The reason for each id in the tree.")
    note: str = Field("", description="Which extension is explained, under other semantics than grounded.")


class ChangedLabel(ToolRecord):
    """A label that a supposition would change."""

    id: str
    name: str
    before: str
    after: str


class WhatIfAnswer(ToolRecord):
    """What would change if claims, examples or relations were accepted or rejected."""

    changed: tuple[ChangedLabel, ...]


class QuotePlaceFound(ToolRecord):
    """Words of a post, to the letter, and where they stand in it."""

    post: str
    start: int = Field(description="First character, in code points from 0.")
    end: int = Field(description="The character behind the last.")
    exact: str = Field(description="The text of the post from start to end, unchanged.")
    occurrence: int = Field(description="Which of the places in its post this is, from 1; propose takes it.")
    context: str = Field(description="The words with some of those around them.")


class QuotesFound(ToolRecord):
    """All places in which words stand."""

    words: str
    places: tuple[QuotePlaceFound, ...]
    left_out: int = Field(0, description="Places beyond the most that are listed.")


class ProposalAnswer(ToolRecord):
    """A proposal that was checked and written beside the map."""

    file: str = Field(description="The file of the draft, seen from the folder.")
    did: str = Field(description="What it would do if all of it were accepted.")
    quotes: tuple[QuotePlaceFound, ...] = Field(description="The words that are quoted, as they stand.")
    findings: tuple[FoundFault, ...] = Field(
        description="What the rules would say of the new parts; no errors."
    )
    review: str = Field(description="The command with which a person accepts, edits or rejects each part.")
    edit: str = Field(description="The command that shows it to a person in a browser, beside the map.")


class DrawnMap(ToolRecord):
    """What was drawn; the picture itself is beside this."""

    map: str
    format: str
    bytes: int
    nodes: int


class DifferenceFound(ToolRecord):
    """One difference between two maps."""

    kind: str
    change: str
    first: str | None = Field(description="The id in the first map.")
    second: str | None = Field(description="The id in the second map.")
    field: str
    before: Any
    after: Any


class DiffAnswer(ToolRecord):
    """How two readings of one thread differ."""

    first: str
    second: str
    text: str
    differences: tuple[DifferenceFound, ...]
    left_out: int = 0


class ReferencePage(ToolRecord):
    """A page of the reference."""

    name: str
    kind: str = Field(description="rule, scheme, discussion-rule, fallacy or stage.")
    page: str
