"""`python -m benchmarks`: measures argmap, on request beside its peers, and prints tables; never judges."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.acceptability import against_peers, against_targets
from benchmarks.cases import DATASET
from benchmarks.machine import described, load
from benchmarks.measure import must
from benchmarks.report import alone, beside_peers, legibility
from benchmarks.start import started

WRITING_LIMIT = 600


def main() -> None:
    """Write the maps, then measure and print one table after the other."""
    chosen = _options()
    with TemporaryDirectory(prefix="argmap-benchmarks-") as name:
        folder = Path(name)
        _keep_bytecode(folder / "bytecode")
        print(f"{described()}\n", flush=True)
        if chosen.start:
            print(started(folder, chosen.runs, chosen.limit), flush=True)
        else:
            (_frameworks if chosen.analysis else _maps)(folder, chosen)
        print(f"load at the end: {load()}")


def _maps(folder: Path, chosen: argparse.Namespace) -> None:
    must([sys.executable, "-m", "benchmarks.files", str(folder)], WRITING_LIMIT)
    print(alone(folder, chosen.runs, chosen.limit), flush=True)
    print(legibility(folder, chosen.limit), flush=True)
    if chosen.peers:
        print(beside_peers(folder, chosen.runs, chosen.limit), flush=True)


def _frameworks(folder: Path, chosen: argparse.Namespace) -> None:
    must([sys.executable, "-m", "benchmarks.frameworks", str(folder)], WRITING_LIMIT)
    print(against_targets(folder, chosen.runs, chosen.limit), flush=True)
    if chosen.peers:
        for text in against_peers(folder, chosen.runs, chosen.limit):
            print(text, flush=True)


def _keep_bytecode(folder: Path) -> None:
    """Let every Python that is measured keep its bytecode in `folder`, as after an ordinary installation.

    Where the environment forbids to write it, a package that is installed in place would be compiled anew in
    every run, and one that pip copied would not.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast argmap is.")
    parser.add_argument("--peers", action="store_true", help="install the peers for the moment; measure them")
    parser.add_argument("--analysis", action="store_true", help="measure abstract frameworks, not maps")
    parser.add_argument("--start", action="store_true", help="measure only how long argmap takes to start")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="runs after one to warm up (7)")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="stop longer runs (60)")
    chosen = parser.parse_args()
    if chosen.runs < 1 or chosen.limit <= 0:
        parser.error("--runs and --limit are positive numbers")
    if not Path(DATASET).is_dir():
        parser.error(f"there is no {DATASET} here; run this from the root of the repository")
    return chosen


if __name__ == "__main__":
    main()
