"""Where everything stands in a diagram: what Graphviz laid out, read once into frozen records.

Graphviz lays a graph out and says in JSON where each line and each text goes. Every picture that argmap draws
itself, and the count of crossings, reads the `Layout` made of it here. Lengths are points (1/72 inch); x grows to
the right and y grows upwards, as in Graphviz.

Source:
    Graphviz, "The xdot output format" and "JSON output": the drawing operations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape
from itertools import chain
from typing import Any

from argmap.rendering.picture.engine import run_graphviz

Point = tuple[float, float]
Operation = Mapping[str, Any]

TRANSPARENT = frozenset({"transparent", "#fffffe00"})
STAND_INS = ("Ì", "Í", "Î", "Ï", "Ĩ", "Ī", "Ĭ", "Į", "İ", *map(chr, range(0xE000, 0xF8FF)))
"""What may stand for a backslash while a graph is laid out: letters as wide as it is, then private characters."""

BOLD, ITALIC = 1, 2
"""Bits of the operation that sets the face of a text."""


class Figure(StrEnum):
    """What the points of a shape mean: corners, control points of Bezier curves, or centre and radii."""

    POLYGON = "polygon"
    POLYLINE = "polyline"
    CURVE = "curve"
    ELLIPSE = "ellipse"


FIGURES = {
    "p": Figure.POLYGON,
    "l": Figure.POLYLINE,
    "b": Figure.CURVE,
    "e": Figure.ELLIPSE,
}
"""Shapes by their operation, whose capital letter fills them; a polyline is always a capital."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape: `stroke` and `fill` are colours, None where nothing is drawn; `style` is solid, dashed or dotted."""

    figure: Figure
    points: tuple[Point, ...]
    stroke: str | None
    fill: str | None
    width: float
    style: str


@dataclass(frozen=True, slots=True)
class TextRun:
    """A drawn text in one face: `at` is a point on its base line, at its start, middle or end as `align` says."""

    at: Point
    text: str
    width: float
    size: float
    color: str
    bold: bool
    italic: bool
    align: str


Mark = Shape | TextRun


@dataclass(frozen=True, slots=True)
class Part:
    """A node, an edge or a cluster: `kind` is which of them, `classes` what a style sheet knows it by."""

    id: str
    kind: str
    classes: str
    marks: tuple[Mark, ...]
    url: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Node(Part):
    """A node, its name in the graph, its centre in points, and its width and height in inches."""

    name: str
    centre: Point
    size: Point


