"""Whether a picture can be read: how large it is, and whether it was scaled down to get there."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIZE = re.compile(
    r'<svg[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"[^>]*?\bviewBox="([^"]+)"', re.DOTALL
)
SCALE = re.compile(r'transform="scale\(([\d.]+)')
SHRINKING = re.compile(r"(?<![\w-])size=")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of an SVG in points, the scale of what is drawn on it, and whether a viewer shows it 1:1."""

    width: float
    height: float
    scale: float
    is_whole: bool

    def __str__(self) -> str:
        view = "viewBox equals width and height" if self.is_whole else "viewBox differs from width and height"
        return f"{self.width:,.0f} × {self.height:,.0f} pt, scale {self.scale:g}, {view}"


def sheet(svg: str) -> Sheet:
    """Return the sheet of an SVG that Graphviz drew.

    Raises:
        ValueError: it has no size.
    """
    size, scale = SIZE.search(svg), SCALE.search(svg)
    if size is None or scale is None:
        raise ValueError("not an SVG that Graphviz drew")
    width, height = float(size[1]), float(size[2])
    left, top, right, bottom = map(float, size[3].split())
    # Graphviz rounds the size to whole points.
    is_whole = (left, top) == (0, 0) and abs(right - width) < 1 and abs(bottom - height) < 1
    return Sheet(width, height, float(scale[1]), is_whole)


def has_size_attribute(dot: str) -> bool:
    """Return whether a DOT text asks for a page size, which makes Graphviz shrink the drawing to fit it."""
    return bool(SHRINKING.search(dot))
