"""Running a command of argmap in a process that forks off, and killing it at a moment or before one of its file operations."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import select
import signal
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.errors import ArgmapError

WRITING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.link", "os.symlink"}  # fmt: skip
"""File operations, as Python reports them before they are made; opening a file to write is another."""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a command: its exit code (negative: the signal), its file operations, the seconds it took and those
    until the first operation."""

    code: int
    operations: int
    seconds: float
    quiet: float


def load_everything() -> None:
    """Import what commands import, so that a process that forks off starts at once."""
    for name in (
        "cli",
        "project",
        "editing",
        "drafts",
        "datasets",
        "teach",
        "formats",
        "importers",
        "rendering",
        "corpora",
    ):
        package = importlib.import_module(f"argmap.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            try:
                importlib.import_module(module.name)
            except (ImportError, ArgmapError):  # an extra that is not there
                continue


def run(
    folder: Path,
    words: Sequence[str],
    stdin: str = "",
    kill_at: int | None = None,
    kill_after: float | None = None,
) -> Run:
    """Run a command in a folder, in a process of its own.

    Args:
        folder: the working folder.
        words: the arguments of argmap.
        stdin: what is typed.
        kill_at: kill it before its file operation of that number, from 1.
        kill_after: kill it so many seconds after its first file operation; if that is negative, after its start.
    """
    begun = time.perf_counter()
    told, tells = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which the child does not use
        process = os.fork()
    if process == 0:
        os.close(told)
        _child(folder, words, stdin, kill_at, tells)
    os.close(tells)
    if kill_after is not None:
        _kill(process, told, kill_after)
    with os.fdopen(told, "rb") as pipe:
        notes = pipe.read()
    _, status = os.waitpid(process, 0)
    ended = time.perf_counter()
    first = float(notes.split(b"\n")[0] or 0) if notes else ended - begun
    return Run(os.waitstatus_to_exitcode(status), notes.count(b"\n"), ended - begun, first)


def _kill(process: int, told: int, seconds: float) -> None:
    """Kill a process so many seconds after its first file operation, of which the pipe tells, or (negative) after its start."""
    if seconds >= 0:
        select.select([told], [], [])  # also when it ends
    time.sleep(abs(seconds))
    os.kill(process, signal.SIGKILL)


def _child(folder: Path, words: Sequence[str], stdin: str, kill_at: int | None, tells: int) -> None:
    """Be the command: never returns."""
    code = 1
    try:
        os.chdir(folder)
        begun, count, root = time.perf_counter(), 0, str(folder.resolve())

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if not (event in WRITING or (event == "open" and _writes(arguments))):
                return
            if not os.path.abspath(
                os.fspath(arguments[0]) if not isinstance(arguments[0], int) else "/"
            ).startswith(root):
                return
            count += 1
            os.write(tells, f"{time.perf_counter() - begun}\n".encode())
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        from argmap.cli.main import main

        sys.addaudithook(watch)
        main(list(words), standalone_mode=True)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        os._exit(code)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
