"""One job of arguebuf, run by the Python it is installed for: `python arguebuf_job.py JOB GRAPH [OUTPUT]`.

It stands alone, because argmap is not installed there.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import arguebuf

NO_LIMIT = 1_000_000
"""Its own default is to return nothing for more than 1,000 nodes, steps counted too."""


def main(job: str, graph: str, output: str = "") -> None:
    """Read a graph; write it as DOT text or as SVG if that is the job."""
    loaded = arguebuf.load.file(graph)
    if job == "check":
        return
    drawing: Any = arguebuf.dump.graphviz(loaded, max_nodes=NO_LIMIT)
    if job == "dot":
        Path(output).write_text(drawing.to_string(), encoding="utf-8")
    else:
        arguebuf.render.graphviz(drawing, output)


if __name__ == "__main__":
    main(*sys.argv[1:])
