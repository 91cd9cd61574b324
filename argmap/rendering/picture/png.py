"""Graphviz's PNG made fit for print: it says how large it is meant to be."""

from __future__ import annotations

import struct
from zlib import crc32

HEADER_END = 33
"""Bytes of the signature and the header chunk, which come first in every PNG file."""

METRE = 1 / 0.0254
"""In inches."""


def finish_png(drawn: bytes, dpi: int) -> bytes:
    """Return a PNG that names its resolution, so that programs show it in the size of the SVG.

    Source:
        Portable Network Graphics (W3C Recommendation 2003), section 11.3.5.3, pHYs.
    """
    pixels = round(dpi * METRE)
    chunk = b"pHYs" + struct.pack(">IIB", pixels, pixels, 1)
    whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", crc32(chunk))
    return drawn[:HEADER_END] + whole + drawn[HEADER_END:]
