"""What a package says about itself, and what is known of its content when its descriptors are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = "argmap-package/1"
DESCRIPTOR = "datapackage.json"
SUMS = "SHA256SUMS"
CHANGES = "CHANGES.md"
FIRST_VERSION = "1.0.0"
ENDINGS: Mapping[str, str] = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}
"""The forms in which every table is in a package, with their media types."""


@dataclass(frozen=True, slots=True)
class About:
    """What somebody says about a dataset: only `name` and `title` are needed.

    `license` is the SPDX identifier of the licence of the maps; threads have their own. `date` is the day of
    publication, YYYY-MM-DD: a package has no other time in it, so that it can be made again to the byte.
    """

    name: str
    title: str
    description: str = ""
    version: str | None = None
    license: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadLicence:
    """What a thread says about its licence and its source, and whether the words of its posts are in the package."""

    map: str
    thread: str
    title: str
    license: str | None
    url: str | None
    has_words: bool


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a package: its path in it, SHA-256 and size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass
class Content:
    """What the tables of a package hold, counted while they are written.

    `rows` are numbers of rows by table; `digests` the number of rows and the SHA-256 of the rows of a map in a table, by
    map and table. `splits` are numbers of rows by split and table; empty where the dataset has no splits.
    """

    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    annotators: dict[str, None] = field(default_factory=dict)
    threads: list[ThreadLicence] = field(default_factory=list)
    maps: dict[str, str] = field(default_factory=dict)
    splits: dict[str, dict[str, int]] = field(default_factory=dict)


def split_path(split: str, table: str) -> str:
    """Return the path of the rows that a table has in a split.

    Example:
        >>> split_path("train", "claims")
        'splits/train/claims.parquet'
    """
    return f"splits/{split}/{table}.parquet"


def table_path(table: str, ending: str) -> str:
    """Return the path of a table in a package.

    Example:
        >>> table_path("claims", "parquet")
        'data/claims.parquet'
    """
    return f"data/{table}.{ending}"
