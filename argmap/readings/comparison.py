"""How two readings of one thread differ: what one has alone, and what differs in the parts that both have.

Ids and order decide nothing here, and quotes are compared by the words that they cover. What says nothing about how the
thread is read (labels, notes, tags, who made an item) is kept apart, as details. `argmap.diff` compares exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from argmap.model.base import plain_value
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.readings.matching import KINDS, Matching, Part, match
from argmap.readings.places import Translation, groups_of, value_of
from argmap.result import Result


class DifferenceKind(StrEnum):
    """What differs.

    - `added`, `dropped`: the second, or the first, has it alone.
    - `reworded`: the text, the question or the name.
    - `requoted`: other words of the thread are quoted for it.
    - `flipped`: a support here is an attack there.
    - `retargeted`: the relation ends on something else.
    - `premises`: the relation has other premises.
    - `changed`: another field, which the difference names.
    """

    ADDED = "added"
    DROPPED = "dropped"
    REWORDED = "reworded"
    REQUOTED = "requoted"
    FLIPPED = "flipped"
    RETARGETED = "retargeted"
    PREMISES = "premises"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReadingDifference(Result):
    """One difference between two readings.

    Attributes:
        kind: issue, claim, example, question, relation, stance, stage, breach or map.
        change: what differs.
        first: the id in the first map, None if the second has the part alone; of a stance PARTICIPANT:CLAIM, of a stage
            STAGE:POST, of a breach its rule and its posts.
        second: the same in the second map.
        field: the field that differs; empty for a part that one map has alone.
        before: the value in the first map, or the whole part, as plain data; None if it has none.
        after: the same in the second map.
    """

    kind: str
    change: DifferenceKind
    first: str | None
    second: str | None
    field: str = ""
    before: Any = None
    after: Any = None

    @property
    def name(self) -> str:
        """The id in the second map, or in the first if it is there alone."""
        return self.second or self.first or ""


@dataclass(frozen=True)
class Comparison(Result):
    """The differences of two readings; false when there are none.

    Attributes:
        matching: which parts of the two maps are taken for one.
        differences: how the thread is read differently: by kind, in the order of the first map, then of the second.
        details: what differs beside that: ids, labels, notes, tags, who made an item and how sure they were.
    """

    matching: Matching
    differences: tuple[ReadingDifference, ...] = ()
    details: tuple[ReadingDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.differences)

    def of(self, kind: str, *changes: DifferenceKind) -> tuple[ReadingDifference, ...]:
        """Return the differences of one kind of part, of all changes or of some."""
        return tuple(d for d in self.differences if d.kind == kind and (not changes or d.change in changes))


DETAILS = frozenset({"id", "label", "note", "by", "confidence", "tags"})
"""Fields that say nothing about how the thread is read."""

CHANGES: Mapping[str, DifferenceKind] = {
    "text": DifferenceKind.REWORDED,
    "question": DifferenceKind.REWORDED,
    "name": DifferenceKind.REWORDED,
    "quotes": DifferenceKind.REQUOTED,
    "target": DifferenceKind.RETARGETED,
    "premises": DifferenceKind.PREMISES,
}
"""What a difference of a field is called; of any other field it is a change."""

OF_MAP = ("id", "title", "annotators", "note", "language", "expect")
PLURALS = {"stance": "stances", "stage": "stages", "breach": "breaches"}
"""The parts without ids, with what their differences name as their field."""

ORDER = ("map", *KINDS, *PLURALS)


def compare(
    first: ArgumentMap, second: ArgumentMap, matching: Matching | None = None, *, by_id: bool = False
) -> Comparison:
    """Return how two readings of one thread differ.

    Args:
        first: a map.
        second: another map of the same thread.
        matching: which of their parts are one; by default `match` finds it.
        by_id: without a matching, parts of one id are one part, as in two states of one file.

    Raises:
        ArgmapError: they are maps of different threads.

    Example:
        >>> from argmap.model import Claim
        >>> dry = ArgumentMap(id="m", title="M", claims=[Claim(id="c", text="It rains.", implicit=True)])
        >>> wet = dry.model_copy(update={"claims": [Claim(id="c", text="It pours.", implicit=True)]})
        >>> compare(dry, wet, by_id=True).differences[0].change
        <DifferenceKind.REWORDED: 'reworded'>
    """
    pair = _Pair(first, second, matching or match(first, second, by_id=by_id))
    differences = sorted(pair.found(), key=lambda each: ORDER.index(each[1].kind))
    return Comparison(
        pair.matching,
        tuple(difference for is_detail, difference in differences if not is_detail),
        tuple(difference for is_detail, difference in differences if is_detail),
    )


Found = tuple[bool, ReadingDifference]
"""A difference, and whether it is only a detail."""


@dataclass(frozen=True)
class _Pair:
    """Two maps and the matching of their parts."""

    first: ArgumentMap
    second: ArgumentMap
    matching: Matching

    @cached_property
    def translation(self) -> Translation:
        """What turns values of the first map into those that the second would have."""
        return Translation(self.first, self.matching.of("issue", "claim", "example", "relation"))

    @cached_property
    def own(self) -> Translation:
        return Translation(self.second, None)

    def found(self) -> Iterator[Found]:
        yield from self._fields("map", self.first, self.second, OF_MAP)
        for kind, field in KINDS.items():
            yield from self._parts(kind, getattr(self.first, field), getattr(self.second, field))
        yield from self._without_ids()

    def _parts(self, kind: str, left: Iterable[Part], right: Iterable[Part]) -> Iterator[Found]:
        others = {part.id: part for part in right}
        partners = self.matching.of(kind)
        for one in left:
            if one.id in partners:
                other = others.pop(partners[one.id])
                yield from self._fields(kind, one, other, type(one).model_fields)
            else:
                yield (
                    False,
                    ReadingDifference(kind, DifferenceKind.DROPPED, one.id, None, before=plain_value(one)),
                )
        for other in others.values():
            yield (
                False,
                ReadingDifference(kind, DifferenceKind.ADDED, None, other.id, after=plain_value(other)),
            )

    def _fields(self, kind: str, one: Any, other: Any, names: Iterable[str]) -> Iterator[Found]:
        """Yield the fields that differ; what differs only as it is written, such as the context of a quote, is a detail."""
        for name in names:
            before, after = getattr(one, name), getattr(other, name)
            differs = value_of(one, name, self.translation) != value_of(other, name, self.own)
            if differs or _is_written_otherwise(name, before, after):
                is_detail = kind == "map" or name in DETAILS or not differs
                change = _change(kind, name, one, other) if differs else DifferenceKind.CHANGED
                values = plain_value(before), plain_value(after)
                yield is_detail, ReadingDifference(kind, change, one.id, other.id, name, *values)

    def _without_ids(self) -> Iterator[Found]:
        """Yield the differences of stances, stages and breaches, which are matched by what they are about."""
        left, right = groups_of(self.first, self.translation), groups_of(self.second, self.own)
        for key, one in left.items():
            other = right.get(key)
            if other is None:
                yield (
                    False,
                    ReadingDifference(one.kind, DifferenceKind.DROPPED, one.name, None, before=one.written),
                )
                continue
            about = one.kind, DifferenceKind.CHANGED, one.name, other.name, PLURALS[one.kind]
            if one.value != other.value:
                yield False, ReadingDifference(*about, one.written, other.written)
            elif one.remarks != other.remarks:
                yield True, ReadingDifference(*about, one.remarks, other.remarks)
        for key, other in right.items():
            if key not in left:
                yield (
                    False,
                    ReadingDifference(
                        other.kind, DifferenceKind.ADDED, None, other.name, after=other.written
                    ),
                )


REFERRING = frozenset({"answers", "parent", "premises", "target", "about", "answered_by"})
"""Fields that hold ids only: where they name the same parts, it means nothing that the ids are others."""


def _is_written_otherwise(name: str, before: Any, after: Any) -> bool:
    if name == "outcome" and before is not None and after is not None:
        return bool(before.note != after.note)
    return name not in REFERRING and bool(before != after)


def _change(kind: str, name: str, one: Any, other: Any) -> DifferenceKind:
    if name == "kind":
        sides = {one.kind, other.kind}
        return (
            DifferenceKind.FLIPPED
            if sides == {RelationKind.SUPPORT, RelationKind.ATTACK}
            else DifferenceKind.CHANGED
        )
    # The question of an issue is its text, and that of a relation the critical question that it raises.
    return (
        DifferenceKind.CHANGED
        if (kind, name) == ("relation", "question")
        else CHANGES.get(name, DifferenceKind.CHANGED)
    )
