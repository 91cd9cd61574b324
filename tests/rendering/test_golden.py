"""The structure of the bundled map's diagram: ids, classes and ends, never coordinates, which differ by system.

Refresh with `python -m pytest tests/rendering --refresh-golden` and review the difference by eye.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.model import ArgumentMap
from tests.rendering.drawn import Dot

GOLDEN = Path(__file__).parent / "golden" / "math-in-ml.txt"


def structure(map: ArgumentMap) -> str:
    """Return one line for each node, edge and cluster of the diagram, in alphabetical order."""
    drawn = Dot(map)
    nodes = [f"node {name} {node['class']}" for name, node in drawn.nodes.items()]
    edges = [
        f"edge {name} {edge['class']} {edge['tail']} -> {edge['head']}" for name, edge in drawn.edges.items()
    ]
    linked = {part["id"]: part for part in drawn.clusters.values() if part.get("class") == "linked"}
    clusters = [f"cluster {name} {' '.join(sorted(part['members']))}" for name, part in linked.items()]
    return "".join(f"{line}\n" for line in (*sorted(nodes), *sorted(edges), *sorted(clusters)))


def test_the_structure_of_the_bundled_map(math_in_ml: ArgumentMap, request: pytest.FixtureRequest) -> None:
    drawn = structure(math_in_ml)
    if request.config.getoption("--refresh-golden", default=False):
        GOLDEN.write_text(drawn, "utf-8")
    assert drawn == GOLDEN.read_text("utf-8")
