"""The picture on a feedback sheet: the reference map, faint but for the steps to look at again, which have the numbers of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.teach.marking.submission import as_drawn
from argmap.teach.marking.triples import Triple, pieces

SIZE = re.compile(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"', re.DOTALL)
EDGE = re.compile(r'<g id="(e-[^"]+)"[^>]*>.*?<path [^>]*?d="M([^"]+)"', re.DOTALL)
POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
FAINT = "g.edge{opacity:.15}"
RADIUS = 9


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn reference: its SVG, the edge of each step, and where the middle of each edge is, in points."""

    svg: str
    edges: Mapping[Triple, str]
    middles: Mapping[str, tuple[float, float]]

    def marked(self, steps: Iterable[Triple]) -> str:
        """Return the SVG with steps in full strength, numbered from 1 in their order; all others are faint."""
        seen = [(number, self.edges[step]) for number, step in enumerate(steps, 1) if step in self.edges]
        strong = ",".join(f"#{edge}" for _, edge in seen)
        style = f"{FAINT}{strong}{{opacity:1}}" if seen else ""
        badges = "".join(self._badge(number, edge) for number, edge in seen if edge in self.middles)
        head, end, rest = self.svg.partition(">")
        body, last, tail = rest.rpartition("</g>")
        return f"{head}{end}<style>{style}</style>{body}{badges}{last}{tail}"

    def _badge(self, number: int, edge: str) -> str:
        x, y = self.middles[edge]
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="#1b1f24"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" font-weight="bold" fill="#ffffff">{number}</text>'
        )


def picture(view: View) -> Picture:
    """Return the picture of a reference, to be marked for each student.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    drawn = render(view, "svg", Options(title="", links=False)).decode("utf-8")
    svg = SIZE.sub(r"\1", drawn[drawn.index("<svg") :], count=1)
    edges = {}
    for step, premise, triple in pieces(as_drawn(view.relations())):
        edges[triple] = f"e-{step.id}--{premise}" if len(step.premises) > 1 else f"e-{step.id}"
    return Picture(svg, edges, {found[1]: _middle(found[2]) for found in EDGE.finditer(svg)})


def _middle(path: str) -> tuple[float, float]:
    points = POINT.findall(path)
    x, y = points[len(points) // 2]
    return float(x), float(y)
