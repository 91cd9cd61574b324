"""Where each value of a document stands in its file.

Positions live beside the document, not in it: documents compare by content, and still every fault says
file:line:column. They are worked out on first use, because most files are sound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from argmap.location import Location, Path


class Place(NamedTuple):
    """A value's line and column (0-based), and the places of what is inside it."""

    line: int
    column: int
    inside: Mapping[str, KeyValuePlaces] | list[Place] | None = None


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
    def _root(self) -> Place | None:
        return self.find_places()

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at `path` stands, or its key, or else the nearest thing around it."""
        if path and path[0] in self.mounted:
            inner = self.mounted[str(path[0])].locate(path[1:], key=key)
            return Location(inner.file, inner.line, inner.column, path)
        place = self._root
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
