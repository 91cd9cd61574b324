"""The scripts of pages in which a map is built, in the order in which they run."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.rendering.page.sealed import compact, joined
from argmap.rendering.templates import asset

DRAWING, EDITOR = "argmap.rendering.page", "argmap.rendering.editor"
STYLE = "editor.css"

SHARED = (
    "say.js",
    "text.js",
    "shapes.js",
    "layout.js",
    "lines.js",
    "wide.js",
    "tall.js",
    "graph.js",
    "map.js",
)
"""The modules of the page of a map that draw it; their data here are those of the map that is built."""
BEFORE = 'const data = JSON.parse(document.getElementById("data").textContent);'
AFTER = "Object.assign(window, { argmapView: view, argmapSay: () => say });"

OVERLAY = ("model.js", "checks.js", "dom.js", "sentences.js", "canvas.js", "paper.js", "pointer.js")
"""What a page needs in which a built map is only looked at."""

EDITING = (
    "model.js",
    "checks.js",
    "history.js",
    "dom.js",
    "sentences.js",
    "canvas.js",
    "paper.js",
    "pointer.js",
    "thread.js",
    "bar.js",
    "lists.js",
    "editor.js",
)
"""What a page needs in which a map is built: the model first, the editor last, which knows no task and no server."""


def editor_script(names: Iterable[str], own: Iterable[tuple[str, str]]) -> str:
    """Return the drawing of maps, scripts of this folder and those of a page as one script.

    Args:
        names: files of this folder, in the order in which they run: `OVERLAY` or `EDITING`.
        own: the page's own files, as package and name, which run after them.
    """
    drawing = joined([BEFORE, *(asset(DRAWING, name) for name in SHARED), AFTER])
    scripts = [*((EDITOR, name) for name in names), *own]
    return "\n".join([f"(() => {{\n{compact(drawing)}}})();", *(compact(asset(*place)) for place in scripts)])
