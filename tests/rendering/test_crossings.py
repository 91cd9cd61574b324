"""Crossings are counted on drawn curves. Expected values: hand-made layouts whose crossings anybody can see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.graph.views import View, focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.options import Direction, Options
from argmap.rendering.picture.arrange import arranged
from argmap.rendering.picture.crossings import tangle
from argmap.rendering.picture.dot import dot_source, outline_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.layout import Edge, Layout, lay_out
from argmap.rendering.picture.operations import Point
from argmap.rendering.scene import Scene, scene
from tests.graph.small import changed, small, tangles

Course = tuple[float, float, float, float]
"""A straight line from one point to another: x, y, x, y."""


def edge(tail: int, head: int, *curve: Point, tailport: str = "", headport: str = "") -> Edge:
    return Edge("", "edge", "", (), "", "", (str(tail), tailport), (str(head), headport), curve)


def straight(tail: int, head: int, course: Course, **ports: str) -> Edge:
    """Return an edge drawn as a straight line: a Bezier curve with even control points."""
    x, y, u, v = course
    return edge(tail, head, *((x + (u - x) * t / 3, y + (v - y) * t / 3) for t in range(4)), **ports)


def layout(*edges: Edge) -> Layout:
    return Layout(((0, 0), (100, 100)), "", "", "", (), (), edges, ())


def crossings(*edges: Edge) -> int:
    return tangle(layout(*edges)).crossings


DRAWN = {
    "an X": ([straight(1, 2, (0, 0, 100, 100)), straight(3, 4, (0, 100, 100, 0))], 1),
    "an X that leans": ([straight(1, 2, (0, 0, 100, 70)), straight(3, 4, (10, 90, 95, 5))], 1),
    "an X turned round": ([straight(1, 2, (100, 100, 0, 0)), straight(3, 4, (100, 0, 0, 100))], 1),
    "a plus": ([straight(1, 2, (0, 50, 100, 50)), straight(3, 4, (50, 0, 50, 100))], 1),
    "two parallels": ([straight(1, 2, (0, 0, 100, 0)), straight(3, 4, (0, 10, 100, 10))], 0),
    "one line after the other": ([straight(1, 2, (0, 0, 40, 0)), straight(3, 4, (60, 0, 100, 0))], 0),
    "lines that would cross further on": ([straight(1, 2, (0, 0, 40, 40)), straight(3, 4, (100, 0, 60, 40))], 0),
    "a V meets in its node": ([straight(1, 2, (0, 0, 50, 50)), straight(3, 2, (100, 0, 50, 50))], 0),
    "lines from one node part": ([straight(1, 2, (0, 0, 50, 50)), straight(1, 3, (0, 0, 100, 20))], 0),
    "two ports of one bar": (
        [straight(1, 9, (0, 0, 60, 50), headport="p1:s"), straight(2, 9, (60, 0, 0, 50), headport="p0:s")],
        1,
    ),
    "two ports without crossing": (
        [straight(1, 9, (0, 0, 0, 50), headport="p0:s"), straight(2, 9, (60, 0, 60, 50), headport="p1:s")],
        0,
    ),
    "a star of three": (
        [
            straight(1, 2, (0, 0, 100, 100)),
            straight(3, 4, (0, 100, 100, 0)),
            straight(5, 6, (0, 40, 100, 45)),
        ],
        3,
    ),
    "a grid of two by three": (
        [straight(n, n + 10, (0, y, 100, y)) for n, y in enumerate((20, 80))]
        + [straight(n, n + 10, (x, 0, x, 100)) for n, x in enumerate((10, 50, 90), start=20)],
        6,
    ),
    "no edges": ([], 0),
}  # fmt: skip


@pytest.mark.parametrize(("edges", "expected"), DRAWN.values(), ids=DRAWN)
def test_crossings(edges: list[Edge], expected: int) -> None:
    assert crossings(*edges) == expected


def test_a_curve_that_bends_away_does_not_cross() -> None:
    """The chord of the curve crosses the line; the curve itself stays above it (y is 75 at its middle)."""
    bent = edge(1, 2, (0, 0), (0, 100), (100, 100), (100, 0))
    assert crossings(bent, straight(3, 4, (50, -20, 50, 60))) == 0
    assert crossings(bent, straight(3, 4, (50, -20, 50, 90))) == 1


def test_the_length_of_all_edges() -> None:
    """A line from (0, 0) to (30, 40) is 50 points long."""
    assert tangle(layout(straight(0, 1, (0, 0, 30, 40)))).length == pytest.approx(50)


numbers = st.integers(0, 30)
courses = st.tuples(numbers, numbers, numbers, numbers)


@given(st.lists(courses, min_size=2, max_size=6, unique=True))
def test_crossings_do_not_depend_on_the_order_of_edges(drawn: list[Course]) -> None:
    edges = [straight(2 * n, 2 * n + 1, course) for n, course in enumerate(drawn)]
    assert crossings(*edges) == crossings(*edges[::-1])


@given(courses, courses)
def test_lines_that_cross_properly_are_counted(one: Course, other: Course) -> None:
    """Compared with the textbook test of two segments, in whole numbers and without touching."""
    a, b, c, d = (one[0], one[1]), (one[2], one[3]), (other[0], other[1]), (other[2], other[3])
    apart = _turn(a, b, c) * _turn(a, b, d), _turn(c, d, a) * _turn(c, d, b)
    if 0 not in apart:
        assert crossings(straight(1, 2, one), straight(3, 4, other)) == (max(apart) < 0)


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def drawn_crossings(shown: Scene, options: Options, arrangement: Arrangement) -> int:
    return tangle(lay_out(dot_source(shown, options, arrangement))).crossings


def views(map: ArgumentMap) -> dict[str, View]:
    return {
        "whole": whole(map),
        "without examples": whole(map, examples=False),
        "near": focused(whole(map), "linear-algebra-needed", 2),
    }


@pytest.mark.parametrize("view", ["whole", "without examples", "near"])
def test_the_arrangement_crosses_no_more_than_the_outlines_own_order(
    math_in_ml: ArgumentMap, view: str
) -> None:
    shown, options = scene(views(math_in_ml)[view]), Options()
    own = drawn_crossings(shown, options, Arrangement(outline_order(shown)))
    assert drawn_crossings(shown, options, arranged(shown, options)) <= own


@given(tangles(), st.sampled_from(Direction))
def test_nor_in_any_small_map(map: ArgumentMap, direction: Direction) -> None:
    shown, options = scene(whole(map)), Options(direction=direction, legend=False)
    own = drawn_crossings(shown, options, Arrangement(outline_order(shown)))
    assert drawn_crossings(shown, options, arranged(shown, options)) <= own


def test_an_arrangement_has_every_node_and_relation_once(math_in_ml: ArgumentMap) -> None:
    order = arranged(scene(whole(math_in_ml)), Options()).order
    assert sorted(order) == sorted(math_in_ml.kinds)


def test_an_arrangement_is_no_sketch(math_in_ml: ArgumentMap) -> None:
    assert arranged(scene(whole(math_in_ml)), Options()).sizes == {}


@pytest.mark.parametrize("direction", [Direction.RIGHT, Direction.BELOW])
def test_issues_stand_in_the_order_of_the_file_where_nothing_crosses(direction: Direction) -> None:
    map = small("r: a supports t", "s: b supports u", theses={"j": "u", "i": "t"})
    for ids in (("i", "j"), ("j", "i")):
        ordered = changed(map, issues=[map.issues_by_id[name] for name in ids])
        shown, options = scene(whole(ordered)), Options(direction=direction)
        drawn = lay_out(dot_source(shown, options, arranged(shown, options)))
        centres = {node.name: node.centre for node in drawn.nodes}
        (x, y), (u, v) = (centres[f"n-{name}"] for name in ids)
        assert y > v if direction is Direction.RIGHT else x < u


def test_linked_premises_meet_their_bar_without_crossing(math_in_ml: ArgumentMap) -> None:
    """The four linked steps of the bundled map: each bar's premises stand in the order of its ports."""
    shown, options = scene(whole(math_in_ml)), Options()
    drawn = lay_out(dot_source(shown, options, arranged(shown, options)))
    heights = {node.name: node.centre[1] for node in drawn.nodes}
    bars: dict[str, dict[str, float]] = {}
    for edge in drawn.edges:
        name, port = edge.head
        if port.startswith("p"):
            bars.setdefault(name, {})[port] = heights[edge.tail[0]]
    linked = [relation for relation in math_in_ml.relations if relation.is_linked]
    assert len(bars) == len(linked)
    for ports in bars.values():
        assert [ports[port] for port in sorted(ports)] == sorted(ports.values(), reverse=True)


def leaves(count: int) -> ArgumentMap:
    """Return a map of three levels, in which so many reasons with nothing behind them bear on one claim."""
    chain = ("x: a supports t", "y: b supports a", "z: c supports b", "v: d supports c")
    return small(*chain, *(f"r{n}: p{n} supports a" for n in range(count)), theses={"i": "t"})


def test_many_reasons_with_nothing_behind_them_stand_in_several_columns() -> None:
    """Twenty boxes of 36 points and their distances are 890 points high; in three columns, each halfway beside its neighbours, far less."""
    shown, options = scene(whole(leaves(20))), Options(legend=False)
    plan = arranged(shown, options)
    plain = lay_out(dot_source(shown, options, Arrangement(plan.order)))
    drawn = lay_out(dot_source(shown, options, plan))
    columns = {round(node.centre[0]) for node in drawn.nodes if node.name.startswith("n-p")}
    assert len(columns) == 3
    assert drawn.height < 0.7 * plain.height
    assert tangle(drawn).crossings == 0


def test_a_few_reasons_stand_in_one_column() -> None:
    """A column that is no higher than the rest of the map takes no room."""
    assert arranged(scene(whole(leaves(2))), Options(legend=False, direction=Direction.RIGHT)).far == {}
