"""Sheets: drawings, and parts of drawings, placed on paper; and the SVG files of sheets.

Lengths are points of the paper, from its upper left corner, unless they are said to be those of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from argmap.rendering.picture.layout import Layout
from argmap.rendering.picture.operations import Point, TextRun
from argmap.rendering.picture.paper import LARGEST, Paper
from argmap.rendering.picture.svg import XLINK, SvgWriter
from argmap.rendering.svg import NAMESPACE, element, number, words

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True)
class LaidOutPicture:
    """A laid-out drawing, and the DOT text that it was laid out from."""

    dot: str
    layout: Layout

    @property
    def smallest(self) -> float:
        """The size in points of the smallest type in the drawing."""
        sizes = [run.size for run in texts(self.layout)]
        return min(sizes, default=LARGEST_SIZE)


LARGEST_SIZE = 99.0
"""What is said of a drawing without any text."""


@dataclass(frozen=True)
class PaperSheet:
    """One sheet of paper.

    Attributes:
        paper: what it is printed on.
        picture: what is drawn.
        scale: points of paper in a point of the drawing.
        corner: the point of the paper where the upper left corner of the drawing is; it may be outside.
        window: the part of the paper that the drawing may cover.
        title: its name.
        alternative: what it shows, in words.
        ways: numbers of sheets by the notes in the drawing that lead to them.
        labels: small drawings of a few words each, and where their upper left corners are.
        rules: thin straight lines, each from one point to another.
    """

    paper: Paper
    picture: LaidOutPicture
    scale: float
    corner: Point
    window: Box
    title: str
    alternative: str = ""
    ways: Mapping[str, int] = field(default_factory=dict)
    labels: tuple[tuple[LaidOutPicture, Point], ...] = ()
    rules: tuple[tuple[Point, Point], ...] = ()

    @property
    def smallest(self) -> float:
        """The size in points of the smallest type of the drawing, on paper."""
        return self.picture.smallest * self.scale

    def links(self) -> Iterator[tuple[Box, int]]:
        """Yield where notes stand that lead to another sheet, and the number of that sheet."""
        (left, _), (_, top) = self.picture.layout.corners
        for run in texts(self.picture.layout):
            if run.bold and run.text in self.ways:
                shift = {"l": 0.0, "c": 0.5, "r": 1.0}[run.align] * run.width
                x, y = run.at[0] - left - shift, top - run.at[1] - run.size
                box = x, y, run.width, run.size * 1.25
                placed = [self.corner[0] + box[0] * self.scale, self.corner[1] + box[1] * self.scale]
                yield (placed[0], placed[1], box[2] * self.scale, box[3] * self.scale), self.ways[run.text]


@dataclass(frozen=True, slots=True)
class Booklet:
    """Sheets that belong together.

    Attributes:
        title: its name.
        sheets: the sheets, in their order.
        formats: the formats in which they can be written.
        is_numbered: whether a file for a sheet has its number in its name.
    """

    title: str
    sheets: tuple[PaperSheet, ...]
    formats: tuple[str, ...]
    is_numbered: bool


def texts(layout: Layout) -> Iterator[TextRun]:
    """Yield the texts of a layout.

    Args:
        layout: the layout.
    """
    marks = (*layout.heading, *(mark for part in layout.parts for mark in part.marks))
    return (mark for mark in marks if isinstance(mark, TextRun) and mark.text.strip())


def placed(
    paper: Paper,
    picture: LaidOutPicture,
    title: str,
    alternative: str = "",
    ways: Mapping[str, int] = MappingProxyType({}),
) -> PaperSheet:
    """Return a sheet with a whole drawing, as large as there is room, and not larger than is pleasant.

    It begins at the upper left, so that headings stay where they are from page to page.

    Args:
        paper: what it is printed on.
        picture: the drawing.
        title: the name of the sheet.
        alternative: what it shows, in words.
        ways: numbers of sheets by the notes in the drawing that lead to them.
    """
    layout = picture.layout
    scale = min(paper.scale_of(layout.width, layout.height), LARGEST * paper.scale)
    window = 0.0, 0.0, paper.width, paper.height
    corner = paper.margin, paper.margin
    return PaperSheet(paper, picture, scale, corner, window, title, alternative, ways)


def svg(sheet: PaperSheet, address: Mapping[int, str]) -> bytes:
    """Return a sheet as an SVG file of the size of the paper.

    Args:
        sheet: the sheet.
        address: the files of all sheets, by their numbers.
    """
    paper = sheet.paper
    size = {"width": f"{number(paper.width)}pt", "height": f"{number(paper.height)}pt"}
    ways = {note: address[page] for note, page in sheet.ways.items() if page in address}
    # An image has no parts for those who have it read out, and so no links.
    role = "graphics-document document" if ways else "img"
    layout = sheet.picture.layout
    inside = [
        element("title", words(sheet.title), id="argmap-title"),
        element("desc", words(sheet.alternative), id="argmap-text"),
        element("rect", width=paper.width, height=paper.height, fill=layout.background),
        _clip(sheet.window),
        element(
            "g", _placed(sheet.picture, sheet.scale, sheet.corner, ways), clip_path="url(#argmap-window)"
        ),
        *(
            element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=layout.ink, stroke_width=0.5)
            for a, b in sheet.rules
        ),
        *(_placed(picture, 1, place, {}, spoken=False) for picture, place in sheet.labels),
    ]
    root = element(
        "svg",
        "\n".join(["", *inside, ""]),
        **{"xmlns": NAMESPACE, "xmlns:xlink": XLINK, **size},
        viewBox=f"0 0 {number(paper.width)} {number(paper.height)}",
        role=role,
        aria_labelledby="argmap-title",
        aria_describedby="argmap-text",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _clip(window: Box) -> str:
    left, top, width, height = window
    return element("clipPath", element("rect", x=left, y=top, width=width, height=height), id="argmap-window")


def _placed(
    picture: LaidOutPicture, scale: float, corner: Point, ways: Mapping[str, str], *, spoken: bool = True
) -> str:
    layout = picture.layout
    (left, _), (_, top) = layout.corners
    drawn = SvgWriter(layout, (left, top), spoken=spoken, ways=ways).graph(layout.heading)
    # Six decimals: at two, a wide drawing would be a point off at its end.
    return element(
        "g", drawn, transform=f"translate({number(corner[0])} {number(corner[1])}) scale({scale:.6g})"
    )
