"""A map as tables for pandas or Polars: issues, claims, examples, relations, commitments and posts."""

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
BACKENDS = ("pandas", "polars")

Row = Mapping[str, Any]


def to_frames(map: ArgumentMap, backend: str | None = None) -> dict[str, Any]:
    """Return a map as data frames by name: issues, claims, examples, relations, commitments, posts.

    Rows stand in the order of the document; the columns are those of `COLUMNS`, also where a table is empty. In
    lists (`premises`, `posts`, `authors`, `tags`) an item is an id or a keyword; `explode` makes rows of them. `side`
    is the id of the thesis that a claim speaks for. `posts` of a claim are those it quotes, and `authors` those who
    wrote them. A post that repeats another one has the words of that post as its `text`; `created` is in UTC.

    Args:
        map: the map.
        backend: "pandas" or "polars"; None takes pandas when it is installed, and else Polars.

    Returns:
        DataFrames. Types in pandas: string, boolean, Float64, Int64 (all with missing values), datetime64[us, UTC],
        and object for lists. In Polars: String, Boolean, Float64, Int64, Datetime("us", "UTC") and List(String).

    Raises:
        UnknownName: there is no such backend.
        MissingExtra: the backend is not installed, or none is; the message has the pip line.
    """
    rows = _tables(map)
    make = _maker(backend)
    return {name: make(columns, rows[name]) for name, columns in COLUMNS.items()}


Maker = Callable[[Mapping[str, ColumnType], list[Row]], Any]


def _maker(backend: str | None) -> Maker:
    if backend is None:
        backend = next((name for name in BACKENDS if find_spec(name)), "pandas")
    if backend not in BACKENDS:
        raise UnknownName("backend", backend, BACKENDS)
    try:
        library = import_module(backend)
    except ImportError as error:
        raise MissingExtra(f"to_frames with {backend}", backend) from error
    maker = _pandas if backend == "pandas" else _polars
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
    """Return the fields of a record that its table has, and what was computed for it."""
    names = (name for name in COLUMNS[table] if name not in computed)
    return {name: _cell(getattr(record, name)) for name in names} | computed


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_cell(item) for item in value]
    return str(value) if isinstance(value, str) else value  # a member of an enumeration becomes its text


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
    return _row(post, "posts", number=number, created=_in_utc(post.created), text=words)


def _in_utc(written: str | None) -> datetime | None:
    try:
        return None if written is None else datetime.fromisoformat(written.upper()).astimezone(UTC)
    except OverflowError:  # in the first or last hours that Python knows, of the years 1 and 9999
        return None
