"""Where each value of a document stands in its file.

Positions live beside the document, not in it: documents compare by content, and still every fault says
file:line:column. They are worked out on first use, because most files are sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from argmap.location import Location, Path


class Place(NamedTuple):
    """A value's line and column (0-based), its stretch of the text, and the places of what is inside it.

    `start` and `end` are offsets in characters, the end excluded; white space and comments behind a value are no part of it.
    """

    line: int
    column: int
    start: int = 0
    end: int = 0
    inside: Mapping[str, KeyValuePlaces] | list[Place] | None = None

    def inner(self) -> Iterator[Place]:
        """Yield the places of the keys, values or items inside, in the order of the text."""
        for part in self.inside.values() if isinstance(self.inside, Mapping) else self.inside or ():
            yield from part if isinstance(part, KeyValuePlaces) else (part,)

    def scalars(self) -> Iterator[Place]:
        """Yield the places of all keys and plain values at or below this place, in the order of the text."""
        todo = [self]
        while todo:
            place = todo.pop()
            if place.inside is None:
                yield place
            todo += reversed([*place.inner()])


class KeyValuePlaces(NamedTuple):
    """The places of a key and of its value."""

    key: Place
    value: Place


@dataclass(frozen=True)
class SourceMap:
    """Finds the location of a path in a file; `mounted` documents have maps of their own.

    `text` is what was read, for those who show or change it.
    """

    file: str | None
    find_places: Callable[[], Place | None]
    mounted: Mapping[str, SourceMap] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that were read, by name of file."""
        maps = (self, *self.mounted.values())
        return {places.file: places.text for places in maps if places.file is not None}

    @cached_property
    def root(self) -> Place | None:
        """The place of the whole, or None for data that were in no file."""
        return self.find_places()

    def place(self, path: Path) -> Place | None:
        """Return the place of the value at `path`, or None if nothing stands there."""
        place = self.root
        for step in path:
            place = None if place is None else _step(place, step, key=False)
        return place

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at `path` stands, or its key, or else the nearest thing around it."""
        if path and path[0] in self.mounted:
            inner = self.mounted[str(path[0])].locate(path[1:], key=key)
            return Location(inner.file, inner.line, inner.column, path)
        place = self.root
        if place is None:
            return Location(self.file, path=path)
        for depth, step in enumerate(path):
            at_end = depth == len(path) - 1
            inside = _step(place, step, key=key and at_end)
            if inside is None:
                break
            place = inside
        return Location(self.file, place.line + 1, place.column + 1, path)


def _step(place: Place, step: str | int, *, key: bool) -> Place | None:
    inside = place.inside
    if isinstance(inside, list):
        return inside[step] if isinstance(step, int) and step < len(inside) else None
    if inside is None or step not in inside:
        return None
    entry = inside[str(step)]
    return entry.key if key else entry.value
