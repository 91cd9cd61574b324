"""A folder or a zip archive of maps: what files it holds, and the text of each with those beside it."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from argmap.errors import UnreadableInput
from argmap.formats.files import map_file, text_of
from argmap.formats.protocol import MapFile
from argmap.storage.files import current_limits, read_until, unreadable

MOST_FILES = 1_000_000
"""Files of a corpus, at most."""

MOST_EXPANSION = 200
"""How many times as large as the archive the files in it may be together, and each as what it takes there."""

ALWAYS_FINE = 100_000_000
"""Bytes up to which the size of unpacked files is nobody's concern."""

UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
)
"""What the library raises for a member that is damaged, encrypted or packed in a way that it does not know."""

PASSED_OVER = frozenset({"__MACOSX"})


@dataclass(slots=True)
class Corpus:
    """A folder or a zip archive, whose files are named by their path in it.

    Attributes:
        path: The folder or the archive.
        without: A folder that is no part of it, though it may lie in it: where results are written.
    """

    path: Path
    without: Path | None = None
    _archive: zipfile.ZipFile | None = field(default=None, repr=False)

    def names(self) -> tuple[str, ...]:
        """Return the files of the corpus, sorted; hidden ones are no part of it.

        Raises:
            UnreadableInput: the corpus cannot be read, holds more files than anybody's, or is an archive made to fill a disk.
        """
        names = sorted(self._in_folder() if self.path.is_dir() else self._in_archive())
        if not names:
            raise unreadable(str(self.path), "AM001", "there is no file to read in it")
        return tuple(names)

    def file(self, name: str) -> MapFile:
        """Return a file as formats read it; its name in messages has the corpus before it.

        Raises:
            UnreadableInput: it cannot be read, is too large, or is no text.
        """
        if self.path.is_dir():
            return map_file(self.path / name)
        shown = f"{self.path}/{name}"
        return MapFile(text_of(self._member(name), shown), shown, lambda other: self._beside(name, other))

    def _in_folder(self) -> Iterator[str]:
        left_out = self.without.resolve() if self.without is not None else None
        try:
            for number, path in enumerate(_files_below(self.path, left_out)):
                if number >= MOST_FILES:
                    raise unreadable(str(self.path), "AM003", f"holds more than {MOST_FILES:,} files")
                yield path.relative_to(self.path).as_posix()
        except OSError as error:
            raise unreadable(str(self.path), "AM001", f"cannot be read: {error.strerror or error}") from error

    def _in_archive(self) -> Iterator[str]:
        members = [info for info in self._opened().infolist() if not info.is_dir()]
        if len(members) > MOST_FILES:
            raise unreadable(str(self.path), "AM003", f"holds more than {MOST_FILES:,} files")
        size, packed = sum(info.file_size for info in members), self.path.stat().st_size
        if size > ALWAYS_FINE and size > packed * MOST_EXPANSION:
            what = f"its files take {size // packed} times as much room as the archive ({size / 1_000_000:,.0f} MB)"
            raise unreadable(
                str(self.path), "AM003", what, "unpack it yourself if you trust it, and name the folder"
            )
        for info in members:
            if not _is_hidden(PurePosixPath(info.filename)):
                yield info.filename

    def _opened(self) -> zipfile.ZipFile:
        if self._archive is None:
            try:
                self._archive = zipfile.ZipFile(self.path)
            except FileNotFoundError as error:
                raise unreadable(str(self.path), "AM001", "no such file") from error
            except (OSError, zipfile.BadZipFile, ValueError) as error:
                raise unreadable(
                    str(self.path), "AM001", f"cannot be read as a zip archive: {error}"
                ) from error
        return self._archive

    def _member(self, name: str) -> bytes:
        """Return the content of a member; no more of it is unpacked than a file may be large."""
        limit, shown = current_limits().max_bytes, f"{self.path}/{name}"
        try:
            with self._opened().open(name) as member:
                content = read_until(member, limit)
        except UNREADABLE as error:
            raise unreadable(shown, "AM001", f"cannot be read from the archive: {error}") from error
        if len(content) > limit:
            raise unreadable(shown, "AM003", f"larger than the limit of {limit / 1_000_000:g} MB")
        return content

    def _beside(self, name: str, other: str) -> str | None:
        if PurePosixPath(other).name != other:
            return None
        try:
            return text_of(self._member(str(PurePosixPath(name).with_name(other))), other)
        except UnreadableInput:
            return None


def is_corpus(path: Path) -> bool:
    """Return whether a path is that of a folder or of a zip archive."""
    return path.is_dir() or (path.is_file() and path.suffix.lower() == ".zip" and zipfile.is_zipfile(path))


def _files_below(folder: Path, without: Path | None) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not _is_hidden(PurePosixPath(name))
            and (without is None or Path(place, name).resolve() != without)
        )
        yield from (Path(place, name) for name in files if not name.startswith("."))


def _is_hidden(path: PurePosixPath) -> bool:
    return any(
        (part.startswith(".") and part not in {".", ".."}) or part in PASSED_OVER for part in path.parts
    )
