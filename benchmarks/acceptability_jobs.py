"""One job of argmap on an abstract framework, timed from inside: `python -m benchmarks.acceptability_jobs JOB FILE`.

Prints the answer and seconds. Reading the file is counted by the job `file` only; imports are never counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.questions import ASKED, GROUNDED, SEMANTICS, STATUS, asked

FILE = "file"


def labels(path: Path) -> tuple[str, float]:
    """Return how many arguments are in, and the seconds from arrays to labels."""
    from argmap.solver.attacks import grounded
    from argmap.solver.iccma import parse_iccma

    graph = parse_iccma(path.read_bytes())
    start = perf_counter()
    found = grounded(graph)
    return str((found == 1).sum()), perf_counter() - start


def labels_of_file(path: Path) -> tuple[str, float]:
    """Return how many arguments are in, and the seconds from the file to labels."""
    from argmap.solver.attacks import grounded
    from argmap.solver.iccma import parse_iccma

    start = perf_counter()
    found = grounded(parse_iccma(path.read_bytes()))
    return str((found == 1).sum()), perf_counter() - start


def question(job: str, path: Path) -> tuple[str, float]:
    """Return the answer to a question, and the seconds from the attacks to the answer."""
    from argmap.solver.iccma import parse_iccma

    graph = parse_iccma(path.read_bytes())
    pairs = list(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))
    answered(job, 5, [(0, 1), (1, 0)])  # so that what is imported late is there
    start = perf_counter()
    answer = answered(job, graph.size, pairs)
    return answer, perf_counter() - start


def answered(job: str, size: int, pairs: list[tuple[int, int]]) -> str:
    """Return the answer to a question about a framework."""
    from argmap.solver.acceptance import credulous, skeptical, statuses
    from argmap.solver.assumptions import abstract
    from argmap.solver.semantics import Semantics
    from argmap.solver.witness import some_extension

    kind, letters = job.split("-")
    framework, semantics = abstract(size, pairs), Semantics(SEMANTICS[letters])
    if kind == "SE":
        return "no" if some_extension(framework, semantics) is None else "yes"
    if kind == STATUS:
        found = statuses(framework, semantics)
        return f"{len(found.credulous)}/{len(found.skeptical)}"
    holds = credulous if kind == "DC" else skeptical
    return "".join("ny"[holds(framework, semantics, one)] for one in asked(size))


def run(job: str, path: Path) -> tuple[str, float]:
    if job in ASKED:
        return question(job, path)
    jobs: dict[str, Callable[[Path], tuple[str, float]]] = {GROUNDED: labels, FILE: labels_of_file}
    return jobs[job](path)


if __name__ == "__main__":
    print(*run(sys.argv[1], Path(sys.argv[2])))
