"""One format for map files: indentation, order of keys, empty lines; comments stay where they belong.

The reader says where every key and value stands; they are copied to their places character by character, and so are the
comments between them. The result is read again and must say the same, or the file is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.errors import UnreadableInput
from argmap.storage.edit import CannotEdit
from argmap.storage.files import Limits
from argmap.storage.positions import KeyValuePlaces, Place
from argmap.storage.read import parse
from argmap.storage.scalars import quoted

ITEM = ("by", "confidence", "note")
"""Keys that every item may end with."""

ORDERS: dict[str, tuple[str, ...]] = {
    "annotators": ("id", "name"),
    "issues": ("id", "label", "question", "exclusive", "parent", "outcome", *ITEM),
    "claims": (
        "id", "label", "answers", "text", "implicit", "meta", "base_score", "senses", "quotes", "references", "tags", *ITEM,
    ),
    "examples": ("id", "name", "topic", "text", "experiment", "quotes", "references", "tags", *ITEM),
    "relations": ("id", "kind", "premises", "target", "scheme", "question", "weight", "quotes", *ITEM),
    "commitments": ("participant", "post", "claim", "stance", "if", "hedged", "quotes", *ITEM),
    "questions": ("id", "post", "text", "about", "to", "quotes", "answered_by", *ITEM),
    "stages": ("stage", "posts", "why", *ITEM),
    "breaches": ("breaks", "fallacy", "relation", "quotes", "why", *ITEM),
    "outcome": ("thesis", "open", "by", "quotes", "note"),
    "senses": ("term", "sense"),
    "answered_by": ("post", "claim"),
    "quotes": ("post", "prefix", "exact", "at", "suffix"),
    "references": ("title", "authors", "year", "venue", "url", "where"),
}  # fmt: skip
"""The order of keys in the records of each list: what a thing is before what it says, and where it is from last."""

STEP = 2
"""Columns of one level of indentation."""

COMMENT = re.compile(r"((?:(?<![ \t])[ \t]++)?)(#.*)")
MARKER = re.compile(r"---|\.\.\.|%")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
EMPTY_LINES_BEHIND = re.compile(r"(?:\n[ \t]*(?=\n|\Z))*")
BLOCK_HEAD = re.compile(r"([|>])([-+0-9]*+)(.*)")
INDENTED = re.compile(r"\n* ")


def formatted(text: str) -> str:
    """Return a map's text in its one layout; what it says, and every comment, stays.

    Lists are indented by two under their key, records have their keys in the order of the format (unless a comment or an
    empty line stands between them), what is written in braces, in quotes or without them stands on one line, and there is at
    most one empty line in a row.

    Args:
        text: a map file in YAML.

    Raises:
        CannotEdit: the text cannot be read, or would not keep a comment.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    data, root = _read(text)
    layout = _Layout(text)
    layout.put_document(data, root)
    again, places = _read(layout.result)
    if again != data or _comments(layout.result, places) != _comments(text, root):
        raise CannotEdit("the file cannot be reformatted without a loss; it is left as it is")
    return layout.result.replace("\n", line_end)


def _read(text: str) -> tuple[Any, Place]:
    """Return what a text says, and where.

    Raises:
        CannotEdit: it cannot be read, or not without a fault.
    """
    try:
        parsed = parse(text, "", Limits(), as_json=False)
    except UnreadableInput as error:
        raise CannotEdit(f"the file cannot be reformatted: {error}") from error
    if parsed.diagnostics:
        raise CannotEdit(f"the file cannot be reformatted: {parsed.diagnostics[0]}")
    return parsed.data, parsed.positions.root or Place(0, 0)


def _comments(text: str, root: Place) -> list[str]:
    """Return the comments of a text, in any order."""
    gaps = _gaps(text, root, 0, len(text))
    return sorted(comment[2].rstrip() for gap in gaps for comment in COMMENT.finditer(gap))


