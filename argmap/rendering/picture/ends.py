"""Where lines end at boxes: every head has a place of its own, and comes in at a right angle.

Graphviz leads a line towards the middle of a box and cuts it off at the border. Heads of lines that come from the
same direction then lie on each other, and the bar of a line at a slant is half inside the box. So the last points of
such lines are drawn anew in the graph that Graphviz has laid out, and nothing else is moved: its engine `nop2` draws
every format of the graph with the positions that are written in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain, pairwise
from math import dist, hypot

from argmap.rendering.picture.boxes import Boxes
from argmap.rendering.picture.crossings import along
from argmap.rendering.picture.dot_writer import Box
from argmap.rendering.picture.engine import PLACED, run_graphviz
from argmap.rendering.picture.heading import lowered
from argmap.rendering.picture.layout import Edge, Layout, Node, lay_out
from argmap.rendering.picture.nodes import CORNER, HEAD, INCH
from argmap.rendering.picture.operations import Figure, Point, Shape

LINE = 6.0
"""Points that a line without a head takes of a side."""

BENDS = (40.0, 24.0, 14.0, 9.0, 5.0, 60.0)
"""Points between a head and the place where its line leaves its old course: the first that leads past everything."""

NEAR = 30.0
"""How far before its end a line has the direction from which it comes, in points."""

BENT = 0.4
"""How far the control points of a bend are from its ends, as a part of its length."""

STEPS, FINE, SAME = 12, 12, 0.01
EMPTY = re.compile(r'(subgraph "?)cluster(_[^\n{]*\{\s*graph \[(?!bb=))')
ID = re.compile(r'\tid="([^"]*)"')
VALUE = re.compile(r'"[^"]*"|[^,\]]*')
OUTER = 8
"""Points by which the outer one of two borders is wider and higher than the inner one."""

SLANTED = 5
"""Corners of a shape whose sides are not all upright."""


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a line at a side of a box.

    `name` is the id of the line, `is_start` whether it starts here. `tip` is the point of its head, if it has one,
    `course` the line as Bezier curves, read from this end on. `outward` is the direction away from the box.
    """

    name: str
    is_start: bool
    node: Node
    outward: Point
    tip: Point | None
    course: tuple[Point, ...]

    @property
    def breadth(self) -> float:
        return LINE if self.tip is None else HEAD

    @property
    def length(self) -> float:
        return 0.0 if self.tip is None else dist(self.tip, self.course[0])

    @property
    def wanted(self) -> float:
        """How far along the side the line would end: upwards, or to the right."""
        return self.along(self.tip or self.course[0])

    @property
    def order(self) -> tuple[float, float, str]:
        """What puts the ends at a side in the order in which their lines come in."""
        near = _near(self.course)
        return round(self.along(near)), self.along(self.course[-1]), self.name

    def along(self, point: Point) -> float:
        return point[1] if self.outward[0] else point[0]

    def out(self, point: Point) -> float:
        """Return how far a point is from the middle of the box, in the direction away from it."""
        (x, y), (u, v) = self.node.centre, self.outward
        return (point[0] - x) * u + (point[1] - y) * v


def placed(dot: str) -> str:
    """Return a graph with the positions of all its parts, every head at its own place.

    Args:
        dot: the graph in the DOT language.

    Raises:
        LayoutFailed: Graphviz is missing, or could not lay the graph out.
    """
    layout = lay_out(dot)
    if not layout.nodes:
        return dot  # a heading alone, which nop2 does not draw
    # A backslash at the end of a line goes on with a quoted text on the next.
    text = run_graphviz(dot, "dot").decode("utf-8").replace("\\\n", "")
    # A cluster whose nodes are all in another one has no box, and would have that of the whole graph.
    text = EMPTY.sub(r"\1box\2", text.replace("graph [", f"graph [{PLACED}, ", 1))
    sideways = "rankdir=BT" not in text and "rankdir=TB" not in text
    changes = [(name, "pos", f'"{position}"') for name, position in _moved(layout, sideways=sideways)]
    for node in layout.nodes:
        if node.classes.startswith("issue"):
            # The size that is written is that of the outer border, and is read as that of the inner one.
            width, height = (f"{side - OUTER / INCH:.5g}" for side in node.size)
            changes += [(node.id, "height", height), (node.id, "width", width)]
    return lowered(_changed(text, changes), layout)


def _changed(text: str, changes: Iterable[tuple[str, str, str]]) -> str:
    """Return a graph that Graphviz wrote, in which parts have other values of attributes that they have already.

    Args:
        text: the graph.
        changes: id of a part, attribute and value, each once.
    """
    places: dict[str, int] = {}
    for match in ID.finditer(text):
        places.setdefault(match[1], match.start())
    pieces, done = [], 0
    for start, end, value in sorted(
        (*_value(text, places[id], attribute), value) for id, attribute, value in changes
    ):
        pieces += [text[done:start], value]
        done = end
    return "".join((*pieces, text[done:]))


