"""`argmap render`: a map as a picture."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from argmap.cli.common import (
    chosen_results,
    loaded_view,
    map_argument,
    marks_options,
    no_examples_option,
    results_options,
    write_result,
)
from argmap.cli.names import DIRECTION, LANGUAGE, MEDIUM, PICTURE, SPLIT, THEME, names_option
from argmap.cli.read.paper import note_on_size, print_on_paper

if TYPE_CHECKING:
    from argmap.language import Language
    from argmap.model import ArgumentMap
    from argmap.rendering.tab import Tab


LINKED = frozenset({"svg", "dot"})
"""Formats of pictures that can have links."""


OF_PICTURES = ("direction", "wrap", "strength", "legend")
"""Options that only pictures can follow."""


@click.command(short_help="Draw a map as a picture or a web page.")
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE; - for standard output. Default: ID.svg, for paper ID.pdf.",
)
@names_option(
    "--format",
    "format",
    names=PICTURE,
    metavar="FORMAT",
    help="Format of the picture. Default: by the ending of FILE, otherwise svg, for paper pdf.",
)
@names_option(
    "--pages",
    names=SPLIT,
    metavar="WHERE",
    help="Several pages that can be read: one for each thesis at least, or parted only where a branch does not fit.",
)
@names_option(
    "--paper",
    names=MEDIUM,
    metavar="NAME",
    help="Size for this paper; without --pages or --poster on one sheet. Default of these two: a4.",
)
@click.option(
    "--poster", is_flag=True, help="Cut the whole picture, in type that can be read, into tiles to glue."
)
@names_option(
    "--theme",
    names=THEME,
    metavar="NAME",
    help="Colours. Default: light; a page without them opens as the reader's system says.",
)
@names_option(
    "--direction",
    names=DIRECTION,
    metavar="SIDE",
    help="Where reasons are, seen from their conclusion. Default: right, and below in small maps.",
)
@click.option(
    "--wrap",
    type=click.IntRange(10, 200),
    default=30,
    show_default=True,
    metavar="N",
    help="Width of the text in a node, in characters.",
)
@click.option("--focus", metavar="ID", help="Draw only what is near this issue, claim, example or relation.")
@click.option(
    "--hops",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    metavar="N",
    help="With --focus: how many relations away is near.",
)
@no_examples_option
@marks_options
@results_options
@click.option(
    "--title", metavar="TEXT", help="Heading, instead of the title of the map; an empty TEXT shows none."
)
@click.option(
    "--fragment",
    "as_fragment",
    is_flag=True,
    help="With --format html: only the figure, to put into another page.",
)
@click.option(
    "--practice",
    type=click.IntRange(0, 200),
    default=16,
    show_default=True,
    metavar="N",
    help="With --format html: number of exercises in the page; 0 for none.",
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the words around the texts of the map, and of a page's exercises. "
    "Default: the language of the map, otherwise en.",
)
@click.option(
    "--link-base",
    metavar="URL",
    help="With --format svg: link every node to itself in the page of the map at this address, such as map.html.",
)
@click.option(
    "--legend/--no-legend", default=True, help="Explain sides and arrows above the drawing. Default: yes."
)
def render(
    path: str,
    output: str | None,
    format: str | None,
    pages: str | None,
    paper: str | None,
    poster: bool,
    theme: str | None,
    direction: str | None,
    wrap: int,
    focus: str | None,
    hops: int,
    no_examples: bool,
    status: bool,
    strength: bool,
    results: str | None,
    no_results: bool,
    title: str | None,
    as_fragment: bool,
    practice: int,
    language: str | None,
    link_base: str | None,
    legend: bool,
) -> None:
    """Draw a map as a picture, or as an interactive web page (HTML) that needs no network.

    The colour and the glyph of a node show the thesis that it speaks for; the colour and the head of an arrow show what
    the arrow does.

    \b
    Examples:
      argmap render data/math-in-ml
      argmap render data/math-in-ml -o map.png --theme dark
      argmap render data/math-in-ml -o map.html
      argmap render data/math-in-ml -o karte.html --language de
      argmap render data/math-in-ml -o map.svg --link-base map.html
      argmap render data/math-in-ml -o near.svg --focus math-is-essential --hops 1
      argmap render data/math-in-ml -o labels.svg --status --strength
      argmap render data/math-in-ml -o map.pdf --pages branch --paper a4
      argmap render data/math-in-ml -o wall.pdf --poster --paper a3
      argmap render - --format pdf -o map.pdf < map.json
    """
    from argmap.language import language as known_language
    from argmap.rendering.draw import fragment
    from argmap.rendering.draw import render as draw
    from argmap.rendering.options import Direction, Options

    if (
        focus is None
        and click.get_current_context().get_parameter_source("hops") is ParameterSource.COMMANDLINE
    ):
        raise click.UsageError("--hops needs a node to start from; name it with --focus ID")
    on_paper = bool(pages or paper or poster)
    chosen = format or _format_of(output, "pdf" if on_paper else "svg")
    view = loaded_view(path, examples=not no_examples, focus=focus, hops=hops)
    spoken = known_language(language) if language else None
    towards = None if direction is None else Direction[direction.upper()]
    options = Options(
        theme=theme or "",
        direction=towards,
        wrap=wrap,
        title=title,
        legend=legend,
        status=status,
        strength=strength,
        results=chosen_results(view.map, results, none=no_results),
        tabs=_practice(view.map, practice, spoken) if chosen == "html" and practice else (),
        language=language,
        link_base=link_base or "",
    )
    if link_base and (chosen not in LINKED or on_paper):
        raise click.UsageError("--link-base makes links in a drawing as SVG; add --format svg")
    if as_fragment and chosen != "html":
        raise click.UsageError("--fragment makes HTML; add --format html, or a FILE that ends in .html")
    if chosen == "html" and not as_fragment:
        _refuse_what_a_page_decides(theme)
    if on_paper:
        print_on_paper(view, chosen, output, options)
        return
    content = fragment(view, options).encode("utf-8") if as_fragment else draw(view, chosen, options)
    write_result(output or f"{view.map.id}.{chosen}", content)
    note_on_size(content, chosen, output or f"{view.map.id}.{chosen}", options.smallest)


def _refuse_what_a_page_decides(theme: str | None) -> None:
    """Refuse options that a page cannot follow, because it lays itself out anew for every reader and every screen."""
    context = click.get_current_context()
    for name in OF_PICTURES:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            written = "no-legend" if name == "legend" else name
            raise click.UsageError(
                f"--{written} is for pictures: a page lays itself out for each screen; leave it out, or choose svg, png or pdf"
            )
    from argmap.rendering.theme import THEMES

    if theme is not None and theme not in THEMES:
        raise click.UsageError(
            f"a page has the themes {', '.join(THEMES)}, and not {theme!r}; choose svg, png or pdf"
        )


def _practice(map: ArgumentMap, count: int, spoken: Language | None) -> tuple[Tab, ...]:
    from argmap.teach.practice.tab import (
        practice_tabs,  # exercises take a while to load, and pictures have none
    )

    return practice_tabs(map, count=count, language=spoken)


def _format_of(output: str | None, usual: str) -> str:
    if output is None or output == "-":
        return usual
    suffix = PurePath(output).suffix.lower().removeprefix(".")
    known = PICTURE.known()
    if suffix not in known:
        endings = ", ".join(f".{name}" for name in known)
        raise click.UsageError(
            f"cannot tell the format of {output!r} from its name; use one of {endings}, or give --format"
        )
    return suffix
