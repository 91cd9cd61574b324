"""Plots of results: ticks by hand calculation, every text escaped, every point inside the frame."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import ExperimentResult, Measure, Plot, Series
from argmap.rendering.plot.measures import tick_label
from argmap.rendering.plot.plot import linear_ticks, log_ticks, plot_svg

SVG = "{http://www.w3.org/2000/svg}"
values = st.floats(-1e6, 1e6)
positive = st.floats(1e-12, 1e12)


def outcome(plot: Plot, headline: str = "1") -> Outcome:
    return Outcome("x", 0, None, ExperimentResult(headline, (Measure("m", 1, 1, "count"),), plot))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (-1, 1, (-1, -0.5, 0, 0.5, 1)),
        (3, 3, (3,)),
        (0.013, 0.071, (0.02, 0.03, 0.04, 0.05, 0.06, 0.07)),
    ],
)
def test_linear_ticks_are_round(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert linear_ticks(low, high) == ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 1e6, (1, 10, 100, 1e3, 1e4, 1e5, 1e6)),
        (2, 7, (2, 5)),
        (3, 3, (3, 3)),
        (1, 1e12, (1, 100, 1e4, 1e6, 1e8, 1e10, 1e12)),
    ],
)
def test_logarithmic_ticks_are_powers_of_ten(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert log_ticks(low, high) == ticks


@given(st.tuples(values, values).map(sorted))
def test_linear_ticks_lie_between_the_ends_and_are_few(ends: list[float]) -> None:
    low, high = ends
    ticks = linear_ticks(low, high)
    assert len(ticks) <= 8
    room = 1e-8 * (high - low)
    assert all(low - room <= tick <= high + room for tick in ticks)


@pytest.mark.parametrize(
    ("value", "label"),
    [(0, "0"), (0.5, "0.5"), (-2, "-2"), (1e-8, "10⁻⁸"), (3e7, "3·10⁷"), (20000, "20,000")],
)
def test_labels_of_ticks_are_short(value: float, label: str) -> None:
    assert tick_label(value) == label


@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=8), st.booleans(), st.booleans())
def test_every_point_is_inside_the_picture(
    points: list[tuple[float, float]], log_x: bool, log_y: bool
) -> None:
    line = Series("s", tuple(x for x, _ in points), tuple(y for _, y in points))
    root = ET.fromstring(plot_svg(outcome(Plot("x", "y", (line,), log_x, log_y))))
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    circles = list(root.iter(f"{SVG}circle"))[1:]
    assert len(circles) == len(points)
    assert all(64 <= float(c.get("cx", "-1")) <= width - 20 for c in circles)
    assert all(0 <= float(c.get("cy", "-1")) <= height for c in circles)


def test_texts_are_escaped() -> None:
    hostile = "</text><script>alert(1)</script>&"
    line = Series(hostile, (1.0, 2.0), (1.0, 2.0))
    text = plot_svg(outcome(Plot(hostile, hostile, (line,)), hostile))
    assert "<script" not in text
    assert not list(ET.fromstring(text).iter(f"{SVG}script"))


def test_without_a_result_the_picture_says_why() -> None:
    text = plot_svg(Outcome("x", 0, fault="it raised ValueError"))
    assert "no result: it raised ValueError" in text
    ET.fromstring(text)
