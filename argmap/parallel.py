"""One function over many parts: in this process, in several, or on the machines of a Dask cluster, with the same results.

The function and its parts must be importable and picklable, and a part must not depend on another: then it does not matter
where each is worked on, in which order, or how often. What fails is told; what is done stays done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from argmap.errors import ArgmapError, MissingExtra

P = TypeVar("P")
R = TypeVar("R")

RETRIES = 2
"""How often a part is tried again after the process that worked on it died."""

PATIENCE = "20s"
"""How long to wait for a scheduler to answer."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where parts are worked on.

    Attributes:
        processes: processes on this machine; None for one on each processor. One works in this process.
        scheduler: the address of a Dask scheduler, such as tcp://10.0.0.1:8786; then `processes` means nothing.
    """

    processes: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What became of a part: its number, counted from 0, and what the function returned, or why it failed."""

    number: int
    value: R | None = None
    error: str = ""


def done_parts(function: Callable[[P], R], parts: Sequence[P], workers: Workers) -> Iterator[Done[R]]:
    """Yield what became of each part, in the order in which they are done.

    An error that argmap raises on purpose, and one of the system, are the part's own; any other ends the work.

    Args:
        function: a pure function of a module.
        parts: what it is called with, one after the other.
        workers: where.

    Raises:
        MissingExtra: a scheduler is given, and `distributed` is not installed.
        ArgmapError: the scheduler does not answer.
    """
    if workers.scheduler is not None:
        yield from _on_cluster(function, parts, workers.scheduler)
        return
    processes = min(workers.processes or os.cpu_count() or 1, len(parts))
    if processes <= 1:
        for number, part in enumerate(parts):
            yield _tried(function, number, part)
        return
    yield from _in_processes(function, parts, processes)


def _tried(function: Callable[[P], R], number: int, part: P) -> Done[R]:
    try:
        return Done(number, function(part))
    except (ArgmapError, OSError) as error:
        return Done(number, error=str(error))


def _in_processes(function: Callable[[P], R], parts: Sequence[P], processes: int) -> Iterator[Done[R]]:
    """Yield what became of each part; where a process is killed, the parts that were not done are tried again.

    A pool does not say which part its dead process had, so each part that is lost with it counts as tried.
    """
    tries = dict.fromkeys(range(len(parts)), 0)
    while tries:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            futures: dict[Future[Done[R]], int] = {
                pool.submit(_tried, function, number, parts[number]): number for number in tries
            }
            started = set(list(futures.values())[: 2 * processes])
            for future in as_completed(futures):
                number = futures[future]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    break
                del tries[number]
                started |= set(list(tries)[: 2 * processes])
                yield result
        lost = started & tries.keys()
        for number in lost:
            tries[number] += 1
            if tries[number] > RETRIES:
                del tries[number]
                yield Done(number, error="the process that worked on it was killed, again and again")


def _on_cluster(function: Callable[[P], R], parts: Sequence[P], scheduler: str) -> Iterator[Done[R]]:
    """Yield what became of each part on the workers of a cluster, which try a part again when one of them dies."""
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("working on a cluster", "cluster") from error
    try:
        library: Any = distributed  # it has no types
        client = library.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ArgmapError(
            f"the scheduler {scheduler} does not answer: {error}; start one with 'dask scheduler'"
        ) from error
    try:
        futures = {
            client.submit(_tried, function, number, part, retries=RETRIES, pure=False): number
            for number, part in enumerate(parts)
        }
        for future in library.as_completed(list(futures), loop=client.loop):
            if future.status == "error":
                yield Done(futures[future], error=str(future.exception()))
            else:
                yield future.result()
    finally:
        client.close()
