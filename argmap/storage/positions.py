"""Where each value of a document stands in its file, and the builder that both readers feed with it.

Positions live beside the document, not in it: documents compare by content, and still every fault says
file:line:column. They are worked out on first use, because most files are sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, NoReturn

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.location import Location, Path
from argmap.storage.files import Limits
from argmap.storage.json_spots import JsonSpots


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

    `text` is what was read, for those who show or change it. With `spots` a location is found without the places of
    everything else.
    """

    file: str | None
    find_places: Callable[[], Place | None]
    mounted: Mapping[str, SourceMap] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    spots: JsonSpots | None = field(default=None, repr=False)

    @property
    def parts(self) -> tuple[SourceMap, ...]:
        """The map's own places, and those of the documents that are mounted in it."""
        return (self, *self.mounted.values())

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that were read, by name of file."""
        return {places.file: places.text for places in self.parts if places.file is not None}

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
        if self.spots is not None:
            with suppress(RecursionError):
                line, column = self.spots.place(path, key=key)
                return Location(self.file, line + 1, column + 1, path)
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


HALF_PAIR = re.compile("[\ud800-\udfff]")
"""What an escape can put into a text that no file can hold."""


class Builder:
    """Nests values with a stack of its own, so that depth costs no recursion.

    `data` and `root` are what came of it; `root` stays None while nothing was fed. `faults` are those that
    can be read past, `doubts` are about values that other readers take for something else.
    """

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.data: Any = None
        self.root: Place | None = None
        self.faults: list[Diagnostic] = []
        self.doubts: list[Diagnostic] = []
        self._stack: list[_Frame] = []

    def scalar(self, value: Any, place: Place, *, key: str) -> None:
        """Take a plain value; where a key is due, `key` is its text."""
        frame = self._stack[-1] if self._stack else None
        if frame is None or not frame.awaits_key:
            self._put(value, place)
            return
        if HALF_PAIR.search(key):
            message = f"key {key!r} holds half of a surrogate pair"
            self.stop(place, "AM004", message, "write the whole character")
        if key in frame.value:
            self.fault(place, "AM005", f"key {key!r} is repeated", "keep one of them")
        frame.key, frame.key_place = key, place

    def open(self, place: Place, *, is_mapping: bool) -> None:
        """Begin a mapping or list."""
        if len(self._stack) >= self.limits.max_depth:
            message = f"nested deeper than {self.limits.max_depth} levels"
            self.stop(place, "AM009", message, "no argmap file needs that")
        if self._stack and self._stack[-1].awaits_key:
            self.stop(place, "AM004", "a list or mapping cannot be a key", "use a plain word as the key")
        self._stack.append(_Frame(self._next_step(), place, is_mapping=is_mapping))

    def close(self, end: int | None = None) -> None:
        """End the mapping or list that was begun last, at `end` or else with the last thing in it."""
        frame = self._stack.pop()
        begin = frame.place
        if end is None:
            end = max((part.end for part in begin.inner()), default=begin.end)
        self._put(frame.value, begin._replace(end=end))

    @property
    def is_open(self) -> bool:
        """Whether a mapping or list has begun and not ended."""
        return bool(self._stack)

    @property
    def path(self) -> Path:
        """The path of the value that is taken next."""
        steps = (*(frame.step for frame in self._stack), self._next_step())
        return tuple(step for step in steps if step is not None)

    def _next_step(self) -> str | int | None:
        if not self._stack:
            return None
        frame = self._stack[-1]
        return frame.key if isinstance(frame.value, dict) else len(frame.value)

    def fault(self, place: Place, code: str, message: str, help: str = "") -> None:
        """Note a fault that can be read past."""
        location = Location(self.file, place.line + 1, place.column + 1)
        self.faults.append(Diagnostic(location, code, message, help=help))

    def stop(self, place: Place, code: str, message: str, help: str = "") -> NoReturn:
        """Give up.

        Raises:
            UnreadableInput: always, with the fault.
        """
        self.fault(place, code, message, help)
        raise UnreadableInput(self.faults.pop())

    def _put(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.data, self.root = value, place
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            frame.inside.append(place)
        else:
            frame.value[frame.key] = value
            frame.inside[frame.key] = KeyValuePlaces(frame.key_place, place)
            frame.key = None


class _Frame:
    """A mapping or list that is being filled."""

    __slots__ = ("inside", "key", "key_place", "place", "step", "value")

    def __init__(self, step: str | int | None, place: Place, *, is_mapping: bool) -> None:
        self.step = step
        self.value: Any = {} if is_mapping else []
        self.inside: Any = {} if is_mapping else []
        self.place = place._replace(inside=self.inside)
        self.key: str | None = None
        self.key_place: Place = NOWHERE

    @property
    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.value, dict)


NOWHERE = Place(0, 0)
