"""Where everything stands in a diagram: what Graphviz laid out, read once into frozen records.

Graphviz lays a graph out and says in JSON where each line and each text goes. Every picture that argmap draws
itself, and the count of crossings, reads the `Layout` made of it here. Lengths are points (1/72 inch); x grows to
the right and y grows upwards, as in Graphviz.

Source:
    Graphviz, "The xdot output format" and "JSON output": the drawing operations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from typing import Any

from argmap.rendering.picture.engine import run_graphviz
from argmap.rendering.picture.operations import Figure, Mark, Point, Shape, extent, marks_of

STAND_INS = ("Ì", "Í", "Î", "Ï", "Ĩ", "Ī", "Ĭ", "Į", "İ", *map(chr, range(0xE000, 0xF8FF)))
"""What may stand for a backslash while a graph is laid out: letters as wide as it is, then private characters."""


@dataclass(frozen=True, slots=True)
class LayoutPart:
    """A node, an edge or a cluster: `kind` is which of them, `classes` what a style sheet knows it by."""

    id: str
    kind: str
    classes: str
    marks: tuple[Mark, ...]
    url: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Node(LayoutPart):
    """A node, its name in the graph, its centre in points, and its width and height in inches."""

    name: str
    centre: Point
    size: Point


@dataclass(frozen=True, slots=True)
class Edge(LayoutPart):
    """An edge: the name of the node and the port at each end, and the control points of its line.

    `start` and `end` are the points of the heads at its ends, None where it has no head.
    """

    tail: tuple[str, str]
    head: tuple[str, str]
    curve: tuple[Point, ...]
    start: Point | None = None
    end: Point | None = None


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
    clusters: tuple[LayoutPart, ...]
    edges: tuple[Edge, ...]
    nodes: tuple[Node, ...]

    @property
    def parts(self) -> tuple[LayoutPart, ...]:
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
    page = tuple(marks_of(graph.get("_draw_", ())))
    layout = Layout(
        corners=extent(page) or ((0.0, 0.0), (0.0, 0.0)),
        background=graph.get("bgcolor", "#ffffff"),
        ink=graph.get("fontcolor", "#000000"),
        fonts=graph.get("fontname", "serif"),
        heading=tuple(marks_of(graph.get("_ldraw_", ()))),
        clusters=(
            *_boxes(graph, page),
            *(
                LayoutPart(**_part(thing, "cluster"))
                for thing in things
                if thing["name"].startswith("cluster")
            ),
        ),
        # Edges that cannot be seen only keep nodes in order.
        edges=tuple(_edge(edge, names) for edge in edges if "pos" in edge and edge.get("style") != "invis"),
        nodes=tuple(_node(thing) for thing in things if "pos" in thing),
    )
    # Graphviz forgets now and then that an edge swings out farther than the nodes.
    drawn = extent((*page, *(mark for part in layout.parts for mark in part.marks)))
    return replace(layout, corners=drawn) if drawn else layout


def _boxes(graph: Mapping[str, Any], page: Sequence[Mark]) -> Iterator[LayoutPart]:
    """Yield the boxes of linked premises that are drawn behind the graph, after the page itself; see `order`."""
    boxes = [mark for mark in page if isinstance(mark, Shape) and mark.figure is Figure.CURVE]
    tooltip = _attribute(graph.get("linkedtip", ""))
    marks: dict[str, list[Mark]] = {}
    for id, box in zip(graph.get("linked", "").split(), boxes, strict=False):
        marks.setdefault(id, []).append(box)
    for id, drawn in marks.items():
        yield LayoutPart(id, "cluster", "linked", tuple(drawn), "", tooltip)


def _part(thing: Mapping[str, Any], kind: str) -> dict[str, Any]:
    operations = chain.from_iterable(thing.get(key, ()) for key in ("_draw_", "_tdraw_", "_hdraw_"))
    labels = chain.from_iterable(thing.get(key, ()) for key in ("_ldraw_", "_tldraw_", "_hldraw_"))
    return {
        "id": thing.get("id", ""),
        "kind": kind,
        "classes": thing.get("class", ""),
        "marks": (*marks_of(operations), *marks_of(labels)),
        "url": _attribute(thing.get("URL", "")),
        "tooltip": _attribute(thing.get("tooltip", "")),
    }


def _node(thing: Mapping[str, Any]) -> Node:
    size = float(thing["width"]), float(thing["height"])
    return Node(**_part(thing, "node"), name=thing["name"], centre=_point(thing["pos"]), size=size)


def _edge(thing: Mapping[str, Any], names: Mapping[int, str]) -> Edge:
    tail, head = ((names[thing[end]], thing.get(f"{end}port", "")) for end in ("tail", "head"))
    parts = thing["pos"].split()
    tips = {part[0]: _point(part[2:]) for part in parts if part.startswith(("e,", "s,"))}
    curve = tuple(_point(part) for part in parts if not part.startswith(("e,", "s,")))
    return Edge(
        **_part(thing, "edge"), tail=tail, head=head, curve=curve, start=tips.get("s"), end=tips.get("e")
    )


def _point(text: str) -> Point:
    x, y = text.split(",")[:2]
    return float(x), float(y)


def _attribute(written: str) -> str:
    """Return an attribute as it was before `labels.tip` escaped it for Graphviz."""
    return unescape(written.replace("\\\\", "\\"))
