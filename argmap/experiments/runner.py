"""Running experiments, each in a process of its own.

A process can be stopped, cannot take the others down, and lets the linear algebra run on one thread: sums are then
added in the same order on every run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import argmap
from argmap.experiments.outcome import Outcome, result_from, summary
from argmap.experiments.registry import BrokenExperiment, experiment

SETTLED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""What a worker's environment says in place of the user's: one thread for every library of linear algebra."""

AT_ONCE = 4


def run_all(names: Iterable[str], seed: int = 0, *, limit: float | None = None) -> Iterator[Outcome]:
    """Yield the outcome of each experiment, in the order of `names`; several run at the same time.

    Args:
        names: names of experiments.
        seed: seed of the random numbers, from 0 to 2**32 - 1.
        limit: seconds after which each is stopped; None takes the limit that the experiment sets.
    """
    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
        yield from pool.map(lambda name: run_one(name, seed, limit=limit), names)


def run_one(name: str, seed: int = 0, *, limit: float | None = None) -> Outcome:
    """Return the outcome of running an experiment; whatever goes wrong is a fault of the outcome.

    Args:
        name: name of the experiment.
        seed: seed of the random numbers, from 0 to 2**32 - 1.
        limit: seconds after which it is stopped; None takes the limit that the experiment sets.

    Raises:
        UnknownName: there is no such experiment.
    """
    try:
        known = experiment(name)
    except BrokenExperiment as error:
        return Outcome(name, seed, fault=str(error))
    outcome, seconds = Outcome(name, seed, summary(known)), known.limit if limit is None else limit
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "argmap.experiments.worker", name, str(seed)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return replace(outcome, fault=f"it ran past its limit of {seconds:g} s")
    return _completed(outcome, done)


def _completed(outcome: Outcome, done: subprocess.CompletedProcess[bytes]) -> Outcome:
    """Return the outcome with what the process printed, or with how it ended if that cannot be read."""
    try:
        answer = json.loads(done.stdout)
        if "fault" in answer:
            return replace(outcome, fault=str(answer["fault"]))
        return replace(outcome, result=result_from(answer["result"]))
    except (ValueError, KeyError, TypeError):
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        reason = f": {last[0]}" if last else ""
        return replace(outcome, fault=f"its process ended with code {done.returncode}{reason}")


def _environment() -> dict[str, str]:
    """Return an environment in which the worker finds this argmap, and not the files of the current folder."""
    here = str(Path(argmap.__file__).parent.parent)
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, **SETTLED, "PYTHONPATH": os.pathsep.join(paths)}
