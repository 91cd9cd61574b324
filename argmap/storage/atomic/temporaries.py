"""Files and folders that stand beside others while something is written: their names say which process made them.

A process that is killed leaves them behind. Whoever writes in the same folder next takes them away, but nobody else's, and
none of a process that is still at work.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

TEMPORARY = re.compile(
    r"\.(?P<name>.+)\.(?P<host>[0-9a-f]{8})-(?P<process>[0-9]{1,10})-[0-9a-f]{8}\.(?P<kind>tmp|old)",
    re.DOTALL,
)
"""Names of what is new and has not taken its place, and of what was put aside for it."""

LONGEST_NAME = 40
"""Characters of a file's name that stand in the name of its temporary file: a system refuses names that are too long."""

OLDEST = 24 * 60 * 60
"""Seconds after which no process is at work on a file any more, whatever has its number today."""


def temporary_name(name: str, kind: str = "tmp") -> str:
    """Return a name that no other file has.

    Args:
        name: what it will stand for.
        kind: "tmp" for what is new, "old" for what is put aside; such a name holds the whole other one.
    """
    shown = name if kind == "old" else name[:LONGEST_NAME]
    return f".{shown}.{_host()}-{os.getpid()}-{secrets.token_hex(4)}.{kind}"


def open_temporary(path: Path) -> tuple[int, str]:
    """Make an empty file beside another one, which only its owner may read, and return its descriptor and its name."""
    temporary = str(path.with_name(temporary_name(path.name)))
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.open(temporary, flags, 0o600), temporary


def temporary_folder(place: Path) -> Path:
    """Make an empty folder beside a place, which only its owner may look into."""
    made = place.with_name(temporary_name(place.name))
    made.mkdir(mode=0o700)
    return made


def sweep(folder: Path) -> None:
    """Take away what dead processes of this machine left in a folder; what they had put aside comes back to its place.

    What cannot be taken away stays, and stops nobody.
    """
    left: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:
        left = [Path(entry) for entry in entries if entry.name[:1] == "." and is_left(Path(entry))]
    for path in left:
        with suppress(OSError):
            _take_away(path)


def is_left(path: Path) -> bool:
    """Return whether a path is that of a temporary file or folder whose process has ended."""
    match = TEMPORARY.fullmatch(path.name)
    if match is None or match["host"] != _host():
        return False
    try:
        age = time.time() - path.lstat().st_mtime
    except OSError:
        return False
    return age > OLDEST or not _is_running(int(match["process"]))


def _take_away(path: Path) -> None:
    match = TEMPORARY.fullmatch(path.name)
    if match is not None and match["kind"] == "old" and not os.path.lexists(path.with_name(match["name"])):
        path.rename(path.with_name(match["name"]))
    elif path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if sys.platform == "win32":  # there, asking with signal 0 would end the process
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@cache
def _host() -> str:
    """Return what tells this machine from others that write on the same disk."""
    return sha256(platform.node().encode("utf-8", "surrogateescape")).hexdigest()[:8]
