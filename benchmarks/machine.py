"""What the figures were taken on: versions, processors and load, without names or addresses."""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import UTC, datetime

from benchmarks.measure import must

GRAPHVIZ = (
    "import pygraphviz; print(pygraphviz.AGraph(string='digraph {}').draw(format='svg', prog='dot').decode())"
)


def described() -> str:
    """Return one line for the head of a table."""
    from argmap import __version__

    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, {os.cpu_count()} processors, load {load()}; "
        f"argmap {__version__}, Python {platform.python_version()}, Graphviz {_graphviz()}"
    )


def load() -> str:
    """Return how many processes wanted to run in the last minute; one of them is the one that is measured."""
    return f"{os.getloadavg()[0]:.1f}"


def _graphviz() -> str:
    """Return the version of Graphviz; asked of another process, to keep this one small."""
    found = re.search(r"graphviz version ([\d.]+)", must([sys.executable, "-c", GRAPHVIZ], limit=60).printed)
    return found[1] if found else "unknown"
