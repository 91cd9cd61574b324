"""Decisions on items: which versions are taken, by whom and why; made by a person, or for all items by one policy."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal

from pydantic import Field

from argmap.editing.adjudication.gathering import GatheredReadings, ReadingItem
from argmap.errors import ArgmapError, InvalidInput
from argmap.model.base import Line, Record, Text, plain_data
from argmap.model.document import MapDocument
from argmap.storage.files import current_limits
from argmap.storage.read import parse


class ItemDecision(Record):
    """What becomes of an item."""

    item: Line = Field(description="Key of the item.")
    take: tuple[Line, ...] = Field(
        description="The readings whose versions are taken: one; several, each as a part of its own; none to leave it out."
    )
    edited: dict[str, Any] | None = Field(
        None, description="The part as it is written in place of the version that is taken."
    )
    by: Line | None = Field(None, description="Who decided.")
    note: Text | None = Field(None, description="Why.")
    of: Line = Field(description="A fingerprint of the versions that were decided on.")


class AdjudicationFile(Record):
    """The content of the file that keeps decisions, so that adjudicating can stop and go on."""

    format: Literal["argmap-adjudication/1"] = "argmap-adjudication/1"
    readings: dict[str, str] = Field(description="Name of the file of each reading.")
    decisions: tuple[ItemDecision, ...] = ()
    outcome: tuple[dict[str, Any], ...] = Field(
        (), description="What became of each item: its ids in the readings and in the map, and why."
    )


class Policy(StrEnum):
    """How all items are decided at once."""

    UNION = "union"
    INTERSECTION = "intersection"
    MAJORITY = "majority"


def fingerprint(item: ReadingItem) -> str:
    """Return what changes whenever a version of an item changes."""
    text = json.dumps(
        {name: dict(v) for name, v in item.versions.items()}, sort_keys=True, ensure_ascii=False
    )
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decision(item: ReadingItem, *take: str, by: str | None = None, note: str | None = None) -> ItemDecision:
    """Return the decision to take the versions of some readings; of none to leave the item out."""
    return ItemDecision(item=item.key, take=take, by=by, note=note, of=fingerprint(item))


def with_edit(made: ItemDecision, item: ReadingItem, text: str) -> ItemDecision:
    """Return a decision with a version that was written anew.

    Args:
        made: the decision that takes the version which was edited.
        item: the item.
        text: the part as YAML or JSON.

    Raises:
        UnreadableInput: the text is neither.
        InvalidInput: it is no such part; its id may not change.
    """
    parsed = parse(text, f"<{item.key}>", current_limits())
    if parsed.diagnostics:
        raise InvalidInput(parsed.diagnostics)
    if not isinstance(parsed.data, dict) or parsed.data.get("id") != item.versions[made.take[0]].get("id"):
        raise ArgmapError("an edit is one part, and keeps its id; nothing was decided")
    document = MapDocument.model_validate({"id": "m", "title": "M", item.section: [parsed.data]})
    return made.model_copy(update={"edited": plain_data(document)[item.section][0]})


def decided_by(policy: Policy, gathered: GatheredReadings) -> Iterator[ItemDecision]:
    """Yield a decision on every item by one policy.

    - union: every item; where versions differ, that of the first reading that has it.
    - intersection: the items that every reading has, unless versions contradict each other (the kind or the ends of a
      relation, a stance).
    - majority: the version that more than half of the readings have, where versions that do not contradict each other
      count together; otherwise nothing.

    Args:
        policy: the policy.
        gathered: the readings.
    """
    number = len(gathered.readings)
    for item in gathered.items:
        groups = _groups(item)
        largest = max(groups, key=len)
        by = f"policy {policy}"
        take: tuple[str, ...]
        if policy is Policy.UNION:
            take, note = (next(iter(item.versions)),), "the first reading that has it"
        elif policy is Policy.INTERSECTION:
            everyone = len(item.versions) == number and len(groups) == 1
            take = (largest[0],) if everyone else ()
            note = "all readings have it" if everyone else _why_not(item, number, groups)
        else:
            won = 2 * len(largest) > number
            take = (largest[0],) if won else ()
            note = f"{len(largest)} of {number} readings have it" + ("" if won else ": no majority")
        yield decision(item, *take, by=by, note=note)


def _why_not(item: ReadingItem, number: int, groups: list[list[str]]) -> str:
    if len(item.versions) < number:
        return f"only {', '.join(item.versions)} of {number} readings"
    return f"{len(groups)} versions contradict each other"


def _groups(item: ReadingItem) -> list[list[str]]:
    """Return the readings that have an item in groups that do not contradict each other; the largest come first."""
    groups: list[list[str]] = []
    for name in item.versions:
        fitting = next((group for group in groups if not item.contradicts(group[0], name)), None)
        if fitting is None:
            groups.append([name])
        else:
            fitting.append(name)
    sizes = Counter({number: len(group) for number, group in enumerate(groups)})
    return [groups[number] for number, _ in sizes.most_common()]
