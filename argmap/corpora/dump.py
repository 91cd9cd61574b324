"""From a dump to buckets: the posts of a thread lie in one file, so that a bucket is all that a worker needs.

A post goes into the bucket that the checksum of its thread's id names. Rows are written whenever enough are collected, so that
memory does not grow with the dump; the order inside a bucket is that of the dump, whatever the machine.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from pydantic import Field, ValidationError

from argmap.corpora.forms import FORMS, DumpForm, Row, form_of
from argmap.errors import ArgmapError, InvalidInput, MissingExtra, UnreadableInput
from argmap.importers.input_file import LONGEST_LINE, InputFile
from argmap.model.base import Record
from argmap.storage.atomic.temporaries import sweep, temporary_folder
from argmap.storage.atomic.transactions import is_vacant

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtra("a corpus of buckets", "corpus") from error

MANIFEST = "corpus.json"
AT_ONCE = 100_000
"""Rows that are collected before they are written: 100 to 200 MB of posts of ordinary length."""

MOST_BUCKETS = 1024
FEWEST_BUCKETS = 16
BUCKET_BYTES = 10_000_000
"""Bytes of a dump for each bucket: a worker needs about twenty times as much memory."""

EXPANSION = 8
"""How many times as large posts are as what zstandard makes of them, about."""
TOLD = 5
"""Lines that are no records and are named; the others are counted."""

SCHEMA = pa.schema(
    [
        pa.field("thread", pa.string(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("parent", pa.string()),
        pa.field("author", pa.string()),
        pa.field("created", pa.int64()),
        pa.field("title", pa.string()),
        pa.field("text", pa.string(), nullable=False),
    ]
)
"""The columns of a bucket: a post each row, in the order of the dump; `created` in seconds since 1970 (UTC)."""


class Bucket(Record):
    """A file of a corpus: its name, how many posts it holds, and its SHA-256."""

    file: str
    posts: int = Field(ge=0)
    sha256: str


class CorpusManifest(Record):
    """The content of `corpus.json`: what the corpus was made of, and its buckets."""

    format: Literal["argmap-corpus/1"] = "argmap-corpus/1"
    form: Literal["reddit", "convokit", "posts"]
    sources: tuple[str, ...]
    posts: int
    refused: int = Field(description="Lines of the dump that were no records.")
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class BucketCorpus:
    """A folder of buckets, as `ingest` makes it."""

    folder: Path
    manifest: CorpusManifest

    def path_of(self, thread: str) -> Path:
        """Return the bucket in which the posts of a thread are, if it has any."""
        return self.folder / self.manifest.buckets[bucket_of(thread, len(self.manifest.buckets))].file


def bucket_of(thread: str, buckets: int) -> int:
    """Return the number of the bucket of a thread; the same on every machine.

    Example:
        >>> bucket_of("t3_k1b2c3", 64)
        28
    """
    return crc32(thread.encode("utf-8", "surrogatepass")) % buckets


def ingest(
    paths: Sequence[Path], out: Path, buckets: int | None = None, form: str | None = None
) -> tuple[CorpusManifest, tuple[str, ...]]:
    """Write the posts of some dumps into a new folder of buckets; return what is in it, and what was left out.

    Args:
        paths: dumps of one form, plain or compressed with gzip or zstandard, with a record on each line.
        out: the folder, which must not exist, or be empty. It appears when all is done, never in part.
        buckets: how many files to make; None for as many as the size of the dumps asks for.
        form: the form of the dumps; None tells it from the first record of each.

    Raises:
        UnreadableInput: a dump cannot be read, or holds no records of one form.
        ArgmapError: the folder exists, or cannot be written.
    """
    if buckets is not None and not 1 <= buckets <= MOST_BUCKETS:
        raise ArgmapError(f"a corpus has 1 to {MOST_BUCKETS} buckets, not {buckets}")
    if not is_vacant(out):
        raise ArgmapError(f"{out} exists already; name a new folder")
    lines = _Lines(paths, form)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep(out.parent)
        unfinished = temporary_folder(out)
    except OSError as error:
        raise ArgmapError(f"cannot write {out}: {error.strerror or error}") from error
    try:
        written = _write(lines, unfinished, buckets or _enough(paths))
        manifest = CorpusManifest(
            form=lines.form.name,
            sources=tuple(path.name for path in paths),
            posts=sum(bucket.posts for bucket in written),
            refused=lines.refused,
            buckets=tuple(written),
        )
        if not manifest.posts:
            raise UnreadableInput(f"{paths[0]}: AM018 there is no record of a post in it")
        text = json.dumps(manifest.model_dump(mode="json"), indent=1, ensure_ascii=False)
        (unfinished / MANIFEST).write_text(f"{text}\n", "utf-8")
        unfinished.chmod(0o755)
        if out.exists():
            out.rmdir()
        unfinished.rename(out)
    except OSError as error:
        raise ArgmapError(f"cannot write {out}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest, tuple(lines.notes())


def _enough(paths: Iterable[Path]) -> int:
    size = sum(path.stat().st_size * (1 if path.suffix in PLAIN_SUFFIXES else EXPANSION) for path in paths)
    return min(MOST_BUCKETS, max(FEWEST_BUCKETS, -(-size // BUCKET_BYTES)))


PLAIN_SUFFIXES = frozenset({".ndjson", ".jsonl", ".json"})


def open_corpus(folder: Path) -> BucketCorpus:
    """Return the corpus in a folder.

    Raises:
        UnreadableInput: there is none, or a bucket is missing.
    """
    path = folder / MANIFEST
    try:
        manifest = CorpusManifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableInput(
            f"{path}: AM001 no corpus here ({error.strerror or error}); 'argmap corpus import' makes one"
        ) from error
    except (ValidationError, InvalidInput) as error:
        raise UnreadableInput(f"{path}: AM010 no description of a corpus (argmap-corpus/1)") from error
    for bucket in manifest.buckets:
        if not (folder / bucket.file).is_file():
            raise UnreadableInput(f"{folder / bucket.file}: AM001 no such file; the corpus is not complete")
    return BucketCorpus(folder, manifest)


def read_bucket(path: Path, columns: Sequence[str] | None = None, thread: str | None = None) -> Any:
    """Return the posts of a bucket as a table of pyarrow.

    Args:
        path: the file.
        columns: the columns that are needed; None for all of `SCHEMA`.
        thread: the only thread that is wanted.

    Raises:
        UnreadableInput: it is no such file, or damaged.
    """
    try:
        filters = None if thread is None else [("thread", "==", thread)]
        table = pq.read_table(path, columns=None if columns is None else list(columns), filters=filters)
    except (OSError, pa.ArrowException) as error:
        raise UnreadableInput(f"{path}: AM001 cannot be read as Parquet: {error}") from error
    missing = [name for name in columns or SCHEMA.names if name not in table.column_names]
    if missing:
        raise UnreadableInput(f"{path}: AM013 a bucket without the columns {', '.join(missing)}")
    return table


@dataclass
class _Lines:
    """The records of several dumps as rows, with what is no record counted."""

    paths: Sequence[Path]
    wanted: str | None
    refused: int = 0
    places: list[str] = field(default_factory=list)
    form: DumpForm = field(init=False)

    def __post_init__(self) -> None:
        forms = [self._form(path) for path in self.paths]
        if len({form.name for form in forms}) > 1:
            kinds = ", ".join(
                f"{path.name}: {form.name}" for path, form in zip(self.paths, forms, strict=True)
            )
            raise UnreadableInput(f"AM018 dumps of several kinds cannot be one corpus ({kinds})")
        self.form = forms[0]

    def __iter__(self) -> Iterator[Row]:
        for path in self.paths:
            row_of = self.form.reader()
            with InputFile(str(path), path).open() as file:
                for number, line in enumerate(file, start=1):
                    try:
                        row = row_of(line)
                    except ValueError as error:  # what msgspec raises for a line that is no such record
                        if line.strip():
                            self._refuse(path, number, str(error))
                        continue
                    if row is not None:
                        yield row

    def notes(self) -> Iterator[str]:
        yield from self.places
        if self.refused > len(self.places):
            yield f"and {self.refused - len(self.places)} more lines that are no records"

    def _form(self, path: Path) -> DumpForm:
        if self.wanted is not None:
            return FORMS[self.wanted]
        with InputFile(str(path), path).open() as file:
            for line in iter(lambda: file.readline(LONGEST_LINE), b""):
                if line.strip():
                    return form_of(line, str(path))
        raise UnreadableInput(f"{path}: AM018 an empty file")

    def _refuse(self, path: Path, number: int, why: str) -> None:
        self.refused += 1
        if len(self.places) < TOLD:
            self.places.append(f"{path}:{number}: left out: {why}")


def _write(rows: Iterable[Row], folder: Path, buckets: int) -> list[Bucket]:
    names = [f"bucket-{number:04d}.parquet" for number in range(buckets)]
    with ExitStack() as stack:
        # Many texts of posts are unique, so that a dictionary of them is only a cost.
        options: Mapping[str, Any] = {
            "compression": "zstd",
            "compression_level": 1,
            "use_dictionary": ["thread", "author"],
        }
        writers = [stack.enter_context(pq.ParquetWriter(folder / name, SCHEMA, **options)) for name in names]
        counts = [0] * buckets
        waiting: list[list[Row]] = [[] for _ in range(buckets)]
        collected = 0

        def flush() -> None:
            for number, some in enumerate(waiting):
                if some:
                    columns = zip(*some, strict=True)
                    arrays = [
                        pa.array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=True)
                    ]
                    writers[number].write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
                    counts[number] += len(some)
                    some.clear()

        for row in rows:
            waiting[bucket_of(row.thread, buckets)].append(row)
            collected += 1
            if collected == AT_ONCE:
                flush()
                collected = 0
        flush()
    return [
        Bucket(file=name, posts=count, sha256=_sha256(folder / name))
        for name, count in zip(names, counts, strict=True)
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
