"""The small picture of an experiment's result, as SVG: lines that differ in colour, dashes and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from math import log10

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Plot, Series
from argmap.rendering.plot.ticks import linear_ticks, log_ticks, tick_label
from argmap.rendering.theme import FONTS, Theme, theme
from argmap.rendering.wrap import wrap

WIDTH, LEFT, RIGHT, PLOT_HEIGHT = 560, 64, 20, 240
LINE = 18
"""Points from one line of text to the next."""

COLUMNS = 66
DASHES = ("", "7 4", "2 3", "9 3 2 3")
MARKS = ("circle", "square", "triangle", "diamond")
MARK = 3.4
"""Half the width of a mark, in points."""

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis: where a value stands in points, and the values that are marked."""

    place: Scale
    ticks: tuple[float, ...]


def plot_svg(outcome: Outcome, look: str = "light") -> str:
    """Return the plot of an outcome as an SVG document; one without a result says so.

    Raises:
        UnknownName: there is no such theme.
    """
    ink = theme(look)
    heading = [*wrap(outcome.title, COLUMNS)], [*wrap(outcome.headline, COLUMNS)]
    lines = list(_heading(ink, *heading))
    top = LINE * (len(heading[0]) + len(heading[1])) + 22
    if outcome.result is None:
        return _document(ink, outcome, top, lines)
    plot = outcome.result.plot
    lines += _legend(ink, plot, top)
    top += LINE * len(plot.series) + 6
    return _document(ink, outcome, top + PLOT_HEIGHT + 46, [*lines, *_chart(ink, plot, top)])


def _document(ink: Theme, outcome: Outcome, height: int, body: list[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' role="img" font-family="{FONTS}" font-size="12" fill="{ink.ink}">'
    )
    said = [f"<title>{_text(outcome.title)}</title>", f"<desc>{_text(outcome.headline)}</desc>"]
    page = f'<rect width="{WIDTH}" height="{height}" fill="{ink.page}"/>'
    return "\n".join([head, *said, page, *body, "</svg>"]) + "\n"


def _heading(ink: Theme, title: list[str], headline: list[str]) -> Iterator[str]:
    for number, line in enumerate((*title, *headline)):
        bold = ' font-weight="bold" font-size="13"' if number < len(title) else f' fill="{ink.muted}"'
        yield f'<text x="12" y="{22 + LINE * number}"{bold}>{_text(line)}</text>'


def _legend(ink: Theme, plot: Plot, top: int) -> Iterator[str]:
    for number, series in enumerate(plot.series):
        y = top + LINE * number
        yield _line(ink, number, [(LEFT, y), (LEFT + 34, y)])
        yield _mark(ink, number, LEFT + 17, y)
        yield f'<text x="{LEFT + 42}" y="{y + 4}">{_text(series.name)}</text>'


def _chart(ink: Theme, plot: Plot, top: int) -> Iterator[str]:
    xs = [x for series in plot.series for x in series.x]
    ys = [y for series in plot.series for y in series.y]
    across = _axis(xs, plot.log_x, LEFT, WIDTH - RIGHT)
    up = _axis(ys, plot.log_y, top + PLOT_HEIGHT, top)
    yield from _grid(ink, across, up, top)
    bottom = top + PLOT_HEIGHT
    middle = (LEFT + WIDTH - RIGHT) // 2
    yield f'<text x="{middle}" y="{bottom + 36}" text-anchor="middle">{_text(plot.x_label)}</text>'
    yield (
        f'<text transform="translate(15 {top + PLOT_HEIGHT // 2}) rotate(-90)" text-anchor="middle">'
        f"{_text(plot.y_label)}</text>"
    )
    for number, series in enumerate(plot.series):
        yield from _drawn(ink, number, series, across, up)


def _grid(ink: Theme, across: _Axis, up: _Axis, top: int) -> Iterator[str]:
    bottom = top + PLOT_HEIGHT
    for tick in up.ticks:
        y = _number(up.place(tick))
        yield f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="{ink.linked}"/>'
        yield f'<text x="{LEFT - 8}" y="{y}" dy="4" text-anchor="end" fill="{ink.muted}" font-size="11">{tick_label(tick)}</text>'
    for tick in across.ticks:
        x = _number(across.place(tick))
        yield f'<path d="M{x} {bottom}v5" stroke="{ink.muted}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle" fill="{ink.muted}" font-size="11">{tick_label(tick)}</text>'
    yield f'<path d="M{LEFT} {top}V{bottom}H{WIDTH - RIGHT}" fill="none" stroke="{ink.muted}"/>'


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


def _drawn(ink: Theme, number: int, series: Series, across: _Axis, up: _Axis) -> Iterator[str]:
    points = [(across.place(x), up.place(y)) for x, y in zip(series.x, series.y, strict=True)]
    yield _line(ink, number, points)
    yield from (_mark(ink, number, x, y) for x, y in points)


def _line(ink: Theme, number: int, points: list[tuple[float, float]]) -> str:
    path = "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    dashes = DASHES[number % len(DASHES)]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{path}" fill="none" stroke="{_color(ink, number)}" stroke-width="1.8"{dashed}/>'


def _mark(ink: Theme, number: int, x: float, y: float) -> str:
    kind, fill, r = MARKS[number % len(MARKS)], _color(ink, number), MARK
    if kind == "circle":
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{r}" fill="{fill}"/>'
    shapes = {
        "square": f"m{-r} {-r}h{2 * r}v{2 * r}h{-2 * r}z",
        "triangle": f"m0 {-r * 1.2:.3g}l{r * 1.1:.3g} {r * 2:.3g}h{-r * 2.2:.3g}z",
        "diamond": f"m0 {-r * 1.3:.3g}l{r * 1.3:.3g} {r * 1.3:.3g}l{-r * 1.3:.3g} {r * 1.3:.3g}l{-r * 1.3:.3g} {-r * 1.3:.3g}z",
    }
    return f'<path d="M{_number(x)} {_number(y)}{shapes[kind]}" fill="{fill}"/>'


def _color(ink: Theme, number: int) -> str:
    return ink.sides[number % len(ink.sides)].border


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return escape(text, quote=False)
