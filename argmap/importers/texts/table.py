"""Tables with a post in each row (commas, semicolons or tabs), and JSON records of any form by the paths of their fields."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from argmap.errors import UnknownName
from argmap.importers.input_file import LONGEST_LINE, InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.local_times import LocalTime, decided, local_time
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    several,
)
from argmap.importers.texts.cells import delimiter_of, header_of, says_delimiter
from argmap.importers.texts.columns import (
    NAMES,
    chosen_columns,
    clock_beside,
    is_clear,
    paths_of,
    value_at,
)
from argmap.model.posts import Gone, Provenance

GONE = {"[deleted]": Gone.DELETED, "[removed]": Gone.REMOVED}
NO_PARENT = frozenset({"", "null", "none", "nan", "na", "n/a", "-", "-1"})
WITHOUT = "(none)"
"""The key of the discussion of rows that name none, in a table that has discussions."""

SAMPLE = 20
ROWS = 2
YEAR_FIRST = re.compile(r"\d{4}-")
MOST_KNOWN = 200
LAST_SECOND = 100_000_000_000
"""A number above is a time in thousandths of a second."""

Row = Mapping[str, Any]


class _Table:
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
            for cells in reader:
                begun = reader.line_num + 1
                if len(cells) > len(header) and any(cells[len(header) :]):
                    self.file.remarks[
                        "row has more cells than there are columns; the last were left out"
                    ] += 1
                if any(cell.strip() for cell in cells):
                    yield dict(zip(header, cells, strict=False))
        except csv.Error as error:
            raise NotThisSource(
                f"{self.file.name}:{begun}: this row cannot be read as one of a table ({error}); a cell with a quotation "
                'mark, a line end or the separator stands in quotation marks, and a mark inside it is doubled ("")'
            ) from error

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


def fits(file: InputFile) -> Fit:
    start = file.head.lstrip("\ufeff").lstrip()[:1]
    if not start or start == "<" or "\0" in file.head or (start in {"{", "["} and not file.columns):
        return Fit.NO
    try:
        table = _Table(file)
    except UnknownName:
        return Fit.CERTAIN  # somebody said that it is a table; reading it says what is wrong
    if file.columns:
        return Fit.CERTAIN if table.names else Fit.NO
    clear = is_clear(table.columns) and len(table.names) > 1
    return Fit.LIKELY if clear and table.is_rectangular else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the discussion in tables: of the rows with the wanted discussion, if a column names discussions.

    Raises:
        NotThisSource: no column holds the words of posts.
        UnknownName: somebody named a column that is not there, or a discussion that no row has.
        SeveralDiscussions: the rows belong to several discussions, and none was named.
    """
    tables = _tables(files)
    first: str | None = wanted
    title = ""
    known: dict[str, str] = {}
    posts: list[RawPost] = []
    for number, (table, row) in enumerate(_rows(tables), start=1):
        key = table.thread(row) if "thread" in table.columns else None
        if key is not None:
            if len(known) < MOST_KNOWN:
                known.setdefault(key, table.value(row, "title"))
            first = key if first is None else first
            if wanted is None and key != first:
                raise several(_titles(tables))
            if key != first:
                continue
        title = title or table.value(row, "title")
        posts.append(_post(table, row, number))
    if wanted is not None and (not posts or not known):
        raise UnknownName("discussion", wanted, known)
    posts, about_ids = _with_ids(posts, tables[0].columns.get("id"))
    dated, about_dates = _dated(posts)
    columns = tables[0].columns
    replies = "id" in columns and "parent" in columns and not about_ids
    named = "author" in columns or "account" in columns
    return RawThread(
        title,
        tuple(dated),
        keyed=all("id" in table.columns for table in tables) and not about_ids,
        authorship=Provenance.RECORDED if named else Provenance.UNKNOWN,
        reply_structure=Provenance.RECORDED if replies else Provenance.UNKNOWN,
        notes=(_note(tables[0]), *about_ids, *about_dates),
    )


