"""The file of a draft: what a model proposes for a map, what was refused of its answers and why, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from argmap.errors import ArgmapError
from argmap.model.annotations import Stance
from argmap.model.base import Fraction, Line, Note, Record, Slug, Text, Timestamp, plain_data
from argmap.model.relation import RelationKind
from argmap.storage.files import Limits, decode, read_bytes, write_atomic

FORMAT = "argmap-draft/1"
LIMITS = Limits(max_bytes=20_000_000, max_depth=16)

Votes = Annotated[int, Field(strict=True, ge=1)]
Occurrence = Annotated[
    int | None, Field(None, strict=True, ge=1, description="Which place, if there are several.")
]

ANCHORED_FROM = "The words of the model, where they were nearly those of the post and were replaced."


class DraftRun(Record):
    """One session with one model."""

    model: Line = Field(description="Name of the model, as whoever ran it gives it.")
    prompt: Line = Field(description="Name and version of the prompt template.")
    prompt_hash: Line = Field(description="SHA-256 of the template and the schema of answers.")
    endpoint: Line | None = Field(None, description="Host that was asked; left out for answers from a file.")
    at: Timestamp | None = Field(None, description="When the draft was read.")
    answers: int = Field(0, strict=True, ge=0, description="Answers that were read.")
    requests: int = Field(0, strict=True, ge=0, description="Requests that were made for them.")
    tokens: int = Field(0, strict=True, ge=0, description="Tokens that the server counted.")
    note: Text | None = Field(None, description="What the model says to whoever reads the draft.")


class _Drafted(Record):
    """What every drafted item has."""

    id: Slug = Field(description="Its id in the draft, and in the map if that is free there.")
    votes: Votes = Field(description="Answers on one post that have it.")
    of: Votes = Field(description="Sound answers on that post.")
    confidence: Fraction = Field(
        description="votes / of: how often the model said so, not how likely it is right."
    )
    model: Line = Field(description="Name of the model.")


class DraftQuote(Record):
    """Words of the thread that an item quotes."""

    post: Slug = Field(description="Id of the post that is quoted.")
    quote: Text = Field(description="Words of that post, verbatim; … where words are left out.")
    occurrence: Occurrence = None


class DraftIssue(_Drafted):
    """A proposed question at issue."""

    kind: Literal["issue"] = "issue"
    question: Text = Field(description="The question, as one sentence.")

    @property
    def all_quotes(self) -> tuple[DraftQuote, ...]:
        """No words: whoever made the draft asks the question."""
        return ()


class DraftClaim(_Drafted):
    """A proposed claim with its words, or an implicit one without."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"implicit": {"const": True}}, "required": ["implicit"]},
            "then": {"not": {"anyOf": [{"required": ["post"]}, {"required": ["quote"]}]}},
            "else": {"required": ["post", "quote"]},
        }
    )

    kind: Literal["claim"] = "claim"
    text: Text = Field(description="The claim as one full sentence, in the words of the model.")
    post: Slug | None = Field(
        None, description="Id of the post that is quoted; left out for an implicit claim, and only then."
    )
    quote: Text | None = Field(
        None, description="Words of that post, verbatim; … where words are left out. Left out as the post is."
    )
    occurrence: Occurrence = None
    anchored_from: Text | None = Field(None, description=ANCHORED_FROM)
    further_quotes: tuple[DraftQuote, ...] = Field((), description="More words that state it.")
    answers: Slug | None = Field(None, description="Id of the issue that it answers; makes it a thesis.")
    implicit: bool = Field(False, strict=True, description="True for a premise that nobody states.")
    note: Note = None

    @model_validator(mode="after")
    def _quotes_unless_implicit(self) -> Self:
        if self.implicit and (self.post, self.quote, self.occurrence, self.anchored_from) != (None,) * 4:
            raise ValueError("an implicit claim quotes nothing: leave out its post and its quote")
        if self.implicit and self.further_quotes:
            raise ValueError("an implicit claim quotes nothing: leave out further_quotes")
        if not self.implicit and (self.post is None or self.quote is None):
            raise ValueError("a claim has a post and a quote of it, unless it is implicit")
        return self

    @property
    def all_quotes(self) -> tuple[DraftQuote, ...]:
        """The words that state it, those of `post` first."""
        return (*_first(self.post, self.quote, self.occurrence), *self.further_quotes)


class DraftRelation(_Drafted):
    """A proposed relation between claims of the draft or of the map."""

    kind: Literal["relation"] = "relation"
    relation: RelationKind = Field(description="What the premises do to the target.")
    premises: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(
        description="Ids of claims or examples."
    )
    target: Slug = Field(description="Id of a claim or an example; for an undercut, of a relation.")
    scheme: Slug | None = Field(None, description="Id of the argumentation scheme.")
    quotes: tuple[DraftQuote, ...] = Field((), description="The words that express it.")
    note: Note = None

    @property
    def all_quotes(self) -> tuple[DraftQuote, ...]:
        """The words that express it."""
        return self.quotes