def _value(text: str, place: int, attribute: str) -> tuple[int, int]:
    """Return where the value of an attribute starts and ends, of the part whose id stands at a place."""
    # Graphviz writes the attributes of a part in the order of the alphabet, each on a line.
    written = f"\t{attribute}="
    start = text.rindex(written, 0, place) if attribute < "id" else text.index(written, place)
    start += len(written)
    written_value = VALUE.match(text, start)
    return start, written_value.end() if written_value else start


def _moved(layout: Layout, *, sideways: bool) -> Iterator[tuple[str, str]]:
    """Yield the lines whose ends are elsewhere than in a layout, with their positions as Graphviz writes them."""
    edges = {edge.id: edge for edge in layout.edges}
    landings = [
        (end, *_landing(end, place))
        for ends in _sides(layout, sideways=sideways)
        for end, place in zip(ends, _places(ends), strict=True)
        if end.tip is not None or abs(place - end.wanted) > SAME
    ]
    boxes = [(node.name, _box(node)) for node in layout.nodes]
    taken = [(end.name, _head(tip, base)) for end, tip, base, _ in landings if end.tip is not None]
    obstacles = Boxes((*boxes, *taken))
    for end, tip, base, outward in landings:
        edge = edges[end.name]
        mine = {edge.tail[0], edge.head[0], edge.id}
        course = edge.curve if end.is_start else edge.curve[::-1]
        met = partial(obstacles.met, besides=mine)
        fresh = _clearest(replace(end, course=course), base, outward, met)
        led = None if end.tip is None else tip
        if end.is_start:
            edges[end.name] = replace(edge, curve=fresh, start=led)
        else:
            edges[end.name] = replace(edge, curve=fresh[::-1], end=led)
    yield from ((name, _written(edges[name])) for name in sorted({end.name for end, *_ in landings}))


def _clearest(
    end: _End, base: Point, outward: Point, met: Callable[[Iterable[Point]], int]
) -> tuple[Point, ...]:
    """Return the course of a line to its new end that runs through fewest boxes and heads."""
    least, best = -1, end.course
    # A line without a head may end where it would, unless a head is there.
    old = [end.course] if end.tip is None else []
    for course in chain(old, (_led(end, base, outward, bend) for bend in BENDS)):
        hits = met(along(course, FINE))
        if least < 0 or hits < least:
            least, best = hits, course
        if not hits:
            break
    return best


def _box(node: Node) -> Box:
    (x, y), (width, height) = node.centre, node.size
    return (
        x - width * INCH / 2 - 1,
        y - height * INCH / 2 - 1,
        x + width * INCH / 2 + 1,
        y + height * INCH / 2 + 1,
    )


def _head(tip: Point, base: Point) -> Box:
    """Return the box of a head, which is no longer than broad."""
    (x, y), (u, v), half = tip, base, HEAD / 2 - 1
    across, up = (0.0, half) if abs(u - x) > abs(v - y) else (half, 0.0)
    return min(x, u) - across, min(y, v) - up, max(x, u) + across, max(y, v) + up


def _sides(layout: Layout, *, sideways: bool) -> Iterator[list[_End]]:
    """Yield the ends of lines at each side of a box at which there are heads, in their order along it."""
    nodes = {node.name: node for node in layout.nodes}
    sides: dict[tuple[str, Point], list[_End]] = {}
    for edge in layout.edges:
        for is_start, name, tip in ((True, edge.tail[0], edge.start), (False, edge.head[0], edge.end)):
            is_joint = name.startswith("j-")
            if name.startswith("n-") or (is_joint and tip is not None):
                course = edge.curve if is_start else edge.curve[::-1]
                (x, y), (u, v) = nodes[name].centre, _near(course)
                # Reasons come along the ranks, and what bears on a relation comes to its joint from beside it.
                if sideways != is_joint:
                    outward = (1.0 if u > x else -1.0, 0.0)
                else:
                    outward = (0.0, 1.0 if v > y else -1.0)
                end = _End(edge.id, is_start, nodes[name], outward, tip, course)
                sides.setdefault((name, outward), []).append(end)
    for _, ends in sorted(sides.items()):
        if any(end.tip is not None for end in ends):
            yield sorted(ends, key=lambda end: end.order)


