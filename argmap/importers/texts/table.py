"""Tables with a post in each row (commas, semicolons or tabs), and JSON records of any form by the paths of their fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from argmap.errors import UnknownName
from argmap.importers.columns import NAMES, is_clear
from argmap.importers.input_file import InputFile
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
from argmap.importers.texts.table_file import SAMPLE, Row, TableFile
from argmap.importers.texts.table_ids import with_sound_ids
from argmap.model.posts import Gone, Provenance

GONE = {"[deleted]": Gone.DELETED, "[removed]": Gone.REMOVED}
NO_PARENT = frozenset({"", "null", "none", "nan", "na", "n/a", "-", "-1"})
YEAR_FIRST = re.compile(r"\d{4}-")
MOST_KNOWN = 200


def fits(file: InputFile) -> Fit:
    start = file.head.lstrip("\ufeff").lstrip()[:1]
    if not start or start == "<" or "\0" in file.head or (start in {"{", "["} and not file.columns):
        return Fit.NO
    try:
        table = TableFile(file)
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
    posts, keyed, about_ids = with_sound_ids(posts, tables[0].columns.get("id"))
    dated, about_dates = _dated(posts)
    columns = tables[0].columns
    replies = "id" in columns and "parent" in columns and keyed
    named = "author" in columns or "account" in columns
    return RawThread(
        title,
        tuple(dated),
        keyed=all("id" in table.columns for table in tables) and keyed,
        authorship=Provenance.RECORDED if named else Provenance.UNKNOWN,
        reply_structure=Provenance.RECORDED if replies else Provenance.UNKNOWN,
        notes=(_note(tables[0]), *about_ids, *about_dates),
    )


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


def _tables(files: Sequence[InputFile]) -> list[TableFile]:
    tables = [TableFile(file) for file in files]
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


def _rows(tables: Iterable[TableFile]) -> Iterator[tuple[TableFile, Row]]:
    return ((table, row) for table in tables for row in table.rows())


def _titles(tables: Sequence[TableFile]) -> Iterator[tuple[str, str]]:
    """Yield key and title of each discussion, once, at its first row."""
    seen: set[str] = set()
    for table, row in _rows(tables):
        if (key := table.thread(row)) not in seen:
            seen.add(key)
            yield key, table.value(row, "title")


def _post(table: TableFile, row: Row, number: int) -> RawPost:
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


def _note(table: TableFile) -> str:
    used = [f"{field} from {table.columns[field]!r}" for field in NAMES if field in table.columns]
    unused = [name for name in table.names if name not in {*table.columns.values(), table.clock}]
    left = f" Not read: {', '.join(unused[:SAMPLE])}." if unused else ""
    return f"Read from a table: {', '.join(used)}.{left}"


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
