"""From a map to pictures: one arrangement is chosen, laid out once, and drawn in as many formats as are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from types import MappingProxyType

from argmap.errors import ArgmapError, LayoutFailed, UnknownName
from argmap.graph.views import View, whole
from argmap.language import spoken
from argmap.model.map import ArgumentMap
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.picture import files
from argmap.rendering.picture.arrange import arranged, places_in
from argmap.rendering.picture.dot import dot_source, outline_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.ends import placed
from argmap.rendering.picture.layout import Layout, Node, lay_out
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.scene import Scene, scene
from argmap.rendering.text.tree import tree_text

LARGEST = 3_000
"""Claims, examples and relations in one picture: the time of a layout grows with more than the square of their number."""


@dataclass(frozen=True)
class _Plan:
    """A scene and how it is to be drawn. It is arranged and laid out when somebody asks for that, and once."""

    scene: Scene
    options: Options
    needs_layout: bool = True

    @cached_property
    def arrangement(self) -> Arrangement:
        try:
            return arranged(self.scene, self.options, self.places)
        except LayoutFailed:
            if self.needs_layout:
                raise
            # DOT text can be written without Graphviz; its picture may have more crossings.
            return Arrangement(outline_order(self.scene))

    @property
    def places(self) -> Mapping[str, float] | None:
        """Where nodes stand in the drawing that this one is a part of, None if it is the whole."""
        larger = self.scene.view.larger
        return (
            None
            if larger is None
            else places_in(
                replace(scene(larger, self.scene.marks), language=self.scene.language), self.options
            )
        )

    def dot(self, *, links: bool = True) -> str:
        options = self.options if links else replace(self.options, link_base="")
        return dot_source(self.scene, options, self.arrangement)

    @cached_property
    def placed(self) -> str:
        """The DOT text with the positions of all parts, without links: what pictures are drawn from."""
        self._refuse_size()
        return placed(self.dot(links=False))

    @cached_property
    def layout(self) -> Layout:
        self._refuse_size()
        return lay_out(placed(self.dot()) if self.options.link_base else self.placed)

    def _refuse_size(self) -> None:
        """Refuse a map that Graphviz would need many minutes for, before it begins.

        Raises:
            LayoutFailed: the scene has too many parts.
        """
        nodes, relations = len(self.scene.nodes), len(self.scene.relations)
        if nodes + relations > LARGEST:
            raise LayoutFailed(
                f"{nodes:,} claims and {relations:,} relations are too many for one picture (together at most {LARGEST:,}); "
                "draw a page (-o map.html) or a part (--focus ID), or read the outline (argmap show)"
            )

    @property
    def title(self) -> str:
        return self.options.title or self.scene.map.title


def render(map: ArgumentMap | View, format: str = "svg", options: Options | None = None) -> bytes:
    """Return a map drawn in one format; texts are UTF-8.

    To write a file: `Path("map.svg").write_bytes(argmap.render(map, "svg"))`.

    Args:
        map: the map, or a view of a part of it.
        format: svg, png (192 dots per inch, very large pictures 96), pdf, dot or html (a page).
        options: how it is drawn.

    Raises:
        UnknownName: there is no such format.
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: an argument is something else than what it should be.
    """
    return pictures(map, [format], options)[format]


def pictures(
    map: ArgumentMap | View, formats: Iterable[str], options: Options | None = None
) -> dict[str, bytes]:
    """Return a map drawn in several formats, by format, all in the same arrangement; texts are UTF-8.

    Args:
        map: the map, or a view of a part of it.
        formats: names of formats, see `render`.
        options: how it is drawn.

    Raises:
        UnknownName: there is no such format.
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: an argument is something else than what it should be.
    """
    wanted = tuple(formats)
    for format in wanted:
        _check_format(format)
    plan = _plan(map, options, needs_layout=wanted != ("dot",))
    return {format: FORMATS[format](plan) for format in wanted}


def drawing(map: ArgumentMap | View, options: Options | None = None) -> Drawing:
    """Return a map as a drawing, to be put into a document: its SVG, its width and height, where its edges are.

    Args:
        map: the map, or a view of a part of it.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: an argument is something else than what it should be.
    """
    return _drawing(_plan(map, options))


def svg(map: ArgumentMap | View, options: Options | None = None) -> str:
    """Return a map as the text of an SVG file, with its outline as the text alternative.

    Args:
        map: the map, or a view of a part of it.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: an argument is something else than what it should be.
    """
    return drawing(map, options).document()


def fragment(map: ArgumentMap | View, options: Options | None = None) -> str:
    """Return a map as an HTML figure, to be put into another page: a drawing without script or style.

    Args:
        map: the map, or a view of a part of it.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        ArgmapError: an argument is something else than what it should be.
    """
    from argmap.rendering.page.document import fragment as figure

    plan = _plan(map, options)
    return figure(_drawing(plan).inline(), plan.title)


def notebook(map: ArgumentMap) -> str:
    """Return the page of a map inside a frame that can do nothing to the notebook around it, as HTML.

    Args:
        map: the map.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
    """
    from argmap.rendering.page.document import frame

    return frame(render(map, "html").decode("utf-8"), map.title)


def _check_format(format: str) -> None:
    if format in FORMATS:
        return
    if isinstance(format, str) and not PurePath(format).suffix:
        raise UnknownName("picture format", format, FORMATS)
    raise ArgmapError(
        f"there is no picture format {str(format)!r}; known: {', '.join(FORMATS)}; {_how_to_write(format, 'svg')}"
    )


def _how_to_write(path: object, format: str) -> str:
    """Return how a picture is written to a file."""
    suffix = PurePath(str(path)).suffix.lower().removeprefix(".")
    known = suffix if suffix in FORMATS else format
    return f"to write a file: Path({str(path)!r}).write_bytes(argmap.render(map, {known!r}))"


def _plan(map: ArgumentMap | View, options: Options | None, *, needs_layout: bool = True) -> _Plan:
    if options is not None and not isinstance(options, Options):
        raise ArgmapError(
            f"the third argument is the options of the picture (argmap.Options), not {options!r}; "
            f"{_how_to_write(options, 'svg')}"
        )
    if not isinstance(map, (ArgumentMap, View)):
        raise ArgmapError(f"only a map can be drawn, not {map!r}; argmap.load(path) reads one")
    chosen = options or Options()
    view = map if isinstance(map, View) else whole(map)
    shown = marks(view.map, status=chosen.status, strength=chosen.strength, results=chosen.results)
    shown = replace(shown, changes=chosen.changes or {})
    drawn = replace(scene(view, shown), language=spoken(view.map, chosen.language))
    return _Plan(drawn, chosen, needs_layout)


def _drawing(plan: _Plan) -> Drawing:
    # The outline would say what the drawing leaves out.
    alternative = "" if plan.options.unsigned else tree_text(outline(plan.scene), plan.scene.language)
    return Drawing(_as_read(plan.layout, plan.scene), plan.title, alternative)


def _as_read(layout: Layout, scene: Scene) -> Layout:
    """Return a layout with its nodes in the order of the outline, in which the tab key and a voice go through them."""
    places = {name: place for place, name in enumerate(outline_order(scene))}

    def key(node: Node) -> tuple[int, str]:
        # A concession has the id of its claim and a number, a joint or a note that of its relation.
        kind, _, name = node.name.partition("-")
        return places.get(name.rpartition("-")[0] if kind == "k" else name, len(places)), node.name

    return replace(layout, nodes=tuple(sorted(layout.nodes, key=key)))


def _html(plan: _Plan) -> bytes:
    from argmap.rendering.page.document import page  # only for those who ask for a page

    accepted = marks(plan.scene.map, status=True, results=plan.options.results)
    text = page(
        replace(plan.scene, marks=accepted),
        plan.scene,
        plan.options.title,
        plan.options.tabs,
        plan.options.theme,
    )
    return text.encode("utf-8")


FORMATS: Mapping[str, Callable[[_Plan], bytes]] = MappingProxyType(
    {
        "dot": lambda plan: plan.dot().encode("utf-8"),
        "html": _html,
        "pdf": lambda plan: files.pdf(plan.placed),
        "png": lambda plan: files.png(plan.placed, plan.options.dpi),
        "svg": lambda plan: _drawing(plan).document().encode("utf-8"),
    }
)
