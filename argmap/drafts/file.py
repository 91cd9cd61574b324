"""The file of a draft: what a model proposes for a map, what was refused of its answers and why, and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from argmap.errors import ArgmapError
from argmap.model.annotations import Stance
from argmap.model.base import Fraction, Line, Record, Slug, Text, Timestamp, plain_data
from argmap.model.relation import RelationKind
from argmap.storage.files import Limits, decode, read_bytes, write_atomic

FORMAT = "argmap-draft/1"
LIMITS = Limits(max_bytes=20_000_000, max_depth=16)

Votes = Annotated[int, Field(strict=True, ge=1)]


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


class _Drafted(Record):
    """What every drafted item has."""

    id: Slug = Field(description="Its id in the draft, and in the map if that is free there.")
    votes: Votes = Field(description="Answers on one post that have it.")
    of: Votes = Field(description="Sound answers on that post.")
    confidence: Fraction = Field(
        description="votes / of: how often the model said so, not how likely it is right."
    )
    model: Line = Field(description="Name of the model.")


class DraftClaim(_Drafted):
    """A proposed claim with its words."""

    kind: Literal["claim"] = "claim"
    text: Text = Field(description="The claim as one full sentence, in the words of the model.")
    post: Slug = Field(description="Id of the post that is quoted.")
    quote: Text = Field(description="Words of that post, verbatim; … where words are left out.")
    occurrence: int | None = Field(None, strict=True, ge=1, description="Which place, if there are several.")
    anchored_from: Text | None = Field(
        None,
        description="The words of the model, where they were nearly those of the post and were replaced.",
    )


class DraftRelation(_Drafted):
    """A proposed relation between claims of the draft or of the map."""

    kind: Literal["relation"] = "relation"
    relation: RelationKind = Field(description="What the premises do to the target.")
    premises: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(description="Ids of claims.")
    target: Slug = Field(description="Id of a claim; for an undercut, of a relation.")


class DraftStance(_Drafted):
    """A proposed stance of the author of a post on a claim of the draft or of the map."""

    kind: Literal["stance"] = "stance"
    participant: Slug = Field(description="Id of the participant.")
    post: Slug = Field(description="Id of the post in which the stance is taken.")
    claim: Slug = Field(description="Id of the claim.")
    stance: Stance = Field(description="What the participant does with the claim.")
    quote: Text = Field(description="Words of that post, verbatim.")
    occurrence: int | None = Field(None, strict=True, ge=1, description="Which place, if there are several.")
    anchored_from: Text | None = Field(
        None,
        description="The words of the model, where they were nearly those of the post and were replaced.",
    )


DraftItem = Annotated[DraftClaim | DraftRelation | DraftStance, Field(discriminator="kind")]


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

    def of_kind(self, kind: str) -> Iterator[Any]:
        """Yield the items of a kind: claim, relation or stance."""
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
