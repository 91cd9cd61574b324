"""Allowances: comments that let a finding stand, and the reason why it may.

`# argmap: allow AM301 (the reason)` at the end of a line covers what stands on it; where an item or a key begins on
that line, everything inside. A comment on a line of its own covers the next line in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from argmap.errors import UnreadableInput
from argmap.storage.files import Limits
from argmap.storage.positions import Place, SourceMap
from argmap.storage.read import is_json, parse

START = re.compile(r"#\s*argmap:\s*(?P<verb>[\w-]*)")
CODES = re.compile(r"[^()#]*")
SEPARATOR = re.compile(r"[,\s]+")


@dataclass(frozen=True, slots=True)
class Allowance:
    """A code or name that is allowed from line `first` to line `last` (1-based), and where the comment stands."""

    code: str
    reason: str
    line: int
    column: int
    first: int
    last: int
    verb: str = "allow"

    def covers(self, line: int | None, code: str, name: str) -> bool:
        """Return whether a finding of a rule on a line is allowed."""
        return (
            line is not None and self.first <= line <= self.last and self.code.lower() in {code.lower(), name}
        )


def allowances_in(positions: SourceMap) -> Mapping[str, tuple[Allowance, ...]]:
    """Return the allowances in the files of a map that was read, by name of file."""
    return {
        part.file: _in_text(part.text, lambda part=part: part.root)  # type: ignore[misc]
        for part in positions.parts
        if part.file is not None
    }


def allowances(text: str) -> tuple[Allowance, ...]:
    """Return the allowances in a YAML text, in order; JSON has no comments, and so no allowances."""
    return _in_text(text, lambda: parse(text, "", Limits(), as_json=False).positions.root)


def _in_text(text: str, find_root: Callable[[], Place | None]) -> tuple[Allowance, ...]:
    if "argmap:" not in text or is_json(text):
        return ()
    try:
        root = find_root()
    except UnreadableInput:
        root = None
    reach = _reach(root, text) if root else {}
    scalars = sorted((place.start, place.end) for place in root.scalars()) if root else []
    return tuple(_allowances(text, reach, scalars))


def _allowances(text: str, reach: dict[int, int], scalars: list[tuple[int, int]]) -> Iterator[Allowance]:
    offset = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        comment = _comment(line)
        if comment and _is_comment(line, offset + comment.column, comment.column, scalars):
            alone = not line[: comment.column].strip()
            first = _next_line(lines, number) if alone else number
            for code in [part for part in SEPARATOR.split(comment.codes) if part] or [""]:
                yield Allowance(
                    code,
                    comment.reason,
                    number,
                    comment.column + 1,
                    first,
                    max(first, reach.get(first, first)),
                    comment.verb,
                )
        offset += len(line) + 1


class _Comment(NamedTuple):
    column: int
    verb: str
    codes: str
    reason: str


def _comment(line: str) -> _Comment | None:
    """Return the comment for argmap that ends a line: a verb, codes, and a reason in parentheses.

    Each part is looked at once, so that a line of any length takes time in proportion to it.
    """
    end = len(line.rstrip())
    for start in START.finditer(line):
        codes = CODES.match(line, start.end(), max(end, start.end()))
        after = codes.end() if codes else end
        words = line[start.end() : after].strip()
        if after >= end:
            return _Comment(start.start(), start["verb"], words, "")
        if line[after] == "(" and line[end - 1] == ")":
            return _Comment(start.start(), start["verb"], words, line[after + 1 : end - 1].strip())
    return None


def _is_comment(line: str, place: int, column: int, scalars: list[tuple[int, int]]) -> bool:
    """Return whether a number sign begins a comment: it follows white space and is inside no text."""
    if column and not line[column - 1].isspace():
        return False
    index = bisect_left(scalars, (place + 1,)) - 1
    return index < 0 or not scalars[index][0] <= place < scalars[index][1]


def _next_line(lines: list[str], number: int) -> int:
    """Return the number of the next line that is neither empty nor a comment."""
    for later in range(number, len(lines)):
        if lines[later].strip() and not lines[later].lstrip().startswith("#"):
            return later + 1
    return number


def _reach(root: Place, text: str) -> dict[int, int]:
    """Return the last line of what begins on each line: items, and the values of keys."""
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def line_of(offset: int) -> int:
        return bisect_left(starts, offset + 1)

    reach: dict[int, int] = {}
    for first, last in _covering(root):
        line = first.line + 1
        reach[line] = max(reach.get(line, line), line_of(max(last.end - 1, 0)))
    return reach


def _covering(root: Place) -> Iterator[tuple[Place, Place]]:
    """Yield where things begin and the place that ends them: items of lists, and keys with their values.

    The top of the file, and the lists that hold all claims or relations, are too much for one allowance.
    """
    todo = [root]
    while todo:
        place = todo.pop()
        if isinstance(place.inside, list):
            yield from ((item, item) for item in place.inside)
        elif place.inside is not None and place is not root:
            yield from place.inside.values()
        todo += place.inner()
