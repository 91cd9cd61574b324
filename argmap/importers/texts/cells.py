"""Where the cells of a table part, and the names of its columns."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from argmap.importers.columns import chosen_columns
from argmap.importers.input_file import InputFile

DELIMITERS = ("\t", ",", ";", "|")


def delimiter_of(file: InputFile) -> str:
    """Return what parts the cells: that with which most columns have known names, and then that with most columns."""
    lines = file.head.split("\n")
    headers = {each: header_of(lines, each) for each in DELIMITERS}

    def rank(delimiter: str) -> tuple[int, int, int]:
        names = headers[delimiter]
        named = sum(name in names for name in file.columns.values())
        return named, len(chosen_columns(names, {}, file.name)) if len(names) > 1 else 0, len(names)

    return max(DELIMITERS, key=rank)


def header_of(lines: Sequence[str], delimiter: str) -> list[str]:
    """Return the names of the columns in the first lines of a table; [] if they cannot be read with a delimiter."""
    try:
        rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        row = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
        return [name.strip() for name in next(rows, [])] if says_delimiter(row, delimiter) else row
    except csv.Error:
        return []


def says_delimiter(row: Sequence[str], delimiter: str) -> bool:
    """Return whether a first row is "sep=;", which Excel reads and writes above the names of columns."""
    return [*row] in (["sep=", ""], [f"sep={delimiter}"])
