"""A map and its thread as their texts say them, whether or not they have faults: every value with its place, and every name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from argmap.language_server.naming_places import DEFINITIONS, NameKind, named_at, pattern
from argmap.location import Path
from argmap.storage.positions import Place
from argmap.storage.read import Parsed

THREAD: Path = ("thread",)
"""Where the content of a thread's file stands in its map."""


@dataclass(frozen=True, slots=True)
class TextStretch:
    """A stretch of a file, by offsets in code points, the end excluded."""

    file: FilePath
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameUse:
    """A value that names something: what it names, the name, its place in the map, and whether the name is given there."""

    named: NameKind
    name: str
    path: Path
    where: TextStretch
    defines: bool


@dataclass(frozen=True)
class SourceFile:
    """A file that could be parsed. `prefix` is the place in the map of what it holds: of a thread's file `("thread",)`."""

    file: FilePath
    parsed: Parsed
    prefix: Path = ()

    @property
    def text(self) -> str:
        return self.parsed.positions.text

    @cached_property
    def scalars(self) -> tuple[tuple[Path, Any, Place], ...]:
        """All plain values with their paths in the map and their places, in the order of the text."""
        root = self.parsed.positions.root
        return () if root is None else tuple(_scalars(self.parsed.data, root, self.prefix))

    def place(self, path: Path) -> Place | None:
        """Return the place of the value at a path in the map, if it stands in this file."""
        if path[: len(self.prefix)] != self.prefix:
            return None
        return self.parsed.positions.place(path[len(self.prefix) :])

    def stretch(self, place: Place) -> TextStretch:
        return TextStretch(self.file, place.start, place.end)

    def at(self, offset: int) -> tuple[Path, Any, Place] | None:
        """Return the plain value at an offset, or the one that ends there."""
        return next((each for each in self.scalars if each[2].start <= offset <= each[2].end), None)


@dataclass(frozen=True)
class DatasetFiles:
    """A map and its thread, each if it could be parsed. A map may hold its thread itself, or have none."""

    map: SourceFile | None = None
    thread: SourceFile | None = None

    @property
    def files(self) -> tuple[SourceFile, ...]:
        return tuple(filter(None, (self.map, self.thread)))

    def file(self, path: FilePath) -> SourceFile | None:
        """Return the file of that path."""
        return next((each for each in self.files if each.file == path), None)

    @cached_property
    def uses(self) -> tuple[NameUse, ...]:
        """Every value that names something, in the order of the texts, the map's first."""
        return tuple(use for each in self.files for use in _uses(each))

    @cached_property
    def definitions(self) -> Mapping[tuple[NameKind, str], NameUse]:
        """Where each name is given; of names that are given twice the first."""
        first: dict[tuple[NameKind, str], NameUse] = {}
        for use in self.uses:
            if use.defines:
                first.setdefault((use.named, use.name), use)
        return first

    @cached_property
    def uses_of(self) -> Mapping[tuple[NameKind, str], tuple[NameUse, ...]]:
        """The values that name each thing, in the order of the texts."""
        groups: defaultdict[tuple[NameKind, str], list[NameUse]] = defaultdict(list)
        for use in self.uses:
            groups[use.named, use.name].append(use)
        return {key: tuple(uses) for key, uses in groups.items()}

    def use_at(self, file: FilePath, offset: int) -> NameUse | None:
        """Return the name at an offset of a file, or the one that ends there."""
        touching = (u for u in self.uses if u.where.file == file and u.where.start <= offset <= u.where.end)
        return next(touching, None)

    def record(self, path: Path) -> Mapping[str, Any]:
        """Return the record at a path in the map, or the record that the value at it belongs to; empty if there is none."""
        for source in reversed(self.files):
            if path[: len(source.prefix)] == source.prefix:
                value = _at(source.parsed.data, path[len(source.prefix) :])
                while not isinstance(value, Mapping) and path:
                    path = path[:-1]
                    value = _at(source.parsed.data, path[len(source.prefix) :])
                if isinstance(value, Mapping):
                    return value
        return {}

    def described(self, named: NameKind, name: str) -> Mapping[str, Any]:
        """Return the record that a name stands for; empty if there is none."""
        given = self.definitions.get((named, name))
        return {} if given is None else self.record(given.path[:-1])


def _uses(source: SourceFile) -> Iterator[NameUse]:
    for path, value, place in source.scalars:
        where = pattern(path)
        named = named_at(where)
        if named is not None and isinstance(value, str):
            yield NameUse(named, value, path, source.stretch(place), where in DEFINITIONS)


def _scalars(value: Any, place: Place, path: Path) -> Iterator[tuple[Path, Any, Place]]:
    if isinstance(place.inside, Mapping) and isinstance(value, Mapping):
        for key, entry in place.inside.items():
            yield from _scalars(value.get(key), entry.value, (*path, key))
    elif isinstance(place.inside, list) and isinstance(value, list):
        for number, (inner, inside) in enumerate(zip(value, place.inside, strict=False)):
            yield from _scalars(inner, inside, (*path, number))
    elif place.inside is None:
        yield path, value, place


def _at(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data
