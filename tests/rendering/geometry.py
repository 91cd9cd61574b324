"""What lies over what in a laid-out diagram: heads of lines, boxes and lines, measured in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import cos, dist, pi, sin

from argmap.rendering.picture.layout import Edge, Layout, Node
from argmap.rendering.picture.operations import Figure, Point, Shape

INCH = 72
SAMPLES = 16
"""Points taken on each Bezier curve."""


@dataclass(frozen=True)
class Head:
    """The head of a line: its corners (the convex hull of what is drawn), and the box that it may touch."""

    edge: str
    node: str
    corners: tuple[Point, ...]


def heads(layout: Layout) -> list[Head]:
    """Return all heads: what is drawn of an edge beside its curve and its words."""
    return [head for edge in layout.edges for head in _heads(edge)]


def _heads(edge: Edge) -> Iterator[Head]:
    shapes = [mark for mark in edge.marks if isinstance(mark, Shape)]
    for end, node in ((edge.curve[0], edge.tail[0]), (edge.curve[-1], edge.head[0])):
        other = edge.curve[-1] if end == edge.curve[0] else edge.curve[0]
        drawn = [s for s in shapes if s.figure is not Figure.CURVE and s.figure is not Figure.ELLIPSE]
        near = [
            s for s in drawn if min(dist(p, end) for p in s.points) < min(dist(p, other) for p in s.points)
        ]
        points = [point for shape in near for point in shape.points]
        if points:
            yield Head(edge.id, node, hull(points))


def marks_over_marks(layout: Layout, slack: float = 0.5) -> list[str]:
    """Return which heads lie on other heads or on boxes, in words.

    Args:
        layout: what is measured.
        slack: by how many points marks may reach into each other.
    """
    all_heads = heads(layout)
    boxes = {node.name: corners(node) for node in layout.nodes}
    return [
        *(
            f"head of {a.edge} on head of {b.edge}"
            for a, b in combinations(all_heads, 2)
            if a.edge != b.edge and _may_meet(a.corners, b.corners) and depth(a.corners, b.corners) > slack
        ),
        *(
            f"head of {head.edge} {'in its' if name == head.node else 'on'} box {name}"
            for head in all_heads
            for name, box in boxes.items()
            if _may_meet(head.corners, box) and depth(head.corners, box) > slack
        ),
    ]


def lines_over_heads(layout: Layout, slack: float = 0.5) -> list[str]:
    """Return which lines run over heads of other lines, in words."""
    lines = [(edge, line(edge)) for edge in layout.edges]
    return [
        f"line {edge.id} over head of {head.edge}"
        for head in heads(layout)
        for edge, points in lines
        if edge.id != head.edge and _runs_over(points, head.corners, slack)
    ]


def lines_over_boxes(layout: Layout, slack: float = 0.5) -> list[str]:
    """Return which lines run through boxes at which they do not end."""
    boxes = {node.name: corners(node) for node in layout.nodes}
    lines = [(edge, line(edge)) for edge in layout.edges]
    return [
        f"line {edge.id} over box {name}"
        for edge, points in lines
        for name, box in boxes.items()
        if name not in {edge.tail[0], edge.head[0]} and _runs_over(points, box, slack)
    ]


def _runs_over(points: list[Point], shape: tuple[Point, ...], slack: float) -> bool:
    """Return whether a line reaches into a shape. Most are far apart, which the rectangles around them show at once."""
    return _may_meet(points, shape) and any(
        _may_meet(pair, shape) and depth(shape, pair) > slack for pair in pairwise(points)
    )


def _may_meet(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Return whether the upright rectangles around two shapes overlap: where they do not, no shapes do."""
    return all(
        min(p[axis] for p in one) < max(p[axis] for p in other)
        and min(p[axis] for p in other) < max(p[axis] for p in one)
        for axis in (0, 1)
    )


def corners(node: Node) -> tuple[Point, ...]:
    (x, y), (width, height) = node.centre, node.size
    across, up = width * INCH / 2, height * INCH / 2
    if node.name.startswith("j-") and width == height:  # a ring
        turns = [pi / 8 * (2 * n + 1) for n in range(8)]
        return tuple(
            (x + across * cos(turn) / cos(pi / 8), y + up * sin(turn) / cos(pi / 8)) for turn in turns
        )
    drawn = [mark for mark in node.marks if isinstance(mark, Shape)]
    if (
        drawn and drawn[0].figure is Figure.POLYGON and len(drawn[0].points) > 4
    ):  # an octagon, a hexagon, a note
        return hull(list(drawn[0].points))
    return (x - across, y - up), (x + across, y - up), (x + across, y + up), (x - across, y + up)


def line(edge: Edge) -> list[Point]:
    """Return points on the curve of an edge."""
    points = [edge.curve[0]]
    for start in range(0, len(edge.curve) - 3, 3):
        a, b, c, d = edge.curve[start : start + 4]
        for step in range(1, SAMPLES + 1):
            t = step / SAMPLES
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            points.append(
                (
                    sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return points


def depth(one: tuple[Point, ...], other: tuple[Point, ...]) -> float:
    """Return how far two convex shapes reach into each other; negative where they are apart.

    It is the smallest shift that parts them (separating axes: Gottschalk 1996).
    """
    least = float("inf")
    for shape in (one, other):
        for (x, y), (u, v) in zip(shape, (*shape[1:], shape[0]), strict=True):
            length = dist((x, y), (u, v))
            if not length:
                continue
            across, up = (y - v) / length, (u - x) / length
            for axis in ((across, up), (up, -across)) if len(shape) == 2 else ((across, up),):
                first = [axis[0] * p + axis[1] * q for p, q in one]
                second = [axis[0] * p + axis[1] * q for p, q in other]
                least = min(least, max(first) - min(second), max(second) - min(first))
    return least


def hull(points: list[Point]) -> tuple[Point, ...]:
    """Return the convex hull of points, counter-clockwise (Andrew 1979)."""
    ordered = sorted(set(points))

    def half(part: list[Point]) -> list[Point]:
        made: list[Point] = []
        for point in part:
            while len(made) > 1 and _turn(made[-2], made[-1], point) <= 0:
                made.pop()
            made.append(point)
        return made[:-1]

    return tuple(half(ordered) + half(ordered[::-1])) or tuple(ordered)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
