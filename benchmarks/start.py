"""How long commands take on a small map, beside what nobody can do without: Python, its libraries and Graphviz."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from benchmarks.cases import DATASET
from benchmarks.measure import Command, Failed, Run, in_turn, must
from benchmarks.table import table

BARE = "python -c pass"
HEAD = ("what", "target", "median", "min – max", "ratio", "met")


def started(folder: Path, runs: int, limit: float) -> str:
    """Return the table of processor seconds, and of their ratios to the start of Python.

    Raises:
        Failed: a command ended with an error; its figures would mean nothing.
    """
    drawn = folder / "start.dot"
    must([*_argmap("render"), "-o", str(drawn)], limit)
    measured: dict[str, tuple[Command, float | None]] = {
        BARE: ([sys.executable, "-c", "pass"], None),
        "python -c 'import pydantic, click'": ([sys.executable, "-c", "import pydantic, click"], None),
        "dot -Tsvg, the same map once": (["dot", "-Tsvg", str(drawn), "-o", str(folder / "dot.svg")], None),
        "argmap --help": ([sys.executable, "-m", "argmap", "--help"], 4),
        f"argmap show {DATASET}": (_argmap("show"), None),
        f"argmap check {DATASET}": (_argmap("check"), 12),
        f"argmap render {DATASET} -o X.svg": ([*_argmap("render"), "-o", str(folder / "X.svg")], 25),
        f"argmap analyse {DATASET}": (_argmap("analyse"), 25),
    }
    done = in_turn({name: command for name, (command, _) in measured.items()}, runs, limit)
    bare = median(run.processor for run in done[BARE])
    return table(HEAD, [_row(name, target, done[name], bare) for name, (_, target) in measured.items()])


def _argmap(command: str) -> list[str]:
    return [sys.executable, "-m", "argmap", command, DATASET]


def _row(name: str, target: float | None, done: list[Run], bare: float) -> tuple[str, ...]:
    if done[-1].error:
        raise Failed(done[-1].error)
    seconds = [run.processor for run in done]
    ratio = median(seconds) / bare
    span = f"{min(seconds):.3f} – {max(seconds):.3f}"
    met = "" if target is None else "yes" if ratio <= target else "no"
    wanted = "" if target is None else f"{target:g} ×"
    return (name, wanted, f"{median(seconds):.3f} s", span, f"{ratio:.1f} ×", met)
