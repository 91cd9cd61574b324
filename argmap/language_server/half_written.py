"""Where in a document a place of a text stands that may be half written: by indentation and brackets, without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[{}\[\],]|:(?=\s|$)|\s+|[^\s{}\[\],:"']+|.""")
"""A quoted text, closed or not; a bracket; a comma; the colon behind a key; white space; a word; any other sign."""

DASHES = re.compile(r"[ ]*(?:-[ ]+|-$)*")


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """A value that is being written: the pattern of its path, what is written of it, and where that begins and ends."""

    where: str
    begun: str
    start: int
    end: int


def half_written(text: str, offset: int) -> HalfWritten | None:
    """Return the value that is being written at an offset; None where a key is due, or nothing.

    Example:
        >>> text = "relations:\\n  - {id: r1, premises: [a, wal"
        >>> half_written(text, len(text))
        HalfWritten(where='relations.*.premises.*', begun='wal', start=38, end=41)
    """
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[line_start:offset]
    dashes = DASHES.match(line)
    content = line[dashes.end() :] if dashes else line
    steps, begun = _in_brackets(content)
    if steps is None:
        return None
    outer = _outside(text[:line_start], line, is_value=not steps)
    where = [*outer, *steps]
    if not where or where[-1] == "" or text[offset - len(begun) : offset] != begun:
        return None
    more = re.match(r"[a-z0-9-]*", text[offset:])
    bare = begun.lstrip("'\"")
    return HalfWritten(".".join(where), bare, offset - len(bare), offset + (more.end() if more else 0))


def _in_brackets(content: str) -> tuple[list[str] | None, str]:
    """Return the steps that lead to the end of a line's content, None where a key is due, and what stands there.

    A step is a key, or `*` for a place in a list.
    """
    stack: list[
        str
    ] = []  # of each bracket that is open, and of the line itself: the key, "" before it, or "*"
    key, begun = "", ""
    for sign in TOKEN.findall(content):
        if sign == ":":
            key, begun = begun.strip("'\""), ""
        elif sign in {"{", "["}:
            stack.append(key)
            key, begun = ("*" if sign == "[" else ""), ""
        elif sign in {"}", "]"}:
            key, begun = (stack.pop() if stack else ""), " "
        elif sign == ",":
            key, begun = (key if key == "*" else ""), ""
        elif sign.startswith("#") and not begun.strip():
            return None, ""
        elif sign.isspace():
            begun = f"{begun} " if begun else ""
        else:
            begun += sign
    steps = [step for step in (*stack, key) if step]
    if not stack and not key:
        return [], begun  # an item of a list, or the beginning of a key
    return (steps if key else None), begun


def _outside(above: str, line: str, *, is_value: bool) -> list[str]:
    """Return the steps from the top of a document to a line, its own dashes included.

    Args:
        above: the text above the line.
        line: the line up to the place.
        is_value: whether what the line holds is itself an item of a list, and no key.
    """
    steps: list[str] = []
    limit = len(line) - len(line.lstrip(" -")) if not is_value else len(line)
    for column, step in reversed(_elements(line, with_key=False)):
        steps.insert(0, step)
        limit = column
    if is_value and not steps:
        return []
    for upper in reversed(above.split("\n")):
        for column, step in reversed(_elements(upper.rstrip("\r"), with_key=True)):
            is_list = step == "*"
            # The dashes of a list may stand right below its key, or farther in.
            if column < limit or (column == limit and not is_list and steps[:1] == ["*"]):
                steps.insert(0, step)
                limit = column
        if limit == 0 and steps[:1] != ["*"]:
            break
    return [step for step in steps if step]


def _elements(line: str, *, with_key: bool) -> list[tuple[int, str]]:
    """Return the dashes at the beginning of a line, as `*`, and the key behind them, with their columns."""
    dashes = DASHES.match(line)
    end = dashes.end() if dashes else 0
    elements = [(column, "*") for column in range(end) if line[column] == "-"]
    key = re.match(r"([\w-]+|\"[^\"]*\"|'[^']*'):(?:\s|$)", line[end:]) if with_key else None
    return [*elements, (end, key[1].strip("'\""))] if key else elements
