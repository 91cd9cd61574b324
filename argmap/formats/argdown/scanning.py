"""The first pass over Argdown: comments go, escaped characters and YAML data are set aside, and lines remain.

Source:
    The lexer of Argdown 1.7 (lexer.ts), whose tokens these are: a comment, data, a link or an escaped character is found
    wherever one begins, so that braces in a link or brackets behind a backslash mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
MARK, DATA = "\x01", "\x02"
DIGITS = "\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
"""Sixteen characters that no text holds: an escaped character is MARK and two of them, so that no pattern finds it."""

TOKEN = re.compile(
    r"(?P<escaped>\\[^\n])|(?P<comment><!--|/\*|//)|(?P<link>\[[^\[\]\n]{1,1000}\]\([^)\n]{1,2000}\))|(?P<brace>\{)"
)
"""A link is bounded, so that a line of brackets that open and never close takes no longer than its length."""
DATA_STOPS = re.compile(r"\}\s[^,}]")
GOES_ON = re.compile(r"\}\s*[,}]")
LINE = re.compile(r"[^\n]*")
CLOSES = {"<!--": "-->", "/*": "*/"}
FRONT = re.compile(r"\s*+={3,}+(?P<yaml>.*?)(?<!=)={3,}+[ \t]*+(?=\n|$)", re.DOTALL)
ESCAPED = re.compile(f"{MARK}([{DIGITS}])([{DIGITS}])")


GONE, INSIDE = "\x18", "\x19"
"""These stand for a comment, and for a line end inside a comment or data, which ends no line of the document."""


class ScannedText(NamedTuple):
    """A document as lines with their numbers, the YAML of its data with the lines where they begin, and its frontmatter.

    In the lines, `DATA` + number + `DATA` stands for the data of that number.
    """

    lines: tuple[tuple[int, str], ...]
    data: tuple[tuple[str, int], ...]
    front: str | None


def scanned(text: str) -> ScannedText:
    """Return a document without comments."""
    whole = CONTROLS.sub("", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    front = FRONT.match(whole)
    start = front.end() if front else 0
    pieces, data = _without_comments(whole, start)
    first = whole.count("\n", 0, start) + 1
    return ScannedText(tuple(_lines("".join(pieces), first)), tuple(data), front["yaml"] if front else None)


def _without_comments(text: str, start: int) -> tuple[list[str], list[tuple[str, int]]]:
    pieces: list[str] = []
    data: list[tuple[str, int]] = []
    at, line, counted = start, text.count("\n", 0, start) + 1, start
    ends = _DataEnds(text)
    endless: set[str] = set()
    while (token := TOKEN.search(text, at)) is not None:
        begin, opened = token.start(), token["comment"]
        pieces.append(text[at:begin])
        at = token.end()
        if token["escaped"]:
            pieces.append(_set_aside(token["escaped"][1]))
        elif token["link"]:
            pieces.append(token["link"])
        elif opened:
            end = at if opened == "//" else text.find(CLOSES[opened], at) if opened not in endless else -1
            if end < 0:
                endless.add(opened)
                pieces.append(opened)  # it never ends, and so is none
                continue
            at = LINE.match(text, at).end() if opened == "//" else end + len(CLOSES[opened])  # type: ignore[union-attr]
            pieces.append(GONE + INSIDE * text.count("\n", begin, at))
        else:
            end = ends.after(begin)
            if end < 0:
                pieces.append("{")
                continue
            line += text.count("\n", counted, begin)
            counted, at = begin, end
            pieces.append(f"{DATA}{len(data)}{DATA}{INSIDE * text.count(chr(10), begin, end)}")
            data.append((text[begin:end], line))
    pieces.append(text[at:])
    return pieces, data


class _DataEnds:
    """Where the data end that begin at a place: looked for once for all the places before it."""

    def __init__(self, text: str) -> None:
        self.text, self.stop, self.exhausted = text, -1, False

    def after(self, begin: int) -> int:
        """Return the place behind the brace that ends data which begin here; -1 if there is none."""
        if self.stop < begin and not self.exhausted:
            stop = DATA_STOPS.search(self.text, begin)
            self.exhausted = stop is None
            self.stop = stop.start() if stop else self.text.rfind("}", begin)
        if self.stop < begin or GOES_ON.match(self.text, self.stop):
            return -1
        return self.stop + 1


def _lines(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; a line that held nothing but a comment is none."""
    number = first
    for line in text.split("\n"):
        shown = line.replace(GONE, "").replace(INSIDE, "")
        if shown.strip() or GONE not in line:
            yield number, shown.rstrip()
        number += 1 + line.count(INSIDE)


def _set_aside(character: str) -> str:
    code = ord(character)
    return f"{MARK}{DIGITS[code >> 4]}{DIGITS[code & 15]}" if character.isascii() else character


def put_back(text: str) -> str:
    """Return a text with its escaped characters."""
    return ESCAPED.sub(lambda m: chr(DIGITS.index(m[1]) * 16 + DIGITS.index(m[2])), text)
