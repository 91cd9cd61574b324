"""The tables of many maps in one database file, which is made once and brought up to date by the hashes of the files.

The file is a cache: it may be deleted at any time, and one that is damaged, or was made by another version, is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from argmap import __version__
from argmap.datasets.folders import find_datasets
from argmap.datasets.questions import VIEWS
from argmap.datasets.schema import TABLES
from argmap.datasets.tables import rows
from argmap.errors import ArgmapError, InvalidInput, MissingExtra, UnreadableInput
from argmap.frames import arrow_schema, arrow_table
from argmap.parallel import Workers, done_parts
from argmap.storage.files import home_folder, locked
from argmap.storage.load import load_map

AT_ONCE = 64
"""Maps that are read before their rows are written."""

READABLE = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Faulty:
    """A map that could not be read, and is in no table: its folder, and what is wrong with it."""

    folder: str
    reason: str


@dataclass(frozen=True, slots=True)
class Store:
    """An open database of tables.

    Attributes:
        connection: a connection of DuckDB that reads the tables and views, and nothing outside of them.
        faulty: the maps that are in no table.
        read: how many maps were read; the others were in the cache.
    """

    connection: Any
    faulty: tuple[Faulty, ...]
    read: int


@contextmanager
def opened(
    data: Path, workers: Workers | None = None, tick: Callable[[int], None] = lambda _: None
) -> Iterator[Store]:
    """Open the tables of the maps in a folder, brought up to date.

    Args:
        data: a folder of datasets, or one dataset.
        workers: where maps are read that are not in the cache; None for all processors of this machine.
        tick: called with the number of maps whenever some were read.

    Raises:
        MissingExtra: duckdb or pyarrow is not installed.
        UnreadableInput: there is no such folder, or no map in it.
        ArgmapError: two maps have one id, or the cache cannot be written.
    """
    duckdb = _library("duckdb")
    _library("pyarrow")
    folders = find_datasets(data)
    path = cache_file(data)
    with locked(path), _purposeful(duckdb, path):
        connection = _connected(duckdb, path)
        try:
            read = _bring_up_to_date(connection, data, folders, workers or Workers(), tick)
        finally:
            connection.close()
        connection = duckdb.connect(str(path), read_only=True)
    try:
        # What is asked reads the tables and nothing else: no file, no address, no extension.
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        faulty = connection.execute(
            "SELECT folder, fault FROM files WHERE fault IS NOT NULL ORDER BY folder"
        ).fetchall()
        yield Store(connection, tuple(Faulty(folder, fault) for folder, fault in faulty), read)
    finally:
        connection.close()


@contextmanager
def _purposeful(duckdb: Any, path: Path) -> Iterator[None]:
    """Turn what DuckDB says of the file into an error that says what to do: the disk may be full at any statement."""
    try:
        yield
    except duckdb.Error as error:
        raise ArgmapError(
            f"cannot use the cache {path}: {error}; delete it, or set ARGMAP_CACHE to another folder"
        ) from error


def cache_file(data: Path) -> Path:
    """Return the file of the cache for a folder: in `ARGMAP_CACHE`, or where this user's programs keep such files."""
    home = os.environ.get("ARGMAP_CACHE") or os.environ.get("XDG_CACHE_HOME")
    folder = Path(home) if home else home_folder("ARGMAP_CACHE") / ".cache"
    name = sha256(os.fsencode(data.resolve())).hexdigest()[:24]
    return folder / "argmap" / f"tables-{name}.duckdb"


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra("asking many maps", "query") from error


MADE_BY = sha256(repr((__version__, TABLES, sorted(VIEWS.items()))).encode()).hexdigest()
"""Another declaration of the tables or views makes another database."""


