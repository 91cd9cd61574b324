"""From a stream of scalars, openings and closings to data and the places of everything in them.

Both readers feed it: what they have in common (depth, repeated keys, where things stand) is decided here.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.location import Location, Path
from argmap.storage.files import Limits
from argmap.storage.positions import KeyValuePlaces, Place

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
