"""One writer after the other: a lock for a path, on every system."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from argmap.errors import ArgmapError

LONGEST_WAIT = 30
"""Seconds to wait for another writer."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one writer after the other change a file, on every system; the lock ends with the process, however it ends.

    The lock is a file in the user's folder for temporary files, so that nothing is left beside the map.

    Raises:
        ArgmapError: the lock cannot be had.
    """
    from filelock import FileLock, Timeout

    name = sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    try:
        folder = Path(tempfile.gettempdir()) / f"argmap-locks-{_user()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=LONGEST_WAIT)
        lock.acquire()
    except Timeout as error:
        raise ArgmapError(
            f"cannot write {path}: another program has been writing it for {LONGEST_WAIT} seconds"
        ) from error
    except OSError as error:
        raise ArgmapError(f"cannot write {path}: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a number without a name, as in a container
        return str(getattr(os, "getuid", lambda: "user")())