def _connected(duckdb: Any, path: Path) -> Any:
    """Return a connection to the cache, which is made anew if it is damaged or of another version."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArgmapError(
            f"cannot write the cache {path}: {error.strerror or error}; set ARGMAP_CACHE to another folder"
        ) from error
    for attempt in range(2):
        try:
            connection = duckdb.connect(str(path))
            if _made_by(connection) == MADE_BY:
                return connection
            connection.close()
        except duckdb.Error as error:
            if attempt:
                raise ArgmapError(f"cannot use the cache {path}: {error}") from error
        for leftover in (path, path.with_name(f"{path.name}.wal")):
            with suppress(FileNotFoundError):
                leftover.unlink()
        connection = duckdb.connect(str(path))
        _create(connection)
        return connection
    raise AssertionError("one of the two attempts returns or raises")


def _made_by(connection: Any) -> str:
    known = connection.execute(
        "SELECT 1 FROM information_schema.tables WHERE table_name = 'made_by'"
    ).fetchone()
    if known is None:
        return ""
    row = connection.execute("SELECT value FROM made_by").fetchone()
    return str(row[0]) if row else ""


def _create(connection: Any) -> None:
    pyarrow = _library("pyarrow")
    connection.execute("BEGIN")
    for table in TABLES.values():
        _insert(connection, table.name, arrow_schema(pyarrow, table.types).empty_table(), create=True)
    connection.execute("CREATE TABLE files (folder TEXT PRIMARY KEY, digest TEXT, map TEXT, fault TEXT)")
    for name, view in VIEWS.items():
        connection.execute(f'CREATE VIEW "{name}" AS {view.sql}')
    connection.execute("CREATE TABLE made_by (value TEXT)")
    connection.execute("INSERT INTO made_by VALUES (?)", [MADE_BY])
    connection.execute("COMMIT")


def _insert(connection: Any, table: str, content: Any, *, create: bool = False) -> None:
    connection.register("incoming", content)
    begin = f'CREATE TABLE "{table}" AS' if create else f'INSERT INTO "{table}"'
    connection.execute(f"{begin} SELECT * FROM incoming")  # noqa: S608 (declared names)
    connection.unregister("incoming")


def _bring_up_to_date(
    connection: Any, data: Path, folders: Sequence[Path], workers: Workers, tick: Callable[[int], None]
) -> int:
    """Read what has changed, in one transaction: a query never sees half of it."""
    now = {folder.relative_to(data).as_posix(): digest_of(folder) for folder in folders}
    known = dict(connection.execute("SELECT folder, digest FROM files").fetchall())
    changed = [folder for folder in folders if known.get(_name(folder, data)) != now[_name(folder, data)]]
    gone = [name for name in known if name not in now]
    if not changed and not gone:
        return 0
    connection.execute("BEGIN")
    _forget(connection, [*gone, *(_name(folder, data) for folder in changed)])
    chunks = [tuple(changed[at : at + AT_ONCE]) for at in range(0, len(changed), AT_ONCE)]
    local = workers if len(changed) > AT_ONCE else Workers(processes=1)
    for done in done_parts(tables_of, chunks, local):
        if done.value is None:
            raise ArgmapError(done.error)
        _add(connection, done.value, data, now)
        tick(len(chunks[done.number]))
    _refuse_twins(connection)
    connection.execute("COMMIT")
    return len(changed)


def _name(folder: Path, data: Path) -> str:
    return folder.relative_to(data).as_posix()


def _forget(connection: Any, names: Sequence[str]) -> None:
    connection.execute("CREATE TEMP TABLE going AS SELECT unnest(?) AS folder", [list(names)])
    ids = "SELECT map FROM files WHERE folder IN (SELECT folder FROM going) AND map IS NOT NULL"
    for table in TABLES:
        connection.execute(f'DELETE FROM "{table}" WHERE map IN ({ids})')  # noqa: S608 (a constant and a declared name)
    connection.execute("DELETE FROM files WHERE folder IN (SELECT folder FROM going)")
    connection.execute("DROP TABLE going")


def _add(connection: Any, content: ReadMaps, data: Path, digests: Mapping[str, str]) -> None:
    pyarrow = _library("pyarrow")
    for table, packed in content.tables.items():
        with pyarrow.ipc.open_stream(packed) as stream:
            _insert(connection, table, stream.read_all())
    files = [
        (_name(folder, data), digests[_name(folder, data)], id, fault) for folder, id, fault in content.files
    ]
    connection.executemany("INSERT INTO files VALUES (?, ?, ?, ?)", files)


def _refuse_twins(connection: Any) -> None:
    twins = connection.execute(
        "SELECT map, list(folder ORDER BY folder) FROM files WHERE map IS NOT NULL GROUP BY map HAVING count(*) > 1 ORDER BY map"
    ).fetchone()
    if twins is not None:
        raise ArgmapError(
            f"{' and '.join(twins[1])} have the same id {twins[0]!r}; rename one: its folder and its id"
        )


def digest_of(folder: Path) -> str:
    """Return a hash of what a dataset's folder holds of maps and threads; it changes with any of their bytes."""
    whole = sha256()
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix in READABLE and path.is_file():
                content = path.read_bytes()
                whole.update(f"{path.name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
                whole.update(content)
    except OSError as error:
        whole.update(f"unreadable {error.errno}".encode())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class ReadMaps:
    """Some maps as tables, each as a stream of Arrow, and what became of every folder: the map's id, or its fault."""

    tables: Mapping[str, bytes]
    files: tuple[tuple[Path, str | None, str | None], ...]


def tables_of(folders: Sequence[Path]) -> ReadMaps:
    """Return the maps in some folders as tables. A faulty map is told, and is in none of them."""
    pyarrow = _library("pyarrow")
    files: list[tuple[Path, str | None, str | None]] = []
    collected: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
    for folder in folders:
        try:
            map = load_map(folder)
        except (InvalidInput, UnreadableInput) as error:
            files.append((folder, None, str(error).splitlines()[0]))
            continue
        files.append((folder, map.id, None))
        for name, those in collected.items():
            those.extend(rows(map, name))
    packed = {
        name: _stream(pyarrow, arrow_table(pyarrow, TABLES[name].types, list(those)))
        for name, those in collected.items()
        if those
    }
    return ReadMaps(packed, tuple(files))


def _stream(pyarrow: Any, table: Any) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def asked(store: Store, sql: str, values: Iterable[Any] = ()) -> Any:
    """Return the answer to a question in SQL, as a table of Arrow.

    Raises:
        ArgmapError: it is no question that the tables can answer; the message is DuckDB's.
    """
    duckdb = _library("duckdb")
    try:
        answer = store.connection.sql(sql, params=list(values) or None)
    except (duckdb.Error, RuntimeError) as error:
        raise ArgmapError(f"the query cannot be answered: {error}") from error
    if answer is None:
        raise ArgmapError("the query has no table as its answer; ask with SELECT")
    return answer.to_arrow_table()
