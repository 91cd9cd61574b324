"""Writing a folder as a whole: it is made beside its place, and takes that place when everything is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.storage.atomic.exchange import exchanged
from argmap.storage.atomic.temporaries import sweep, temporary_folder, temporary_name


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a new folder beside another one, which is gone afterwards unless it took that one's place."""
    place = folder.resolve()  # behind a link, on the same disk
    place.parent.mkdir(parents=True, exist_ok=True)
    sweep(place.parent)
    made = temporary_folder(place)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def flush(folder: Path) -> None:
    """Make sure that every file is on the disk before the folder takes its place."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)  # that of a temporary folder is for its owner only


def take_place(made: Path, folder: Path) -> None:
    """Put a temporary folder in the place of another one; that one is back in its place if this fails.

    A process that is killed leaves the one or the other there, where the system can exchange them. Elsewhere there may be
    neither, until the next command that writes beside it has put the old one back.
    """
    place = folder.resolve()  # a link stays a link
    if not place.exists():
        made.rename(place)
        return
    if exchanged(made, place):
        return  # what was there goes with the temporary folder
    before = place.with_name(temporary_name(place.name, "old"))
    place.rename(before)
    try:
        made.rename(place)
    except BaseException:
        before.rename(place)
        raise
    with suppress(OSError):
        shutil.rmtree(before)


@contextmanager
def named(folder: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the folder."""
    try:
        yield
    except OSError as error:
        raise ArgmapError(
            f"cannot write {folder}: {error.strerror or error}; nothing there has changed"
        ) from error
