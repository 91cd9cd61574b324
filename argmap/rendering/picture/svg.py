"""From a layout to SVG: one writer for the picture as a file, inside other documents, and in the page.

Ids and classes are those of the DOT text (see `dot`), on a group for every node, edge and cluster; nothing else
of the text is relied on by style sheets and scripts. Coordinates are points, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from argmap.rendering.picture.layout import Layout, LayoutPart
from argmap.rendering.picture.operations import Figure, Mark, Point, Shape, TextRun
from argmap.rendering.svg import NAMESPACE, Value, element, number, places, words

XLINK = "http://www.w3.org/1999/xlink"
DASHES = {"dashed": "5,2", "dotted": "1,5"}
ANCHORS = {"l": None, "c": "middle", "r": "end"}
FAINT = 0.15
"""How much is seen of a part that is drawn faintly."""

USUAL_SIZE = 10.0
"""Type size in points that texts have unless they say otherwise: that of claims."""

ROUNDED = 25
"""Points of the curve that Graphviz draws as a box with round corners: four sides, and two curves a corner."""

MARGIN = 18.0
"""Points around a drawing that has no page of its own."""


@dataclass(frozen=True, slots=True)
class SvgWriter:
    """Writes the parts of a layout.

    Attributes:
        layout: what is written.
        origin: the point of the layout that becomes the upper left corner.
        paints: what stands for a colour of the layout; a colour that is not in it stands for itself.
        spoken: whether parts have their addresses, their ids and their tooltips.
        ways: addresses by the notes that lead to them; each such note becomes a link.
        is_named: whether parts have ids; a document that shows the same part twice must not name it twice.
        faint: the ids of parts that are drawn faintly.
    """

    layout: Layout
    origin: Point
    paints: Mapping[str, str] = field(default_factory=dict)
    spoken: bool = True
    ways: Mapping[str, str] = field(default_factory=dict)
    is_named: bool = True
    faint: frozenset[str] = frozenset()

    def graph(self, marks: Iterable[Mark] = ()) -> str:
        """Return the group of all parts, and before them of `marks` that belong to none."""
        body = "\n".join([*self.marks(marks), *map(self.part, self.layout.parts)])
        return element(
            "g",
            f"\n{body}\n",
            id="argmap" if self.is_named else None,
            class_="graph",
            font_family=self.layout.fonts,
            font_size=USUAL_SIZE,
            fill=self.paint(self.layout.ink),
        )

    def part(self, part: LayoutPart) -> str:
        """Return the group of a node, an edge or a cluster."""
        # A line end between two texts keeps their words apart for those who have them read out.
        content = "\n".join(self.marks(part.marks))
        if self.spoken and part.url:
            content = element("a", content, **{"xlink:href": part.url})
        title = element("title", words(part.tooltip)) if self.spoken and part.tooltip else ""
        name = part.id if self.is_named else None
        faint = FAINT if part.id in self.faint else None
        kind = f"{part.kind} {part.classes}".rstrip()
        return element("g", title, content, id=name, class_=kind, opacity=faint)

    def marks(self, marks: Iterable[Mark]) -> Iterator[str]:
        """Yield an element for every mark that can be seen."""
        for mark in marks:
            if isinstance(mark, Shape):
                yield self.shape(mark)
            elif mark.text.strip():
                yield self.text(mark)

    def text(self, run: TextRun) -> str:
        """Return a line of text."""
        x, y = self.place(run.at)
        # Blanks at the start hold a distance, and SVG drops them; there is no need to keep those at the end.
        start = len(run.text) - len(run.text.lstrip(" "))
        written = element(
            "text",
            words("\u00a0" * start + run.text.strip(" ")),
            x=x,
            y=y,
            text_anchor=ANCHORS[run.align],
            font_size=None if run.size == USUAL_SIZE else run.size,
            font_weight="bold" if run.bold else None,
            font_style="italic" if run.italic else None,
            fill=None if run.color == self.layout.ink else self.paint(run.color),
        )
        way = self.ways.get(run.text) if run.bold else None
        return element("a", written, **{"xlink:href": way}) if way else written

    def shape(self, shape: Shape) -> str:
        """Return a shape: a box as a rectangle, everything else as what it is."""
        points = [self.place(point) for point in shape.points]
        look = self.look(shape)
        if shape.figure is Figure.ELLIPSE:
            return _ellipse(points[0], shape.points[1], look)
        if shape.figure is Figure.POLYGON and _is_upright(points):
            return element("rect", **_box(points), **look)
        if shape.figure is Figure.CURVE and _is_rounded(points):
            return element("rect", **_box(points), rx=_radius(points), **look)
        if shape.figure is Figure.CURVE:
            return element("path", d=f"M{places(points[:1])}C{places(points[1:])}", **look)
        return element(shape.figure, points=places(points), **look)

    def look(self, shape: Shape) -> dict[str, Value]:
        """Return how a shape is filled and drawn round."""
        return {
            "fill": self.paint(shape.fill) if shape.fill else "none",
            "stroke": self.paint(shape.stroke) if shape.stroke else None,
            "stroke_width": shape.width if shape.stroke and shape.width != 1 else None,
            "stroke_dasharray": DASHES.get(shape.style) if shape.stroke else None,
        }

    def paint(self, color: str) -> str:
        """Return what is written for a colour."""
        return self.paints.get(color, color)

    def place(self, point: Point) -> Point:
        """Return where a point of the layout stands in the SVG."""
        return point[0] - self.origin[0], self.origin[1] - point[1]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn map: where everything stands, its name, and its outline in words for those who cannot see it."""

    layout: Layout
    title: str
    alternative: str

    @property
    def width(self) -> float:
        """The width in points."""
        return self.layout.width

    @property
    def height(self) -> float:
        """The height in points."""
        return self.layout.height

    def document(self) -> str:
        """Return the drawing as an SVG file of its own size."""
        size = {"width": f"{number(self.width)}pt", "height": f"{number(self.height)}pt"}
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self._root(size)}\n'

    def inline(self, *, style: str = "", above: str = "") -> str:
        """Return the drawing as an element of an HTML document, as large as the document lets it be.

        Args:
            style: rules of a style sheet for the drawing.
            above: SVG elements drawn on top of it, in points from its upper left corner.
        """
        return self._root({}, element("style", style) if style else "", above)

    def unnamed(self, *, faint: Iterable[str] = (), above: str = "") -> str:
        """Return the drawing as an element of an HTML document that may hold other drawings of the same map: without ids.

        Args:
            faint: the ids of parts that are drawn faintly.
            above: SVG elements drawn on top of it, in points from its upper left corner.
        """
        seen = frozenset(faint)
        (left, _), (_, top) = self.layout.corners
        width, height = number(self.width), number(self.height)
        content = [
            element("desc", words(self.alternative)) if self.alternative else "",
            element("rect", width=width, height=height, fill=self.layout.background),
            SvgWriter(self.layout, (left, top), spoken=False, is_named=False, faint=seen).graph(
                self.layout.heading
            ),
            above,
        ]
        body = "\n".join(["", *filter(None, content), ""])
        box = f"0 0 {width} {height}"
        return element("svg", body, xmlns=NAMESPACE, viewBox=box, role="img", aria_label=self.title)

    def middle(self, edge: str) -> Point | None:
        """Return the middle of an edge, in points from the upper left corner; None if there is no such edge.

        Args:
            edge: the id of the edge.
        """
        for part in self.layout.edges:
            if part.id == edge:
                return self._writer.place(part.curve[len(part.curve) // 2])
        return None

    @property
    def _writer(self) -> SvgWriter:
        (left, _), (_, top) = self.layout.corners
        return SvgWriter(self.layout, (left, top))

    def _root(self, size: Mapping[str, str], style: str = "", above: str = "") -> str:
        width, height = number(self.width), number(self.height)
        content = [
            style,
            element("title", words(self.title), id="argmap-title"),
            element("desc", words(self.alternative), id="argmap-text"),
            element("rect", width=width, height=height, fill=self.layout.background),
            self._writer.graph(self.layout.heading),
            above,
        ]
        return element(
            "svg",
            "\n".join(["", *filter(None, content), ""]),
            **{"xmlns": NAMESPACE, "xmlns:xlink": XLINK, **size},
            viewBox=f"0 0 {width} {height}",
            # An image has no parts for those who have it read out, and so no links.
            role="graphics-document document" if any(part.url for part in self.layout.nodes) else "img",
            aria_labelledby="argmap-title",
            aria_describedby="argmap-text",
        )


def _ellipse(centre: Point, radii: Point, look: Mapping[str, Value]) -> str:
    (x, y), (across, up) = centre, radii
    if across == up:
        return element("circle", cx=x, cy=y, r=across, **look)
    return element("ellipse", cx=x, cy=y, rx=across, ry=up, **look)


def _is_upright(points: list[Point]) -> bool:
    """Return whether a polygon is a rectangle that stands upright."""
    (xs, ys), corners = map(set, zip(*points, strict=True)), set(points)
    return len(points) == len(corners) == 4 and len(xs) == len(ys) == 2  # noqa: PLR2004 (sides of a rectangle)


def _is_rounded(points: list[Point]) -> bool:
    """Return whether a curve is a box with round corners: then all its points lie on the sides of the box."""
    xs, ys = zip(*points, strict=True)
    sides = {min(xs), max(xs)}, {min(ys), max(ys)}
    return len(points) == ROUNDED and all(x in sides[0] or y in sides[1] for x, y in points)


def _radius(points: list[Point]) -> float:
    """Return the radius of the corners of a rounded box: how far its straight sides keep from them."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return min(x for x, y in points[::3] if y == top) - left


def _box(points: list[Point]) -> dict[str, float]:
    xs, ys = zip(*points, strict=True)
    return {"x": min(xs), "y": min(ys), "width": max(xs) - min(xs), "height": max(ys) - min(ys)}
