"""What changed between two versions of a package, and the package that is already in a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from argmap.datasets.package.about import CHANGES, DESCRIPTOR, FORMAT, SUMS, About, Content, table_path
from argmap.datasets.package.table_files import read_lines
from argmap.datasets.schema import TABLES
from argmap.errors import ArgmapError
from argmap.model.base import counted
from argmap.storage.atomic.transactions import is_vacant

VERSION = re.compile(r"\d+(\.\d+){1,3}")
LISTED = 20
"""Maps that are named for each kind of change; more are counted."""

Digests = Mapping[tuple[str, str], tuple[int, str]]
"""Number and SHA-256 of the rows, by map and table."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The package that is in a folder: its version, what it says about changes, its tables and their rows."""

    version: str
    changes: str
    columns: Mapping[str, tuple[str, ...]]
    digests: Digests


def previous_package(folder: Path) -> Previous | None:
    """Return the package in a folder; None where there is no folder, or an empty one.

    Raises:
        ArgmapError: there is something else in it, a package that this argmap does not know, or one that cannot be read.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise ArgmapError(f"{folder} is a file; name a folder for the package")
    try:
        if is_vacant(folder):
            return None
        _refuse_others(folder)
        return _read(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArgmapError(
            f"{folder}: the package in it cannot be read ({_reason(error)}); 'argmap dataset package --verify' says more; "
            "name another folder, or remove this one"
        ) from error


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _refuse_others(folder: Path) -> None:
    """Do nothing if a folder holds a package of this format and nothing else: it is replaced as a whole."""
    if not (folder / DESCRIPTOR).is_file() or not (folder / SUMS).is_file():
        raise ArgmapError(f"{folder} is not empty and holds no package of argmap; name another folder")
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ArgmapError(f"{folder / DESCRIPTOR} cannot be read: {error}; name another folder") from error
    own = descriptor.get("argmap") if isinstance(descriptor, dict) else None
    if not isinstance(own, dict):
        raise ArgmapError(f"{folder} holds a data package that argmap did not make; name another folder")
    if own.get("format") != FORMAT:
        raise ArgmapError(
            f"{folder} holds a package of the format {own.get('format')!r}, and this argmap knows {FORMAT!r} only; "
            "name another folder"
        )
    known = {*listed_sums(folder), SUMS}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in known:
            raise ArgmapError(
                f"{folder} holds {name!r}, which is not part of the package; move it elsewhere: the folder is replaced as a "
                "whole"
            )


def listed_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that the list of a package names, by path.

    Raises:
        OSError: the list cannot be read.
        ValueError: it is no list of SHA-256.
    """
    sums = {}
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        digest, separator, path = line.partition("  ")
        if not separator or not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise ValueError(f"{SUMS} has the line {line!r}")
        sums[path] = digest
    return sums


def _read(folder: Path) -> Previous:
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    columns = {table: tuple(names) for table, names in descriptor["argmap"]["tables"].items()}
    digests: dict[tuple[str, str], tuple[int, str]] = {}
    for table in columns:
        digests |= _digests(folder / table_path(table, "jsonl"), table)
    return Previous(
        str(descriptor["version"]), (folder / CHANGES).read_text("utf-8"), columns, digests
    )  # fmt: skip


def _digests(path: Path, table: str) -> dict[tuple[str, str], tuple[int, str]]:
    numbers: dict[str, int] = defaultdict(int)
    digests: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for _, line, row in read_lines(path):
        numbers[row["map"]] += 1
        digests[row["map"]].update(line)
    return {(map, table): (numbers[map], digests[map].hexdigest()) for map in digests}


def next_version(about: About, previous: Previous | None, content: Content, first: str) -> str:
    """Return the version of a package.

    Args:
        about: what it says about itself; its version, if there is one.
        previous: the package that it replaces.
        content: what its tables hold.
        first: the version of a first package.

    Raises:
        ArgmapError: the data are not those of the previous package and the version is, or it is an earlier one.
    """
    if previous is None:
        return about.version or first
    version = about.version or previous.version
    if version == previous.version and _differ(previous, content):
        raise ArgmapError(
            f"the data have changed since version {version}; give the new one with --version, such as "
            f"{_raised(version)}; {_summary(previous.digests, content.digests)}"
        )
    if _numbers(version) < _numbers(previous.version):
        raise ArgmapError(f"version {version} is before {previous.version}, which the folder holds")
    return version


def changes_text(about: About, previous: Previous | None, content: Content, version: str) -> str:
    """Return the file of changes: what this version changed, above what it said before.

    Args:
        about: what the package says about itself.
        previous: the package that it replaces.
        content: what its tables hold.
        version: its version.
    """
    if previous is not None and previous.version == version:
        return previous.changes
    date = f" ({about.date})" if about.date else ""
    new = (
        [f"- First version: {counted(content.rows['maps'], 'map')}."]
        if previous is None
        else [*_changes(previous, content)]
    )
    earlier = "" if previous is None else previous.changes.partition("\n\n")[2]
    section = "\n".join([f"## {version}{date}", "", *(new or ["- The data are the same."])])
    return f"# Changes\n\n{section}\n" + (f"\n{earlier}" if earlier else "")


def _differ(previous: Previous, content: Content) -> bool:
    return any(_changes(previous, content))


def _changes(previous: Previous, content: Content) -> Iterator[str]:
    """Yield what changed, a line for each."""
    columns = {name: tuple(table.types) for name, table in TABLES.items()}
    for name in sorted({*columns, *previous.columns}):
        if columns.get(name) != previous.columns.get(name):
            yield f"- Table `{name}`: {_columns_changed(previous.columns.get(name), columns.get(name))}."
    old, new = _maps(previous.digests), _maps(content.digests)
    yield from _named("added", sorted(new - old))
    yield from _named("removed", sorted(old - new))
    for map in sorted(old & new):
        tables = [*_tables_changed(map, previous.digests, content.digests)]
        if tables:
            yield f"- Map `{map}` changed: {', '.join(tables)}."


def _columns_changed(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "removed"
    added, removed = [c for c in new if c not in old], [c for c in old if c not in new]
    said = [f"new column `{name}`" for name in added] + [f"column `{name}` removed" for name in removed]
    return ", ".join(said) or "another order of columns"


def _tables_changed(map: str, old: Digests, new: Digests) -> Iterator[str]:
    for table in TABLES:
        before, after = old.get((map, table), (0, "")), new.get((map, table), (0, ""))
        if before != after:
            numbers = f"{before[0]} → {after[0]}" if before[0] != after[0] else f"{after[0]}, other content"
            yield f"{table} ({numbers})"


def _named(verb: str, maps: list[str]) -> Iterator[str]:
    if maps:
        more = f" and {len(maps) - LISTED} more" if len(maps) > LISTED else ""
        yield f"- Maps {verb}: {len(maps)} ({', '.join(f'`{map}`' for map in maps[:LISTED])}{more})."


def _maps(digests: Digests) -> set[str]:
    return {map for map, _ in digests}


def _summary(old: Digests, new: Digests) -> str:
    before, after = _maps(old), _maps(new)
    changed = sum(1 for map in before & after if any(_tables_changed(map, old, new)))
    return f"maps: {len(after - before)} added, {len(before - after)} removed, {changed} changed"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _raised(version: str) -> str:
    """Return the version with its second number one higher, for new or changed data."""
    first, second, *_ = [*_numbers(version), 0, 0]
    return f"{first}.{second + 1}.0"
