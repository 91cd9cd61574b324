"""A file to import: as text, as lines or as JSON, each read when it is asked for."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from argmap.errors import MissingExtra, UnreadableInput
from argmap.storage.files import current_limits
from argmap.storage.read import load_json

HEAD = 65_536
LONGEST_LINE = 4_000_000
ZSTD, GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b"
WINDOW = 2**31
"""Bytes of the window in Reddit's dumps; zstandard refuses it unless it is allowed."""


@dataclass(frozen=True)
class InputFile:
    """A file, or bytes from standard input or the network, under a name."""

    name: str
    path: Path | None = None
    content: bytes | None = None

    @cached_property
    def head(self) -> str:
        """The first 64 KB as text, to recognise the kind of discussion."""
        with self.open() as file:
            return _decoded(file.read(HEAD), whole=False)

    @cached_property
    def text(self) -> str:
        """The whole content as text: UTF-8, or otherwise Windows-1252, in which every byte is a character.

        Raises:
            UnreadableInput: it is larger than the limit.
        """
        limit = current_limits().max_bytes
        with self.open() as file:
            content = file.read(limit + 1)
        if len(content) > limit:
            raise UnreadableInput(
                f"{self.name}: AM003 larger than the limit of {limit / 1_000_000:g} MB; set ARGMAP_MAX_MB to allow it"
            )
        return _decoded(content, whole=True)

    @cached_property
    def json(self) -> Any:
        """The content as JSON, or None if it is not JSON."""
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

    def lines(self) -> Iterator[str]:
        """Yield the lines one by one, so that a file of any size needs the memory of one line.

        Raises:
            UnreadableInput: a line is longer than 4 MB.
        """
        with self.open() as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
                if len(line) >= LONGEST_LINE:
                    raise UnreadableInput(
                        f"{self.name}:{number}: a line is longer than {LONGEST_LINE:,} bytes"
                    )
                yield _decoded(line, whole=True)

    def records(self) -> Iterator[Any]:
        """Yield the values of a file with a JSON value on each line; other lines are skipped."""
        for line in self.lines():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                continue

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
            return io.BufferedReader(_Checked(gzip.GzipFile(fileobj=raw), self.name, raw))
        if start == ZSTD:
            return io.BufferedReader(_Checked(_unpacked(raw), self.name, raw), 1 << 20)
        return raw

    def _raw(self) -> IO[bytes]:
        if self.path is None:
            return io.BytesIO(self.content or b"")
        try:
            return self.path.open("rb")
        except FileNotFoundError as error:
            raise UnreadableInput(f"{self.name}: AM001 no such file") from error
        except OSError as error:
            raise UnreadableInput(f"{self.name}: AM001 cannot be read: {error.strerror or error}") from error


class _Checked(io.RawIOBase):
    """A stream that reports any error of decompression as an error in the user's file."""

    def __init__(self, inner: Any, name: str, raw: IO[bytes]) -> None:
        self.inner, self.file_name, self.raw = inner, name, raw

    def close(self) -> None:
        self.inner.close()
        self.raw.close()
        super().close()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            content = self.inner.read(len(buffer))
        except Exception as error:
            raise UnreadableInput(f"{self.file_name}: AM001 cannot be decompressed: {error}") from error
        buffer[: len(content)] = content
        return len(content)


def _unpacked(raw: IO[bytes]) -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("reading .zst files", "sources") from error
    return zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(raw, read_across_frames=True)


def _decoded(content: bytes, *, whole: bool) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            if not whole and error.start >= len(content) - 4:
                return content[: error.start].decode(encoding)
    return content.decode("cp1252", "replace")
