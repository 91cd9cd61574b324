"""The small picture of an experiment's result, as SVG: lines that differ in colour, dashes and marks.

Axes have few marks, at round numbers: `linear_ticks` and `log_ticks` say where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Plot, Series
from argmap.rendering.plot.measures import tick_label
from argmap.rendering.svg import NAMESPACE, element, number, places, words
from argmap.rendering.theme import FONTS, Theme, theme
from argmap.rendering.wrap import wrap

WIDTH, LEFT, RIGHT, PLOT_HEIGHT = 560, 64, 20, 240
LINE = 18
"""Points from one line of text to the next."""

COLUMNS = 66
DASHES = (None, "7 4", "2 3", "9 3 2 3")
MARKS = ("circle", "square", "triangle", "diamond")
MARK = 3.4
"""Half the width of a mark, in points."""

SMALL = 11
"""Type size of the numbers at an axis, in points."""

MOST, FEWEST = 6, 3
"""Marks of an axis, about, and those below which it says too little."""

Point = tuple[float, float]
Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis: where a value stands in points, and the values that are marked."""

    place: Scale
    ticks: tuple[float, ...]


def plot_svg(outcome: Outcome, look: str = "light") -> str:
    """Return the plot of an outcome as an SVG document; one without a result says so.

    Args:
        outcome: the result of an experiment, or the reason why there is none.
        look: the name of a theme: light, dark or mono.

    Raises:
        UnknownName: there is no such theme.
    """
    ink = theme(look)
    title, headline = wrap(outcome.title, COLUMNS), wrap(outcome.headline, COLUMNS)
    parts = list(_heading(ink, title, headline))
    top = LINE * (len(title) + len(headline)) + 22
    if outcome.result is None:
        return _document(ink, outcome, top, parts)
    plot = outcome.result.plot
    parts += _legend(ink, plot, top)
    top += LINE * len(plot.series) + 6
    return _document(ink, outcome, top + PLOT_HEIGHT + 46, [*parts, *_chart(ink, plot, top)])


