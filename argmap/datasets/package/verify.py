"""Checks a package: that its files are those that were written, and that its tables hold what they promise.

Validators of the descriptors look at less: a wrong hash, a missing file, an optional reference that leads nowhere and
offsets that cut out other words pass them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from argmap.datasets.package.about import DESCRIPTOR, FORMAT, SUMS, split_path, table_path
from argmap.datasets.package.changes import listed_sums
from argmap.datasets.package.table_files import json_line, read_lines
from argmap.datasets.package.write import packed_files
from argmap.datasets.schema import TABLES, TableSchema
from argmap.errors import ArgmapError, MissingExtra
from argmap.frames import ColumnType

SHOWN = 5
"""Faults of one kind in one table that are shown."""
PYTHON_TYPES: Mapping[ColumnType, type | tuple[type, ...]] = {
    ColumnType.TEXT: str,
    ColumnType.TRUTH: bool,
    ColumnType.NUMBER: (int, float),
    ColumnType.INTEGER: int,
    ColumnType.TIME: str,
    ColumnType.LIST: list,
}
Keys = dict[tuple[str, tuple[str, ...]], set[tuple[str | None, ...]]]


def package_faults(folder: str | Path) -> list[str]:
    """Return what is wrong with a package, a line for each fault; nothing for a sound one.

    Args:
        folder: the package.

    Raises:
        ArgmapError: there is no package of argmap in the folder, or it is of another version of the format.
        MissingExtra: pyarrow is not installed, so that the Parquet files cannot be read.
    """
    folder = Path(folder)
    descriptor = _descriptor(folder)
    faults = [*_file_faults(folder)]
    faults += _descriptor_faults(folder, descriptor)
    known = _keys(folder)
    for table in TABLES.values():
        try:
            faults += _table_faults(folder, table, known, descriptor)
        except (OSError, ValueError) as error:
            faults.append(f"{table_path(table.name, 'jsonl')}: cannot be read: {error}")
    return [*faults, *_offset_faults(folder), *_split_faults(folder)]


def _descriptor(folder: Path) -> Mapping[str, Any]:
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        form, tables = descriptor["argmap"]["format"], descriptor["argmap"].get("tables")
        resources = descriptor.get("resources")
    except OSError as error:
        raise ArgmapError(
            f"{folder}: no package of argmap here: {DESCRIPTOR}: {error.strerror or error}"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArgmapError(f"{folder / DESCRIPTOR}: not the descriptor of a package of argmap") from error
    if form != FORMAT:
        raise ArgmapError(f"{folder}: a package of the format {form!r}; this argmap knows {FORMAT!r} only")
    described = isinstance(resources, list) and all(isinstance(each, dict) for each in resources)
    if not described or not isinstance(tables, dict):
        raise ArgmapError(f"{folder / DESCRIPTOR}: not the descriptor of a package of argmap")
    return dict(descriptor)


def _file_faults(folder: Path) -> Iterator[str]:
    """Yield files that are missing, changed or not listed."""
    try:
        listed = listed_sums(folder)
        present = {name: file.sha256 for name, file in packed_files(folder).items() if name != SUMS}
    except OSError as error:
        yield f"{error.filename or SUMS}: cannot be read: {error.strerror or error}"
        return
    except ValueError as error:
        yield str(error)
        return
    for path in sorted({*listed, *present}):
        if path not in present:
            yield f"{path}: is missing"
        elif path not in listed:
            yield f"{path}: is not listed in {SUMS}"
        elif listed[path] != present[path]:
            yield f"{path}: is not the file that was written: its SHA-256 is {present[path]}"


def _descriptor_faults(folder: Path, descriptor: Mapping[str, Any]) -> Iterator[str]:
    """Yield hashes and paths in descriptors that are not those of files, and tables that are not described."""
    files = packed_files(folder)
    columns = descriptor["argmap"]["tables"]
    for name, table in TABLES.items():
        if columns.get(name) != list(table.types):
            yield f"{DESCRIPTOR}: does not describe the table {name!r} with its columns"
    for resource in descriptor["resources"]:
        yield from _hash_fault(
            DESCRIPTOR, resource.get("path"), str(resource.get("hash")).removeprefix("sha256:"), files
        )
    try:
        for file in json.loads((folder / "croissant.json").read_text("utf-8"))["distribution"]:
            yield from _hash_fault("croissant.json", file["contentUrl"], file["sha256"], files)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"croissant.json: cannot be read: {error}"
    try:
        block = (folder / "README.md").read_text("utf-8").split("---\n")[1]
        for config in yaml.safe_load(block)["configs"]:
            for each in config["data_files"]:
                if each["path"] not in files:
                    yield f"README.md: names {each['path']!r}, which is not there"
    except (OSError, ValueError, KeyError, TypeError, IndexError, yaml.YAMLError) as error:
        yield f"README.md: its description for the Hugging Face Hub cannot be read: {error}"  # fmt: skip


def _hash_fault(where: str, path: Any, digest: Any, files: Mapping[str, Any]) -> Iterator[str]:
    if path not in files:
        yield f"{where}: names {path!r}, which is not there"
    elif files[path].sha256 != digest:
        yield f"{where}: has another SHA-256 for {path} than the file"


def _keys(folder: Path) -> Keys:
    """Return the values of every column, or columns together, that a reference leads to; without those that cannot be read."""
    wanted = {(key.table, key.keys) for table in TABLES.values() for key in table.references}
    known: Keys = {each: set() for each in wanted}
    for name in {name for name, _ in wanted}:
        columns = [keys for table, keys in wanted if table == name]
        try:
            for _, _, row in read_lines(folder / table_path(name, "jsonl")):
                for keys in columns:
                    known[name, keys].add(_values(row, keys))
        except (OSError, ValueError, AttributeError):
            continue  # the table itself is reported
    return known


def _values(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return what a row has in some columns; None for what is no text, which only a faulty table has in a key."""
    return tuple(value if isinstance(value := row.get(name), str) else None for name in names)


