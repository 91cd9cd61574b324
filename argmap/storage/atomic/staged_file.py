"""A file that is about to take its place: written beside it, on the disk, with the owner and the permissions of another one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path

from argmap.storage.atomic.temporaries import open_temporary


@dataclass(frozen=True, slots=True)
class Target:
    """A file that is written.

    Attributes:
        path: the file as the caller named it.
        place: the file that changes; another one if `path` is a link that is followed.
        content: what it will hold; None takes it away.
        model: the file whose owner and permissions it gets.
        mode: other permissions; None for those of the model.
    """

    path: Path
    place: Path
    content: bytes | None
    model: Path
    mode: int | None = None


def stage(target: Target) -> str:
    """Write the content beside where it will stand, flush it to disk, and return the temporary file's name.

    It gets the owner and the permissions of the target's model, or those of a new file.
    """
    if target.place.is_dir():
        raise IsADirectoryError(EISDIR, "there is a folder of that name")
    target.place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = open_temporary(target.place)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(target.content or b"")
            file.flush()
            os.fsync(file.fileno())
        if target.model.exists():
            _own_as(temporary, target.model)
        os.chmod(temporary, _mode(target.model) if target.mode is None else target.mode)
    except BaseException:
        discard([temporary])
        raise
    return temporary


def put(staged: str | None, place: Path) -> None:
    if staged is None:
        place.unlink(missing_ok=True)
    else:
        os.replace(staged, place)


def discard(temporaries: Iterable[str | None]) -> None:
    for temporary in temporaries:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where a system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _own_as(temporary: str, model: Path) -> None:
    """Give a file the owner and the group of another one, or at least the group, as far as this user may."""
    if sys.platform == "win32":
        return
    state = model.stat()
    if (state.st_uid, state.st_gid) != (os.geteuid(), os.getegid()):
        try:
            os.chown(temporary, state.st_uid, state.st_gid)
        except OSError:
            with suppress(OSError):
                os.chown(temporary, -1, state.st_gid)


def _mode(path: Path) -> int:
    """Return the permissions the file has, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