def _with_ids(posts: list[RawPost], column: str | None) -> tuple[list[RawPost], tuple[str, ...]]:
    """Return posts, and what to say if ids are none: a column with one value in rows of other words names something else."""
    first: dict[str, RawPost] = {}
    for post in posts:
        if first.setdefault(post.key, post) != post:
            rows = [
                replace(each, key=f"row-{number}", parent=None) for number, each in enumerate(posts, start=1)
            ]
            note = (
                f"The column {column!r} holds no ids of posts: {post.key!r} stands in rows with other words."
            )
            return rows, (note,)
    return posts, ()


def _dated(posts: Sequence[RawPost]) -> tuple[Sequence[RawPost], tuple[str, ...]]:
    """Return posts with their times, and what to say about it: which number of dates is the day is decided for all of them."""
    times = [_local(post.created) for post in posts]
    if not any(times):
        return posts, ()
    decision = decided(time for time in times if time is not None)
    moments = (time.moment(decision.order) if time and decision.order else None for time in times)
    dated = [
        post if time is None else replace(post, created=moment.isoformat() if moment else None)
        for post, time, moment in zip(posts, times, moments, strict=True)
    ]
    return dated, (decision.note,) if decision.note else ()


def _local(created: str | float | None) -> LocalTime | None:
    return local_time(created) if isinstance(created, str) and not YEAR_FIRST.match(created) else None


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the discussions in tables, with their posts counted, in the order of the files."""
    yield from counted_discussions(
        Seen(
            table.thread(row) if "thread" in table.columns else "1",
            table.value(row, "account") or table.value(row, "author") or None,
            table.created(row),
            table.value(row, "title"),
        )
        for table, row in _rows(_tables(files))
    )


def _tables(files: Sequence[InputFile]) -> list[_Table]:
    tables = [_Table(file) for file in files]
    useful = [table for table in tables if "text" in table.columns]
    if not useful:
        first = tables[0]
        shown = ", ".join(first.names[:SAMPLE]) or "(none)"
        what = "fields" if first.is_json else "columns"
        raise NotThisSource(
            f"{first.file.name}: no column holds the words of posts; the {what} are {shown}: "
            "name them, as in --column text=NAME --column author=NAME"
        )
    return useful


def _rows(tables: Iterable[_Table]) -> Iterator[tuple[_Table, Row]]:
    return ((table, row) for table in tables for row in table.rows())


def _titles(tables: Sequence[_Table]) -> Iterator[tuple[str, str]]:
    """Yield key and title of each discussion, once, at its first row."""
    seen: set[str] = set()
    for table, row in _rows(tables):
        if (key := table.thread(row)) not in seen:
            seen.add(key)
            yield key, table.value(row, "title")


def _post(table: _Table, row: Row, number: int) -> RawPost:
    text = table.value(row, "text")
    gone = GONE.get(text.strip())
    parent = _whole(table.value(row, "parent"))
    author = table.value(row, "author")
    return RawPost(
        key=_whole(table.value(row, "id")) or f"row-{number}",
        parent=None if "id" not in table.columns or parent.casefold() in NO_PARENT | {"0"} else parent,
        author=None if author in GONE else author or None,
        created=table.created(row),
        text="" if gone else text,
        gone=gone,
        account=table.value(row, "account") or None,
        url=table.value(row, "url") or None,
        label=table.value(row, "label") or None,
    )


def _whole(id: str) -> str:
    """Return an id without the ".0" that programs add to numbers in a column with empty cells."""
    return id[:-2] if id.endswith(".0") and id[:-2].isdigit() else id


def _note(table: _Table) -> str:
    used = [f"{field} from {table.columns[field]!r}" for field in NAMES if field in table.columns]
    unused = [name for name in table.names if name not in {*table.columns.values(), table.clock}]
    left = f" Not read: {', '.join(unused[:SAMPLE])}." if unused else ""
    return f"Read from a table: {', '.join(used)}.{left}"


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


IMPORTER = Importer(
    "table",
    "a table with a post in each row (CSV, TSV or JSON records)",
    fits,
    read,
    discussions,
    frozenset(
        {"author", "user", "text", "message", "comment", "created", "created_at", "reply_to", "parent_id"}
    ),
)