def _table_faults(
    folder: Path, table: TableSchema, known: Keys, descriptor: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what is wrong with the rows of a table: columns, types, keys, references, and the copy in Parquet."""
    path = table_path(table.name, "jsonl")
    seen: set[tuple[Any, ...]] = set()
    faults: dict[str, list[str]] = {}
    number = 0
    for number, _, row in read_lines(folder / path):
        for kind, fault in _row_faults(table, row, seen, known):
            faults.setdefault(kind, []).append(f"{path}:{number}: {fault}")
    for lines in faults.values():
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield f"{path}: {len(lines) - SHOWN} more of this kind"
    counts = {resource.get("name"): resource.get("rows") for resource in descriptor["resources"]}
    if counts.get(table.name, 0) != number:
        yield f"{path}: has {number} rows, and {DESCRIPTOR} says {counts.get(table.name, 0)}"
    yield from _parquet_faults(folder, table, table_path(table.name, "parquet"))


def _row_faults(
    table: TableSchema, row: Any, seen: set[tuple[Any, ...]], known: Keys
) -> Iterator[tuple[str, str]]:
    """Yield the kind of each fault of a row, and the fault."""
    if not isinstance(row, dict) or list(row) != list(table.types):
        yield "columns", "has other columns than the table"
        return
    for column in table.columns:
        value = row[column.name]
        if value is None:
            if column.required:
                yield "required", f"{column.name!r} has no value"
        elif not isinstance(value, PYTHON_TYPES[column.type]):
            yield "type", f"{column.name!r} is {value!r}, and not of the type {column.type}"
    key = tuple(str(row[name]) for name in table.key)
    if key in seen:
        yield "key", f"has the key {', '.join(key)} of a row before"
    seen.add(key)
    for reference in table.references:
        values = _values(row, reference.columns)
        if None not in values and values not in known[reference.table, reference.keys]:
            names = ", ".join(reference.columns)
            yield (
                "reference",
                f"{names} ({', '.join(map(str, values))}) leads to no row of {reference.table!r}",
            )


def _split_faults(folder: Path) -> Iterator[str]:
    """Yield where the files of splits do not have the rows of their maps."""
    maps: dict[str, set[str]] = {}
    try:
        for _, _, row in read_lines(folder / table_path("maps", "jsonl")):
            if row["split"] is not None:
                maps.setdefault(str(row["split"]), set()).add(row["map"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return  # the table itself is reported
    for split, ids in sorted(maps.items()):
        for table in TABLES.values():
            yield from _parquet_faults(folder, table, split_path(split, table.name), ids)


def _parquet_faults(
    folder: Path, table: TableSchema, path: str, maps: Collection[str] | None = None
) -> Iterator[str]:
    """Yield where the rows in Parquet are not those in JSON Lines, byte for byte; `maps` are those of a split."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise MissingExtra("the check of Parquet files", "dataset") from error
    try:
        with parquet.ParquetFile(folder / path) as file:
            rows = (row for batch in file.iter_batches(1_000) for row in batch.to_pylist())
            every = read_lines(folder / table_path(table.name, "jsonl"))
            lines = (line for line in every if maps is None or line[2]["map"] in maps)
            number = 0
            for row in rows:
                number += 1
                line = next(lines, (0, b"", None))[1]
                if json_line(row) != line:
                    yield f"{path}: row {number} is not that of {table_path(table.name, 'jsonl')}"
                    return
            if [*islice(lines, 1)]:
                yield f"{path}: has {number} rows, fewer than {table_path(table.name, 'jsonl')}"
    except (OSError, ValueError, KeyError, TypeError, ArrowException) as error:
        yield f"{path}: cannot be read: {error}"


def _offset_faults(folder: Path) -> Iterator[str]:
    """Yield quotes whose offsets cut other words out of the post than they say."""
    quotes, posts = table_path("quotes", "jsonl"), table_path("posts", "jsonl")
    try:
        words = {(row["map"], row["id"]): row["text"] for _, _, row in read_lines(folder / posts)}
        for number, _, row in read_lines(folder / quotes):
            text = words.get((row["map"], row["post"]))
            start, end, exact = row["start"], row["end"], row["exact"]
            if text is not None and start is not None and text[start:end] != exact:
                yield f"{quotes}:{number}: characters {start} to {end} of post {row['post']!r} are other words"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return  # the tables themselves are reported
