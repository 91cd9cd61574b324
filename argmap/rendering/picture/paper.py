"""What pictures are printed on or shown on: the size of the medium, and how small type may be on it.

Lengths are points (1/72 inch) of the medium, which lies on its long side.

Source:
    ISO 216 for A3 and A4. Slides are 13.33 x 7.5 inches, the wide format of presentation programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MILLIMETRE = 72 / 25.4
LARGEST = 1.3
"""By how much a drawing is enlarged at most: a page with two boxes needs no poster type."""

EXACT = 1e-6


@dataclass(frozen=True, slots=True)
class Paper:
    """A medium.

    Attributes:
        name: how it is called.
        width: its width.
        height: its height.
        margin: what stays white on each side.
        least: the smallest type of pages that are made for it.
        readable: the smallest type that can be read on it at all.
        smallest: the smallest type of drawings made for it, before they are enlarged; Graphviz knows whole points.
        words: its name in a sentence.
        crowded: whether there is so little room that the legend has a page of its own, and every page one beginning.
    """

    name: str
    width: float
    height: float
    margin: float
    least: float
    readable: float
    smallest: float
    words: str
    crowded: bool = False

    @property
    def room(self) -> tuple[float, float]:
        """What can be drawn on: width and height."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin

    @property
    def scale(self) -> float:
        """The scale at which a drawing must fit so that its smallest type can be read."""
        return self.least / self.smallest

    def scale_of(self, width: float, height: float) -> float:
        """Return the scale at which a drawing of this width and height fills the paper.

        Args:
            width: width of the drawing in points.
            height: its height.
        """
        room = self.room
        return min(room[0] / width, room[1] / height)

    def holds(self, width: float, height: float) -> bool:
        """Return whether a drawing of this width and height can be read on the paper.

        Args:
            width: width of the drawing in points.
            height: its height.
        """
        return self.scale_of(width, height) >= self.scale - EXACT


A4 = Paper("a4", 297 * MILLIMETRE, 210 * MILLIMETRE, 22.0, 8.0, 7.0, 8.0, "A4")
A3 = Paper("a3", 420 * MILLIMETRE, 297 * MILLIMETRE, 22.0, 8.0, 7.0, 8.0, "A3")
SLIDE = Paper("slide", 960.0, 540.0, 6.0, 18.0, 18.0, 10.0, "a slide", crowded=True)

PAPERS: Mapping[str, Paper] = MappingProxyType({paper.name: paper for paper in (A4, A3, SLIDE)})
"""Media by name."""
