"""PNG and PDF files: Graphviz draws them, and what the files say about themselves is put right here.

Graphviz sets their text in the bundled font itself, so that they look the same on every machine; made from
our SVG they would need another renderer, and its fonts.
"""

from __future__ import annotations

import re
import struct
from zlib import crc32

from argmap.rendering.options import PNG_DPI
from argmap.rendering.picture.engine import TooLarge, run_graphviz
from argmap.rendering.picture.layout import Layout
from argmap.rendering.picture.operations import Point

SCREEN_DPI = 96
"""What is too large for more may do with these dots per inch, at which text is as large as on a screen."""

HEADER_END = 33
"""Bytes of the signature and the header chunk, which come first in every PNG file."""

METRE = 1 / 0.0254
"""In inches."""

PNG_SIZE = 16
"""Where a PNG file says how many pixels wide and high it is (W3C Recommendation 2003, section 11.2.2)."""

POINTS = 72
"""In an inch."""

MEDIA_BOX = re.compile(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]")
SVG_SIZE = re.compile(rb'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt"')

CREATED = re.compile(rb"/CreationDate \(D:[^)]*\)")


def png(dot: str, dpi: int = PNG_DPI) -> bytes:
    """Return a graph as PNG, at 96 dots per inch when it is too large for what is asked.

    Args:
        dot: the graph in the DOT language.
        dpi: dots per inch.

    Raises:
        LayoutFailed: Graphviz could not draw, or the picture has more pixels than a PNG can have.
    """
    try:
        return _png_at(dot, dpi)
    except TooLarge:
        if dpi <= SCREEN_DPI:
            raise
        return _png_at(dot, SCREEN_DPI)


def pdf(dot: str) -> bytes:
    """Return a graph as PDF.

    Args:
        dot: the graph in the DOT language.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    return without_date(run_graphviz(dot, "pdf"))


def size_of(file: bytes, format: str) -> Point | None:
    """Return the width and the height of a picture in points, None where a format has none.

    Args:
        file: the picture.
        format: svg, png or pdf; any other format has no size.
    """
    if format == "png":
        width, height = struct.unpack(">II", file[PNG_SIZE : PNG_SIZE + 8])
        pixels = struct.unpack(">I", file[file.index(b"pHYs") + 4 :][:4])[0]
        return width * POINTS * METRE / pixels, height * POINTS * METRE / pixels
    found_at = {"pdf": MEDIA_BOX, "svg": SVG_SIZE}.get(format)
    size = found_at.search(file) if found_at else None
    return (float(size[1]), float(size[2])) if size else None


def cut_out(dot: str, layout: Layout) -> str:
    """Return a graph whose picture is as large as its layout, without the margin that Graphviz gives to a page.

    Args:
        dot: the graph in the DOT language.
        layout: its layout.
    """
    (left, bottom), (right, top) = layout.corners
    return _seen_through(dot, (layout.width, layout.height), 1, ((left + right) / 2, (bottom + top) / 2))


def on_paper(dot: str, layout: Layout, size: Point, scale: float, corner: Point) -> bytes:
    """Return a graph as a PNG file of the size of a sheet of paper.

    Args:
        dot: the graph in the DOT language.
        layout: its layout.
        size: width and height of the paper in points.
        scale: points of paper in a point of the drawing.
        corner: the point of the paper where the upper left corner of the drawing is.

    Raises:
        LayoutFailed: Graphviz could not draw, or the picture has more pixels than a PNG can have.
    """
    (left, _), (_, top) = layout.corners
    middle = left + (size[0] / 2 - corner[0]) / scale, top - (size[1] / 2 - corner[1]) / scale
    return png(_seen_through(dot, size, scale, middle))


def with_resolution(file: bytes, dpi: int) -> bytes:
    """Return a PNG file that names its resolution, so that programs show it in the size of the SVG.

    Args:
        file: the PNG file.
        dpi: dots per inch.

    Source:
        Portable Network Graphics (W3C Recommendation 2003), section 11.3.5.3, pHYs.
    """
    pixels = round(dpi * METRE)
    chunk = b"pHYs" + struct.pack(">IIB", pixels, pixels, 1)
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", crc32(chunk))
    return file[:HEADER_END] + framed + file[HEADER_END:]


def without_date(file: bytes) -> bytes:
    """Return a PDF file without creation date: the same map gives the same bytes.

    Blanks take the place of the date, because a PDF counts its own bytes.

    Args:
        file: the PDF file.

    Source:
        ISO 32000-1:2008, section 14.3.3: the creation date is optional.
    """
    return CREATED.sub(lambda date: b" " * len(date[0]), file)


def _png_at(dot: str, dpi: int) -> bytes:
    return with_resolution(run_graphviz(dot.replace("graph [", f"graph [dpi={dpi} ", 1), "png"), dpi)


def _seen_through(dot: str, size: Point, scale: float, middle: Point) -> str:
    """Return a graph with the window in which it is seen: its size, its scale, and what is in its middle."""
    view = f"{size[0]:.3f},{size[1]:.3f},{scale:.6g},{middle[0]:.3f},{middle[1]:.3f}"
    return dot.replace("graph [", f'graph [margin=0 viewport="{view}" ', 1)
