"""Where messages begin and end in a file: mbox in all its dialects, MMDF, a single message, or Apple's .emlx.

No dialect of mbox is a standard (RFC 4155 says so itself). A line that begins with "From " begins a message only if what
follows are the headers of a mail, and the line has a date or nothing but a sender; every other such line is part of what
somebody wrote.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import IO

LONGEST_LINE = 1_000_000
LONGEST_HEAD = 300_000
LOOKAHEAD = 60
"""So many lines of headers are looked at until one is known: mail has dozens of fields that others invented."""

DAY, MONTH = (
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?",
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*",
)
TIME = rb"\d{1,2}:\d\d(?::\d\d)?"
DATE = re.compile(
    rb"%(day)b +(?:%(month)b +\d{1,2},? +(?:\d{4} +)?%(time)b|\d{1,2}[ -]%(month)b[ -]\d{2,4} +%(time)b).*"
    % {b"day": DAY, b"month": MONTH, b"time": TIME}
)
"""Day, month and time in the order of C's asctime, or in that of mail; zones and years stand around the time."""

UNDATED = re.compile(rb"From (?:\S+|\S+ at \S+)?\s*$")
PATCH = re.compile(rb"From [0-9a-f]{40} Mon Sep 17 00:00:00 2001\s*$")
"""The line that git writes above each patch; within a mail it is part of a patch."""

FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
KNOWN = frozenset(
    b"from to cc date subject message-id received return-path delivered-to mime-version reply-to sender references "
    b"in-reply-to content-type status x-status x-mozilla-status x-gm-thrid x-gmail-labels list-id".split()
)
DIVIDER = b"\x01\x01\x01\x01"
MARK = b"\xef\xbb\xbf"
FEW = 2
LINE_END = 2
EMLX = re.compile(rb"\s*(\d{1,10})\s*\n")


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a message stands in its file.

    Attributes:
        start: Offset of its first header.
        size: Bytes from there to its end.
        head: Its headers.
        delivered: The date in the line before it, as it is written there; "" if there is none.
        quoted: Whether the writer of the file put a ">" before lines of its text that begin with "From ".
    """

    start: int
    size: int
    head: bytes
    delivered: str = ""
    quoted: bool = False


def looks_like_mbox(head: bytes) -> bool:
    """Return whether a file begins with the line that begins messages, and headers after it."""
    lines = head.removeprefix(MARK).lstrip(b"\r\n").splitlines(keepends=True)
    if lines and lines[0].startswith(DIVIDER):
        words = [line for line in lines[1 : LOOKAHEAD + 1] if not line.startswith(b"From ")]
        return len(_names(words) & KNOWN) >= FEW
    return bool(lines) and lines[0].startswith(b"From ") and _begins(lines[0], lines[1 : LOOKAHEAD + 1])


def looks_like_message(head: bytes) -> bool:
    """Return whether a file begins with the headers of a mail."""
    start = EMLX.match(head)
    lines = head[start.end() if start else 0 :].removeprefix(MARK).splitlines()
    names = _names(lines)
    return b"from" in names and len(names & KNOWN) >= FEW


def places(stream: IO[bytes]) -> Iterator[MessagePlace]:
    """Yield where the messages of a file stand, in their order; nothing of their texts is kept.

    Args:
        stream: The file, at its beginning; of an mbox or of a single message.
    """
    lines = _Lines(stream)
    first = lines.next_with_words()
    if first.startswith(b"From "):
        yield from _Mbox(lines, first).places()
        return
    if first.startswith(DIVIDER):
        yield from _divided(lines)
        return
    size = EMLX.fullmatch(first)
    start, end = lines.position, None if size is None else lines.position + int(size[1])
    if size is None:
        lines.back(first)
        start = lines.position
    head = _head(lines)
    while lines.next():
        pass
    yield MessagePlace(start, min(lines.position, end or lines.position) - start, head)


def _divided(lines: _Lines) -> Iterator[MessagePlace]:
    """Yield where messages stand between lines of four control characters (MMDF); nothing in them is quoted."""
    line = lines.next()
    while line:
        if not line.strip() or line.startswith((DIVIDER, b"From ")):
            line = lines.next()
            continue
        lines.back(line)
        start = lines.position
        head, end = _head(lines), lines.position
        while (line := lines.next()) and not line.startswith(DIVIDER):
            end = lines.position
        yield MessagePlace(start, end - start, head)


class _Mbox:
    """Reads an mbox line by line."""

    def __init__(self, lines: _Lines, first: bytes) -> None:
        self.lines, self.line = lines, first
        self.of_patches = bool(PATCH.match(first))

    def places(self) -> Iterator[MessagePlace]:
        while self.line:
            dated = DATE.search(self.line)
            start = self.lines.position
            head = _head(self.lines)
            end = self._end(_content_length(head))
            yield MessagePlace(
                start,
                end - start,
                head,
                dated[0].decode("ascii", "replace").strip() if dated else "",
                quoted=True,
            )

    def _end(self, length: int | None) -> int:
        """Go on to the line that begins the next message, and return where this one ends.

        The length that some writers put into the headers counts if a message ends there: then lines that look like the
        beginning of one before it are part of a text.
        """
        declared = None if length is None else self.lines.position + length
        blank = True
        while True:
            end = self.lines.position
            self.line = line = self.lines.next()
            if not line:
                return end
            if (
                line.startswith(b"From ")
                and self._separates(blank)
                and not (declared is not None and end < declared and self.lines.ends_at(declared))
            ):
                return end
            blank = len(line) <= LINE_END and not line.strip()

    def _separates(self, blank: bool) -> bool:
        if PATCH.match(self.line) and not self.of_patches:
            return False
        # Some writers leave no empty line between messages; a date must do then.
        return (blank or bool(DATE.search(self.line))) and _begins(self.line, self.lines.peek(LOOKAHEAD))


def _begins(line: bytes, following: list[bytes]) -> bool:
    """Return whether a "From " line begins a message, by its date and by the headers that follow it."""
    names = _names(following)
    if DATE.search(line):
        return bool(names & KNOWN)
    return bool(UNDATED.match(line)) and b"from" in names and len(names & KNOWN) > FEW


def _names(lines: list[bytes]) -> set[bytes]:
    """Return the names of the headers at the beginning of lines; empty if the first line is none."""
    header = list(takewhile(bytes.strip, lines))
    fields = [FIELD.match(line) for line in header if not line.startswith((b" ", b"\t", b">From "))]
    before = list(takewhile(bool, fields))
    return {field[1].lower() for field in before if field}


def _head(lines: _Lines) -> bytes:
    parts: list[bytes] = []
    size = 0
    while line := lines.next():
        if not line.strip():
            break
        if line.startswith(DIVIDER):
            lines.back(line)
            break
        size += len(line)
        if size < LONGEST_HEAD and not line.startswith(b">From "):
            parts.append(line)
    return b"".join(parts)


def _content_length(head: bytes) -> int | None:
    field = re.search(rb"^Content-Length:[ \t]*(\d{1,9})\s*$", head, re.IGNORECASE | re.MULTILINE)
    return int(field[1]) if field else None


class _Lines:
    """The lines of a stream with their offset; some can be looked at before they are read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.position = 0
        self.ahead: deque[bytes] = deque()

    def next(self) -> bytes:
        """Return the next line, or b"" at the end; a line that is too long comes in pieces."""
        line = self.ahead.popleft() if self.ahead else self.stream.readline(LONGEST_LINE)
        self.position += len(line)
        return line

    def next_with_words(self) -> bytes:
        """Return the first line that is not empty, without the mark that some editors put at the beginning of a file."""
        while (line := self.next()) and not line.removeprefix(MARK).strip():
            pass
        return line.removeprefix(MARK)

    def back(self, line: bytes) -> None:
        self.ahead.appendleft(line)
        self.position -= len(line)

    def peek(self, number: int) -> list[bytes]:
        while len(self.ahead) < number and (line := self.stream.readline(LONGEST_LINE)):
            self.ahead.append(line)
        return list(self.ahead)[:number]

    def ends_at(self, offset: int) -> bool:
        """Return whether a message ends at an offset: the file ends there, or another "From " line follows."""
        try:
            here = self.stream.tell()
            self.stream.seek(offset - 1)
            there = self.stream.read(200)
            self.stream.seek(here)
        except (OSError, ValueError):
            return False  # a stream that cannot be read twice
        after = there[1:].lstrip(b"\r\n")
        return bool(there) and (not after or after.startswith(b"From "))
