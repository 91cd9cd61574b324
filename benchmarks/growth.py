"""Every command on maps that grow: `python -m benchmarks.growth [CLAIMS…]` prints a table in Markdown.

Processor seconds (user and system, children included) and peak memory of whole processes, one run of each. The maps have
stances, linked premises, undercuts and findings. The first row is a loop of plain Python, by which figures of different
machines, and of a busy one, can be compared.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import rich_map_data
from benchmarks.measure import Command, Run, run

SIZES = (1_000, 10_000)
LIMIT = 600.0
LOOP = "s = 0\nfor i in range(20_000_000): s += i"
MEGABYTE = 1_000_000


def commands(map: Path) -> dict[str, Command]:
    """Return what is measured of a map, by name."""
    tool, path = [sys.executable, "-m", "argmap"], str(map)
    return {
        "check": [*tool, "check", path],
        "show": [*tool, "show", path],
        "why": [*tool, "why", path, "c0"],
        "analyse": [*tool, "analyse", path],
        "render to DOT": [*tool, "render", path, "-o", f"{path}.dot"],
        "render to a page": [*tool, "render", path, "--practice", "0", "-o", f"{path}.html"],
    }


def cell(done: Run) -> str:
    """Return the figures of a run."""
    if done.stopped:
        return f"> {LIMIT:g} s"
    return "failed" if done.error else f"{done.processor:.2f} s, {done.peak / MEGABYTE:.0f} MB"


def main() -> None:
    sizes = [int(told) for told in sys.argv[1:]] or SIZES
    os.environ["ARGMAP_MAX_MB"] = "1000"
    table: dict[str, list[str]] = {}
    with TemporaryDirectory(prefix="argmap-growth-") as name:
        for size in sizes:
            map = Path(name) / f"map-{size}.json"
            map.write_text(json.dumps(rich_map_data(size), indent=1), encoding="utf-8")
            table.setdefault("20 million additions", []).append(
                cell(run([sys.executable, "-c", LOOP], LIMIT))
            )
            for what, command in commands(map).items():
                table.setdefault(what, []).append(cell(run(command, LIMIT)))
    print(f"| command | {' | '.join(f'{size:,} claims' for size in sizes)} |")
    print(f"|---|{'---:|' * len(sizes)}")
    for what, cells in table.items():
        print(f"| {what} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
