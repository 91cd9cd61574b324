"""Abstract frameworks of any size, the same in every run, as files `p af N`: `python -m benchmarks.frameworks FOLDER`."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

SPARSE, DENSER, DISPUTED, CHAIN = "sparse", "denser", "disputed", "chain"

SHARES = {SPARSE: (2.0, 0.0), DENSER: (3.0, 0.0), DISPUTED: (1.5, 0.5)}
"""For each argument, how many attacks in one direction there are, and how many pairs that attack each other.

Few attacks in one direction are settled by grounded labels almost completely; three for each argument leave a core
with hardly a choice, and often no stable extension. Pairs make positions: with them there are very many extensions.
"""

WRITTEN = (
    (SPARSE, 1_000),
    (SPARSE, 100_000),
    (SPARSE, 1_000_000),
    (CHAIN, 1_000_000),
    *((kind, size) for kind in (DENSER, DISPUTED) for size in (100, 500, 2_000)),
)


def framework_file(folder: Path, kind: str, size: int) -> Path:
    """Return where the framework of a kind and size is written."""
    return folder / f"{kind}-{size}.af"


def write(folder: Path) -> None:
    """Write all frameworks that are measured; another process does it, to keep the one that measures small."""
    for kind, size in WRITTEN:
        attacks = _chain(size) if kind == CHAIN else _random(size, *SHARES[kind])
        lines = (f"{source} {target}\n" for source, target in attacks)
        framework_file(folder, kind, size).write_text(f"p af {size}\n{''.join(lines)}", encoding="utf-8")


def _random(size: int, single: float, mutual: float) -> Iterator[tuple[int, int]]:
    """Return attacks whose ends are drawn evenly from all arguments; the size is the seed."""
    draw = random.Random(size).random
    for number in range(int((single + mutual) * size)):
        one, other = int(draw() * size) + 1, int(draw() * size) + 1
        yield one, other
        if number >= single * size:
            yield other, one


def _chain(size: int) -> Iterator[tuple[int, int]]:
    return ((number, number + 1) for number in range(1, size))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
