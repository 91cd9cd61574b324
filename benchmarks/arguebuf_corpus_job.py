"""arguebuf's way through a folder of nodesets: `python arguebuf_corpus_job.py FOLDER OUT`, with as many processes as there are processors.

It stands alone, because argmap is not installed there. It prints how many files it read, and what is left of what was in them.
"""

from __future__ import annotations

import json
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import arguebuf

warnings.simplefilter("ignore")


def converted(path: str, out: str) -> dict[str, int]:
    """Return what arguebuf keeps of a nodeset, written in its own format."""
    graph: Any = arguebuf.load.aif(json.loads(Path(path).read_text(encoding="utf-8")))
    with Path(out, Path(path).name).open("w", encoding="utf-8") as file:
        arguebuf.dump.json(graph, file)
    steps = graph.scheme_nodes
    attacks = {id for id, node in steps.items() if type(node.scheme).__name__ == "Attack"}
    undercuts = {
        edge.source.id
        for edge in graph.edges.values()
        if edge.source.id in attacks and edge.target.id in steps
    }
    return {
        "maps": 1,
        "claims": len(graph.atom_nodes),
        "participants": len(graph.participants),
        "attacks": len(attacks - undercuts),
        "undercuts": len(undercuts),
    }


def main(folder: str, out: str) -> None:
    """Convert a folder, and print the sums."""
    Path(out).mkdir(exist_ok=True)
    paths = sorted(map(str, Path(folder).glob("*.json")))
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(converted, paths, [out] * len(paths), chunksize=16))
    print(json.dumps({name: sum(row[name] for row in rows) for name in rows[0]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
