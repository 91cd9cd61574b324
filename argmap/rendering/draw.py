"""From a map to pictures: the layout is chosen once and drawn in as many formats as are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from argmap.errors import LayoutFailed, UnknownName
from argmap.graph.views import View, whole
from argmap.model.map import ArgumentMap
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.picture.arrange import arranged
from argmap.rendering.picture.dot import dot_source, told_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.layout import TooLarge, lay_out
from argmap.rendering.picture.pdf import finish_pdf
from argmap.rendering.picture.png import finish_png
from argmap.rendering.picture.svg import finish_svg
from argmap.rendering.scene import Scene, scene
from argmap.rendering.text.tree import tree_text

PNG_DPI, SCREEN_DPI = 192, 96
"""What is too large for the first may do with the second, at which text is as large as on a screen."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A scene whose arrangement has been chosen."""

    scene: Scene
    options: Options
    arrangement: Arrangement

    def dot(self, *, links: bool = True) -> str:
        return dot_source(self.scene, replace(self.options, links=links), self.arrangement)


def render(map: ArgumentMap | View, format: str = "svg", options: Options | None = None) -> bytes:
    """Return a map drawn in `format`: svg, png (192 dots per inch, very large ones 96), pdf, dot or html (a page).

    Texts are UTF-8.

    Raises:
        UnknownName: there is no such format, or no such theme.
        LayoutFailed: Graphviz could not draw.
    """
    return pictures(map, [format], options)[format]


def pictures(
    map: ArgumentMap | View, formats: Iterable[str], options: Options | None = None
) -> dict[str, bytes]:
    """Return a map drawn in several formats, by format, all in the same arrangement.

    Raises:
        UnknownName: there is no such format, or no such theme.
        LayoutFailed: Graphviz could not draw.
    """
    wanted = tuple(formats)
    for format in wanted:
        if format not in FORMATS:
            raise UnknownName("picture format", format, FORMATS)
    drawing = _drawing(map, options or Options(), needs_layout=wanted != ("dot",))
    return {format: FORMATS[format](drawing) for format in wanted}


def svg(map: ArgumentMap | View, options: Options | None = None) -> str:
    """Return a map as SVG, with its outline as the text alternative."""
    return render(map, "svg", options).decode("utf-8")


def fragment(map: ArgumentMap | View, options: Options | None = None) -> str:
    """Return a map as an HTML figure, to be put into another page: a drawing without script or style."""
    from argmap.rendering.page.document import fragment as figure

    chosen = options or Options()
    view = map if isinstance(map, View) else whole(map)
    return figure(svg(view, chosen), chosen.title or view.map.title)


def notebook(map: ArgumentMap) -> str:
    """Return the page of a map inside a frame that can do nothing to the page around it."""
    from argmap.rendering.page.document import frame

    return frame(render(map, "html").decode("utf-8"), map.title)


def _drawing(map: ArgumentMap | View, options: Options, *, needs_layout: bool) -> _Drawing:
    view = map if isinstance(map, View) else whole(map)
    told = marks(view.map, status=options.status, strength=options.strength, results=options.results)
    shown = scene(view, told)
    try:
        arrangement = arranged(shown, options)
    except LayoutFailed:
        if needs_layout:
            raise
        # DOT text can be written without Graphviz; its picture may have more crossings.
        arrangement = Arrangement(told_order(shown))
    return _Drawing(shown, options, arrangement)


def _dot(drawing: _Drawing) -> bytes:
    return drawing.dot().encode("utf-8")


def _svg(drawing: _Drawing) -> bytes:
    title = drawing.options.title or drawing.scene.map.title
    # The outline would say what the drawing leaves out.
    alternative = "" if drawing.options.unsigned else tree_text(outline(drawing.scene))
    return finish_svg(lay_out(drawing.dot(), "svg"), title, alternative).encode("utf-8")


def _png(drawing: _Drawing) -> bytes:
    try:
        return _png_at(drawing, PNG_DPI)
    except TooLarge:
        return _png_at(drawing, SCREEN_DPI)


def _png_at(drawing: _Drawing, dpi: int) -> bytes:
    dot = drawing.dot(links=False).replace("graph [", f"graph [dpi={dpi} ", 1)
    return finish_png(lay_out(dot, "png"), dpi)


def _pdf(drawing: _Drawing) -> bytes:
    return finish_pdf(lay_out(drawing.dot(links=False), "pdf"))


def _html(drawing: _Drawing) -> bytes:
    from argmap.rendering.page.document import page  # only for those who ask for a page

    bare = replace(drawing.options, theme="light", title="", legend=False, links=False)
    drawn = lay_out(replace(drawing, options=bare).dot(links=False), "svg")
    tidy = finish_svg(drawn, "", "")
    told = marks(drawing.scene.map, status=True, results=drawing.options.results)
    options = drawing.options
    return page(replace(drawing.scene, marks=told), tidy, options.title, options.tabs).encode("utf-8")


FORMATS: Mapping[str, Callable[[_Drawing], bytes]] = MappingProxyType(
    {"dot": _dot, "html": _html, "pdf": _pdf, "png": _png, "svg": _svg}
)
