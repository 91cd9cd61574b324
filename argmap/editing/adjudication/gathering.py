"""Laying several readings side by side: one item for what they share, with the version of each.

Readings are gathered one after the other: each is matched with all that was gathered before it. What it has alone gets a
place behind what stands before it there. Versions name other parts by the keys of their items, so that they can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from argmap.editing.parts import WITH_ID, WITHOUT_ID
from argmap.editing.references import references
from argmap.errors import ArgmapError
from argmap.location import Path
from argmap.model.base import plain_data
from argmap.model.document import MapDocument
from argmap.model.map import ArgumentMap
from argmap.readings.matching import match
from argmap.result import Result

Version = Mapping[str, Any]
"""A part as plain data, as a file has it; it names other parts by the keys of their items."""

ANNOTATION = frozenset({"id", "by", "confidence", "note"})
"""Fields that say how sure an annotator is, not what the thread says: readings that differ in them alone agree."""

DECISIVE: Mapping[str, tuple[str, ...]] = {
    "relations": ("kind", "premises", "target"),
    "commitments": ("stance",),
    "breaches": ("breaks", "relation"),
}
"""Fields in which two versions contradict each other; in all others they are two ways to say one thing."""


@dataclass(frozen=True, slots=True)
class ReadingItem(Result):
    """What at least one reading has.

    Attributes:
        section: the list of the map that it belongs to, such as claims.
        key: its name, unique among all items; of what has an id, the id in the first reading that has it.
        ids: its id in each reading that has it, by name of reading; of what has no id, its place in its list.
        versions: it as each reading has it.
    """

    section: str
    key: str
    ids: Mapping[str, str]
    versions: Mapping[str, Version]

    @property
    def is_same(self) -> bool:
        """Whether all versions say the same."""
        first, *others = (_said(version) for version in self.versions.values())
        return all(first == other for other in others)

    def contradicts(self, one: str, other: str) -> bool:
        """Return whether the versions of two readings cannot both be right."""
        fields = DECISIVE.get(self.section, ())
        return any(self.versions[one].get(name) != self.versions[other].get(name) for name in fields)

    def differing(self) -> tuple[str, ...]:
        """Return the fields in which the versions differ, in the order of a file."""
        versions = list(self.versions.values())
        names = dict.fromkeys(name for version in versions for name in version)
        return tuple(name for name in names if any(v.get(name) != versions[0].get(name) for v in versions))


def _said(version: Version) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name not in ANNOTATION}


@dataclass(frozen=True)
class GatheredReadings(Result):
    """Several readings laid side by side: their names in order, and all items in the order of the document."""

    readings: Mapping[str, ArgumentMap]
    items: tuple[ReadingItem, ...]

    @cached_property
    def by_key(self) -> Mapping[str, ReadingItem]:
        return {item.key: item for item in self.items}

    def agreed(self, item: ReadingItem) -> bool:
        """Return whether every reading has an item, and says the same of it."""
        return len(item.versions) == len(self.readings) and item.is_same


def gather(readings: Mapping[str, ArgumentMap], *, by_id: bool = False) -> GatheredReadings:
    """Return several readings of one thread laid side by side.

    Args:
        readings: two or more maps by name.
        by_id: parts of one id are one part, as in copies of one file; otherwise words decide.

    Raises:
        ArgmapError: there are fewer than two, or they are of different threads.
    """
    if len(readings) < 2:  # noqa: PLR2004 (two sides)
        raise ArgmapError("one reading has nothing to be settled with; name two or more")
    names = list(readings)
    pool = _Pool(names[0], readings[names[0]])
    for name in names[1:]:
        pool.add(name, readings[name], by_id=by_id)
    return GatheredReadings(readings, tuple(pool.items()))


@dataclass
class _Pool:
    """What was gathered so far: a map with every item once, and the versions of each."""

    first: str
    map: MapDocument
    _ids: dict[str, dict[str, str]] = field(default_factory=dict)
    _versions: dict[str, dict[str, Version]] = field(default_factory=dict)
    _order: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        same = {part.id: part.id for section in WITH_ID for part in getattr(self.map, section)}
        self._take(self.first, self.map, same)

    def add(self, name: str, reading: MapDocument, *, by_id: bool) -> None:
        """Add a reading: what is matched gets another version, the rest is new."""
        matching = match(self.map, reading, by_id=by_id)
        keys = {pair.second: pair.first for pair in matching.pairs}
        taken = {part.id for section in WITH_ID for part in getattr(self.map, section)}
        for section in WITH_ID:
            for part in getattr(reading, section):
                if part.id not in keys:
                    keys[part.id] = free_id(part.id, taken)
                    taken.add(keys[part.id])
        added = self._take(name, reading, keys)
        data = plain_data(self.map)
        for section, versions in added.items():
            data[section] = [*data.get(section, ()), *versions]
        # Not all that two maps hold together need be sound; the rules judge what is decided.
        self.map = MapDocument.model_validate({**data, "thread": plain_data(self.map).get("thread")})

    def items(self) -> Iterator[ReadingItem]:
        for section in (*WITH_ID, *WITHOUT_ID):
            for key in self._order.get(section, ()):
                yield ReadingItem(section, key, self._ids[key], self._versions[key])

    def _take(self, name: str, reading: MapDocument, keys: Mapping[str, str]) -> dict[str, list[Version]]:
        """Keep the version of every part of a reading, and return those with an id that are new."""
        data = rekeyed(reading, keys)
        added: dict[str, list[Version]] = {}
        for section in (*WITH_ID, *WITHOUT_ID):
            order, before = self._order.setdefault(section, []), -1
            seen: Counter[str] = Counter()
            for number, version in enumerate(data.get(section, ()), start=1):
                key = version["id"] if section in WITH_ID else _content_key(section, version, seen)
                if key in self._versions:
                    before = order.index(key)
                else:
                    before += 1
                    order.insert(before, key)
                    self._ids[key], self._versions[key] = {}, {}
                    if section in WITH_ID:
                        added.setdefault(section, []).append(version)
                own = getattr(getattr(reading, section)[number - 1], "id", f"{section}.{number}")
                self._ids[key][name] = own
                self._versions[key][name] = version
        return added


def rekeyed(map: MapDocument, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return a map as plain data in which every id of a part is replaced.

    Args:
        map: the map.
        keys: the new id of each part.
    """
    data: dict[str, Any] = plain_data(map)
    for path, id in references(map):
        _put(data, path, keys.get(id, id))
    for section in WITH_ID:
        for version in data.get(section, ()):
            version["id"] = keys[version["id"]]
    return data


def _put(data: Any, path: Path, value: str) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    data[last] = value


def _content_key(section: str, version: Version, seen: Counter[str]) -> str:
    """Return what names a part without an id: who it is about and where, so that two readings of one place meet."""
    match section:
        case "commitments":
            name = f"{version['participant']}:{version['claim']}:{version['post']}"
        case "stages":
            name = f"stage:{version['stage']}"
        case _:
            name = f"breach:{version['breaks']}:{version['quotes'][0]['post']}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}.{seen[name]}"


LONGEST_ID = 64


def free_id(id: str, taken: Iterable[str]) -> str:
    """Return an id that nothing has: the one that is wanted, or it with the first number that makes it free.

    Example:
        >>> free_id("late", {"late", "late-2"})
        'late-3'
    """
    used, number, free = set(taken), 2, id
    while free in used:
        ending = f"-{number}"
        free = id[: LONGEST_ID - len(ending)].rstrip("-") + ending
        number += 1
    return free
