"""Competition files `p af N`: attacks between numbers, millions of them."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from argmap.solver.attacks import AttackGraph
from argmap.solver.iccma_text import Text, header_number, shown, whole_number

MOST = 20_000_000
"""How many arguments can be read; the labels of more would take gigabytes."""

COMMENT = re.compile(rb"\n#[^\n]*")
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
    size = header_number(text, line, content, kind="af", most=MOST)
    place = -1
    for _ in range(line):
        place = text.content.find("\n", place + 1)
    return (place + 1 if place >= 0 else len(text.content)), size


def _at_once(body: bytes) -> NDArray[np.int64] | None:
    """Return all numbers of a body whose lines are two numbers and a single space; None for any other body."""
    if b"#" in body:
        body = COMMENT.sub(b"", b"\n" + body)
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
    found: list[int] = []
    for line, content in lines:
        found.extend(_attack(text, line, content, size))
    return np.array(found, np.int64)


def _attack(text: Text, line: int, content: str, size: int) -> list[int]:
    words = content.split()
    numbers = [number for word in words if (number := whole_number(word)) is not None]
    if not len(numbers) == len(words) == 2:  # noqa: PLR2004
        raise text.fault(line, f"an attack is two numbers such as '1 2', not {shown(content)}")
    for word, number in zip(words, numbers, strict=True):
        if not 1 <= number <= size:
            raise text.fault(line, f"there is no argument {shown(word)}; the header says 'p af {size}'")
    return numbers
