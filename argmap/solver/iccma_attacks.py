"""Competition files of abstract frameworks: `p af N`, Aspartix facts (`.apx`), trivial graphs (`.tgf`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from argmap.errors import UnreadableInput, suggestion
from argmap.solver.attacks import AttackGraph, attack_graph

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


MOST_ARGUMENTS = 20_000_000
"""How many arguments can be read; the labels of more would take gigabytes."""

NUMBERED_COMMENT = re.compile(rb"\n#[^\n]*")
SPACE, NEWLINE, ZERO, NINE = b" \n09"


def numbered_af(text: Text) -> AttackGraph:
    """Return the framework of a file that starts with `p af N`; N arguments, numbered from 1 in the file.

    A file of plain lines is read by a few passes over all bytes at once. One that has something else between its
    lines, or a fault, is read line by line.

    Raises:
        UnreadableInput: a line is not what it should be.
    """
    head, size = _header(text)
    pairs = _at_once(text.content[head:].encode())
    if pairs is None or (len(pairs) and not (pairs.min() >= 1 and pairs.max() <= size)):
        pairs = _line_by_line(text, size)
    return AttackGraph(size, (pairs[0::2] - 1).astype(np.int32), (pairs[1::2] - 1).astype(np.int32))


def _header(text: Text) -> tuple[int, int]:
    """Return where the header ends, and the number of arguments."""
    line, content = next(text.lines())
    size = header_number(text, line, content, kind="af", most=MOST_ARGUMENTS)
    place = -1
    for _ in range(line):
        place = text.content.find("\n", place + 1)
    return (place + 1 if place >= 0 else len(text.content)), size


def _at_once(body: bytes) -> NDArray[np.int64] | None:
    """Return all numbers of a body whose lines are two numbers and a single space; None for any other body."""
    if b"#" in body:
        body = NUMBERED_COMMENT.sub(b"", b"\n" + body)
    body = body.strip() + b"\n"
    raw = np.frombuffer(body, np.uint8)
    marks = raw[raw < ZERO]
    if len(body) == 1:
        return np.empty(0, np.int64)
    if raw.max() > NINE or len(marks) % 2 or (marks[::2] != SPACE).any() or (marks[1::2] != NEWLINE).any():
        return None
    numbers = np.fromstring(body, np.int64, sep=" ")
    # Each mark ends at most one number, so none stands beside another when there are as many.
    return numbers if len(numbers) == len(marks) else None


def _line_by_line(text: Text, size: int) -> NDArray[np.int64]:
    lines = text.lines()
    next(lines)
    numbers: list[int] = []
    for line, content in lines:
        numbers.extend(_attack(text, line, content, size))
    return np.array(numbers, np.int64)


def _attack(text: Text, line: int, content: str, size: int) -> list[int]:
    words = content.split()
    numbers = [number for word in words if (number := whole_number(word)) is not None]
    if not len(numbers) == len(words) == 2:  # noqa: PLR2004
        raise text.fault(line, f"an attack is two numbers such as '1 2', not {shown(content)}")
    for word, number in zip(words, numbers, strict=True):
        if not 1 <= number <= size:
            raise text.fault(line, f"there is no argument {shown(word)}; the header says 'p af {size}'")
    return numbers


NAME = r'\s*("[^"]*"|[^\s,()"%]+)\s*'
FACT = re.compile(rf"\s*(?:arg\({NAME}\)|att\({NAME},{NAME}\))\s*\.")
FACT_COMMENT = re.compile(r"\s*(?:%.*)?")
SEPARATOR = "#"

Named = tuple[int, str, str]
"""A line, the name of who attacks and of who is attacked."""


def aspartix(text: Text) -> AttackGraph:
    """Return the framework of a file of facts `arg(a).` and `att(a,b).`, in any order.

    Raises:
        UnreadableInput: a line holds something else, or an attack names an argument that is not declared.
    """
    arguments: dict[str, None] = {}
    attacks: list[Named] = []
    for line, (argument, source, target) in _facts(text):
        if argument is not None:
            arguments[argument] = None
        else:
            attacks.append((line, source or "", target or ""))
    return _graph(text, arguments, attacks, "arg({})")


def trivial(text: Text) -> AttackGraph:
    """Return the framework of a file with a name on each line, a line `#`, and an attack `a b` on each line.

    Raises:
        UnreadableInput: a line has another number of words, or an attack names an unknown argument.
    """
    arguments: dict[str, None] = {}
    attacks: list[Named] = []
    wanted, example = 1, "one name"
    for line, content in text.lines(comment="\0"):
        words = content.split()
        if content == SEPARATOR and wanted == 1:
            wanted, example = 2, "an attack, two names such as 'a b'"
        elif len(words) != wanted:
            raise text.fault(line, f"a line here holds {example}, not {shown(content)}")
        elif wanted == 1:
            arguments[content] = None
        else:
            attacks.append((line, words[0], words[1]))
    return _graph(text, arguments, attacks, "{}")


def _facts(text: Text) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    for line, content in text.lines(comment="%"):
        place = 0
        while not FACT_COMMENT.fullmatch(content, place):
            fact = FACT.match(content, place)
            if not fact:
                raise text.fault(
                    line,
                    f"a fact is 'arg(a).' or 'att(a,b).', with its full stop, not {shown(content[place:].strip())}",
                )
            place = fact.end()
            yield line, fact.groups()


def _graph(text: Text, arguments: Iterable[str], attacks: Iterable[Named], how: str) -> AttackGraph:
    """Return the framework of names; `how` is the way to declare one."""
    numbers = {name: number for number, name in enumerate(arguments)}
    pairs: list[tuple[int, int]] = []
    for line, source, target in attacks:
        unknown = next((name for name in (source, target) if name not in numbers), None)
        if unknown is not None:
            help = f"declare it with {how.format(unknown)!r}, or {suggestion(unknown, numbers)}"
            raise text.fault(line, f"the argument {shown(unknown)} is not declared; {help}")
        pairs.append((numbers[source], numbers[target]))
    return attack_graph(len(numbers), pairs, tuple(numbers))
