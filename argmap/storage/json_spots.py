"""Where a value of a JSON text stands, for those who ask about a few of many: only what lies on the way is looked at."""

from __future__ import annotations

import json
import re
from functools import cached_property
from itertools import accumulate
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is there and has no type
from typing import NamedTuple

from argmap.location import Path

BLANK = re.compile(r"[ \t\n\r]*")
BLOCK = 1 << 14
"""Characters between two places of which the line is known."""

LISTS = 2
"""Levels whose containers are opened to find their ends; those further down are read over by the parser."""

scan = json.JSONDecoder(parse_int=str).scan_once  # type: ignore[attr-defined]
"""Reads over a value: returns it, and where it ends. Python makes no numbers of more than 4,300 digits."""


class ValueOffsets(NamedTuple):
    """The offsets of a key and of its value; of an item of a list both are its own."""

    key: int
    value: int


Inside = dict[str | int, ValueOffsets]


class JsonSpots:
    """The places of values in a text that is known to be JSON; each container is opened once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._opened: dict[int, Inside] = {}

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 0, of the value at `path`, or of its key, or else of the nearest thing around it.

        Raises:
            RecursionError: the text is nested too deeply to be read over.
        """
        offset = self._after(0)
        for depth, step in enumerate(path):
            entry = self._inside(offset, depth).get(step) if self.text[offset] in "[{" else None
            if entry is None:
                break
            offset = entry.key if key and depth == len(path) - 1 else entry.value
        return self._line_and_column(offset)

    def _inside(self, start: int, depth: int) -> Inside:
        if start not in self._opened:
            self._open(start, depth)
        return self._opened[start]

    def _open(self, start: int, depth: int) -> int:
        """Note where everything directly inside a container begins; return where the container ends."""
        text, is_mapping = self.text, self.text[start] == "{"
        inside: Inside = {}
        at = self._after(start + 1)
        while text[at] not in "]}":
            begin, name = at, len(inside)
            if is_mapping:
                name, at = scanstring(text, at + 1)
                at = self._after(self._after(at) + 1)
            inside[name] = ValueOffsets(begin, at)
            goes_in = text[at] in "[{" and depth + 1 < LISTS
            at = self._open(at, depth + 1) if goes_in else scan(text, at)[1]
            at = self._after(at)
            if text[at] == ",":
                at = self._after(at + 1)
        self._opened[start] = inside
        return at + 1

    def _after(self, offset: int) -> int:
        """Return where the next thing stands that is no white space."""
        blank = BLANK.match(self.text, offset)
        return offset if blank is None else blank.end()

    @cached_property
    def _lines(self) -> list[int]:
        """How many lines begin before each block."""
        starts = range(0, len(self.text), BLOCK)
        return [0, *accumulate(self.text.count("\n", start, start + BLOCK) for start in starts)]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        block = offset // BLOCK
        line = self._lines[block] + self.text.count("\n", block * BLOCK, offset)
        return line, offset - self.text.rfind("\n", 0, offset) - 1
