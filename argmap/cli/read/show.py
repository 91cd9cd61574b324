"""`argmap show`: an argument as an outline, or the thread it was made in."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
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
)

if TYPE_CHECKING:
    from argmap.model.thread import Thread
    from argmap.rendering.outline_entry import OutlineNode

HEAD = 4_000
THREAD_HEAD = re.compile(rb"""^(?:\{\s*+)?["']?format["']?\s*+:\s*+["']?argmap-thread/""", re.MULTILINE)
"""The key at the top of a thread file in YAML or JSON; in a map with its thread inside, it is indented."""

FORMATS = {
    "tree": "argmap.rendering.text.tree:tree_text",
    "lines": "argmap.rendering.text.tree:tab_lines",
    "json": "argmap.rendering.text.tree:json_text",
    "markdown": "argmap.rendering.text.markdown:outline_markdown",
}
"""The forms of an outline, and what writes each."""

WIDEST = 100
"""Longer lines of prose are hard to read, however wide the terminal is."""


@click.command(short_help="Read a map as an outline, or its thread.")
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
@click.option("--thread", "as_thread", is_flag=True, help="Show the posts of the thread instead of the map.")
@click.option(
    "--flat", is_flag=True, help="With --thread: in the order of the posts, not as a tree of replies."
)
@click.pass_context
def show(
    ctx: click.Context,
    path: str,
    format: str | None,
    depth: int | None,
    focus: str | None,
    no_examples: bool,
    status: bool,
    strength: bool,
    results: str | None,
    no_results: bool,
    as_thread: bool,
    flat: bool,
) -> None:
    """Read a map as an outline in the terminal, or its thread with --thread.

    Words show the relation ("because", "but", "the step fails:"), glyphs show the side, and each claim says who made it
    in which post. Theses say who holds them at the end ("held by Ana · given up by Ben"), and so do other claims where that
    is not just who made them. A claim that was shown before says "see above". ⚑ marks a relation that breaks a discussion rule.

    The format lines is for other programs. Its fields are separated by tabs: depth, role, kind, id, side, who, text,
    and, if they are shown, status, strength and measured result.

    \b
    Examples:
      argmap show data/math-in-ml
      argmap show data/math-in-ml --focus linear-algebra-needed
      argmap show data/math-in-ml --status --strength
      argmap show data/math-in-ml --format lines | cut -f 7
      argmap show data/math-in-ml --thread
      argmap show data/math-in-ml/thread.yaml --flat
    """
    if as_thread or _is_thread(path):
        _refuse_map_options(ctx)
        _print_thread(path, flat=flat)
        return
    if flat:
        raise click.UsageError("--flat shows a thread; add --thread")
    _print_map(path, format, depth, focus, no_examples, status, strength, results, no_results)


def _print_map(
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
    form = format or ("tree" if sys.stdout.isatty() else "lines")
    _print(outline(scene(view, shown), depth=depth, start=focus, brief=form == "lines"), form)


def _print(entries: tuple[OutlineNode, ...], format: str) -> None:
    if format == "tree" and sys.stdout.isatty():
        _print_trees(entries)
        return
    from argmap.registry import resolve

    click.echo(resolve(FORMATS[format])(entries), nl=False)


def _print_trees(entries: tuple[OutlineNode, ...]) -> None:
    """Print coloured trees, which a terminal shows."""
    from rich.console import Console

    from argmap.rendering.text.terminal import trees

    console = Console(highlight=False)
    for tree in trees(entries):
        console.print(tree)


def _is_thread(path: str) -> bool:
    """Return whether a path is a thread: the file of one, or a dataset folder that has a thread and no map yet."""
    from argmap.storage.load import MAP_NAMES
    from argmap.storage.writer import THREAD_FILE

    file = Path(path)
    if file.is_dir():
        return (file / THREAD_FILE).is_file() and not any((file / name).exists() for name in MAP_NAMES)
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return THREAD_HEAD.search(stream.read(HEAD)) is not None


def _refuse_map_options(ctx: click.Context) -> None:
    """Refuse the options that a thread has no use for.

    Raises:
        UsageError: one of them was given.
    """
    for name in ctx.params.keys() - {"path", "as_thread", "flat"}:
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = f"--{name.replace('_', '-')}"
            raise click.UsageError(f"{option} is for maps; leave it out to show a thread")


def _print_thread(path: str, *, flat: bool) -> None:
    from argmap.rendering.text.thread import thread_text

    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else None
    click.echo(thread_text(_thread_at(path), width=width, flat=flat), nl=False)


def _thread_at(path: str) -> Thread:
    """Return the thread of a folder, of a thread file, or of a map.

    Raises:
        ArgmapError: it cannot be read, or the map has no thread.
    """
    from argmap.errors import ArgmapError
    from argmap.storage.load import load_map, load_thread
    from argmap.storage.writer import THREAD_FILE

    file = Path(path) / THREAD_FILE if Path(path).is_dir() else Path(path)
    if file.is_file() and not _is_thread(str(file)):
        thread = load_map(file).thread
        if thread is None:
            raise ArgmapError(f"{path} has no thread to show; add the line 'thread: thread.yaml' to the map")
        return thread
    return load_thread(file)
