"""A map on the pages of a document: parted where one page would be too small to read, and without what a question asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from argmap.graph.views import View
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options
from argmap.rendering.picture.paper import MILLIMETRE, Paper
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.printed import DoesNotFit, parts

LEAST = 8.0
"""Points of the smallest type on paper."""

MARGIN, HEADING = 12.0, 9.0
"""Millimetres: the white border of a sheet, and the line above the map."""


@dataclass(frozen=True, slots=True)
class MapSheet:
    """A page of a map: its drawing, how wide and high that is, and how large its smallest type is, all in points of the paper."""

    drawing: Markup
    width: float
    height: float
    smallest: float


def _sheet_of(name: str, width: float, height: float) -> Paper:
    """Return what is left of a sheet that lies on its long side, whose sides are given in millimetres."""
    room = (width - 2 * MARGIN) * MILLIMETRE, (height - 2 * MARGIN - HEADING) * MILLIMETRE
    return Paper(name, *room, 0.0, LEAST, LEAST, LEAST, name)


SHEETS: Mapping[str, Paper] = MappingProxyType(
    {
        "a4": _sheet_of("A4", 297, 210),
        "letter": _sheet_of("letter", 279.4, 215.9),
        "a3": _sheet_of("A3", 420, 297),
    }
)
"""Where a map stands on paper, by the name of the paper. Source: ISO 216; ANSI Y14.1 for letter."""


def map_sheets(view: View, paper: Paper, options: Options) -> tuple[MapSheet, ...]:
    """Return a map on as many pages as it needs; notes lead from page to page.

    Args:
        view: the part of the map that is shown.
        paper: where it stands.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
        DoesNotFit: something does not fit on the paper.
    """
    return tuple(
        MapSheet(
            Markup(Drawing(sheet.picture.layout, sheet.title, sheet.alternative).unnamed()),  # noqa: S704 (drawn by us, from texts that are escaped)
            sheet.picture.layout.width * sheet.scale,
            sheet.picture.layout.height * sheet.scale,
            sheet.smallest,
        )
        for sheet in parts(view, paper, options)
    )


def map_sheets_or_one(view: View, paper: Paper, options: Options) -> tuple[MapSheet, ...]:
    """Return a map on pages on which it can be read or, where a claim is too long for a page, on one page, however small.

    Args:
        view: the part of the map that is shown.
        paper: where it stands.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not draw the map.
    """
    try:
        return map_sheets(view, paper, options)
    except DoesNotFit:
        drawn = drawing(view, options)
        scale = min(paper.scale_of(drawn.width, drawn.height), 1.0)
        picture = Markup(drawn.unnamed())  # noqa: S704 (drawn by us)
        return (MapSheet(picture, drawn.width * scale, drawn.height * scale, options.smallest * scale),)


def without_remarks(view: View) -> View:
    """Return a view without remarks about the discussion, which say who was right about whom."""
    meta = {claim.id for claim in view.map.claims if claim.meta}
    return View(view.map, view.shown - meta)


def without_stances(view: View) -> View:
    """Return a view in which nobody holds, denies or concedes a claim, and no issue is settled; who says what stays."""
    issues = tuple(issue.model_copy(update={"outcome": None}) for issue in view.map.issues)
    bare = view.map.model_copy(update={"issues": issues, "commitments": (), "breaches": (), "questions": ()})
    return View(bare, view.shown)


def without_people(view: View) -> View:
    """Return a view that names nobody, and says of no claim who holds it."""
    map = without_stances(view).map
    unquoted = {
        "claims": tuple(claim.model_copy(update={"quotes": ()}) for claim in map.claims),
        "examples": tuple(example.model_copy(update={"quotes": ()}) for example in map.examples),
        "relations": tuple(relation.model_copy(update={"quotes": ()}) for relation in map.relations),
    }
    return View(map.model_copy(update={**unquoted, "stages": (), "thread": None}), view.shown)
