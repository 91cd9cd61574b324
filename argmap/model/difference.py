"""What changed between two maps: parts by their ids, and each field that has another value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from argmap.model.annotations import Breach, Commitment, Question, StagePosts
from argmap.model.base import Record, plain_value
from argmap.model.map import ArgumentMap, Part
from argmap.model.thread import Thread
from argmap.result import Result

PARTS = {
    "issue": "issues",
    "claim": "claims",
    "example": "examples",
    "relation": "relations",
    "question": "questions",
}
OWN = ("format", "id", "title", "annotators", "note", "language", "expect")
"""Fields of the map itself."""


@dataclass(frozen=True, slots=True)
class PartChange(Result):
    """A part that one of two maps has alone: its kind (such as claim or post), its id, and what it is."""

    kind: str
    id: str
    part: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True, slots=True)
class FieldChange(Result):
    """A field of a part with its value before and after, as plain data. The map itself has the kind `map`."""

    kind: str
    id: str
    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.field}: {_shown(self.before)} -> {_shown(self.after)}"


@dataclass(frozen=True, slots=True, repr=False)
class Difference(Result):
    """What must be done to the first map to get the second; false when nothing.

    Parts are matched by id. A part whose id changed is removed and added. Parts without an id (commitments,
    stages, breaches) are matched by their content.
    """

    added: tuple[PartChange, ...] = ()
    removed: tuple[PartChange, ...] = ()
    changed: tuple[FieldChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, field.name))} {field.name}" for field in fields(self))
        return f"<Difference: {counts}>"

    def __str__(self) -> str:
        """Return one line for each change; "no differences" when there is none."""
        lines = [
            *(f"- {change}" for change in self.removed),
            *(f"+ {change}" for change in self.added),
            *(f"~ {change}" for change in self.changed),
        ]
        return "\n".join(lines) or "no differences"


def diff(before: ArgumentMap, after: ArgumentMap) -> Difference:
    """Return the differences of two maps, exactly: none if and only if the maps are equal.

    Parts and posts are matched by id, and each field that differs is named. Two annotators who gave different ids
    to the same claim are not matched. A change of the order alone is reported as a change of the field that
    holds the parts.

    Args:
        before: the map to start from.
        after: the map to end with.

    Example:
        >>> from argmap.model import Claim
        >>> old = ArgumentMap(id="m", title="M", claims=[Claim(id="c", text="It rains.")])
        >>> print(diff(old, old.model_copy(update={"claims": [Claim(id="c", text="It pours.")]})))
        ~ claim c: text: 'It rains.' -> 'It pours.'
    """
    changes = [
        *(("~", change) for change in _fields("map", before.id, before, after, OWN)),
        *_parts(before, after),
        *_thread(before.thread, after.thread),
        *_without_ids(before, after),
    ]
    return Difference(
        added=tuple(change for sign, change in changes if sign == "+" and isinstance(change, PartChange)),
        removed=tuple(change for sign, change in changes if sign == "-" and isinstance(change, PartChange)),
        changed=tuple(change for _, change in changes if isinstance(change, FieldChange)),
    )


Signed = tuple[str, PartChange | FieldChange]


def _parts(before: ArgumentMap, after: ArgumentMap) -> Iterator[Signed]:
    for kind, field in PARTS.items():
        old: tuple[Part | Question, ...] = getattr(before, field)
        new: tuple[Part | Question, ...] = getattr(after, field)
        yield from _matched(kind, {part.id: part for part in old}, {part.id: part for part in new})
        yield from _reordered("map", before.id, field, [p.id for p in old], [p.id for p in new])


def _matched(kind: str, old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Signed]:
    """Yield what was taken away, what came, and each field that has another value."""
    yield from (("-", PartChange(kind, id, part.to_dict())) for id, part in old.items() if id not in new)
    yield from (("+", PartChange(kind, id, part.to_dict())) for id, part in new.items() if id not in old)
    for id, part in old.items():
        if id in new:
            yield from (("~", change) for change in _fields(kind, id, part, new[id], type(part).model_fields))


def _fields(
    kind: str, id: str, old: Record, new: Record, names: tuple[str, ...] | Mapping[str, Any]
) -> Iterator[FieldChange]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield FieldChange(kind, id, name, plain_value(before), plain_value(after))


def _reordered(kind: str, id: str, field: str, old: list[str], new: list[str]) -> Iterator[Signed]:
    kept_old = [name for name in old if name in set(new)]
    kept_new = [name for name in new if name in set(old)]
    # Where parts were added or removed, the order of the others still counts.
    if kept_old != kept_new:
        yield "~", FieldChange(kind, id, f"order of {field}", kept_old, kept_new)


def _thread(old: Thread | None, new: Thread | None) -> Iterator[Signed]:
    if old == new:
        return
    if old is None or new is None:
        thread, sign = (old, "-") if new is None else (new, "+")
        assert thread is not None  # noqa: S101 (they differ, so one of them is there)
        yield sign, PartChange("thread", thread.id, thread.to_dict())
        return
    names = ("format", "id", "title", "source", "authorship", "reply_structure")
    yield from (("~", change) for change in _fields("thread", old.id, old, new, names))
    yield from _matched("participant", old.participants_by_id, new.participants_by_id)
    yield from _matched("post", old.posts_by_id, new.posts_by_id)
    for field in ("participants", "posts"):
        ids = ([part.id for part in getattr(thread, field)] for thread in (old, new))
        yield from _reordered("thread", old.id, field, *ids)


def _without_ids(before: ArgumentMap, after: ArgumentMap) -> Iterator[Signed]:
    """Yield the differences of the parts that have no id: each is there or not, as a whole."""
    for kind, field in (("commitment", "commitments"), ("stage", "stages"), ("breach", "breaches")):
        old: tuple[Record, ...] = getattr(before, field)
        new: tuple[Record, ...] = getattr(after, field)
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        yield from (("-", PartChange(kind, _name(part), part.to_dict())) for part in gone.elements())
        yield from (("+", PartChange(kind, _name(part), part.to_dict())) for part in come.elements())
        if not gone and not come and old != new:
            order = [[_name(part) for part in parts] for parts in (old, new)]
            yield "~", FieldChange("map", before.id, f"order of {field}", *order)


def _name(part: Record) -> str:
    """Return what to call a part that has no id."""
    match part:
        case Commitment():
            return f"{part.participant} {part.stance} {part.claim} in {part.post}"
        case StagePosts():
            return f"{part.stage} in {' '.join(part.posts)}"
        case Breach():
            return f"of {part.breaks} in {' '.join(quote.post for quote in part.quotes)}"
    raise AssertionError("a part without id of an unknown kind")


LONGEST = 60


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
