"""Importing a large dump: `python -m benchmarks.importing [POSTS]` prints seconds and peak memory of the whole process."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import in_turn

POSTS = 100_000
RUNS, LIMIT = 5, 120


def dump(path: Path, posts: int) -> None:
    """Write a dump of comments on one submission, as trees of replies."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(posts):
            parent = f"t1_c{number // 2}" if number % 7 else "t3_a"
            body = f"This is comment number {number}.\n\nIt has two paragraphs, because people write them."
            row = {
                "id": f"c{number}",
                "link_id": "t3_a",
                "parent_id": parent,
                "author": f"u{number % 500}",
                "body": body,
            }
            file.write(json.dumps({**row, "subreddit": "s", "created_utc": 1_700_000_000 + number}) + "\n")


def main() -> None:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dump.ndjson"
        dump(path, posts)
        command = [sys.executable, "-m", "argmap", "thread", "import", str(path), "--id", "big"]
        runs = in_turn({"import": command}, RUNS, LIMIT)["import"]
    seconds, peak = median(run.seconds for run in runs), median(run.peak for run in runs)
    print(f"{posts:,} posts: {seconds:.2f} s (median of {len(runs)}), peak {peak / 1e6:.0f} MB; target 10 s")


if __name__ == "__main__":
    main()
