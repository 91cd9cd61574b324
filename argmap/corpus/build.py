"""Building the outputs of a map: everything is made in memory, then written."""

from __future__ import annotations

import json
from pathlib import Path

from argmap.analysis.analyse import analyse
from argmap.graph.views import whole
from argmap.model.map import ArgumentMap
from argmap.rendering.draw import pictures
from argmap.rendering.markdown import markdown_page
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text import tree_text
from argmap.storage.files import write_all

PICTURES = ("svg", "png", "pdf", "dot")


def outputs(map: ArgumentMap) -> dict[str, bytes]:
    """Return every file that is made of a map, by name.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    drawn = {f"map.{format}": picture for format, picture in pictures(map, PICTURES).items()}
    return {**drawn, **{name: text.encode("utf-8") for name, text in texts(map).items()}}


def texts(map: ArgumentMap) -> dict[str, str]:
    """Return every text that is made of a map, by file name: outline, page and analysis."""
    shown, found = scene(whole(map)), analyse(map)
    entries = outline(shown)
    return {
        "outline.txt": tree_text(entries),
        "map.md": markdown_page(shown, entries, found),
        "analysis.json": json.dumps(found.to_dict(), indent=1, ensure_ascii=False) + "\n",
    }


def write_outputs(map: ArgumentMap, out: Path) -> tuple[Path, ...]:
    """Write what is made of a map into `out/<id>/`, and return the files written.

    Everything is made before anything is written, and all files are ready before the first takes its place.

    Raises:
        LayoutFailed: Graphviz could not draw.
        ArgmapError: a file cannot be written.
    """
    contents = {out / map.id / name: content for name, content in sorted(outputs(map).items())}
    write_all(contents)
    return tuple(contents)
