"""One job of argmap in a process of its own, timed from inside: `python -m benchmarks.inside JOB PATH`.

Prints seconds: what a program that has argmap loaded already would wait. Imports are not counted; caches are
empty, because every run is a new process.
"""

from __future__ import annotations

import sys
from time import perf_counter


def load(path: str) -> float:
    """Return the seconds it takes to read and validate a map."""
    from argmap.storage.load import load_map

    start = perf_counter()
    load_map(path)
    return perf_counter() - start


def dot(path: str) -> float:
    """Return the seconds it takes to write the DOT text of a map that is loaded."""
    from argmap.rendering.draw import render
    from argmap.storage.load import load_map

    map = load_map(path)
    start = perf_counter()
    render(map, "dot")
    return perf_counter() - start


JOBS = {"dot": dot, "load": load}

if __name__ == "__main__":
    print(JOBS[sys.argv[1]](sys.argv[2]))
