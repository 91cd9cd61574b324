"""Waiting for changes of maps and their settings, for `argmap serve` and `argmap check --watch`.

The operating system says when a file changes, through the library watchfiles: nothing here looks again and again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeAlias

from argmap.errors import ArgmapError, MissingExtra, UnreadableInput

Batches: TypeAlias = "SimpleQueue[tuple[Path, ...] | ArgmapError]"
"""Files that changed together, or why files are not watched any more."""

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".toml"})
"""Suffixes of the files that a map, its thread and its settings are read from."""

GROUPED = 400
"""Milliseconds in which changes are taken together: an editor writes, renames and sets the mode of one file."""

PAUSE = 250
"""Milliseconds after which the library says that nothing changed: the first time, it surely watches."""

WAIT = 0.5
"""Seconds after which a wait for changes looks whether it was stopped."""


LONGEST_START = 10
"""Seconds that the start of a watch is waited for."""


def can_watch() -> bool:
    """Return whether the library that watches files is installed."""
    return find_spec("watchfiles") is not None


def changes(paths: Iterable[str | Path], stop: Event) -> Iterator[tuple[Path, ...]]:
    """Return an iterator over the files that changed, a sorted tuple for every time that some did.

    The watch begins with the call, so that nothing is missed of what happens before the first step. Files and folders
    whose names begin with a dot are not watched, nor are files without one of `SUFFIXES`.

    Args:
        paths: folders, which are watched with all folders below them, or files, whose folders are watched.
            A file need not exist yet.
        stop: set it from another thread to end the iteration, which happens within a second.

    Raises:
        MissingExtra: the library that watches files is not installed.
        UnreadableInput: one of the folders does not exist.
    """
    if not can_watch():
        raise MissingExtra("watching files", "serve")
    folders = watched_folders(paths)
    for folder in folders:
        if not folder.is_dir():
            raise UnreadableInput(f"{folder}: AM001 no such folder; give the folder that holds your datasets")
    batches: Batches = SimpleQueue()
    begun = Event()
    threading.Thread(target=_watch, args=(folders, stop, batches, begun), daemon=True).start()
    begun.wait(LONGEST_START)
    return _until_stopped(batches, stop)


def watched_folders(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """Return the folders of some paths, as absolute paths, sorted, without those inside another.

    Args:
        paths: files or folders; a file counts as its folder.
    """
    places = (Path(path) for path in paths)
    folders = {(place if place.is_dir() else place.parent).resolve() for place in places}
    return tuple(sorted(folder for folder in folders if folders.isdisjoint(folder.parents)))


def is_watched(path: Path, folder: Path) -> bool:
    """Return whether a change of `path` below `folder` is a change of a map, a thread or the settings.

    Args:
        path: the path that changed.
        folder: the folder that is watched.

    Example:
        >>> is_watched(Path("data/a/map.yaml"), Path("data")), is_watched(Path("data/.git/a.json"), Path("data"))
        (True, False)
    """
    if path.suffix not in SUFFIXES or not path.is_relative_to(folder):
        return False
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _watch(folders: tuple[Path, ...], stop: Event, batches: Batches, begun: Event) -> None:
    from watchfiles import watch

    def watches(_: object, name: str) -> bool:
        return any(is_watched(Path(name), folder) for folder in folders)

    try:
        for batch in watch(
            *folders,
            watch_filter=watches,
            debounce=GROUPED,
            stop_event=stop,
            raise_interrupt=False,
            rust_timeout=PAUSE,
            yield_on_timeout=True,
        ):
            begun.set()
            if batch:
                batches.put(tuple(sorted({Path(name) for _, name in batch})))
    except OSError as error:  # the system watches no more files, or a folder has gone
        batches.put(ArgmapError(f"cannot watch files: {error}"))
    finally:
        begun.set()


def _until_stopped(batches: Batches, stop: Event) -> Iterator[tuple[Path, ...]]:
    try:
        while not stop.is_set():
            try:
                # Waiting without a limit could not be interrupted on Windows, nor ended by `stop`.
                batch = batches.get(timeout=WAIT)
            except Empty:
                continue
            if isinstance(batch, ArgmapError):
                raise batch
            yield batch
    finally:
        stop.set()
