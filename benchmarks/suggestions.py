"""How good suggestions are: `python -m benchmarks.suggestions` prints precision and recall on the bundled maps."""

from __future__ import annotations

from pathlib import Path

import argmap
from argmap.editing.suggesting import Score, claim_score, relation_score
from argmap.editing.suggestions import candidates


def row(name: str, score: Score) -> str:
    return f"| {name} | {score.made} | {score.right} | {score.precision:.2f} | {score.found} of {score.wanted} | {score.recall:.2f} |"


def main() -> None:
    print("| suggestions | made | right | precision | found | recall |")
    print("|---|---:|---:|---:|---:|---:|")
    for folder in sorted(path.parent for path in Path("data").glob("*/map.yaml")):
        map = argmap.load(folder)
        found = candidates(map.thread)
        print(row(f"claims of {folder.name}", claim_score(map, found)))
        print(row(f"relations of {folder.name}", relation_score(map, found)))


if __name__ == "__main__":
    main()
