"""The picture on a feedback sheet: the reference map, faint but for the steps to look at again, which have the numbers of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from argmap.graph.views import View
from argmap.language import ENGLISH, Language
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.printed import DoesNotFit, parts
from argmap.rendering.svg import element, words
from argmap.rendering.theme import FONTS, LIGHT
from argmap.teach.marking.submission import as_drawn
from argmap.teach.marking.triples import Triple, pieces
from argmap.teach.materials.mapsheets import SHEETS, MapSheet

PAPER = SHEETS["a4"]
RADIUS, SIZE = 9, 11
"""Points: the radius of a badge, and the type size of the number in it."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a drawn reference, how much it is enlarged on paper, and the smallest type on it in points."""

    drawing: Drawing
    scale: float
    smallest: float

    def marked(self, numbers: Mapping[str, int]) -> MapSheet:
        """Return the page with some edges in full strength, each with its number; all others are faint if there are any.

        Args:
            numbers: the number of each edge by its id.
        """
        edges = {part.id for part in self.drawing.layout.edges}
        faint = edges - numbers.keys() if numbers else set()
        badges = "".join(self._badge(edge, number) for edge, number in numbers.items())
        svg = Markup(self.drawing.unnamed(faint=faint, above=badges))  # noqa: S704 (drawn by us, from texts that are escaped)
        return MapSheet(svg, self.drawing.width * self.scale, self.drawing.height * self.scale, self.smallest)

    def _badge(self, edge: str, number: int) -> str:
        place = self.drawing.middle(edge)
        if place is None:
            return ""
        x, y = place
        digits = element("text", words(str(number)), x=x, y=y + 4, text_anchor="middle", fill=LIGHT.page)
        disc = element("circle", cx=x, cy=y, r=RADIUS, fill=LIGHT.ink)
        return element("g", disc, digits, font_family=FONTS, font_size=SIZE, font_weight="bold")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn reference on as many pages as it can be read on, and the id of the edge of each step."""

    pages: tuple[DrawnPage, ...]
    edges: Mapping[Triple, str]

    def marked(self, steps: Iterable[Triple]) -> tuple[MapSheet, ...]:
        """Return the pages that have such steps, in full strength and numbered from 1 in their order; all others are faint.

        Where there is nothing to look at again, they are all pages, and nothing is faint.

        Args:
            steps: the steps to look at again, in the order of the text.
        """
        numbers = {self.edges[step]: number for number, step in enumerate(steps, 1) if step in self.edges}
        wanted = [page for page in self.pages if any(map(page.drawing.middle, numbers))]
        return tuple(page.marked(numbers) for page in wanted or self.pages)


def picture(view: View, language: Language = ENGLISH) -> Picture:
    """Return the picture of a reference, to be marked for each student.

    Args:
        view: the part of the map that the students were asked about.
        language: the language of everything but the words of the map.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    edges = {}
    for step, premise, triple in pieces(as_drawn(view.relations())):
        edges[triple] = f"e-{step.id}--{premise}" if len(step.premises) > 1 else f"e-{step.id}"
    return Picture(_pages(view, Options(title="", language=language.name)), edges)


def _pages(view: View, options: Options) -> tuple[DrawnPage, ...]:
    """Return a map on pages in type that can be read or, where a claim is too long for a page, on one page, however small."""
    try:
        return tuple(
            DrawnPage(Drawing(s.picture.layout, s.title, s.alternative), s.scale, s.smallest)
            for s in parts(view, PAPER, options)
        )
    except DoesNotFit:
        drawn = drawing(view, options)
        scale = min(PAPER.scale_of(drawn.width, drawn.height), 1.0)
        return (DrawnPage(drawn, scale, options.smallest * scale),)
