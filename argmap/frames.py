"""A map as tables for pandas, Polars or Arrow: issues, claims, examples, relations, commitments and posts.

What any table needs is here as well: the types of columns, rows made of records, and data frames made of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from argmap.errors import MissingExtra, UnknownName
from argmap.graph.sides import sides
from argmap.model.base import Record
from argmap.model.map import ArgumentMap
from argmap.model.posts import Post


class ColumnType(StrEnum):
    """What a column holds. Every column but a list may have missing values."""

    TEXT = "text"
    TRUTH = "truth"
    NUMBER = "number"
    INTEGER = "integer"
    TIME = "time"
    LIST = "list"


TEXT, TRUTH, NUMBER, INTEGER, TIME, LIST = ColumnType

COLUMNS: Mapping[str, Mapping[str, ColumnType]] = MappingProxyType(
    {
        "issues": {"id": TEXT, "question": TEXT, "label": TEXT},
        "claims": {
            "id": TEXT,
            "text": TEXT,
            "label": TEXT,
            "answers": TEXT,
            "side": TEXT,
            "implicit": TRUTH,
            "base_score": NUMBER,
            "posts": LIST,
            "authors": LIST,
            "tags": LIST,
        },
        "examples": {
            "id": TEXT,
            "name": TEXT,
            "topic": TEXT,
            "text": TEXT,
            "side": TEXT,
            "experiment": TEXT,
            "references": INTEGER,
            "posts": LIST,
            "authors": LIST,
            "tags": LIST,
        },
        "relations": {
            "id": TEXT,
            "kind": TEXT,
            "premises": LIST,
            "target": TEXT,
            "linked": TRUTH,
            "weight": NUMBER,
            "scheme": TEXT,
            "question": TEXT,
            "posts": LIST,
        },
        "commitments": {"participant": TEXT, "post": TEXT, "claim": TEXT, "stance": TEXT},
        "posts": {
            "id": TEXT,
            "number": INTEGER,
            "author": TEXT,
            "reply_to": TEXT,
            "created": TIME,
            "text": TEXT,
            "repeats": TEXT,
            "gone": TEXT,
        },
    }
)
"""The columns of each table, in their order."""

PANDAS = {
    TEXT: "string",
    TRUTH: "boolean",
    NUMBER: "Float64",
    INTEGER: "Int64",
    TIME: "datetime64[us, UTC]",
    LIST: "object",
}
BACKENDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"pandas": ("pandas", "pandas"), "polars": ("polars", "polars"), "arrow": ("pyarrow", "dataset")}
)
"""What makes data frames: the module of each, and the extra that installs it."""

Row = Mapping[str, Any]
Maker = Callable[[Mapping[str, ColumnType], list[Row]], Any]


def to_frames(map: ArgumentMap, backend: str | None = None) -> dict[str, Any]:
    """Return a map as data frames by name: issues, claims, examples, relations, commitments, posts.

    Rows stand in the order of the document; the columns are those of `COLUMNS`, also where a table is empty. In
    lists (`premises`, `posts`, `authors`, `tags`) an item is an id or a keyword; `explode` makes rows of them. `side`
    is the id of the thesis that a claim speaks for. `posts` of a claim are those it quotes, and `authors` those who
    wrote them. A post that repeats another one has the words of that post as its `text`; `created` is in UTC.

    Args:
        map: the map.
        backend: "pandas", "polars" or "arrow"; None takes the first of them that is installed.

    Returns:
        DataFrames. Types in pandas: string, boolean, Float64, Int64 (all with missing values), datetime64[us, UTC],
        and object for lists. In Polars: String, Boolean, Float64, Int64, Datetime("us", "UTC") and List(String).
        Tables of Arrow have string, bool, double, int64, timestamp[us, tz=UTC] and list<string>.

    Raises:
        UnknownName: there is no such backend.
        MissingExtra: the backend is not installed, or none is; the message has the pip line.
    """
    rows = _tables(map)
    make = frame_function("to_frames", backend)
    return {name: make(columns, rows[name]) for name, columns in COLUMNS.items()}


def frame_function(feature: str, backend: str | None = None) -> Maker:
    """Return the function that makes a data frame of columns (types by name) and rows (values by name of column).

    Args:
        feature: what needs it, for the message when it is not installed.
        backend: "pandas", "polars" or "arrow"; None takes the first of them that is installed.

    Raises:
        UnknownName: there is no such backend.
        MissingExtra: the backend is not installed, or none is; the message has the pip line.
    """
    if backend is None:
        backend = next((name for name, (module, _) in BACKENDS.items() if find_spec(module)), "pandas")
    if backend not in BACKENDS:
        raise UnknownName("backend", backend, BACKENDS)
    module, extra = BACKENDS[backend]
    try:
        library = import_module(module)
    except ImportError as error:
        raise MissingExtra(f"{feature} with {backend}", extra) from error
    maker = {"pandas": _pandas, "polars": _polars, "arrow": arrow_table}[backend]
    return lambda columns, rows: maker(library, columns, rows)


def _pandas(pandas: Any, columns: Mapping[str, ColumnType], rows: list[Row]) -> Any:
    data = {
        name: pandas.Series([row[name] for row in rows], dtype=PANDAS[kind]) for name, kind in columns.items()
    }
    return pandas.DataFrame(data)


def _polars(polars: Any, columns: Mapping[str, ColumnType], rows: list[Row]) -> Any:
    types = {
        TEXT: polars.String,
        TRUTH: polars.Boolean,
        NUMBER: polars.Float64,
        INTEGER: polars.Int64,
        TIME: polars.Datetime("us", "UTC"),
        LIST: polars.List(polars.String),
    }
    schema = {name: types[kind] for name, kind in columns.items()}
    return polars.DataFrame({name: [row[name] for row in rows] for name in columns}, schema=schema)


def arrow_table(pyarrow: Any, columns: Mapping[str, ColumnType], rows: list[Row]) -> Any:
    """Return rows as a table of Arrow.

    Args:
        pyarrow: the module, which is imported late.
        columns: the type of each column, by name.
        rows: for each row the values by name of column.
    """
    return pyarrow.Table.from_pylist(rows, schema=arrow_schema(pyarrow, columns))


def arrow_schema(pyarrow: Any, columns: Mapping[str, ColumnType]) -> Any:
    """Return the schema of Arrow for columns of some types.

    Args:
        pyarrow: the module, which is imported late.
        columns: the type of each column, by name.
    """
    types = {
        TEXT: pyarrow.string(),
        TRUTH: pyarrow.bool_(),
        NUMBER: pyarrow.float64(),
        INTEGER: pyarrow.int64(),
        TIME: pyarrow.timestamp("us", "UTC"),
        LIST: pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])


def _tables(map: ArgumentMap) -> dict[str, list[Row]]:
    speaks_for = sides(map)
    posts = map.thread.posts if map.thread else ()
    return {
        "issues": [_row(issue, "issues") for issue in map.issues],
        "claims": [
            _row(claim, "claims", side=speaks_for[claim.id], **_quoted(map, claim)) for claim in map.claims
        ],
        "examples": [
            _row(
                example,
                "examples",
                side=speaks_for[example.id],
                references=len(example.references),
                **_quoted(map, example),
            )
            for example in map.examples
        ],
        "relations": [
            _row(relation, "relations", linked=relation.is_linked, posts=_posts(relation))
            for relation in map.relations
        ],
        "commitments": [_row(commitment, "commitments") for commitment in map.commitments],
        "posts": [_post_row(map, post, number) for number, post in enumerate(posts, start=1)],
    }


def _row(record: Record, table: str, **computed: Any) -> Row:
    return record_row(record, COLUMNS[table], computed)


def record_row(record: Record, names: Iterable[str], computed: Row) -> Row:
    """Return a row in the order of `names`: fields of a record, and what was computed in place of them.

    Args:
        record: a record of the model.
        names: the columns of the table.
        computed: values by name of column, for columns that are no field of the record, or another value than it.
    """
    return {name: computed[name] if name in computed else cell_value(getattr(record, name)) for name in names}


def cell_value(value: Any) -> Any:
    """Return a value of a record as a table holds it: members of enumerations are texts, tuples are lists."""
    if isinstance(value, tuple):
        return [cell_value(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _posts(record: Any) -> list[str]:
    return list(dict.fromkeys(quote.post for quote in record.quotes))


def _quoted(map: ArgumentMap, record: Any) -> dict[str, list[str]]:
    posts = _posts(record)
    written = map.thread.posts_by_id if map.thread else {}
    return {"posts": posts, "authors": _distinct(written[post].author for post in posts)}


def _distinct(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name is not None))


def _post_row(map: ArgumentMap, post: Post, number: int) -> Row:
    assert map.thread is not None  # noqa: S101 (it has the post)
    words = None if post.absence else map.thread.text_of(post.id)
    return _row(post, "posts", number=number, created=in_utc(post.created), text=words)


def in_utc(written: str | None) -> datetime | None:
    """Return a point in time (RFC 3339) in UTC; None without one, or outside of the years 1 to 9999."""
    try:
        return None if written is None else datetime.fromisoformat(written.upper()).astimezone(UTC)
    except OverflowError:  # in the first or last hours that Python knows, of the years 1 and 9999
        return None
