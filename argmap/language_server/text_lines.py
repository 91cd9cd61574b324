"""Places in a text as the Language Server Protocol counts them: lines from 0, and code units in a line from 0.

The units are those of UTF-16, unless client and server agreed on another encoding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

LINE_END = re.compile(r"\r\n|\n|\r")
"""What ends a line (LSP 3.17, Text Documents); a line separator (U+2028) is a character like others."""

UTF_16 = "utf-16"
CODECS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"utf-8": ("utf-8", 1), UTF_16: ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
)
"""For each encoding of the protocol the codec, and the bytes of a code unit."""


@dataclass(frozen=True)
class TextLines:
    """The lines of a text, with columns in code units of an encoding.

    Example:
        >>> TextLines("a: 😀 b").position(5), TextLines("a: 😀 b").offset(0, 6)
        ((0, 6), 5)
    """

    text: str
    encoding: str = UTF_16

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *(end.end() for end in LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        if before.isascii():
            return line, len(before)
        codec, size = CODECS[self.encoding]
        return line, len(before.encode(codec, "surrogatepass")) // size

    def offset(self, line: int, column: int) -> int:
        """Return the offset in code points of a line and a column; behind the end of a line, that end."""
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        end = LINE_END.search(self.text, start)
        content = self.text[start : end.start() if end else len(self.text)]
        if content.isascii():
            return start + min(column, len(content))
        codec, size = CODECS[self.encoding]
        units = content.encode(codec, "surrogatepass")[: size * column]
        return start + len(units.decode(codec, "ignore"))
