"""Reading and writing whole files: bytes in with a limit, bytes out in one atomic step, one writer at a time."""

from __future__ import annotations

import hashlib
import os
import sys
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, UnreadableInput
from argmap.location import Location
from argmap.storage.atomic.locks import locked
from argmap.storage.atomic.staged_file import Target
from argmap.storage.atomic.transactions import naming, write_together

__all__ = [
    "ChangedMeanwhile", "Limits", "current_limits", "decode", "digest", "locked", "read_bytes", "read_until", "refuse_if_changed",
    "unreadable", "write_all", "write_atomic", "write_private",
]  # fmt: skip

MOST_MEGABYTES = 1_000_000
ENVIRONMENT = "ARGMAP_MAX_MB"

PIECE = 1 << 20
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest size of a file in bytes, and the deepest nesting of its values."""

    max_bytes: int = 20_000_000
    max_depth: int = 64


def current_limits() -> Limits:
    """Return the limits in force: the defaults, or the size that the environment variable asks for.

    Raises:
        ArgmapError: the variable is not a positive number.
    """
    wanted = os.environ.get(ENVIRONMENT)
    if not wanted:
        return Limits()
    try:
        megabytes = float(wanted)
    except ValueError:
        megabytes = -1.0
    if not 0 < megabytes < MOST_MEGABYTES:
        raise ArgmapError(f"{ENVIRONMENT} is {wanted!r}; set it to a number of megabytes, such as 200")
    return Limits(max_bytes=int(megabytes * 1_000_000))


class ChangedMeanwhile(ArgmapError):
    """A file that was about to be overwritten is no longer the one that was read."""


def read_bytes(path: Path | None, limits: Limits) -> bytes:
    """Return the content of a file, or of standard input when `path` is None.

    Raises:
        UnreadableInput: it does not exist, cannot be opened, or is over the limit.
    """
    name = str(path) if path is not None else "<stdin>"
    try:
        if path is None:
            content = read_until(sys.stdin.buffer, limits.max_bytes)
        else:
            with path.open("rb") as file:
                content = read_until(file, limits.max_bytes)
    except FileNotFoundError as error:
        raise unreadable(name, "AM001", "no such file") from error
    except OSError as error:
        raise unreadable(name, "AM001", f"cannot be read: {error.strerror or error}") from error
    if len(content) > limits.max_bytes:
        limit = limits.max_bytes / 1_000_000
        help = f"set {ENVIRONMENT} to a larger number to allow it"
        raise unreadable(name, "AM003", f"larger than the limit of {limit:g} MB", help)
    return content


def read_until(file: IO[bytes], limit: int) -> bytes:
    """Return what a file holds, or one byte more than the limit.

    It is read in pieces: asked for a number of bytes, Python sets memory of that size aside, however small the file is.
    """
    content = bytearray()
    while len(content) <= limit and (piece := file.read(min(PIECE, limit + 1 - len(content)))):
        content += piece
    return bytes(content)


def decode(content: bytes, name: str) -> str:
    """Return `content` as text.

    Raises:
        UnreadableInput: it is not UTF-8; the message says at which line and column.
    """
    try:
        return content.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = error.object[error.start]
        place = Location(name, line, column)
        fault = Diagnostic(place, "AM002", f"not UTF-8 (byte 0x{byte:02x})", help="save the file as UTF-8")
        refused = UnreadableInput(fault)
        # With signs for what cannot be read, the text can be shown around the place.
        refused.texts[name] = content.removeprefix(BOM_UTF8).decode(errors="replace")
        raise refused from error


def unreadable(name: str, code: str, message: str, help: str = "") -> UnreadableInput:
    """Return the error for a file that cannot be read, with its diagnostic."""
    return UnreadableInput(Diagnostic(Location(name), code, message, help=help))


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def refuse_if_changed(path: Path, read_as: str) -> None:
    """Do nothing if `read_as` is the digest of the file at `path`.

    Raises:
        ChangedMeanwhile: the file is not the one that was read.
        ArgmapError: it cannot be read any more.
    """
    try:
        unchanged = digest(path.read_bytes()) == read_as
    except FileNotFoundError:
        unchanged = False
    except OSError as error:
        raise ArgmapError(f"cannot read {path}: {error.strerror or error}") from error
    if not unchanged:
        raise ChangedMeanwhile(f"{path} changed since it was read; read it again, then repeat the edit")


def write_atomic(path: Path, content: bytes, *, read_as: str | None = None) -> None:
    """Write a file in one step: readers see the old content or the new, never a part.

    The content goes to a temporary file in the same folder, is flushed to disk and renamed. With `read_as`,
    the digest of the file as it was read, a file that somebody changed since is left alone.

    Raises:
        ChangedMeanwhile: the file is not the one that was read.
        ArgmapError: the folder or file cannot be written.
    """
    if read_as is not None:
        refuse_if_changed(path, read_as)
    write_all({path: content})


def write_all(
    contents: Mapping[Path, bytes | None],
    private_as: Mapping[Path, Path] | None = None,
    *,
    behind_links: Collection[Path] = (),
) -> None:
    """Write several files as one: all or none, also when the process is killed (see `storage.atomic.transactions`).

    A link to a file is replaced like a file, unless it is asked for the file behind it. A device or a pipe, linked or not,
    is written into. Who may read a file, and whose it is, stays.

    Args:
        contents: what is written, by file; None takes a file away.
        private_as: files that nobody may read who may not read another one; that other one.
        behind_links: files of which, where they are links, the files behind are replaced: what a user edits is that file.

    Raises:
        ArgmapError: a folder or file cannot be written.
    """
    targets = []
    for path, content in contents.items():
        with naming(path):
            if is_special(path):
                path.write_bytes(content or b"")
            else:
                place = _behind_links(path) if path in behind_links else path
                targets.append(Target(path, place, content, (private_as or {}).get(path, path)))
    write_together(targets)


def write_private(path: Path, content: bytes) -> None:
    """Write a file in one step that only its owner can read, also where there was one that others could.

    Raises:
        ArgmapError: the folder or file cannot be written.
    """
    write_together([Target(path, path, content, path, PRIVATE)])


PRIVATE = 0o600
"""The permissions of what only its owner reads."""


def home_folder(variable: str) -> Path:
    """Return the folder of this user.

    Args:
        variable: the variable of the environment that names a folder in its place, for the message.

    Raises:
        ArgmapError: there is none, as for a user whom the system does not know.
    """
    try:
        return Path.home()
    except RuntimeError as error:
        raise ArgmapError(f"this user has no home folder; set {variable} to a folder") from error


def _behind_links(path: Path) -> Path:
    """Return the file that a path stands for, which may be elsewhere.

    Raises:
        OSError: links go round.
    """
    return Path(os.path.realpath(path, strict=True)) if path.is_file() else Path(os.path.realpath(path))


def is_special(path: Path) -> bool:
    """Return whether there is something that is no file and no folder: to replace it would destroy it."""
    return path.exists() and not path.is_file() and not path.is_dir()
