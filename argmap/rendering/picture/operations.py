"""Graphviz's drawing operations, and the shapes and texts that they draw.

Lengths are points (1/72 inch); x grows to the right and y grows upwards, as in Graphviz.

Source:
    Graphviz, "The xdot output format": the operations, and what each of them changes for those that follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Point = tuple[float, float]
Operation = Mapping[str, Any]

TRANSPARENT = frozenset({"transparent", "#fffffe00"})
BOLD, ITALIC = 1, 2
"""Bits of the operation that sets the face of a text."""


class Figure(StrEnum):
    """What the points of a shape mean: corners, control points of Bezier curves, or centre and radii."""

    POLYGON = "polygon"
    POLYLINE = "polyline"
    CURVE = "curve"
    ELLIPSE = "ellipse"


FIGURES = {
    "p": Figure.POLYGON,
    "l": Figure.POLYLINE,
    "b": Figure.CURVE,
    "e": Figure.ELLIPSE,
}
"""Shapes by their operation, whose capital letter fills them; a polyline is always a capital."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape: `stroke` and `fill` are colours, None where nothing is drawn; `style` is solid, dashed or dotted."""

    figure: Figure
    points: tuple[Point, ...]
    stroke: str | None
    fill: str | None
    width: float
    style: str


@dataclass(frozen=True, slots=True)
class TextRun:
    """A drawn text in one face: `at` is a point on its base line, at its start, middle or end as `align` says."""

    at: Point
    text: str
    width: float
    size: float
    color: str
    bold: bool
    italic: bool
    align: str


Mark = Shape | TextRun


def marks_of(operations: Iterable[Operation]) -> Iterator[Mark]:
    """Yield the shapes and texts that a list of operations draws.

    Args:
        operations: drawing operations, as Graphviz writes them in JSON.
    """
    pen = _Pen()
    for operation in operations:
        name = operation["op"]
        if name == "T":
            yield pen.text(operation)
        elif name.lower() in FIGURES:
            yield pen.shape(operation)
        else:
            pen.set(operation)


def extent(marks: Iterable[Mark]) -> tuple[Point, Point] | None:
    """Return the lower left and the upper right corner of what is drawn, None if nothing is.

    Args:
        marks: shapes and texts.
    """
    points = [point for mark in marks for point in _reach(mark)]
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys)), (max(xs), max(ys))


@dataclass(slots=True)
class _Pen:
    """What the next mark is drawn with; operations change it, one after the other."""

    stroke: str | None = None
    fill: str | None = None
    width: float = 1.0
    style: str = "solid"
    size: float = 14.0
    face: int = 0

    def set(self, operation: Operation) -> None:
        """Change what an operation changes; one that is not known changes nothing."""
        match operation["op"]:
            case "c":
                self.stroke = _color(operation)
            case "C":
                self.fill = _color(operation)
            case "F":
                self.size = operation["size"]
            case "t":
                self.face = operation["fontchar"]
            case "S" if operation["style"].startswith("setlinewidth("):
                self.width = float(operation["style"].removeprefix("setlinewidth(").removesuffix(")"))
            case "S":
                self.style = operation["style"]

    def shape(self, operation: Operation) -> Shape:
        name = operation["op"]
        figure = FIGURES[name.lower()]
        points = tuple((x, y) for x, y in operation.get("points", ()))
        if figure is Figure.ELLIPSE:
            x, y, across, up = operation["rect"]
            points = (x, y), (across, up)
        filled = name.isupper() and figure is not Figure.POLYLINE
        return Shape(figure, points, self.stroke, self.fill if filled else None, self.width, self.style)

    def text(self, operation: Operation) -> TextRun:
        x, y = operation["pt"]
        return TextRun(
            at=(x, y),
            text=operation["text"],
            width=operation["width"],
            size=self.size,
            color=self.stroke or "#000000",
            bold=bool(self.face & BOLD),
            italic=bool(self.face & ITALIC),
            align=operation["align"],
        )


def _color(operation: Operation) -> str | None:
    color: str = operation["color"]
    return None if color in TRANSPARENT else color


def _reach(mark: Mark) -> tuple[Point, ...]:
    """Return points between which a mark lies, about: a text is as high as its type."""
    if isinstance(mark, TextRun):
        (x, y), shift = mark.at, {"l": 0.0, "c": 0.5, "r": 1.0}[mark.align]
        left = x - shift * mark.width
        return (left, y - mark.size / 4), (left + mark.width, y + mark.size)
    if mark.figure is Figure.ELLIPSE:
        (x, y), (across, up) = mark.points
        return (x - across, y - up), (x + across, y + up)
    return mark.points
