"""Heads of lines at boxes. Expected values: geometry measured on what Graphviz draws (separating axes), hand-made sides."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

import argmap
from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.draw import drawing
from argmap.rendering.options import Direction, Options
from argmap.rendering.picture.ends import placed
from argmap.rendering.picture.layout import Layout, lay_out
from tests.graph.small import small, tangles
from tests.rendering.geometry import depth, heads, lines_over_boxes, lines_over_heads, marks_over_marks

ROOT = Path(__file__).parents[2]
BUNDLED = ("car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team")


@cache
def bundled(name: str) -> ArgumentMap:
    return argmap.load(ROOT / "data" / name)


@cache
def layout(name: str, focus: str = "", *, status: bool = False) -> Layout:
    view = whole(bundled(name))
    return drawing(focused(view, focus, 2) if focus else view, Options(status=status)).layout


@pytest.mark.parametrize("status", [False, True], ids=["plain", "with status"])
@pytest.mark.parametrize("name", BUNDLED)
def test_no_head_of_a_bundled_map_lies_on_a_head_or_a_box(name: str, status: bool) -> None:
    drawn = layout(name, status=status)
    assert len(heads(drawn)) > 15
    assert marks_over_marks(drawn) == []


# Views in which heads lay on each other, or half inside a box: three at a corner, a bar below a border, a diamond.
FOCUSED = [
    ("car-free-centre", "bakery-dies"),
    ("car-free-centre", "close"),
    ("car-free-centre", "charge-crossing-safe"),
    ("typing-for-a-team", "typed-language"),
    ("typing-for-a-team", "one-kind"),
    ("math-in-ml", "math-is-essential"),
    ("io-js-core", "userland"),
]


@pytest.mark.parametrize(("name", "focus"), FOCUSED)
def test_no_head_of_a_part_lies_on_a_head_a_box_or_a_line(name: str, focus: str) -> None:
    drawn = layout(name, focus)
    assert (marks_over_marks(drawn), lines_over_heads(drawn)) == ([], [])


@pytest.mark.parametrize("name", BUNDLED)
def test_hardly_a_line_is_led_over_a_head_or_a_box(name: str) -> None:
    """Graphviz leads no line over a box; the last points that are drawn anew may touch the bar of another relation."""
    drawn = layout(name)
    assert len(lines_over_heads(drawn)) <= 1
    assert not [found for found in lines_over_boxes(drawn) if " box n-" in found]
    assert len(lines_over_boxes(drawn)) <= 2


@given(tangles())
@settings(max_examples=15)
def test_no_head_of_any_map_lies_on_another(map: ArgumentMap) -> None:
    found = marks_over_marks(drawing(map, Options(direction=Direction.RIGHT)).layout)
    assert [each for each in found if " on head " in each] == []


@pytest.mark.parametrize("direction", Direction)
def test_heads_at_one_side_are_apart_and_at_a_right_angle(direction: Direction) -> None:
    names = "abcdefgh"
    map = small(*(f"r{name}: {name} attacks t" for name in names))
    drawn = drawing(map, Options(direction=direction)).layout
    tips = [edge.end for edge in drawn.edges if edge.head[0] == "n-t"]
    (target,) = (node for node in drawn.nodes if node.name == "n-t")
    across = 1 if direction.is_sideways else 0
    assert len({round(tip[1 - across]) for tip in tips}) == 1
    assert all(b - a >= 13.9 for a, b in pairwise(sorted(tip[across] for tip in tips)))
    assert target.size[across] * 72 >= len(names) * 14
    for edge in drawn.edges:
        assert edge.end is not None
        assert edge.curve[-1][across] == pytest.approx(edge.end[across], abs=0.1)


def test_a_graph_without_heads_stays_where_it_is() -> None:
    text = 'digraph { graph [rankdir=RL]; a [id="n-a"]; b [id="n-b"]; a -> b [id="e-r", arrowhead=none] }'
    before, after = lay_out(text), lay_out(placed(text))
    assert [edge.curve for edge in after.edges] == [edge.curve for edge in before.edges]


def test_lines_are_in_the_order_in_which_they_come() -> None:
    map = small("ra: a supports t", "rb: b supports t", "rc: c supports t")
    drawn = drawing(map, Options(direction=Direction.RIGHT)).layout
    heights = {edge.tail[0]: edge.end[1] for edge in drawn.edges if edge.end}
    rows = {node.name: node.centre[1] for node in drawn.nodes}
    assert sorted(heights, key=heights.__getitem__) == sorted(heights, key=rows.__getitem__)


# By hand: two squares of side 2 that share a strip of 0.5, that touch, and that are 1 apart.
SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))


@pytest.mark.parametrize(("shift", "expected"), [(1.5, 0.5), (2.0, 0.0), (3.0, -1.0)])
def test_the_measure_of_how_far_shapes_reach_into_each_other(shift: float, expected: float) -> None:
    assert depth(SQUARE, tuple((x + shift, y) for x, y in SQUARE)) == pytest.approx(expected)