@dataclass(frozen=True, slots=True)
class Edge(Part):
    """An edge: the name of the node and the port at each end, and the control points of its line."""

    tail: tuple[str, str]
    head: tuple[str, str]
    curve: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out diagram: its page, the heading above it, and its parts in the order in which they are drawn.

    `corners` are the lower left and the upper right corner of the page. `ink` and `fonts` are the usual colour
    and fonts of texts.
    """

    corners: tuple[Point, Point]
    background: str
    ink: str
    fonts: str
    heading: tuple[Mark, ...]
    clusters: tuple[Part, ...]
    edges: tuple[Edge, ...]
    nodes: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.clusters, *self.edges, *self.nodes)

    @property
    def width(self) -> float:
        return self.corners[1][0] - self.corners[0][0]

    @property
    def height(self) -> float:
        return self.corners[1][1] - self.corners[0][1]


def lay_out(dot: str, *, marks: bool = True) -> Layout:
    """Return the layout of a graph.

    Args:
        dot: the graph in the DOT language.
        marks: whether shapes and texts are wanted too, or only where nodes and edges are, which is quicker.

    Raises:
        LayoutFailed: Graphviz is missing, or could not lay the graph out.
    """
    # Graphviz 14 miscounts backslashes in its JSON: two in a row in a text cost its end and all that is drawn after it.
    stand_in = next(char for char in STAND_INS if char not in dot)
    written = run_graphviz(dot.replace("\\\\", stand_in), "json" if marks else "json0")
    return read_layout(json.loads(written.decode("utf-8").replace(stand_in, "\\\\")))


def read_layout(graph: Mapping[str, Any]) -> Layout:
    """Return the layout in a graph that Graphviz wrote as JSON.

    Args:
        graph: what a JSON parser makes of it.
    """
    things = graph.get("objects", ())
    names = {thing["_gvid"]: thing["name"] for thing in things}
    # In this order, not in that of the file, Graphviz itself draws what may lie over something else.
    edges = sorted(graph.get("edges", ()), key=lambda edge: edge["_gvid"])
    page = tuple(_marks(graph.get("_draw_", ())))
    layout = Layout(
        corners=extent(page) or ((0.0, 0.0), (0.0, 0.0)),
        background=graph.get("bgcolor", "#ffffff"),
        ink=graph.get("fontcolor", "#000000"),
        fonts=graph.get("fontname", "serif"),
        heading=tuple(_marks(graph.get("_ldraw_", ()))),
        clusters=tuple(
            Part(**_part(thing, "cluster")) for thing in things if thing["name"].startswith("cluster")
        ),
        edges=tuple(_edge(edge, names) for edge in edges if "pos" in edge),
        nodes=tuple(_node(thing) for thing in things if "pos" in thing),
    )
    # Graphviz forgets now and then that an edge swings out farther than the nodes.
    drawn = extent((*page, *(mark for part in layout.parts for mark in part.marks)))
    return replace(layout, corners=drawn) if drawn else layout


def extent(marks: Iterable[Mark]) -> tuple[Point, Point] | None:
    """Return the lower left and the upper right corner of what is drawn, None if nothing is.

    Args:
        marks: shapes and texts.
    """
    points = [point for mark in marks for point in _reach(mark)]
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys)), (max(xs), max(ys))


def _part(thing: Mapping[str, Any], kind: str) -> dict[str, Any]:
    operations = chain.from_iterable(thing.get(key, ()) for key in ("_draw_", "_tdraw_", "_hdraw_"))
    labels = chain.from_iterable(thing.get(key, ()) for key in ("_ldraw_", "_tldraw_", "_hldraw_"))
    return {
        "id": thing.get("id", ""),
        "kind": kind,
        "classes": thing.get("class", ""),
        "marks": (*_marks(operations), *_marks(labels)),
        "url": _attribute(thing.get("URL", "")),
        "tooltip": _attribute(thing.get("tooltip", "")),
    }


def _node(thing: Mapping[str, Any]) -> Node:
    size = float(thing["width"]), float(thing["height"])
    return Node(**_part(thing, "node"), name=thing["name"], centre=_point(thing["pos"]), size=size)


def _edge(thing: Mapping[str, Any], names: Mapping[int, str]) -> Edge:
    tail, head = ((names[thing[end]], thing.get(f"{end}port", "")) for end in ("tail", "head"))
    curve = tuple(_point(part) for part in thing["pos"].split() if not part.startswith(("e,", "s,")))
    return Edge(**_part(thing, "edge"), tail=tail, head=head, curve=curve)


def _point(text: str) -> Point:
    x, y = text.split(",")[:2]
    return float(x), float(y)


def _attribute(written: str) -> str:
    """Return an attribute as it was before `labels.tip` escaped it for Graphviz."""
    return unescape(written.replace("\\\\", "\\"))


@dataclass(slots=True)
class _Pen:
    """What the next mark is drawn with; operations change it, one after the other."""

    stroke: str | None = None
    fill: str | None = None
    width: float = 1.0
    style: str = "solid"
    size: float = 14.0
    face: int = 0

    def set(self, operation: Operation) -> None:
        """Change what an operation changes; one that is not known changes nothing."""
        match operation["op"]:
            case "c":
                self.stroke = _color(operation)
            case "C":
                self.fill = _color(operation)
            case "F":
                self.size = operation["size"]
            case "t":
                self.face = operation["fontchar"]
            case "S" if operation["style"].startswith("setlinewidth("):
                self.width = float(operation["style"].removeprefix("setlinewidth(").removesuffix(")"))
            case "S":
                self.style = operation["style"]

    def shape(self, operation: Operation) -> Shape:
        name = operation["op"]
        figure = FIGURES[name.lower()]
        points = tuple((x, y) for x, y in operation.get("points", ()))
        if figure is Figure.ELLIPSE:
            x, y, across, up = operation["rect"]
            points = (x, y), (across, up)
        filled = name.isupper() and figure is not Figure.POLYLINE
        return Shape(figure, points, self.stroke, self.fill if filled else None, self.width, self.style)

    def text(self, operation: Operation) -> TextRun:
        x, y = operation["pt"]
        return TextRun(
            at=(x, y),
            text=operation["text"],
            width=operation["width"],
            size=self.size,
            color=self.stroke or "#000000",
            bold=bool(self.face & BOLD),
            italic=bool(self.face & ITALIC),
            align=operation["align"],
        )


def _marks(operations: Iterable[Operation]) -> Iterator[Mark]:
    """Yield what is drawn by a list of operations."""
    pen = _Pen()
    for operation in operations:
        name = operation["op"]
        if name == "T":
            yield pen.text(operation)
        elif name.lower() in FIGURES:
            yield pen.shape(operation)
        else:
            pen.set(operation)


def _color(operation: Operation) -> str | None:
    color: str = operation["color"]
    return None if color in TRANSPARENT else color


def _reach(mark: Mark) -> tuple[Point, ...]:
    """Return points between which a mark lies, about: a text is as high as its type."""
    if isinstance(mark, TextRun):
        (x, y), shift = mark.at, {"l": 0.0, "c": 0.5, "r": 1.0}[mark.align]
        left = x - shift * mark.width
        return (left, y - mark.size / 4), (left + mark.width, y + mark.size)
    if mark.figure is Figure.ELLIPSE:
        (x, y), (across, up) = mark.points
        return (x - across, y - up), (x + across, y + up)
    return mark.points
