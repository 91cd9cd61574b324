"""How tangled a laid-out diagram is: the number of edge crossings, counted on the drawn curves.

Source:
    Purchase (1997), Which aesthetic has the greatest effect on human understanding?: crossings do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist

from argmap.rendering.picture.layout import Edge, Layout
from argmap.rendering.picture.operations import Point

SAMPLES = 4
"""Points taken on each Bezier curve; edges of a layered layout bend gently."""


@dataclass(frozen=True, slots=True)
class Tangle:
    """How many pairs of edges cross, and how long all edges are together, in points."""

    crossings: int
    length: float


@dataclass(frozen=True, slots=True)
class _Curve:
    ends: frozenset[tuple[str, str]]
    points: tuple[Point, ...]
    box: tuple[float, float, float, float]


def tangle(layout: Layout) -> Tangle:
    """Return how tangled a layout is.

    Args:
        layout: where the edges stand.
    """
    curves = [_curve(edge) for edge in layout.edges]
    crossings = sum(_cross(one, other) for one, other in combinations(curves, 2))
    length = sum(dist(a, b) for curve in curves for a, b in pairwise(curve.points))
    return Tangle(crossings, length)


def _curve(edge: Edge) -> _Curve:
    points = tuple(along(edge.curve))
    xs, ys = zip(*points, strict=True)
    # Edges that meet in a node do not cross there; at two ports of one bar they do not meet.
    return _Curve(frozenset({edge.tail, edge.head}), points, (min(xs), min(ys), max(xs), max(ys)))


def along(controls: Sequence[Point], samples: int = SAMPLES) -> Iterator[Point]:
    """Yield points on a piecewise cubic Bezier curve.

    Args:
        controls: its control points.
        samples: how many points are taken on each of its pieces.
    """
    yield controls[0]
    for start in range(0, len(controls) - 3, 3):
        for step in range(1, samples + 1):
            yield _bezier(controls[start : start + 4], step / samples)


def _bezier(controls: Sequence[Point], t: float) -> Point:
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        sum(w * x for w, (x, _) in zip(weights, controls, strict=True)),
        sum(w * y for w, (_, y) in zip(weights, controls, strict=True)),
    )


def _cross(one: _Curve, other: _Curve) -> bool:
    if one.ends & other.ends or not _overlap(one.box, other.box):
        return False
    return any(_meet(a, b, c, d) for a, b in pairwise(one.points) for c, d in pairwise(other.points))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    # A point on a line counts as on its right: lines that cross in a sampled point then meet once.
    apart = (_turn(a, b, c) > 0) != (_turn(a, b, d) > 0)
    return apart and (_turn(c, d, a) > 0) != (_turn(c, d, b) > 0)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return on which side of the line through `a` and `b` the point `c` lies."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
