"""What somebody names to be imported (files, folders, zip archives, standard input) as the files to read."""

from __future__ import annotations

import mimetypes
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from argmap.errors import UnreadableInput
from argmap.importers.input_file import InputFile
from argmap.storage.files import current_limits, read_until

STANDARD_INPUT = "-"
MOST_FILES = 100_000
NO_TEXT = ("image/", "video/", "audio/", "font/")
"""Kinds of files in the folder of an export that hold no post."""

OFFICE = "[Content_Types].xml"
"""A member that every .xlsx, .docx and .pptx file has (ECMA-376)."""


def input_files(
    names: Sequence[str], encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> list[InputFile]:
    """Return the files that names stand for: those of a folder or an archive in the order of their names.

    Args:
        names: Files, folders, zip archives, and - for standard input.
        encoding: The encoding of texts, if somebody named it.
        columns: For tables: which column holds what.

    Raises:
        UnreadableInput: something is not there, holds no file, or is no archive.
    """
    said = {"encoding": encoding, "columns": dict(columns or {})}
    return [InputFile(**place, **said) for name in names for place in _places(name)]  # type: ignore[arg-type]


def _places(name: str) -> Iterator[dict[str, object]]:
    """Yield where the files of a name are, as the arguments of an InputFile."""
    path = Path(name)
    if name == STANDARD_INPUT:
        yield {"name": "standard input", "content": _standard_input()}
    elif path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        if "://" in name:
            raise UnreadableInput(f"{name}: AM001 is no address that can be read; it begins with https://")
        looks_remote = "/" in name and "." in name.split("/", maxsplit=1)[0].strip(".")
        raise UnreadableInput(
            f"{name}: AM001 no such file{'; an address begins with https://' if looks_remote else ''}"
        )
    elif path.is_file() and zipfile.is_zipfile(path):
        yield from _archive(path)
    else:
        yield {"name": name, "path": path}


def _standard_input() -> bytes:
    limit = current_limits().max_bytes
    content = read_until(sys.stdin.buffer, limit)
    if len(content) > limit:
        raise UnreadableInput(
            f"standard input: AM003 larger than the limit of {limit / 1_000_000:g} MB; name a file, or set "
            "ARGMAP_MAX_MB to allow it"
        )
    return content


def _folder(folder: Path) -> Iterator[dict[str, object]]:
    try:
        files = sorted(
            path for path in folder.rglob("*") if path.is_file() and _holds_text(path.relative_to(folder))
        )
    except OSError as error:
        raise UnreadableInput(f"{folder}: AM001 cannot be read: {error.strerror or error}") from error
    if not files:
        raise UnreadableInput(f"{folder}: AM001 there is no file to read in this folder")
    _refuse_too_many(str(folder), len(files))
    for path in files:
        yield {"name": str(path), "path": path}


def _archive(path: Path) -> Iterator[dict[str, object]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(
                info.filename
                for info in archive.infolist()
                if not info.is_dir() and _holds_text(Path(info.filename))
            )
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise UnreadableInput(f"{path}: AM001 cannot be read as a zip archive: {error}") from error
    if not members:
        raise UnreadableInput(f"{path}: AM001 there is no file to read in this archive")
    if OFFICE in members:
        raise UnreadableInput(
            f"{path}: AM001 is a file of an office program; save its table as CSV, or its text as plain text"
        )
    _refuse_too_many(str(path), len(members))
    for member in members:
        yield {"name": f"{path}/{member}", "path": path, "member": member}


def _refuse_too_many(name: str, number: int) -> None:
    if number > MOST_FILES:
        raise UnreadableInput(f"{name}: AM003 holds more than {MOST_FILES:,} files; name those to read")


def _holds_text(path: Path) -> bool:
    """Return whether a file may hold posts: it is not hidden, and no picture, sound or font."""
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and not str(mimetypes.guess_type(path.name)[0]).startswith(NO_TEXT)
