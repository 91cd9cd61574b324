"""Where the heading of a diagram stands: as low as the corner above its parts is empty.

Graphviz puts title and legend above everything. Where nothing is drawn in the upper left corner they are moved down into it,
so that the whole is less high and its type larger on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.rendering.picture.crossings import along
from argmap.rendering.picture.layout import Layout
from argmap.rendering.picture.nodes import INCH
from argmap.rendering.picture.operations import extent

APART = 14.0
"""Points that stay empty below the heading and beside it."""

WORTH = 12.0
"""Points less of height for which nothing is moved."""

HEADING = re.compile(r'lheight=([\d.]+),\s*lp="([\d.-]+),([\d.-]+)",\s*lwidth=([\d.]+)')
BOX = re.compile(r'(graph \[[^\[\]]*?\bbb="[\d.-]+,[\d.-]+,[\d.-]+,)([\d.-]+)"')


def lowered(text: str, layout: Layout) -> str:
    """Return a graph that has positions with its heading as low as it can stand.

    Args:
        text: the graph, as Graphviz writes it.
        layout: where its parts are.
    """
    written, box = HEADING.search(text), BOX.search(text)
    if written is None or box is None:
        return text
    height, x, y, width = (float(written[n]) for n in (1, 2, 3, 4))
    right, bottom = x + width * INCH / 2 + APART, y - height * INCH / 2
    top_of_all = max(_tops(layout, float("inf")), default=bottom)
    in_the_way = max(_tops(layout, right), default=bottom)
    # The title itself may not come below what stands beside it.
    down = min(bottom - in_the_way - APART, y + height * INCH / 2 - top_of_all)
    if down < WORTH:
        return text
    moved = text[: written.start(3)] + f"{y - down:.2f}" + text[written.end(3) :]
    return BOX.sub(lambda match: f'{match[1]}{float(match[2]) - down:.2f}"', moved, count=1)


def _tops(layout: Layout, right: float) -> Iterator[float]:
    """Yield how high each thing reaches that begins at the left of a place; of lines, only what is there of them."""
    for part in (*layout.nodes, *layout.clusters):
        corners = extent(part.marks)
        if corners is not None and corners[0][0] < right:
            yield corners[1][1]
    for edge in layout.edges:
        yield from (y for x, y in along(edge.curve) if x < right)
