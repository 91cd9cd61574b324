"""Two readings in one picture: what they share in grey, and what differs marked by sign, border and colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from argmap.graph.views import whole
from argmap.language import Language
from argmap.model.map import ArgumentMap
from argmap.readings.comparison import Comparison
from argmap.rendering.comparison.union import Union, union
from argmap.rendering.draw import FORMATS, drawing, render
from argmap.rendering.options import Options
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.text.comparison import ComparisonSection, sections
from argmap.rendering.text.comparison_forms import comparison_text

FORMS = ("text", "markdown", "json", *FORMATS)
"""In which forms differences can be had: three kinds of text, and those of pictures."""

LEAST_TYPE = 9.0
"""Points of the smallest type: 12 pixels on a screen."""


def draw_comparison(
    format: str,
    names: tuple[str, str],
    first: ArgumentMap,
    second: ArgumentMap,
    comparison: Comparison,
    language: Language,
    theme: str = "light",
    *,
    details: bool = False,
) -> bytes:
    """Return two readings drawn as one map, or the page with that picture and the list of differences.

    Args:
        format: svg, png, pdf, dot or html.
        names: what the two maps are called.
        first: the first map.
        second: the second one.
        comparison: their differences.
        language: the language of the words around those of the maps.
        theme: the colours.
        details: whether labels, notes and the like are in the list.

    Raises:
        UnknownName: there is no such format or theme.
        LayoutFailed: Graphviz could not draw.
    """
    made = union(first, second, comparison, language)
    options = Options(
        theme=theme,
        title=heading(names, second),
        changes=made.marks,
        holders=False,
        language=language.name,
        smallest=LEAST_TYPE,
    )
    if format in {"svg", "html"}:
        shown = sections(first, second, comparison, language, details=details)
        drawn = described(made, options, shown, language)
        if format == "svg":
            return drawn.document().encode("utf-8")
        from argmap.rendering.comparison.page import comparison_page  # only for those who ask for a page

        return comparison_page(drawn, names, second, comparison, made, shown, language, theme).encode("utf-8")
    return render(whole(made.map), format, options)


def heading(names: tuple[str, str], map: ArgumentMap) -> str:
    """Return the heading of a picture: which files are compared, and the title of their map.

    Args:
        names: the paths of the two maps, perhaps with a revision.
        map: the second map.

    Example:
        >>> heading(("data/tabs/map.ann.yaml", "data/tabs/map.jo.yaml"), ArgumentMap(id="tabs", title="Tabs?"))
        'Tabs? map.ann.yaml → map.jo.yaml'
    """
    return f"{map.title} {' → '.join(short_names(names))}"


def short_names(names: tuple[str, str]) -> tuple[str, str]:
    """Return the names of files without their folders, unless only these tell them apart.

    Args:
        names: the paths of the two maps, perhaps with a revision.
    """
    one, other = map(_short, names)
    return (one, other) if one != other else names


def _short(name: str) -> str:
    path, at, revision = name.partition(" at ")
    return f"{Path(path).name or path}{at}{revision}"


def described(
    made: Union, options: Options, shown: tuple[ComparisonSection, ...], language: Language
) -> Drawing:
    """Return the drawing of two readings with their differences as its text for those who cannot see it.

    Args:
        made: both maps as one.
        options: how it is drawn.
        shown: the differences.
        language: the language of the words around those of the maps.
    """
    return replace(drawing(whole(made.map), options), alternative=comparison_text((), shown, language))
