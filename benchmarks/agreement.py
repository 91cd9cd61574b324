"""How fast agreement is computed: `python -m benchmarks.agreement` prints α beside nltk's, and whole agreements with intervals.

Each figure of α is of a new process and of two parts: to import what computes it, and to compute it for random ratings. The
processes run in turns. Needs nltk for the comparison (the extra `dev` brings it).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median

import numpy as np

import argmap
from argmap.model import ArgumentMap, Relation
from argmap.readings.agreement import agreement
from argmap.readings.read_thread import AnnotatedMap

RATERS = 3
SIZES = (300, 1500, 6000)
RUNS = 3
AGREEING = 0.8
"""The share of labels that are not dealt anew."""

Alpha = Callable[[Sequence[Sequence[str]]], float | None]


def ratings(number: int) -> list[list[str]]:
    """Return random labels: units of three raters who agree on most of them."""
    random = Random(number)
    units = [[random.choice("abcd")] * RATERS for _ in range(number // RATERS)]
    return [
        [label if random.random() < AGREEING else random.choice("abcd") for label in unit] for unit in units
    ]


def job(tool: str, number: int) -> str:
    """Return the seconds to import and to compute, and α of random ratings."""
    data = ratings(number)
    before = time.perf_counter()
    compute = by_argmap() if tool == "argmap" else by_nltk()
    ready = time.perf_counter()
    value = compute(data)
    return f"{ready - before} {time.perf_counter() - ready} {value}"


def by_argmap() -> Alpha:
    from argmap.readings.alpha import alpha

    return alpha


def by_nltk() -> Alpha:
    from nltk.metrics.agreement import AnnotationTask

    return lambda data: AnnotationTask(
        [(f"r{who}", f"u{n}", label) for n, unit in enumerate(data) for who, label in enumerate(unit)]
    ).alpha()


def measured(tool: str, number: int) -> list[float]:
    command = [sys.executable, "-c", f"from benchmarks.agreement import job; print(job({tool!r}, {number}))"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def beside_nltk() -> None:
    """Print a table of α by both, in turns."""
    print("| ratings | by | import | compute | α |\n|---:|---|---:|---:|---:|")
    tools = ["argmap", "nltk"] if find_spec("nltk") else ["argmap"]
    for number in SIZES:
        runs = [{tool: measured(tool, number) for tool in tools} for _ in range(RUNS)]
        for tool in tools:
            load, compute = (median(run[tool][part] for run in runs) for part in (0, 1))
            print(
                f"| {number:,} | {tool} | {load:.3f} s | {compute:.4f} s | {runs[0][tool][2]:.12f} |",
                flush=True,
            )


def second(map: ArgumentMap) -> ArgumentMap:
    """Return another reading: every fifth relation is gone, every seventh has another kind."""
    kept = [
        relation for number, relation in enumerate(map.relations) if number % 5 or _is_target(map, relation)
    ]
    turned = {"support": "attack", "attack": "support"}
    changed = [
        relation.model_copy(update={"kind": type(relation.kind)(turned[relation.kind])})
        if number % 7 == 0 and relation.kind in turned and relation.target in map.nodes
        else relation
        for number, relation in enumerate(kept)
    ]
    return map.model_copy(
        update={"relations": tuple(changed), "breaches": (), "questions": (), "expect": None}
    )


def _is_target(map: ArgumentMap, relation: Relation) -> bool:
    return any(other.target == relation.id for other in map.relations)


def whole() -> None:
    """Print how long whole agreements take on the bundled maps, inside a process that has argmap loaded."""
    print("\n| map | claims | seconds, no intervals | seconds, 1,000 resamples |\n|---|---:|---:|---:|")
    for folder in sorted(path.parent for path in Path("data").glob("*/map.yaml")):
        map = argmap.load(folder)
        readings = [AnnotatedMap("one", map), AnnotatedMap("other", second(map))]
        seconds = []
        for resamples in (0, 1000):
            before = time.perf_counter()
            agreement(readings, resamples=resamples)
            seconds.append(time.perf_counter() - before)
        print(f"| {folder.name} | {len(map.claims)} | {seconds[0]:.2f} | {seconds[1]:.2f} |")


def main() -> None:
    print(f"Python {sys.version.split()[0]}, NumPy {np.__version__}\n")
    beside_nltk()
    whole()


if __name__ == "__main__":
    main()
