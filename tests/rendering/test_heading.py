"""Where the heading stands: in the empty corner above a drawing, and over nothing that is drawn. Places by hand."""

from __future__ import annotations

import re

import pytest

from argmap.rendering.picture.crossings import along
from argmap.rendering.picture.heading import lowered
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.picture.operations import Point, extent
from tests.rendering.test_ends import BUNDLED, layout


def drawing(*centres: Point) -> str:
    """Return a graph of boxes of 72 points, one at the origin, in 600 × 400, with a heading of 200 × 60 above at the left."""
    heading = 'label=T, lheight=0.83333, lp="100,370", lwidth=2.7778'
    boxes = " ".join(
        f'n{n} [pos="{x},{y}" width=1 height=1 shape=box]' for n, (x, y) in enumerate(((36, 36), *centres))
    )
    return f'digraph {{ graph [layout=nop2, bb="0,0,600,400", {heading}]; {boxes} }}'


@pytest.mark.parametrize(
    ("centres", "heading", "top"),
    [
        pytest.param([(300, 300), (50, 100)], 306, 336, id="down to the top of the box beside it"),
        pytest.param([(300, 300), (50, 250)], 330, 360, id="down to 14 points above the box below it"),
        pytest.param(
            [(300, 300), (240, 250)], 330, 360, id="a box that reaches within 14 points is below it"
        ),
        pytest.param([(300, 300), (50, 290)], 370, 400, id="nothing for less than 12 points"),
    ],
)
def test_a_heading_stands_as_low_as_its_corner_is_empty(
    centres: list[Point], heading: float, top: float
) -> None:
    """A box has half its 72 points above its centre; the heading has 60, from 340 to 400."""
    text = drawing(*centres)
    moved = lowered(text, lay_out(text))
    place, box = re.search(r'lp="100,([\d.]+)"', moved), re.search(r'bb="0,0,600,([\d.]+)"', moved)
    assert place
    assert box
    assert (float(place[1]), float(box[1])) == pytest.approx((heading, top), abs=1.0)


@pytest.mark.parametrize("name", BUNDLED)
def test_the_heading_of_a_bundled_map_lies_on_nothing(name: str) -> None:
    drawn = layout(name)
    corners = extent(drawn.heading)
    assert corners is not None
    (left, low), (right, high) = corners
    for part in (*drawn.nodes, *drawn.clusters):
        (start, bottom), (end, top) = extent(part.marks) or corners
        assert start > right or end < left or bottom > high or top < low, part.id
    for edge in drawn.edges:
        assert not [p for p in along(edge.curve) if left < p[0] < right and low < p[1] < high], edge.id
