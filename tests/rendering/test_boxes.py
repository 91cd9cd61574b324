"""Which boxes a line runs into. Expected values: every box asked one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.rendering.picture.boxes import CELL, Boxes
from argmap.rendering.picture.dot_writer import Box
from argmap.rendering.picture.operations import Point

numbers = st.one_of(
    st.floats(-4 * CELL, 4 * CELL, allow_nan=False), st.sampled_from([-CELL, 0.0, CELL, 2 * CELL])
)
points = st.tuples(numbers, numbers)
boxes = st.builds(
    lambda one, other: (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    ),
    points,
    points,
)


@given(st.lists(st.tuples(st.sampled_from("abc"), boxes), max_size=8), st.lists(points, max_size=8))
def test_boxes_are_met_as_when_each_is_asked(named: list[tuple[str, Box]], line: list[Point]) -> None:
    met = sum(
        name != "a" and any(left < x < right and bottom < y < top for x, y in line)
        for name, (left, bottom, right, top) in named
    )
    assert Boxes(named).met(line, {"a"}) == met