def _places(ends: Sequence[_End]) -> list[float]:
    """Return how far along a side each of its ends is: as near as possible to where it would be, and apart.

    Source:
        Least squares with a least distance: isotonic regression (pool adjacent violators; Barlow et al. 1972).
    """
    node, first = ends[0].node, ends[0]
    half = INCH / 2 * (node.size[1] if first.outward[0] else node.size[0])
    middle = first.along(node.centre)
    gaps = [0.0, *((one.breadth + other.breadth) / 2 for one, other in pairwise(ends))]
    edge = CORNER + max(end.breadth for end in (ends[0], ends[-1])) / 2
    room = max(0.0, 2 * (half - edge))
    if sum(gaps) > room and node.name.startswith("n-"):
        room = max(room, 2 * half - HEAD / 2)
    shrunk = min(1.0, room / sum(gaps)) if sum(gaps) else 1.0
    offsets = list(accumulate(gap * shrunk for gap in gaps))
    pools: list[tuple[float, int]] = []
    for end, offset in zip(ends, offsets, strict=True):
        mean, count = end.wanted - offset, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        pools.append((mean, count))
    low, high = middle - room / 2, middle + room / 2 - offsets[-1]
    levels = [min(max(mean, low), high) for mean, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _landing(end: _End, place: float) -> tuple[Point, Point, Point]:
    """Return the point at the border of a box where a line ends, where its head starts, and the direction of both."""
    tip, (u, v) = _border(end, place)
    return tip, (tip[0] + u * end.length, tip[1] + v * end.length), (u, v)


def _led(end: _End, base: Point, outward: Point, bend: float) -> tuple[Point, ...]:
    """Return the course of a line that leaves its old one some points before its head."""
    rest = _beyond(end.course, lambda point: end.out(point) >= end.out(base) + bend)
    leaving, (across, up) = rest[0], _direction(rest if len(rest) > 1 else end.course[:-5:-1])
    if len(rest) == 1:
        across, up = -across, -up
    far = BENT * dist(base, leaving)
    # A long line that comes from beside must not swing out into what is before the box.
    near = min(far, bend)
    first = base[0] + outward[0] * near, base[1] + outward[1] * near
    second = leaving[0] - across * far, leaving[1] - up * far
    return base, first, second, *rest


def _border(end: _End, place: float) -> tuple[Point, Point]:
    """Return the point of the border of a box at a place along its side, and the direction away from it there."""
    shapes = [mark for mark in end.node.marks if isinstance(mark, Shape)]
    pen = shapes[0].width / 2 if shapes else 0.0
    u, v = end.outward
    if shapes and shapes[0].figure is Figure.POLYGON and len(shapes[0].points) > SLANTED:
        slanted = _slanted(end, place, shapes[0].points)
        if slanted is not None:
            (x, y), (u, v) = slanted
            return (x + u * pen, y + v * pen), (u, v)
    (x, y), (width, height) = end.node.centre, end.node.size
    far = (width if u else height) * INCH / 2 + pen
    return ((x + u * far, place), (u, v)) if u else ((place, y + v * far), (u, v))


def _slanted(end: _End, place: float, corners: Sequence[Point]) -> tuple[Point, Point] | None:
    """Return the same for a shape with slanted sides: where the outermost of them is at that place."""
    places = []
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True):
        low, high = end.along(a), end.along(b)
        if low != high and min(low, high) <= place <= max(low, high):
            t = (place - low) / (high - low)
            point = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
            across, up = b[1] - a[1], a[0] - b[0]
            size = hypot(across, up)
            sign = 1 if across * end.outward[0] + up * end.outward[1] > 0 else -1
            places.append((end.out(point), point, (sign * across / size, sign * up / size)))
    return max(places)[1:] if places else None


def _beyond(course: tuple[Point, ...], reached: Callable[[Point], bool]) -> tuple[Point, ...]:
    """Return the part of a course from the first point on that is far enough away; its last point if none is."""
    for start in range(0, len(course) - 3, 3):
        part = course[start : start + 4]
        for step in range(1, STEPS + 1):
            if reached(_halves(part, step / STEPS)[0]):
                low, high = (step - 1) / STEPS, step / STEPS
                for _ in range(STEPS):
                    middle = (low + high) / 2
                    low, high = (low, middle) if reached(_halves(part, middle)[0]) else (middle, high)
                return (*_halves(part, high), *course[start + 4 :])
    return course[-1:]


def _halves(part: tuple[Point, ...], t: float) -> tuple[Point, ...]:
    """Return the control points of the second part of a Bezier curve that is parted at `t` (de Casteljau)."""
    points, last = list(part), [part[-1]]
    while len(points) > 1:
        points = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for a, b in pairwise(points)]
        last.append(points[-1])
    return tuple(reversed(last))


def _direction(course: Sequence[Point]) -> Point:
    """Return the direction in which a course starts, as a vector of length 1."""
    start = course[0]
    ahead = next((point for point in course if dist(point, start) > SAME), (start[0] + 1.0, start[1]))
    length = dist(start, ahead)
    return (ahead[0] - start[0]) / length, (ahead[1] - start[1]) / length


def _near(course: Sequence[Point]) -> Point:
    """Return the point from which a line comes, near the end at which its course starts."""
    return next((point for point in along(course) if dist(point, course[0]) >= NEAR), course[-1])


def _written(edge: Edge) -> str:
    """Return the position of an edge as Graphviz writes it."""
    marks = [
        f"{letter},{_pair(tip)}" for letter, tip in (("s", edge.start), ("e", edge.end)) if tip is not None
    ]
    return " ".join([*marks, *map(_pair, edge.curve)])


def _pair(point: Point) -> str:
    return f"{point[0]:.2f},{point[1]:.2f}"
