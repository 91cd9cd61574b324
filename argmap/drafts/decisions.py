"""What a person decides on the items of a draft, and the file in which that is kept beside the draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from argmap.drafts.file import Item
from argmap.errors import ArgmapError
from argmap.model.base import Line, Record, Slug, Text, plain_data
from argmap.storage.files import Limits, decode, read_bytes

LIMITS = Limits(max_bytes=20_000_000, max_depth=16)

FIRST: Mapping[str, tuple[str, ...]] = {
    "issue": ("question",),
    "claim": ("text", "quote", "post"),
    "relation": ("relation", "premises", "target"),
    "stance": ("claim", "stance", "quote"),
}
"""The fields that say most of an item."""

MORE: Mapping[str, tuple[str, ...]] = {
    "issue": (),
    "claim": ("further_quotes", "answers", "implicit", "note"),
    "relation": ("scheme", "quotes", "note"),
    "stance": ("further_quotes", "hedged"),
}
"""What else an item may say."""

EDITABLE: Mapping[str, tuple[str, ...]] = {
    kind: (*FIRST[kind], *(name for name in MORE[kind] if not name.endswith("quotes"))) for kind in FIRST
}
"""The fields of an item that a person edits."""


class Verdict(StrEnum):
    """What a person makes of an item."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


class ReviewDecision(Record):
    """What becomes of an item."""

    item: Slug = Field(description="Id of the item.")
    verdict: Verdict = Field(description="accept, edit or reject.")
    edited: dict[str, Any] | None = Field(None, description="The fields that were edited.")
    by: Line = Field(description="Who decided.")
    of: Line = Field(description="A fingerprint of the item that was decided on.")


class BlindMark(Record):
    """A claim that a person found in a post before seeing what the draft has there."""

    post: Slug = Field(description="Id of the post.")
    quote: Text = Field(description="Words of the post, verbatim.")
    by: Line = Field(description="Who found it.")


class ReviewFile(Record):
    """The content of the file that keeps decisions, so that reviewing can stop and go on."""

    format: Literal["argmap-review/1"] = "argmap-review/1"
    map: Slug = Field(description="Id of the map.")
    decisions: tuple[ReviewDecision, ...] = ()
    written: dict[str, str] = Field({}, description="The id in the map of each item that is there.")
    blind: tuple[Slug, ...] = Field((), description="Posts that were read before their items were shown.")
    marks: tuple[BlindMark, ...] = ()


def fingerprint(item: Item) -> str:
    """Return what changes whenever an item says something else; votes and models do not matter."""
    data = plain_data(item)
    said = {name: data.get(name) for name in (*FIRST[item.kind], "participant", "post")}
    # What an item may say since later counts where it says it only, so that older decisions stay.
    said |= {name: data[name] for name in MORE[item.kind] if name in data}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def log_of(draft: Path) -> Path:
    """Return the file that keeps the decisions on a draft: it stands beside it."""
    return draft.with_suffix(".review.json")


def read_log(log: Path) -> ReviewFile | None:
    """Return the decisions that are kept; None if there are none yet.

    Raises:
        ArgmapError: the file cannot be read, or is none of decisions.
    """
    if not log.exists():
        return None
    try:
        return ReviewFile.model_validate(json.loads(decode(read_bytes(log, LIMITS), str(log))))
    except (ValueError, RecursionError) as error:
        raise ArgmapError(
            f"{log}: this is no file of decisions: {error}; move it away to begin anew"
        ) from error


def log_bytes(content: ReviewFile) -> bytes:
    """Return what the file of decisions holds."""
    return (json.dumps(plain_data(content), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
