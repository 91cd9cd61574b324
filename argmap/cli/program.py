"""The program: it shows the help of all commands from a file, loads them for everything else, and guards its streams.

Click and the modules of all commands take five times as long to load as Python takes to start.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from errno import EBADF
from importlib import import_module
from typing import NoReturn

EXIT_USAGE = 2
"""The exit code of wrong options and of files that cannot be read or written."""

EXIT_INTERRUPTED = 130
"""The exit code of what somebody interrupts: 128, and the number of the signal."""

INTERRUPTED = "interrupted; no file is half-written"
HELP = ("-h", "--help")
HELP_FILE = "help.txt"
BRIEF = frozenset({"analyse", "check", "diff", "render", "show", "what-if", "why"})
"""Commands that read one map or two, say something and end."""

COMMANDS = "argmap.cli.main"
"""The module of all commands, which is imported by its name as they are, and only when one is called."""

STDERR = 2
"""The number of standard error, which systems fix."""

LONGEST_NAME = 60
WIDTH = 80
"""Columns for which the file is written; on a narrower terminal click breaks the lines."""


def run() -> None:
    """Run as a program; an error of standard output is one line without a traceback, too."""
    # A command builds large frozen results and ends: looking for garbage among them every 700 objects finds none
    # and takes a quarter of the time of `analyse`; every 200,000, a twelfth of that of large maps.
    gc.set_threshold(20_000_000 if len(sys.argv) > 1 and sys.argv[1] in BRIEF else 200_000, 30, 30)
    # Pydantic would read what all installed packages declare, to find its plug-ins: argmap uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _prepare_streams()
    try:
        if len(sys.argv) == 2 and sys.argv[1] in HELP and _columns() >= WIDTH:  # noqa: PLR2004 (the program and a word)
            sys.stdout.write(help_text())
            sys.stdout.flush()
            return
        _guard_terminal()
        import_module(COMMANDS).main(prog_name="argmap")
    except OSError as error:
        fail(_told(error))
    except KeyboardInterrupt:
        fail(INTERRUPTED, EXIT_INTERRUPTED)  # before a command was there to say so
    except RecursionError:
        fail("the input is nested too deeply")
    except MemoryError:
        fail("there is not enough memory for this")
    except SystemExit as done:
        try:
            sys.stdout.flush()
        except OSError as error:
            fail(_told(error))
        raise done from None


def _told(error: OSError) -> str:
    """Return what an error of the system that no command expected is about: a file that has a name, or standard output."""
    if error.filename is None:
        return f"cannot write standard output: {error.strerror or error}"
    name = str(error.filename)
    shown = ascii(name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}...")
    return f"cannot use {shown}: {error.strerror}"


class _ClosedInput(io.RawIOBase):
    """Stands in for a standard input that whoever started the program has closed."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise OSError(EBADF, "it is closed", "standard input")


def _prepare_streams() -> None:
    """Make of closed streams, and of those that cannot write every sign, what every command can use."""
    if sys.stdout is None:
        fail("cannot write standard output: it is closed")
    if sys.stderr is None:
        # Its number would be given to the next file that is opened, and libraries in C would write their remarks into it.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != STDERR:
            os.dup2(nowhere, STDERR)
        sys.stderr = open(STDERR, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (it is open until the end)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_ClosedInput()))
    for stream in (sys.stdout, sys.stderr):
        # Pipes on Windows, and old locales, cannot write every sign: a question mark is better than no output.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _guard_terminal() -> None:
    """Let terminals get harmless text only; texts of threads and names of files come from anybody."""
    from argmap.cli.terminal import guarded

    sys.stdout, sys.stderr = guarded(sys.stdout), guarded(sys.stderr)


def help_text() -> str:
    """Return what `argmap --help` prints."""
    with open(os.path.join(os.path.dirname(__file__), HELP_FILE), encoding="utf-8") as file:
        return file.read()


def fail(message: str, code: int = EXIT_USAGE) -> NoReturn:
    """End the program with one line, without giving Python another chance to write what cannot be written."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"argmap: {message}\n")
            sys.stderr.flush()
        except OSError:
            pass
    os._exit(code)


def _columns() -> int:
    """Return the columns of the terminal, as `shutil.get_terminal_size` finds them; 80 where there is none."""
    try:
        columns = int(os.environ.get("COLUMNS", "0"))
    except ValueError:
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size().columns or WIDTH
    except (AttributeError, ValueError, OSError):
        return WIDTH
