"""`argmap render`: a map as a picture."""

from __future__ import annotations

from pathlib import PurePath

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

FORMATS = ("svg", "png", "pdf", "html", "dot")
THEMES = ("light", "dark", "mono")
MANY_NODES = 60
"""Maps of 50 nodes are read less well than maps of 30 (Dwyer, Hogan & Stewart 2010); from here on it is said."""

DIRECTIONS = {"right": "RL", "left": "LR", "below": "BT", "above": "TB"}


@click.command(short_help="Draw a map as SVG, PNG, PDF, DOT or a page.")
@map_argument
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write; - for standard output. Default: ID.svg here."
)
@click.option(
    "--format", "format", type=click.Choice(FORMATS), help="Default: by the suffix of FILE, else svg."
)
@click.option("--theme", type=click.Choice(THEMES), default="light", show_default=True, help="Colours.")
@click.option(
    "--direction",
    type=click.Choice(tuple(DIRECTIONS)),
    help="Where reasons stand. Default: right; below in small maps.",
)
@click.option(
    "--wrap",
    type=click.IntRange(10, 200),
    default=30,
    show_default=True,
    metavar="N",
    help="Columns of text in a node.",
)
@click.option("--focus", metavar="ID", help="Draw only what is near this issue, claim, example or relation.")
@click.option(
    "--hops",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    metavar="N",
    help="How many steps are near.",
)
@no_examples_option
@marks_options
@results_options
@click.option(
    "--title", metavar="TEXT", help="Heading in place of the map's title; an empty TEXT shows none."
)
@click.option(
    "--fragment", "as_fragment", is_flag=True, help="With --format html: the figure alone, for another page."
)
@click.option(
    "--practice",
    type=click.IntRange(0, 200),
    default=16,
    show_default=True,
    metavar="N",
    help="With --format html: exercises in the page; 0 for none.",
)
@click.option(
    "--language",
    metavar="CODE",
    help="Language of the exercises, en or de. Default: that of the map, else en.",
)
@click.option("--legend/--no-legend", default=True, help="Explain sides and lines above the drawing.")
def render(
    path: str,
    output: str | None,
    format: str | None,
    theme: str,
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
    legend: bool,
) -> None:
    """Draw a map as a picture.

    A node's colour and glyph say which thesis it speaks for, an arrow's colour and head what it does.

    \b
    Examples:
      argmap render data/math-in-ml
      argmap render data/math-in-ml -o map.png --theme dark
      argmap render data/math-in-ml -o map.html
      argmap render data/math-in-ml -o near.svg --focus linear-algebra-needed --hops 1
      argmap render data/math-in-ml -o standing.svg --status --strength
      argmap render - --format pdf -o map.pdf < map.json
    """
    from argmap.rendering.draw import fragment
    from argmap.rendering.draw import render as draw
    from argmap.rendering.options import Direction, Options
    from argmap.teach.language import language as known_language
    from argmap.teach.practice.tab import practice_tabs

    if (
        focus is None
        and click.get_current_context().get_parameter_source("hops") is ParameterSource.COMMANDLINE
    ):
        raise click.UsageError("--hops says how far from a node to draw; name the node with --focus ID")
    chosen = format or _format_of(output)
    view = loaded_view(path, examples=not no_examples, focus=focus, hops=hops)
    asked = known_language(language) if language else None
    towards = None if direction is None else Direction(DIRECTIONS[direction])
    options = Options(
        theme=theme,
        direction=towards,
        wrap=wrap,
        title=title,
        legend=legend,
        status=status,
        strength=strength,
        results=chosen_results(view.map, results, none=no_results),
        tabs=practice_tabs(view.map, count=practice, language=asked) if chosen == "html" and practice else (),
    )
    if as_fragment and chosen != "html":
        raise click.UsageError("--fragment is a figure in HTML; add --format html, or end FILE in .html")
    content = fragment(view, options).encode("utf-8") if as_fragment else draw(view, chosen, options)
    write_result(output or f"{view.map.id}.{chosen}", content)
    if len(view.shown) > MANY_NODES and focus is None:
        click.echo(
            f"{len(view.shown)} nodes are much for one look; --focus ID or --no-examples draw less", err=True
        )


def _format_of(output: str | None) -> str:
    if output is None or output == "-":
        return "svg"
    suffix = PurePath(output).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise click.UsageError(
            f"cannot tell the format of {output!r} from its name; end it in one of {known}, or give --format"
        )
    return suffix
