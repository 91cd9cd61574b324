"""Work that a clock ends from outside.

Inside the solver's own code, and in long steps before it, neither a deadline nor Ctrl-C is looked at.
"""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from select import select
from time import monotonic
from typing import NoReturn, TypeVar

from argmap.errors import ArgmapError

T = TypeVar("T")

GRACE = 0.5
"""Seconds for work that looks at the clock itself to tell what it has found."""

CHUNK = 1 << 20


def guarded(work: Callable[[], T], seconds: float) -> T:
    """Return what some work returns, done in a process of its own, which is ended when its time is over.

    Where processes cannot be divided (Windows), the work is done here.

    Args:
        work: looks at the clock itself now and then; it writes nothing.
        seconds: how long it may take.

    Raises:
        OutOfTime: it did not end in time.
        ArgmapError: the work raised it, or its process died.
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Threads of NumPy's linear algebra are not used here and hold no lock.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    try:
        told = _told(reading, monotonic() + seconds + GRACE)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not told:
        raise ArgmapError("the search ended without an answer; there may be too little memory for it")
    answer: T | ArgmapError = pickle.loads(told)  # noqa: S301 (written by the process above)
    if isinstance(answer, ArgmapError):
        raise answer
    return answer


def _work(work: Callable[[], object], writing: int) -> NoReturn:
    """Do the work in the new process, and end that without a word but the answer."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = 1
    try:
        answer: object
        try:
            answer = work()
        except ArgmapError as error:
            answer = error
        with os.fdopen(writing, "wb") as told:
            pickle.dump(answer, told)
        code = 0
    finally:
        os._exit(code)


def _told(reading: int, deadline: float) -> bytes:
    """Return what is written to a pipe until it is closed.

    Raises:
        OutOfTime: it was not closed by the deadline.
    """
    from argmap.solver.search import OutOfTime

    parts: list[bytes] = []
    while True:
        ready, _, _ = select([reading], [], [], max(0.0, deadline - monotonic()))
        if not ready:
            raise OutOfTime("the search took longer than it was allowed; give it more seconds")
        part = os.read(reading, CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
