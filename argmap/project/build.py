"""Building the outputs of a map: everything is made in memory, then written."""

from __future__ import annotations

import json
from pathlib import Path

from argmap.graph.views import whole
from argmap.model.map import ArgumentMap
from argmap.project.results import FILE, NO_RESULTS, Results, results_text, run_for
from argmap.rendering.draw import pictures
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import markdown_page
from argmap.rendering.text.tree import tree_text
from argmap.storage.files import write_all
from argmap.study import Study
from argmap.teach.practice.tab import practice_tabs

PICTURES = ("svg", "png", "pdf", "html", "dot")


def outputs(map: ArgumentMap, results: Results = NO_RESULTS) -> dict[str, bytes]:
    """Return every file that is made of a map and the results of its experiments, by name.

    Args:
        map: the map.
        results: outcomes of its experiments, by name of experiment.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    drawings = pictures(map, PICTURES, Options(results=results, tabs=practice_tabs(map)))
    drawn = {f"map.{format}": picture for format, picture in drawings.items()}
    return {**drawn, **{name: text.encode("utf-8") for name, text in texts(map, results).items()}}


def texts(map: ArgumentMap, results: Results = NO_RESULTS) -> dict[str, str]:
    """Return every text that is made of a map, by file name: outline, page, analysis and results.

    Args:
        map: the map.
        results: outcomes of its experiments, by name of experiment.
    """
    study = Study(map)
    shown = scene(whole(map), marks(map, results=results), study.index)
    entries = outline(shown)
    return {
        "outline.txt": tree_text(entries),
        "map.md": markdown_page(shown, entries, study),
        "analysis.json": json.dumps(study.to_dict(), indent=1, ensure_ascii=False) + "\n",
        **({FILE: results_text(map, results)} if results else {}),
    }


def write_outputs(
    map: ArgumentMap, out: Path, results: Results | None = None, folder: str | None = None
) -> tuple[Path, ...]:
    """Write what is made of a map into `out/<id>/`, and return the files written.

    Everything is made before anything is written, and all files are ready before the first takes its place.
    Experiments are run unless their results are given.

    Args:
        map: the map.
        out: the folder of all outputs; it is created if it does not exist.
        results: outcomes of the experiments, by name; None runs them.
        folder: the name of the folder in `out`; None is the id of the map.

    Returns:
        The written files, sorted by name.

    Raises:
        LayoutFailed: Graphviz could not draw.
        ArgmapError: a file cannot be written.
    """
    measured = run_for(map) if results is None else results
    contents = {
        out / (folder or map.id) / name: content for name, content in sorted(outputs(map, measured).items())
    }
    write_all(contents)
    return tuple(contents)
