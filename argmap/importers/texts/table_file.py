"""A file with a post in each row: its rows, and the columns that hold what of a post."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from argmap.importers.columns import chosen_columns, clock_beside, paths_of, value_at
from argmap.importers.input_file import LONGEST_LINE, InputFile
from argmap.importers.protocol import NotThisSource
from argmap.importers.texts.cells import delimiter_of, header_of, says_delimiter

WITHOUT = "(none)"
"""The key of the discussion of rows that name none, in a table that has discussions."""

SAMPLE = 20
ROWS = 2
LAST_SECOND = 100_000_000_000
"""A number above is a time in thousandths of a second."""

Row = Mapping[str, Any]


class TableFile:
    """The rows of a file, and the columns that hold the fields of a post."""

    def __init__(self, file: InputFile) -> None:
        self.file = file
        self.is_json = file.head.lstrip("\ufeff").lstrip()[:1] in {"{", "["}
        self.delimiter = "" if self.is_json else delimiter_of(file)
        self.has_bare_quotes = self._has_bare_quotes()
        self.inside = "" if not self.is_json else _inside(file)
        names = (
            _fields(file, self.inside) if self.is_json else header_of(file.head.split("\n"), self.delimiter)
        )
        self.names = [name for name in names if name]
        self.columns = chosen_columns(self.names, file.columns, file.name) if self.names else {}
        self.clock = clock_beside(self.names, self.columns.get("created"))

    def _has_bare_quotes(self) -> bool:
        """Whether quotation marks are words of a table with tabs, as its form has it: no cell is put in quotes."""
        if self.delimiter != "\t":
            return False
        lines = self.file.head.split("\n")[:-1]  # the last one may be cut off
        try:
            for _ in csv.reader((f"{line}\n" for line in lines), delimiter=self.delimiter, strict=True):
                pass
        except csv.Error:
            return True
        return False

    @property
    def is_rectangular(self) -> bool:
        """Whether the first row has as many cells as there are columns, as far as it can be seen; prose has not."""
        lines = (f"{line}\n" for line in self.file.head.split("\n"))
        try:
            rows = [row for row in islice(csv.reader(lines, delimiter=self.delimiter), 3) if any(row)]
        except csv.Error:
            return True
        rows = rows[1:] if rows and says_delimiter(rows[0], self.delimiter) else rows
        return len(rows) < ROWS or len(rows[0]) == len(rows[1])

    def rows(self) -> Iterator[Row]:
        """Yield the rows, one by one; an empty line is none.

        Raises:
            NotThisSource: the file cannot be read as a table.
        """
        if self.is_json:
            yield from (row for row in _records(self.file, self.inside) if isinstance(row, Mapping))
            return
        csv.field_size_limit(LONGEST_LINE)
        # Strict: a quotation mark that is not closed would put the next rows into the mouth of the person before.
        lines = self.file.lines()
        if self.has_bare_quotes:
            reader = csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        else:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        begun = 1
        try:
            header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
            if says_delimiter(header, self.delimiter):
                header = [name.strip() for name in next(reader, [])]
            for name in self.columns.values():
                if header.count(name) > 1:  # one of them may be another person's name
                    raise NotThisSource(
                        f"{self.file.name}: several columns are called {name!r}; rename all but one"
                    )
            begun = reader.line_num + 1
            for number, cells in enumerate(reader, start=2):
                row = cells
                if len(cells) > len(header) and any(cells[len(header) :]):
                    row = self._joined(cells, header, f"{self.file.name}:{begun}: row {number}")
                begun = reader.line_num + 1
                if any(cell.strip() for cell in row):
                    yield dict(zip(header, row, strict=False))
        except csv.Error as error:
            raise NotThisSource(
                f"{self.file.name}:{begun}: this row cannot be read as one of a table ({error}); a cell with a quotation "
                'mark, a line end or the separator stands in quotation marks, and a mark inside it is doubled ("")'
            ) from error

    def _joined(self, cells: list[str], header: list[str], where: str) -> list[str]:
        """Return the cells of a row that has too many: a text at its end was not put in quotation marks.

        Raises:
            NotThisSource: the text is not the last column, so that nobody knows which cell is whose.
        """
        widths = f"has {len(cells)} cells, the head has {len(header)}"
        if self.columns.get("text") != header[-1]:
            raise NotThisSource(
                f"{where} {widths} ({', '.join(header[:SAMPLE])}): a cell with the separator in it stands in quotation marks"
            )
        self.file.remarks["row has more cells than the head; the last ones were joined to a text"] += 1
        return [*cells[: len(header) - 1], self.delimiter.join(cells[len(header) - 1 :])]

    def value(self, row: Row, field: str) -> str:
        """Return the value of a field of a post in a row; "" if there is none."""
        name = self.columns.get(field)
        if name is None:
            return ""
        value = value_at(row, name) if self.is_json else row.get(name, "")
        return _as_text(value) if field == "text" else " ".join(_as_text(value).split())

    def thread(self, row: Row) -> str:
        return self.value(row, "thread") or WITHOUT

    def created(self, row: Row) -> str | float | None:
        value = self.value(row, "created")
        if self.clock:
            value = f"{value} {row.get(self.clock, '')}".strip()
        try:
            number = float(value)
        except ValueError:
            return value or None
        return number / 1000 if number > LAST_SECOND else value


def _records(file: InputFile, inside: str) -> Iterator[Any]:
    if not inside:
        return file.items()
    records = value_at(file.json, inside)
    return iter(records if isinstance(records, list) else ())


def _inside(file: InputFile) -> str:
    """Return the path of the list of records in a JSON object that holds it at a place of its own; "" if it is one itself."""
    if len(file.sample) != 1 or not isinstance(file.json, Mapping) or file.sample[0] is not file.json:
        return ""
    wanted = [name for name in file.columns.values() if value_at(file.json, name) is None]
    lists = [path for path in paths_of(file.json) if _is_list_of_records(value_at(file.json, path))]
    if not lists or (file.columns and not wanted):
        return ""
    return max(
        lists,
        key=lambda path: sum(value_at(value_at(file.json, path)[0], name) is not None for name in wanted),
    )


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _fields(file: InputFile, inside: str) -> list[str]:
    sample = islice(_records(file, inside), SAMPLE)
    return list(dict.fromkeys(chain.from_iterable(paths_of(record) for record in sample)))


def _as_text(value: Any) -> str:
    """Return a value of a cell or a field as text: lists of pieces of text are joined, as some programs write them."""
    if isinstance(value, list):
        return "".join(_as_text(each.get("text") if isinstance(each, Mapping) else each) for each in value)
    if isinstance(value, bool) or value is None or isinstance(value, Mapping):
        return ""
    return value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
