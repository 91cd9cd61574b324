"""Strength of large frameworks, timed from inside: `python -m benchmarks.strength [JOB]` prints seconds.

From arrays to strengths, building the framework included. Frameworks are made with fixed seeds, half of their
edges attacks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from argmap.solver.bipolar import BipolarGraph, Indices, Values
from argmap.solver.gradual.models import GradualModel, model_named
from argmap.solver.gradual.solve import gradual_strengths

SIZE = 100_000
ATTACKS = 0.5
Arrays = tuple[int, Values, Indices, Indices, Values]


def tree(size: int = SIZE) -> Arrays:
    """Return a random tree: each node bears on an earlier one."""
    nodes = np.arange(1, size)
    return _arrays(size, nodes, _earlier(nodes))


def dag(size: int = SIZE) -> Arrays:
    """Return a graph without cycles in which each node bears on two earlier ones."""
    nodes = np.repeat(np.arange(1, size), 2)
    return _arrays(size, nodes, _earlier(nodes))


def thread(size: int = SIZE) -> Arrays:
    """Return one chain of replies."""
    return _arrays(size, np.arange(1, size), np.arange(size - 1))


def caterpillar(size: int = SIZE) -> Arrays:
    """Return a chain of replies, each with one more reply that nobody answers."""
    spine = size // 2
    ends = np.arange(1, spine), np.arange(spine - 1)
    leaves = np.arange(spine, size)
    return _arrays(size, np.append(ends[0], leaves), np.append(ends[1], leaves - spine))


def cyclic(size: int = SIZE) -> Arrays:
    """Return a random graph with two edges for each node, most of it on one large knot of cycles."""
    random = np.random.default_rng(1)
    return _arrays(size, random.integers(0, size, 2 * size), random.integers(0, size, 2 * size))


# Name: how the arrays are made, the model, and the target in seconds.
JOBS: dict[str, tuple[Callable[[], Arrays], str, float]] = {
    "tree": (tree, "df-quad", 0.03),
    "dag": (dag, "df-quad", 0.03),
    "thread": (thread, "df-quad", 0.2),
    "caterpillar": (caterpillar, "df-quad", 0.2),
    "cyclic": (cyclic, "quadratic-energy", 0.08),
}


def seconds(job: str, runs: int = 7) -> float:
    """Return the least time of several runs in this process."""
    make, model, _ = JOBS[job]
    arrays, chosen = make(), model_named(model)
    return min(_once(arrays, chosen) for _ in range(runs))


def _once(arrays: Arrays, model: GradualModel) -> float:
    start = perf_counter()
    assert gradual_strengths(BipolarGraph(*arrays), model).converged
    return perf_counter() - start


def _earlier(nodes: Indices) -> Indices:
    return (np.random.default_rng(2).random(len(nodes)) * nodes).astype(np.int32)


def _arrays(size: int, sources: Indices, targets: Indices) -> Arrays:
    random = np.random.default_rng(3)
    base, attacks = random.random(size), random.random(len(sources)) < ATTACKS
    return size, base, sources.astype(np.int32), targets.astype(np.int32), np.where(attacks, -1.0, 1.0)


if __name__ == "__main__":
    for name in sys.argv[1:] or JOBS:
        print(f"{name:12} {seconds(name):.4f} (target {JOBS[name][2]})")
