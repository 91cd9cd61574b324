"""The picture on a feedback sheet: the reference map, faint but for the steps to look at again, which have the numbers of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.svg import element, words
from argmap.rendering.theme import FONTS, LIGHT
from argmap.teach.marking.submission import as_drawn
from argmap.teach.marking.triples import Triple, pieces

FAINT = "g.edge{opacity:.15}"
RADIUS, SIZE = 9, 11
"""Points: the radius of a badge, and the type size of the number in it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn reference: where everything stands, and the id of the edge of each step."""

    drawing: Drawing
    edges: Mapping[Triple, str]

    def marked(self, steps: Iterable[Triple]) -> str:
        """Return the SVG with steps in full strength, numbered from 1 in their order; all others are faint.

        Args:
            steps: the steps to look at again, in the order of the text.
        """
        seen = [(number, self.edges[step]) for number, step in enumerate(steps, 1) if step in self.edges]
        strong = ",".join(f"#{edge}" for _, edge in seen)
        style = f"{FAINT}{strong}{{opacity:1}}" if seen else ""
        return self.drawing.inline(style=style, above="".join(self._badge(*pair) for pair in seen))

    def _badge(self, number: int, edge: str) -> str:
        place = self.drawing.middle(edge)
        if place is None:
            return ""
        x, y = place
        digits = element("text", words(str(number)), x=x, y=y + 4, text_anchor="middle", fill=LIGHT.page)
        disc = element("circle", cx=x, cy=y, r=RADIUS, fill=LIGHT.ink)
        return element("g", disc, digits, font_family=FONTS, font_size=SIZE, font_weight="bold")


def picture(view: View) -> Picture:
    """Return the picture of a reference, to be marked for each student.

    Args:
        view: the part of the map that the students were asked about.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    edges = {}
    for step, premise, triple in pieces(as_drawn(view.relations())):
        edges[triple] = f"e-{step.id}--{premise}" if len(step.premises) > 1 else f"e-{step.id}"
    return Picture(drawing(view, Options(title="")), edges)