def linear_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, in steps of 1, 2 or 5 times a power of ten.

    Args:
        low: the start of the axis.
        high: its end.

    Source:
        Heckbert (1990), Nice numbers for graph labels, in Graphics Gems.

    Example:
        >>> linear_ticks(0.0, 1.0)
        (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    """
    if high <= low:
        return (low,)
    rough = (high - low) / MOST
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(float(f"{number * step:.10g}") for number in range(first, last + 1))


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return powers of ten from `low` to `high`, and 2 and 5 times them where there are few.

    Args:
        low: the start of the axis, above zero.
        high: its end.

    Example:
        >>> log_ticks(4, 1024)
        (10.0, 100.0, 1000.0)
    """
    first, last = floor(log10(low)), ceil(log10(high))
    every = max(1, ceil((last - first) / MOST))
    powers = [10.0**exponent for exponent in range(first, last + 1, every)]
    shown = _between(powers, low, high)
    if len(shown) >= FEWEST:
        return shown
    return _between([power * nice for power in powers for nice in (1, 2, 5)], low, high) or (low, high)


def _document(ink: Theme, outcome: Outcome, height: int, body: list[str]) -> str:
    content = [
        element("title", words(outcome.title)),
        element("desc", words(outcome.headline)),
        element("rect", width=WIDTH, height=height, fill=ink.page),
        *body,
    ]
    return (
        element(
            "svg",
            "\n".join(["", *content, ""]),
            xmlns=NAMESPACE,
            width=WIDTH,
            height=height,
            viewBox=f"0 0 {WIDTH} {height}",
            role="img",
            font_family=FONTS,
            font_size=12,
            fill=ink.ink,
        )
        + "\n"
    )


def _heading(ink: Theme, title: tuple[str, ...], headline: tuple[str, ...]) -> Iterator[str]:
    for place, line in enumerate(title):
        yield element("text", words(line), x=12, y=22 + LINE * place, font_weight="bold", font_size=13)
    for place, line in enumerate(headline, len(title)):
        yield element("text", words(line), x=12, y=22 + LINE * place, fill=ink.muted)


def _legend(ink: Theme, plot: Plot, top: int) -> Iterator[str]:
    for place, series in enumerate(plot.series):
        y = top + LINE * place
        yield _line(ink, place, [(LEFT, y), (LEFT + 34, y)])
        yield _mark(ink, place, (LEFT + 17, y))
        yield element("text", words(series.name), x=LEFT + 42, y=y + 4)


def _chart(ink: Theme, plot: Plot, top: int) -> Iterator[str]:
    xs = [x for series in plot.series for x in series.x]
    ys = [y for series in plot.series for y in series.y]
    across = _axis(xs, plot.log_x, LEFT, WIDTH - RIGHT)
    up = _axis(ys, plot.log_y, top + PLOT_HEIGHT, top)
    yield from _grid(ink, across, up, top)
    middle = (LEFT + WIDTH - RIGHT) // 2
    yield element("text", words(plot.x_label), x=middle, y=top + PLOT_HEIGHT + 36, text_anchor="middle")
    turned = f"translate(15 {top + PLOT_HEIGHT // 2}) rotate(-90)"
    yield element("text", words(plot.y_label), transform=turned, text_anchor="middle")
    for place, series in enumerate(plot.series):
        yield from _series(ink, place, series, across, up)


def _grid(ink: Theme, across: _Axis, up: _Axis, top: int) -> Iterator[str]:
    bottom = top + PLOT_HEIGHT
    for tick in up.ticks:
        y = up.place(tick)
        yield element("path", d=f"M{LEFT} {number(y)}H{WIDTH - RIGHT}", stroke=ink.linked)
        yield _tick(ink, tick, (LEFT - 8, y + 4), "end")
    for tick in across.ticks:
        x = across.place(tick)
        yield element("path", d=f"M{number(x)} {bottom}v5", stroke=ink.muted)
        yield _tick(ink, tick, (x, bottom + 18), "middle")
    yield element("path", d=f"M{LEFT} {top}V{bottom}H{WIDTH - RIGHT}", fill="none", stroke=ink.muted)


def _tick(ink: Theme, value: float, place: Point, anchor: str) -> str:
    label = words(tick_label(value))
    return element("text", label, x=place[0], y=place[1], text_anchor=anchor, fill=ink.muted, font_size=SMALL)


def _axis(values: list[float], logarithmic: bool, start: float, end: float) -> _Axis:
    """Return an axis for values, with a little room at both ends."""
    low, high = min(values), max(values)
    if logarithmic:
        scale = _scale(log10(low), log10(high), start, end)
        return _Axis(lambda value: scale(log10(value)), log_ticks(low, high))
    if 0 < low <= (high - low) * 2:
        low = 0.0  # lengths can be compared only from zero
    return _Axis(_scale(low, high, start, end), linear_ticks(low, high))


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    if high == low:
        low, high = low - 0.5, high + 0.5
    room = (high - low) * 0.03
    low, high = low - room, high + room
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _series(ink: Theme, place: int, series: Series, across: _Axis, up: _Axis) -> Iterator[str]:
    points = [(across.place(x), up.place(y)) for x, y in zip(series.x, series.y, strict=True)]
    yield _line(ink, place, points)
    yield from (_mark(ink, place, point) for point in points)


def _line(ink: Theme, place: int, points: list[Point]) -> str:
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashes = DASHES[place % len(DASHES)]
    look = {"fill": "none", "stroke": _color(ink, place), "stroke_dasharray": dashes}
    return element("path", d=f"M{path}", stroke_width=1.8, **look)


def _mark(ink: Theme, place: int, point: Point) -> str:
    (x, y), kind, r = point, MARKS[place % len(MARKS)], MARK
    if kind == "circle":
        return element("circle", cx=x, cy=y, r=r, fill=_color(ink, place))
    corners = {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)),
        "diamond": ((0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)),
    }
    return element(
        "polygon", points=places((x + a, y + b) for a, b in corners[kind]), fill=_color(ink, place)
    )


def _color(ink: Theme, place: int) -> str:
    return ink.sides[place % len(ink.sides)].border


def _between(values: list[float], low: float, high: float) -> tuple[float, ...]:
    return tuple(float(f"{value:.10g}") for value in values if low * (1 - 1e-9) <= value <= high * (1 + 1e-9))
