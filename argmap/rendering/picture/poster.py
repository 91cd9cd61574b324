"""A poster: one drawing at a size at which it can be read, cut into tiles that overlap, with an overview before them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import ceil

import graphviz

from argmap.language import ENGLISH, Language
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.picture.operations import Point
from argmap.rendering.picture.paper import EXACT, MILLIMETRE, Paper
from argmap.rendering.picture.sheets import LaidOutPicture, PaperSheet
from argmap.rendering.theme import FONTS

FRAME = 12 * MILLIMETRE
"""White round a tile: printers reach no farther than some 5 mm, and the marks and the number need room."""

OVERLAP = 10 * MILLIMETRE
"""What two tiles side by side both show, so that they can be glued."""

MARK, GAP = 14.0, 3.0
"""Points: length of a cut mark, and how far it stays away from the drawing."""

LABEL_SIZE = 9


def tiles(
    paper: Paper, picture: LaidOutPicture, title: str, alternative: str = "", language: Language = ENGLISH
) -> tuple[PaperSheet, ...]:
    """Return a sheet with the whole drawing and the cuts, and a sheet for each tile, row by row.

    Args:
        paper: what a tile is printed on.
        picture: the drawing.
        title: the name of the poster.
        alternative: what it shows, in words.
        language: the language of the notes on the tiles.
    """
    cut = _Cut(paper, picture, language)
    overview = cut.overview(title, alternative)
    return overview, *(
        cut.tile(row, column, title) for row, column in product(range(cut.rows), range(cut.columns))
    )


class _Cut:
    """How a drawing is cut: every tile shows a window, which begins one step after the one before it."""

    def __init__(self, paper: Paper, picture: LaidOutPicture, language: Language) -> None:
        self.say = language.say
        self.paper, self.picture = paper, picture
        self.width, self.height = paper.width - 2 * FRAME, paper.height - 2 * FRAME
        self.step = self.width - OVERLAP, self.height - OVERLAP
        self.scale, self.columns, self.rows = self.fewest()

    def fewest(self) -> tuple[float, int, int]:
        """Return the scale, the columns and the rows: smaller than usual where that saves tiles and still can be read."""
        layout, sizes = self.picture.layout, (self.width, self.height)
        least = self.paper.readable / self.paper.smallest

        def cut(scale: float) -> tuple[int, int]:
            width, height = layout.width * scale, layout.height * scale
            return _count(width, sizes[0], self.step[0]), _count(height, sizes[1], self.step[1])

        columns, rows = cut(self.paper.scale)
        # The scales at which a column or a row less would do, a little less so that it does.
        narrower = (sizes[0] + (columns - 2) * self.step[0]) / layout.width * (1 - EXACT)
        lower = (sizes[1] + (rows - 2) * self.step[1]) / layout.height * (1 - EXACT)
        scales = [each for each in (narrower, lower) if least <= each < self.paper.scale]
        best = min((self.paper.scale, *scales), key=lambda scale: (cut(scale)[0] * cut(scale)[1], -scale))
        return best, *cut(best)

    def tile(self, row: int, column: int, title: str) -> PaperSheet:
        corner = FRAME - column * self.step[0], FRAME - row * self.step[1]
        window = FRAME, FRAME, self.width, self.height
        place = self.say(
            "row {row} of {rows}, column {column} of {columns}",
            row=row + 1,
            rows=self.rows,
            column=column + 1,
            columns=self.columns,
        )
        cut = self.say("{place}: cut at the marks, and glue over the next tile", place=place)
        label = _label(cut, self.picture)
        at = FRAME + MARK + GAP, self.paper.height - FRAME + GAP
        marks = tuple(_marks(self.cut_lines(row, column), (self.width, self.height)))
        name = f"{title}: {place}"
        return PaperSheet(
            self.paper, self.picture, self.scale, corner, window, name, labels=((label, at),), rules=marks
        )

    def cut_lines(self, row: int, column: int) -> tuple[float, float, float, float]:
        """Return where a tile is cut: in the middle of what it shares with its neighbours."""
        half = OVERLAP / 2
        left = FRAME + (half if column else 0.0)
        top = FRAME + (half if row else 0.0)
        right = FRAME + self.width - (half if column < self.columns - 1 else 0.0)
        bottom = FRAME + self.height - (half if row < self.rows - 1 else 0.0)
        return left, top, right, bottom

    def overview(self, title: str, alternative: str) -> PaperSheet:
        layout = self.picture.layout
        total = (self.columns - 1) * self.step[0] + self.width, (self.rows - 1) * self.step[1] + self.height
        room = self.paper.width - 2 * FRAME, self.paper.height - 2 * FRAME
        shrunk = min(room[0] / total[0], room[1] / total[1])
        corner = (self.paper.width - total[0] * shrunk) / 2, FRAME
        scale = shrunk * self.scale
        window = *corner, layout.width * scale, layout.height * scale
        rules = tuple(self.grid(corner, shrunk, total))
        words = self.say(
            "{rows} x {columns} tiles, from row 1, column 1 at the upper left",
            rows=self.rows,
            columns=self.columns,
        )
        label = _label(words, self.picture), (FRAME, self.paper.height - FRAME + GAP)
        return PaperSheet(
            self.paper,
            self.picture,
            scale,
            corner,
            window,
            self.say("{title}: overview", title=title),
            alternative,
            labels=(label,),
            rules=rules,
        )

    def grid(self, corner: Point, shrunk: float, total: Point) -> Iterator[tuple[Point, Point]]:
        """Yield the lines at which the poster is cut, on the overview."""
        x0, y0 = corner
        x1, y1 = x0 + total[0] * shrunk, y0 + total[1] * shrunk
        half = OVERLAP / 2
        between = [(i * self.step[0] + half) * shrunk for i in range(1, self.columns)]
        for x in (x0, *(x0 + each for each in between), x1):
            yield (x, y0), (x, y1)
        between = [(i * self.step[1] + half) * shrunk for i in range(1, self.rows)]
        for y in (y0, *(y0 + each for each in between), y1):
            yield (x0, y), (x1, y)


def _count(size: float, window: float, step: float) -> int:
    return 1 + max(0, ceil((size - window) / step))


def _marks(lines: tuple[float, float, float, float], size: Point) -> Iterator[tuple[Point, Point]]:
    """Yield two short lines at each corner, outside what is shown."""
    left, top, right, bottom = lines
    for x, y in product((left, right), (top, bottom)):
        up, side = (-1 if y == top else 1), (-1 if x == left else 1)
        edge_x = FRAME if x == left else FRAME + size[0]
        edge_y = FRAME if y == top else FRAME + size[1]
        yield (x, edge_y + up * GAP), (x, edge_y + up * (GAP + MARK))
        yield (edge_x + side * GAP, y), (edge_x + side * (GAP + MARK), y)


def _label(words: str, picture: LaidOutPicture) -> LaidOutPicture:
    """Return a line of plain words as a drawing, in the colours of another."""
    graph = graphviz.Digraph("label")
    layout = picture.layout
    graph.attr(
        "graph",
        label=words,
        fontname=FONTS,
        fontsize=str(LABEL_SIZE),
        fontcolor=layout.ink,
        bgcolor=layout.background,
        pad="0",
    )
    source = str(graph.source)
    return LaidOutPicture(source, lay_out(source))
