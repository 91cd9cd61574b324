"""Work that is ended from outside: by a clock, or by Ctrl-C.

Inside the code of a solver or of a layout, neither is looked at for as long as one call takes.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
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


def guarded(work: Callable[[], T], seconds: float | None = None) -> T:
    """Return what some work returns, done in a process of its own, which is ended when its time is over.

    Where processes cannot be divided (Windows), and where other threads run, the work is done here.

    Args:
        work: what is done; it writes nothing.
        seconds: how long it may take; None for as long as it needs.

    Raises:
        TimeoutError: it did not end in time.
        ArgmapError: the work raised it, or its process died.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
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
        written = _told(reading, None if seconds is None else monotonic() + seconds + GRACE)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not written:
        raise ArgmapError("the work ended without a result; there may be too little memory for it")
    answer: T | ArgmapError = pickle.loads(written)  # noqa: S301 (written by the process above)
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
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(answer, pipe)
        code = 0
    finally:
        os._exit(code)


def _told(reading: int, deadline: float | None) -> bytes:
    """Return what is written to a pipe until it is closed.

    Raises:
        TimeoutError: it was not closed by the deadline.
    """
    parts: list[bytes] = []
    while True:
        left = None if deadline is None else max(0.0, deadline - monotonic())
        if not select([reading], [], [], left)[0]:
            raise TimeoutError
        part = os.read(reading, CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
