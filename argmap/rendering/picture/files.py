"""PNG and PDF files: Graphviz draws them, and what the files say about themselves is put right here.

Graphviz sets their text in the bundled font itself, so that they look the same on every machine; made from
our SVG they would need another renderer, and its fonts.
"""

from __future__ import annotations

import re
import struct
from zlib import crc32

from argmap.rendering.picture.engine import TooLarge, run_graphviz

PNG_DPI, SCREEN_DPI = 192, 96
"""What is too large for the first may do with the second, at which text is as large as on a screen."""

HEADER_END = 33
"""Bytes of the signature and the header chunk, which come first in every PNG file."""

METRE = 1 / 0.0254
"""In inches."""

CREATED = re.compile(rb"/CreationDate \(D:[^)]*\)")


def png(dot: str) -> bytes:
    """Return a graph as PNG, at 192 dots per inch, or at 96 when it is too large for that.

    Args:
        dot: the graph in the DOT language.

    Raises:
        LayoutFailed: Graphviz could not draw, or the picture has more pixels than a PNG can have.
    """
    try:
        return _png_at(dot, PNG_DPI)
    except TooLarge:
        return _png_at(dot, SCREEN_DPI)


def pdf(dot: str) -> bytes:
    """Return a graph as PDF.

    Args:
        dot: the graph in the DOT language.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    return without_date(run_graphviz(dot, "pdf"))


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
