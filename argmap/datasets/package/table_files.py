"""The files of tables: every table as Parquet and as JSON Lines, written map by map."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from argmap.datasets.package.about import Content, split_path, table_path
from argmap.datasets.package.content import count_map
from argmap.datasets.schema import TABLES, TableSchema
from argmap.datasets.tables import rows
from argmap.errors import MissingExtra
from argmap.experiments.outcome import Outcome
from argmap.frames import Row, arrow_schema, arrow_table
from argmap.model.map import ArgumentMap

NO_SPLITS: Mapping[str, str] = MappingProxyType({})
MOST_ROWS = 5_000
"""Rows in a group of rows of Parquet, which are in memory together."""


class TableFiles(ExitStack):
    """Writes the rows of maps into the files of all tables below a folder, and counts them.

    The rows of each split are in Parquet files of their own besides, for programs that load a split by itself.
    Memory does not grow with the number of rows. The same rows give the same bytes: of Parquet with the same pyarrow,
    whose version is written into it; of JSON Lines always.

    Raises:
        MissingExtra: pyarrow is not installed; the message has the pip line.
    """

    def __init__(self, folder: Path, splits: Mapping[str, str] = NO_SPLITS) -> None:
        super().__init__()
        self._splits = splits
        (folder / "data").mkdir()
        self.content = Content(rows=dict.fromkeys(TABLES, 0))
        self._lines = {
            name: self.enter_context((folder / table_path(name, "jsonl")).open("wb")) for name in TABLES
        }
        self._parquet = {
            name: self.enter_context(_ParquetFile(folder / table_path(name, "parquet"), table))
            for name, table in TABLES.items()
        }
        self._by_split = {
            split: {name: self._split_file(folder / split_path(split, name), name) for name in TABLES}
            for split in dict.fromkeys(splits.values())
        }
        self.content.splits = {split: dict.fromkeys(TABLES, 0) for split in self._by_split}

    def _split_file(self, path: Path, table: str) -> _ParquetFile:
        path.parent.mkdir(parents=True, exist_ok=True)
        return self.enter_context(_ParquetFile(path, TABLES[table]))

    def add(self, map: ArgumentMap, outcomes: Mapping[str, Outcome]) -> None:
        """Write the rows of one map, and count them.

        Args:
            map: the map, of an id that was not written before.
            outcomes: what its experiments gave, by name.
        """
        split = self._splits.get(map.id)
        for name in TABLES:
            number, digest = 0, hashlib.sha256()
            files = [self._parquet[name], *([self._by_split[split][name]] if split is not None else [])]
            for row in rows(map, name, outcomes, split):
                line = json_line(row)
                self._lines[name].write(line)
                for file in files:
                    file.add(row)
                digest.update(line)
                number += 1
            if number:
                self.content.digests[map.id, name] = (number, digest.hexdigest())
            self.content.rows[name] += number
            if split is not None:
                self.content.splits[split][name] += number
        count_map(self.content, map)


def json_line(row: Row) -> bytes:
    """Return a row as a line of JSON in UTF-8; times are in UTC and end with Z.

    Example:
        >>> json_line({"map": "m", "text": "é", "side": None})
        b'{"map":"m","text":"\\xc3\\xa9","side":null}\\n'
    """
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_written)
    return f"{text}\n".encode()


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(f"{value!r} cannot be in a table")


class _ParquetFile:
    """Writes the rows of one table, a group at a time."""

    def __init__(self, path: Path, table: TableSchema) -> None:
        self._pyarrow, parquet = parquet_modules()
        self._types = table.types
        self._rows: list[Row] = []
        # Everything that a later pyarrow may choose otherwise is named.
        self._writer = parquet.ParquetWriter(
            path,
            arrow_schema(self._pyarrow, table.types),
            version="2.6",
            compression="zstd",
            compression_level=3,
            data_page_version="1.0",
            use_dictionary=True,
            write_statistics=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._flush()
        finally:
            self._writer.close()

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= MOST_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(arrow_table(self._pyarrow, self._types, self._rows))
            self._rows.clear()


def parquet_modules() -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra("a package (its Parquet files)", "dataset") from error


def read_lines(path: Path) -> Iterator[tuple[int, bytes, Any]]:
    """Yield the lines of a file of JSON Lines: number from 1, bytes, value.

    Raises:
        OSError: it cannot be read.
        ValueError: a line is not JSON.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            yield number, line, json.loads(line)
