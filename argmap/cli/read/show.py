"""`argmap show`: an argument as an outline."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from argmap.cli.common import (
    chosen_results,
    loaded_view,
    map_argument,
    marks_options,
    no_examples_option,
    results_options,
)

if TYPE_CHECKING:
    from argmap.rendering.outline import OutlineNode

FORMATS = ("tree", "lines", "json", "markdown")


@click.command(short_help="Read an argument as an outline.")
@map_argument
@click.option(
    "--format", "format", type=click.Choice(FORMATS), help="Default: tree on a terminal, lines on a pipe."
)
@click.option(
    "--depth", type=click.IntRange(min=0), metavar="N", help="Show N levels of reasons below the theses."
)
@click.option("--focus", metavar="ID", help="Start at this issue, claim, example or relation.")
@no_examples_option
@marks_options
@results_options
def show(
    path: str,
    format: str | None,
    depth: int | None,
    focus: str | None,
    no_examples: bool,
    status: bool,
    strength: bool,
    results: str | None,
    no_results: bool,
) -> None:
    """Read an argument as an outline in the terminal.

    Words carry the relation ("because", "but", "the step fails:"), glyphs carry the side, and who said it in
    which post stands beside each claim. A claim that was told before says "see above". Lines are tab-separated:
    depth, role, kind, id, side, who, text, and status, strength and what was measured
    where they are shown. Trees tell with ⚑ which discussion rule a step breaks.

    \b
    Examples:
      argmap show data/math-in-ml
      argmap show data/math-in-ml --focus linear-algebra-needed
      argmap show data/math-in-ml --status --strength
      argmap show data/math-in-ml --format lines | cut -f 7
    """
    from argmap.graph.views import whole
    from argmap.rendering.marks import marks
    from argmap.rendering.outline import outline
    from argmap.rendering.scene import scene

    view = loaded_view(path, examples=not no_examples)
    if focus is not None and focus not in view.map.kinds:
        from argmap.errors import UnknownName

        raise UnknownName("issue, claim, example or relation", focus, view.map.kinds)
    if focus is not None and focus not in view.shown and focus not in view.map.relations_by_id:
        view = whole(view.map)
    measured = chosen_results(view.map, results, none=no_results)
    shown = marks(view.map, status=status, strength=strength, results=measured)
    entries = outline(scene(view, shown), depth=depth, start=focus)
    _print(entries, format or ("tree" if sys.stdout.isatty() else "lines"))


def _print(entries: tuple[OutlineNode, ...], format: str) -> None:
    from argmap.rendering.text.markdown import outline_markdown
    from argmap.rendering.text.tree import json_text, tab_lines

    if format == "tree":
        _print_trees(entries)
        return
    texts = {"lines": tab_lines, "markdown": outline_markdown, "json": json_text}
    click.echo(texts[format](entries), nl=False)


def _print_trees(entries: tuple[OutlineNode, ...]) -> None:
    if not sys.stdout.isatty():
        from argmap.rendering.text.tree import tree_text

        click.echo(tree_text(entries), nl=False)
        return
    from rich.console import Console

    from argmap.rendering.text.terminal import trees

    console = Console(highlight=False)
    for tree in trees(entries):
        console.print(tree)
