"""A file to import: as text, as lines, as JSON or as records, each read when it is asked for."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from argmap.errors import UnreadableInput
from argmap.importers.packed import CheckedStream, unpacked
from argmap.storage.files import current_limits, read_until
from argmap.storage.read import load_json

HEAD = 65_536
LONGEST_LINE = 4_000_000
ZSTD, GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b"
UTF8 = "utf-8-sig"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
FALLBACK = "cp1252"
"""In Windows-1252 nearly every byte is a character; what is read in it is told."""

CONTAINERS = ("data", "items", "results", "messages", "comments", "posts")
"""Keys under which programs wrap a list of records."""


@dataclass(frozen=True)
class InputFile:
    """A file, or bytes from standard input or the network, under a name.

    Attributes:
        name: The name for messages.
        path: The file, or the archive that holds it.
        content: The bytes, if they are not in a file.
        member: The name of the file in the zip archive `path`.
        encoding: The encoding of the text, if somebody named it.
        columns: For tables: which column holds what, as somebody named it: {"author": "Name of user"}.
        remarks: What was met while reading, such as lines that are not JSON, with a number; it ends in the note of the
            thread.
    """

    name: str
    path: Path | None = None
    content: bytes | None = None
    member: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    remarks: Counter[str] = field(default_factory=Counter, compare=False, repr=False)

    @cached_property
    def head(self) -> str:
        """The first 64 KB as text, to recognise the kind of discussion."""
        with self.open() as file:
            return self._decoded(file.read(HEAD), whole=False)

    @cached_property
    def text(self) -> str:
        """The whole content as text with "\\n" at the end of lines.

        UTF-8 or UTF-16; otherwise the encoding that was named, or the likeliest one, which becomes a remark.

        Raises:
            UnreadableInput: it is larger than the limit, or not in the encoding that was named.
        """
        limit = current_limits().max_bytes
        with self.open() as file:
            content = read_until(file, limit)
        if len(content) > limit:
            raise UnreadableInput(
                f"{self.name}: AM003 larger than the limit of {limit / 1_000_000:g} MB; set ARGMAP_MAX_MB to allow it"
            )
        return self._decoded(content, whole=True).replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def json(self) -> Any:
        """The content as one JSON value, or None if it is not one."""
        if self.head.lstrip()[:1] not in {"{", "["} or (self.first_record and "\n" in self.head.strip()):
            return None  # not JSON, or a value on each line: those are read one by one
        try:
            return load_json(self.text)
        except ValueError:
            return None

    @cached_property
    def first_record(self) -> Any:
        """The first line as a JSON object, or None; dumps with a record on each line are recognised by it."""
        line = self.head.lstrip().split("\n", 1)[0]
        try:
            return json.loads(line) if line[:1] == "{" else None
        except (ValueError, RecursionError):
            return None

    @cached_property
    def sample(self) -> tuple[Any, ...]:
        """The first records of a file of JSON, whatever holds them (see `items`), to recognise the kind; at most 20."""
        if self.head.lstrip()[:1] not in {"{", "["}:
            return ()
        taken = []
        for item in self.items():
            taken.append(item)
            if len(taken) == 20:  # noqa: PLR2004 (enough to recognise a kind)
                break
        self.remarks.clear()  # whoever reads the file will meet them again
        return tuple(taken)

    def items(self) -> Iterator[Any]:
        """Yield the records of a file of JSON, whatever holds them.

        That is a record on each line, a list, a list under a key such as "data", one value after the other over several
        lines, or a single object. A list, and values over several lines, are read as a whole; lines one by one.

        Raises:
            UnreadableInput: a file of one value is larger than the limit.
        """
        if self.first_record is not None and "\n" in self.head.strip():
            yield from self.records()
            return
        whole = self.json
        if whole is None:
            yield from self._values()
        elif isinstance(whole, list):
            yield from whole
        else:
            wrapped = next(
                (
                    whole[key]
                    for key in CONTAINERS
                    if len(whole) <= WRAPPING and isinstance(whole.get(key), list)
                ),
                None,
            )
            yield from [whole] if wrapped is None else wrapped

    def _values(self) -> Iterator[Any]:
        """Yield JSON values that follow each other, as `print=pretty` and `cat` give them."""
        text, place, decoder = self.text, 0, json.JSONDecoder()
        is_json = self.name.lower().endswith(
            JSON_NAMES
        )  # otherwise "[12/03/24] Ann: …" would be JSON that breaks off
        while place < len(text):
            place += len(text[place:]) - len(text[place:].lstrip(" \t\n,\x1e"))
            if place >= len(text):
                return
            try:
                value, place = decoder.raw_decode(text, place)
            except (ValueError, RecursionError):
                if is_json:
                    self.remarks["part of the file is not JSON and was left out"] += 1
                return
            is_json = True
            yield value

    def lines(self) -> Iterator[str]:
        """Yield the lines one by one, so that a file of any size needs the memory of one line.

        Raises:
            UnreadableInput: a line is longer than 4 MB.
        """
        if self.encoding is not None or self._begins(*UTF16):
            yield from self.text.splitlines(keepends=True)
            return
        with self.open() as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
                if len(line) >= LONGEST_LINE:
                    raise UnreadableInput(
                        f"{self.name}:{number}: a line is longer than {LONGEST_LINE:,} bytes"
                    )
                try:
                    yield line.decode(UTF8)
                except UnicodeDecodeError:
                    self.remarks[f"line is not UTF-8 and was read as {FALLBACK}"] += 1
                    yield line.decode(FALLBACK, "replace")

    def _begins(self, *signs: bytes) -> bool:
        with self.open() as file:
            return file.read(4).startswith(signs)

    def records(self) -> Iterator[Any]:
        """Yield the values of a file with a JSON value on each line; other lines are a remark."""
        broken, remark = 0, "line is not JSON and was left out"
        for line in self.lines():
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                broken += 1
                self.remarks[remark] = max(broken, self.remarks[remark])  # a file may be read several times

    def open(self) -> IO[bytes]:
        """Return the content as a stream of bytes, decompressed if it is gzip or zstd.

        Raises:
            UnreadableInput: the file cannot be opened.
            MissingExtra: it is zstd, and the package zstandard is not installed.
        """
        raw = self._raw()
        start = raw.read(4)
        raw.seek(0)
        if start[:2] == GZIP:
            return io.BufferedReader(CheckedStream(gzip.GzipFile(fileobj=raw), self.name, raw))
        if start == ZSTD:
            return io.BufferedReader(CheckedStream(unpacked(raw), self.name, raw), 1 << 20)
        return raw

    def _raw(self) -> IO[bytes]:
        if self.path is None:
            return io.BytesIO(self.content or b"")
        try:
            if self.member is not None:
                archive = zipfile.ZipFile(self.path)
                return io.BufferedReader(CheckedStream(archive.open(self.member), self.name, archive))
            return self.path.open("rb")
        except FileNotFoundError as error:
            raise UnreadableInput(f"{self.name}: AM001 no such file") from error
        except OSError as error:
            raise UnreadableInput(f"{self.name}: AM001 cannot be read: {error.strerror or error}") from error
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
            raise UnreadableInput(f"{self.name}: AM001 cannot be read from the archive: {error}") from error

    def _decoded(self, content: bytes, *, whole: bool) -> str:
        try:
            if self.encoding is not None:
                return content.decode(self.encoding)
            return _unicode(content, whole=whole)
        except UnicodeDecodeError as error:
            if self.encoding is not None and whole:
                raise UnreadableInput(
                    f"{self.name}: AM002 is not {self.encoding}: byte {error.start} cannot be read in it"
                ) from error
        encoding = self.encoding or _likeliest(content)
        if self.encoding is None:
            # once for a file, though its beginning is decoded before the whole of it
            self.remarks[f"text is not UTF-8 and was read as {encoding}; --encoding NAME names another"] = 1
        return content.decode(encoding, "replace")


JSON_NAMES = (".json", ".jsonl", ".ndjson", ".zst", ".gz")

WRAPPING = 6
"""An object with more keys than this is a record itself, and its list a part of it."""


def _unicode(content: bytes, *, whole: bool) -> str:
    """Return bytes as UTF-8, or UTF-16 with its mark; the head of a file may end within a character.

    Raises:
        UnicodeDecodeError: they are neither.
    """
    encoding = "utf-16" if content[:2] in UTF16 else UTF8
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if whole or error.start < len(content) - 4:
            raise
        return content[: error.start].decode(encoding)


def _likeliest(content: bytes) -> str:
    """Return the encoding that bytes are most likely in, by a kept library where it is installed."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return FALLBACK
    best = from_bytes(content[:HEAD]).best()
    return FALLBACK if best is None else best.encoding