class DraftStance(_Drafted):
    """A proposed stance of the author of a post on a claim of the draft or of the map."""

    kind: Literal["stance"] = "stance"
    participant: Slug = Field(description="Id of the participant.")
    post: Slug = Field(description="Id of the post in which the stance is taken.")
    claim: Slug = Field(description="Id of the claim.")
    stance: Stance = Field(description="What the participant does with the claim.")
    quote: Text | None = Field(None, description="Words of that post, verbatim.")
    occurrence: Occurrence = None
    anchored_from: Text | None = Field(None, description=ANCHORED_FROM)
    further_quotes: tuple[DraftQuote, ...] = Field((), description="More words that take it.")
    hedged: bool = Field(False, strict=True, description="True when it is said as a guess.")

    @model_validator(mode="after")
    def _place_of_a_quote(self) -> Self:
        if self.quote is None and (self.occurrence, self.anchored_from) != (None, None):
            raise ValueError("occurrence and anchored_from say more of a quote, and there is none")
        return self

    @property
    def all_quotes(self) -> tuple[DraftQuote, ...]:
        """The words that take it, those of `post` first."""
        return (*_first(self.post, self.quote, self.occurrence), *self.further_quotes)


def _first(post: str | None, quote: str | None, occurrence: int | None) -> tuple[DraftQuote, ...]:
    if post is None or quote is None:
        return ()
    return (DraftQuote(post=post, quote=quote, occurrence=occurrence),)


Item = DraftIssue | DraftClaim | DraftRelation | DraftStance
DraftItem = Annotated[Item, Field(discriminator="kind")]


def named(item: Item) -> tuple[str, ...]:
    """Return the ids that an item names."""
    if isinstance(item, DraftRelation):
        return (*item.premises, item.target)
    if isinstance(item, DraftClaim):
        return () if item.answers is None else (item.answers,)
    return (item.claim,) if isinstance(item, DraftStance) else ()


class DraftReject(Record):
    """Something in an answer that is not kept."""

    task: Line = Field(description="The task that was answered: the id of a post.")
    vote: Votes = Field(1, description="Which answer on that post.")
    what: Line = Field(
        description="What it is: answer, claim, relation or stance, with its id in the answer."
    )
    why: Line = Field(description="Why it is not kept.")
    said: Line | None = Field(None, description="The beginning of what the model wrote.")


class DraftFile(Record):
    """A draft: items that were checked and that a person has still to judge, and what was refused."""

    format: Literal["argmap-draft/1"] = "argmap-draft/1"
    map: Slug = Field(description="Id of the map.")
    thread: Slug = Field(description="Id of its thread.")
    thread_hash: Line = Field(description="SHA-256 of the words of the thread.")
    runs: tuple[DraftRun, ...] = ()
    posts: tuple[Slug, ...] = Field((), description="Ids of the posts that were answered.")
    items: tuple[DraftItem, ...] = ()
    rejected: tuple[DraftReject, ...] = ()

    @model_validator(mode="after")
    def _can_be_judged_in_turn(self) -> Self:
        """Refuse what no review could end on: an id for two items, and items that wait for each other."""
        ids = [item.id for item in self.items]
        twice = next((id for id in ids if ids.count(id) > 1), None) if len(set(ids)) < len(ids) else None
        if twice is not None:
            raise ValueError(f"two items have the id {twice!r}")
        try:
            TopologicalSorter({item.id: named(item) for item in self.items}).prepare()
        except CycleError as error:
            raise ValueError(f"items name each other in a circle: {', '.join(error.args[1])}") from error
        return self

    def of_kind(self, kind: str) -> Iterator[Any]:
        """Yield the items of a kind: issue, claim, relation or stance."""
        return (item for item in self.items if item.kind == kind)


def read_draft(path: Path) -> DraftFile:
    """Return the draft in a file.

    Raises:
        UnreadableInput: it cannot be read.
        ArgmapError: it is no draft; the message names the first faults.
    """
    text = decode(read_bytes(path, LIMITS), str(path))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArgmapError(f"{path}: this is no draft: it is not JSON ({error})") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ArgmapError(f"{path}: this is no draft of a map; 'argmap draft' writes one (format: {FORMAT})")
    return DraftFile.model_validate(data)


def draft_text(draft: DraftFile) -> str:
    """Return a draft as the text of its file."""
    data = plain_data(draft)
    if draft.items:
        # Plain data leave out what has its default, and the kind is what tells items apart.
        data["items"] = [{"kind": item.kind, **plain_data(item)} for item in draft.items]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_draft(draft: DraftFile, path: Path) -> None:
    """Write a draft; what stood in the file before is replaced as a whole."""
    write_atomic(path, draft_text(draft).encode("utf-8"))


def draft_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a draft."""
    from argmap.model.schema import DIALECT

    made = DraftFile.model_json_schema(by_alias=True)
    for definition in made.get("$defs", {}).values():
        # The rest of a class's docstring is about its use in Python, and its sources.
        definition["description"] = definition.get("description", "").partition("\n\n")[0].replace("\n", " ")
    return {"$schema": DIALECT, **made, "title": "A draft of an argument map"}
