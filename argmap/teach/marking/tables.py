"""Tables for teachers as CSV that a spreadsheet opens rightly, and that is read back from what a spreadsheet saves."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from argmap.errors import UnreadableInput
from argmap.storage.files import Limits, decode, read_bytes
from argmap.teach.plain import cell
from argmap.unseen import visible

LIMITS = Limits(max_bytes=20_000_000)


def table(rows: Iterable[Sequence[str]], delimiter: str = ",", *, begins: bool = True) -> bytes:
    """Return rows as CSV in UTF-8, with the mark by which spreadsheets know that; no cell is a formula or holds a control.

    Args:
        rows: the cells of each row.
        delimiter: what stands between cells.
        begins: whether this is the beginning of a file.
    """
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
        [written(text) for text in row] for row in rows
    )
    return (BOM_UTF8 if begins else b"") + out.getvalue().encode("utf-8")


def written(text: str) -> str:
    """Return a text as it stands in a cell."""
    return cell(visible(text))


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of a table: a comma, or what spreadsheets of some countries write instead."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def read_table(path: Path, columns: Sequence[str], help: str) -> list[tuple[int, Mapping[str, str]]]:
    """Return the rows of a CSV file by the names of its columns, each with the number of its line; empty rows are left out.

    Args:
        path: the file.
        columns: what it must have.
        help: what to do where it is not such a file.

    Raises:
        UnreadableInput: it cannot be read, or lacks a column; the message says which.
    """
    text = decode(read_bytes(path, LIMITS), str(path))
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter_of(text), restval="")
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise UnreadableInput(f"{path}:{reader.line_num}: {error}; {help}") from error
    for column in columns:
        if column not in (reader.fieldnames or ()):
            raise UnreadableInput(
                f"{path}: there is no column {column!r}; it needs {', '.join(columns)} ({help})"
            )
    return [
        (number, {name: row[name].strip() for name in columns})
        for number, row in rows
        if any((row[name] or "").strip() for name in columns)
    ]