def _gaps(text: str, place: Place, start: int, end: int) -> Iterator[str]:
    """Yield what stands before, between and behind the keys and plain values of a place: marks, comments, white space."""
    for scalar in place.scalars():
        yield text[start : scalar.start]
        start = scalar.end
    yield text[start:end]


class _Layout:
    """A text that is being written: finished lines, the line that is being written, and how much has been copied."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.line = ""
        self.copied = 0
        self.after_block = False

    @property
    def result(self) -> str:
        """The text as far as it has been written."""
        return "\n".join([*self.lines, self.line]).strip("\n") + "\n"

    def put_document(self, value: Any, root: Place) -> None:
        """Write everything, and what stands behind it."""
        if self._is_block(root):
            self._put_block(value, root, 0, (), first_on_line=True)
        else:
            self._begin_line(root.start, 0)
            self._put_inline(value, root, -STEP, ())
        self._copy_gap(len(self.text), 0)

    def _is_block(self, place: Place) -> bool:
        return place.inside is not None and self.text[place.start] not in "[{"

    def _put_block(
        self, value: Any, place: Place, margin: int, order: tuple[str, ...], *, first_on_line: bool
    ) -> None:
        """Write a mapping or list that has a line for each of its parts."""
        if isinstance(place.inside, list):
            for number, (item, inside) in enumerate(zip(value, place.inside, strict=True)):
                if number or first_on_line:
                    self._begin_line(inside.start, margin)
                self.line += "-"
                self.copied = max(self.copied, inside.start)
                self._put_item(item, inside, margin, order)
        else:
            self._put_record(value, place, margin, order, first_on_line=first_on_line)
        self.copied = max(self.copied, place.end)

    def _put_item(self, item: Any, place: Place, margin: int, order: tuple[str, ...]) -> None:
        if place.end > place.start:
            self.line += " "
        if self._is_block(place):
            self._put_block(item, place, margin + STEP, order, first_on_line=False)
        else:
            self._put_inline(item, place, margin, order)

    def _put_record(
        self, value: Any, place: Place, margin: int, order: tuple[str, ...], *, first_on_line: bool
    ) -> None:
        names = self._ordered(place, order)
        moved = names != list(value)
        for number, name in enumerate(names):
            key, inside = _entry(place, name)
            if moved:
                self.copied = key.start  # nothing but white space stands between the keys of such a record
            if number or first_on_line:
                self._begin_line(key.start, margin)
            self.line += self.text[key.start : key.end] + ":"
            self.copied = key.end
            self._put_value(value[name], inside, margin, ORDERS.get(name, ()))

    def _put_value(self, value: Any, place: Place, margin: int, order: tuple[str, ...]) -> None:
        """Write the value of a key: below it, behind it, or behind the comments that stand between the two."""
        if self._is_block(place):
            self._put_block(value, place, margin + STEP, order, first_on_line=True)
            return
        if "#" in self.text[self.copied : place.start]:
            self._begin_line(place.start, margin + STEP)
        elif place.end > place.start:
            self.line += " "
        self._put_inline(value, place, margin, order)

    def _put_inline(self, value: Any, place: Place, margin: int, order: tuple[str, ...]) -> None:
        """Write a plain value, or a list or mapping in braces."""
        source = self.text[place.start : place.end]
        self.copied = place.end
        if place.inside is None and source[:1] in ("|", ">"):
            self._put_lines(value, source, " " * (margin + STEP))
        elif any("#" in gap for gap in _gaps(self.text, place, place.start, place.end)):
            self.line += source
        else:
            self.line += self._on_one_line(value, place, order)

    def _put_lines(self, value: str, source: str, margin: str) -> None:
        """Write a text that keeps its lines."""
        head, *rows = source.split("\n")
        style, marks, comment = BLOCK_HEAD.fullmatch(head).groups()  # type: ignore[union-attr]
        digit = str(STEP) if INDENTED.match(value) else ""
        if digit or marks.strip("+-"):
            style = "|"  # the lines of a folded text that begins with spaces cannot be told from its folds
        if style == "|":
            rows = value.removesuffix("\n").split("\n")
        else:
            width = next((len(row) - len(row.lstrip(" ")) for row in rows if row.strip(" \t")), 0)
            rows = [row[width:] for row in rows]
        self.line += f"{style}{digit}{marks.strip('0123456789')}{comment.rstrip()}"
        for row in rows:
            self._end_line(f"{margin}{row}" if row else "")
        if "+" in marks:
            self.copied = EMPTY_LINES_BEHIND.match(self.text, self.copied).end()  # type: ignore[union-attr]
        self.after_block = True

    def _on_one_line(self, value: Any, place: Place, order: tuple[str, ...]) -> str:
        """Return a value without a comment in it on one line."""
        if isinstance(place.inside, list):
            items = zip(value, place.inside, strict=True)
            return f"[{', '.join(self._on_one_line(item, inside, order) for item, inside in items)}]"
        if place.inside is not None:
            names = self._ordered(place, order)
            entries = ((_entry(place, name), name) for name in names)
            pairs = (
                f"{self.text[key.start : key.end]}: "
                f"{self._on_one_line(value[name], inside, ORDERS.get(name, ())) or 'null'}"
                for (key, inside), name in entries
            )
            return "{" + ", ".join(pairs) + "}"
        source = self.text[place.start : place.end]
        return source if "\n" not in source else _joined(value, source[0])

    def _ordered(self, place: Place, order: tuple[str, ...]) -> list[str]:
        """Return the keys of a record in their order, or as they stand if a comment or an empty line is among them."""
        names = [str(name) for name in place.inside or ()]
        line_end = self.text.find("\n", place.end)
        gaps = _gaps(self.text, place, place.start, line_end if line_end >= 0 else len(self.text))
        if not order or any("#" in gap or EMPTY_LINE.search(gap) for gap in gaps):
            return names
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def _begin_line(self, offset: int, margin: int) -> None:
        """Begin the line of what stands at an offset, below the comments and the empty line before it."""
        self._copy_gap(offset, margin)
        self._end_line(" " * margin)
        self.after_block = False

    def _end_line(self, beginning: str) -> None:
        self.lines.append(self.line)
        self.line = beginning

    def _copy_gap(self, offset: int, margin: int) -> None:
        """Copy the comments and empty lines up to an offset, at which something begins at a margin."""
        first, *rows = self.text[self.copied : offset].split("\n")
        if comment := COMMENT.search(first):
            self.line += (comment[1] or " " * bool(self.line)) + comment[2].rstrip()
        elif MARKER.match(first):
            self.line += first.rstrip()
        for number, row in enumerate(rows, start=1):
            if comment := COMMENT.search(row):
                column = comment.start(2)
                # Behind a block of text, an indented comment would be a line of it.
                self._end_line(
                    " " * (min(column, margin) if self.after_block else column) + comment[2].rstrip()
                )
            elif MARKER.match(row):
                self._end_line(row.rstrip())
            elif not row.strip(" \t") and number < len(rows) and self.line:
                self._end_line("")
        self.copied = max(self.copied, offset)


def _entry(place: Place, name: str) -> KeyValuePlaces:
    """Return where a key of a mapping and its value stand."""
    if not isinstance(place.inside, Mapping):
        raise TypeError(f"{place} is no mapping")
    entry: KeyValuePlaces = place.inside[name]
    return entry


def _joined(value: str, mark: str) -> str:
    """Return a text that stood on several lines on one, in the same quotes if they can hold it.

    Args:
        value: the text.
        mark: the character with which it begins in the file.
    """
    if "\n" in value or mark == '"':
        return quoted(value)
    return "'" + value.replace("'", "''") + "'" if mark == "'" else value
