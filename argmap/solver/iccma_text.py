"""The text of a competition file: its lines, and faults that say where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from argmap.errors import UnreadableInput

SHOWN = 40
"""How many characters of a faulty line are shown."""

DIGITS = 12
"""Numbers with more digits are above every limit; they are not worth reading."""

FORMATS = "'p af N', 'p aba N', 'arg(name).', or names followed by a line '#'"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, and the name to call it by."""

    name: str
    content: str

    def lines(self, comment: str = "#") -> Iterator[tuple[int, str]]:
        """Return the lines that say something, without the space around them, numbered from 1."""
        end = -1
        for number in count(
            1
        ):  # no list of all lines: a file has millions, and its first may be all that matters
            start, end = end + 1, self.content.find("\n", end + 1)
            stripped = self.content[start : end if end >= 0 else None].strip()
            if stripped and not stripped.startswith(comment):
                yield number, stripped
            if end < 0:
                return

    def fault(self, line: int, message: str) -> UnreadableInput:
        """Return the error to raise about a line."""
        return UnreadableInput(f"{self.name or 'input'}:{line}: {message}")


def decoded(data: bytes, name: str) -> Text:
    """Return the text of a file, its lines ended by newlines only.

    Raises:
        UnreadableInput: it is not UTF-8, or holds a NUL byte.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = Text(name, data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Text(name, "").fault(
            line, f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        ) from error
    if "\0" in text.content:
        line = text.content.count("\n", 0, text.content.index("\0")) + 1
        raise text.fault(line, "a NUL byte; the file is not text, or was cut short while it was written")
    if "\r" not in text.content:
        return text
    return Text(name, text.content.replace("\r\n", "\n").replace("\r", "\n"))


def whole_number(word: str) -> int | None:
    """Return the number that a word of ASCII digits writes, None for any other word; huge ones are cut to 12 digits."""
    if not (word.isascii() and word.isdigit()):
        return None
    return int(word) if len(word) <= DIGITS else int("0" + word.lstrip("0")[:DIGITS])


def header_number(text: Text, line: int, content: str, *, kind: str, most: int) -> int:
    """Return the number in the header `p KIND N`."""
    words = content.split()
    number = whole_number(words[2]) if len(words) == 3 and words[:2] == ["p", kind] else None  # noqa: PLR2004
    if number is None:
        raise text.fault(line, f"the header is 'p {kind} N' with one number N, not {shown(content)}")
    if number > most:
        raise text.fault(line, f"{shown(words[2])} is more than the {most:,} that can be read")
    return number


def shown(content: str) -> str:
    """Return a quoted piece of the file, cut when it is long."""
    return repr(content if len(content) <= SHOWN else f"{content[:SHOWN]}…")
