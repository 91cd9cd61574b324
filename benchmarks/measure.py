"""Runs commands and takes their time and memory, as the operating system accounts for them."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from threading import Timer
from time import perf_counter

Command = Sequence[str]

BYTES = 1 if sys.platform == "darwin" else 1_024
"""In units of how many bytes this system counts peak memory."""


class Failed(Exception):
    """A command did not do its work; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a whole process: wall-clock seconds, peak memory in bytes, what it printed, and processor seconds.

    `stopped` says that it took longer than it was given, `error` why it did not do its work, `processor` for how many
    seconds it and what it started used a processor.
    """

    seconds: float
    peak: int
    printed: str
    stopped: bool = False
    error: str = ""
    processor: float = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Several runs: seconds, and the median of the peak memory (0: not known).

    When one was `stopped`, the seconds are those after which it was.
    """

    runs: int
    median: float
    least: float
    most: float
    peak: int
    stopped: bool


def in_turn(commands: Mapping[str, Command], runs: int, limit: float) -> dict[str, list[Run]]:
    """Return the runs of every command: A B A B, so that a change of the machine's mood meets them all.

    Each runs once before, uncounted, to warm the disk cache. A command that fails, or takes longer than
    `limit` seconds and is stopped, is not started again, and only that run is returned.
    """
    found = {name: [run(command, limit)] for name, command in commands.items()}
    for _ in range(runs):
        for name, command in commands.items():
            if _is_sound(found[name][-1]):
                found[name].append(run(command, limit))
    return {name: done[1:] if _is_sound(done[-1]) else done[-1:] for name, done in found.items()}


def must(command: Command, limit: float) -> Run:
    """Return one run of a command on which everything else depends.

    Raises:
        Failed: it could not be started, ended with an error, or took too long.
    """
    done = run(command, limit)
    if not _is_sound(done):
        raise Failed(done.error or f"{command[0]} took longer than {limit:g} s")
    return done


def run(command: Command, limit: float) -> Run:
    """Return one run of a command, from its start to its end."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = perf_counter()
        try:
            process = _started(command, output.fileno())
        except OSError as fault:
            return Run(0, 0, "", error=f"{command[0]} cannot be started: {fault.strerror}")
        code, peak, processor = _waited(process, limit)
        seconds = perf_counter() - start
        output.seek(0)
        printed = output.read()
    stopped = code == -signal.SIGKILL and seconds >= limit
    error = f"{' '.join(command)} ended with {code}: {printed[-500:]}" if code and not stopped else ""
    return Run(seconds, peak, printed, stopped, error, processor)


def summary(runs: Sequence[Run], *, inside: bool = False) -> Summary:
    """Return the summary of runs; with `inside`, of the seconds that the commands printed themselves.

    A process takes over the peak memory of the one that starts it, so a peak below that of this process says
    nothing.
    """
    stopped = runs[-1].stopped
    seconds = [float(done.printed.split()[-1]) if inside and not stopped else done.seconds for done in runs]
    peak = int(median(done.peak for done in runs))
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES
    known = peak if peak > floor and not stopped else 0
    return Summary(len(runs), median(seconds), min(seconds), max(seconds), known, stopped)


def _is_sound(done: Run) -> bool:
    return not done.stopped and not done.error


def _started(command: Command, output: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
    )


def _waited(process: subprocess.Popen[bytes], limit: float) -> tuple[int, int, float]:
    """Return exit code, peak memory in bytes and seconds of processor time of a process, ended after `limit` seconds at most."""
    alarm = Timer(limit, _stop, [process.pid])
    alarm.start()
    _, status, usage = os.wait4(process.pid, 0)
    alarm.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss * BYTES, usage.ru_utime + usage.ru_stime


def _stop(leader: int) -> None:
    """End a process with all that it started."""
    with suppress(ProcessLookupError):  # it ended just in time
        os.killpg(leader, signal.SIGKILL)
