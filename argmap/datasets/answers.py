"""Answers of queries as text for people, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from argmap.errors import ArgmapError
from argmap.unseen import visible

FORMATS = ("table", "csv", "json", "parquet")
ENDINGS: Mapping[str, str] = {
    ".csv": "csv",
    ".json": "json",
    ".parquet": "parquet",
    ".txt": "table",
    ".md": "table",
}
PIPE_WIDTH = 160
SHORT = 28
"""Columns of no more characters, ids and numbers mostly, stay on one line."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_of(form: str | None, out: Path | None) -> str:
    """Return how to write an answer: as it is asked for, or by the ending of the file.

    Raises:
        ArgmapError: the ending says nothing.
    """
    if form is not None:
        return form
    if out is None:
        return "table"
    if out.suffix.lower() not in ENDINGS:
        raise ArgmapError(f"{out}: no format has this ending; give --format, one of {', '.join(FORMATS)}")
    return ENDINGS[out.suffix.lower()]


def as_bytes(table: Any, form: str, *, to_file: bool) -> bytes:
    """Return an answer, a table of Arrow, in a format.

    Args:
        table: the answer.
        form: one of `FORMATS`.
        to_file: whether it goes to a file, which has no width.
    """
    if form == "parquet":
        return _parquet(table)
    writers: Mapping[str, Callable[[Any], str]] = {
        "csv": _csv,
        "json": _json,
        "table": lambda content: _text(content, to_file=to_file),
    }
    return writers[form](table).encode("utf-8", "backslashreplace")


def _parquet(table: Any) -> bytes:
    from pyarrow import BufferOutputStream, parquet

    sink = BufferOutputStream()
    parquet.write_table(table, sink)
    return bytes(sink.getvalue())


def _csv(table: Any) -> str:
    """Return rows for a spreadsheet: what it would take for a formula has an apostrophe before it (OWASP, CSV Injection)."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])
    return text.getvalue()


def _cell(value: Any) -> Any:
    shown = _plain(value)
    return f"'{shown}" if isinstance(value, str) and value.startswith(FORMULA) else shown


def _json(table: Any) -> str:
    return json.dumps(table.to_pylist(), indent=1, ensure_ascii=False, default=_value) + "\n"


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _text(table: Any, *, to_file: bool) -> str:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() and not to_file else PIPE_WIDTH
    console = Console(width=width, file=StringIO(), highlight=False, color_system=None)
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name, column in zip(table.column_names, table.columns, strict=True):
        longest = max((len(_plain(value)) for value in column.to_pylist()), default=0)
        is_number = str(column.type) in {"int64", "int32", "double", "float", "hugeint"}
        shown.add_column(
            Text(visible(name)),
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=longest <= SHORT,
        )
    for row in table.to_pylist():
        shown.add_row(*(Text(visible(_plain(value))) for value in row.values()))
    console.print(shown)
    console.print("1 row" if table.num_rows == 1 else f"{table.num_rows} rows")
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.split("\n"))
