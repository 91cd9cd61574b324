"""Pictures on paper: what `argmap render` does for --pages, --paper and --poster, and what it says about small type."""

from __future__ import annotations

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from argmap.cli.common import write_result, write_results
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.graph.views import View
    from argmap.rendering.options import Options

NOT_REPEATED = frozenset({"output", "format", "pages", "paper", "poster", "as_fragment", "practice", "path"})
"""Options of a command line that the one which is suggested does not take over."""


def print_on_paper(view: View, format: str, output: str | None, options: Options) -> None:
    """Write a map on paper, as the command line asks for it.

    Raises:
        ArgmapError: it cannot be drawn, or not written.
    """
    from argmap.rendering.printed import FORMATS, SCALED, TILES, Medium, booklet, written

    wanted = click.get_current_context().params
    pages, poster = wanted["pages"], wanted["poster"]
    flag, known = ("--pages", FORMATS) if pages else ("--poster", TILES) if poster else ("--paper", SCALED)
    if format not in known:
        raise click.UsageError(f"{flag} makes no {format}; choose one of {', '.join(known)}")
    medium = Medium(wanted["paper"] or "a4", pages, poster)
    made = booklet(view, medium, options)
    if output == "-" and format != "pdf" and len(made.sheets) > 1:
        raise click.UsageError(
            f"{flag} makes several files of {format}; name one with -o FILE, or choose --format pdf"
        )
    target = output or f"{view.map.id}.{format}"
    contents = written(made, format, target.removesuffix(PurePath(target).suffix))
    if output == "-":
        for content in contents.values():
            write_result("-", content)
    else:
        write_results(contents)
    if not made.is_numbered:
        _note(made.sheets[0].smallest, medium.paper, target)


def note_on_size(content: bytes, format: str, output: str, smallest: float) -> None:
    """Say that a picture could not be read on paper, and which command helps, if that is so.

    Args:
        content: the picture.
        format: its format.
        output: the file that was written.
        smallest: the size in points of its smallest type.
    """
    from argmap.rendering.picture.files import size_of
    from argmap.rendering.picture.paper import A4

    size = size_of(content, format)
    if size is not None:
        _note(smallest * min(1.0, A4.scale_of(*size)), A4.name, output)


def _note(points: float, paper: str, output: str) -> None:
    from argmap.rendering.picture.paper import PAPERS

    medium = PAPERS[paper]
    if points >= medium.readable:
        return
    # Rounded down, so that 6.96 points are not said to be 7.
    size = int(points * 10) / 10
    click.echo(
        visible(
            f"note: on {medium.words} the smallest type of this picture is {size:g} pt, and under {medium.readable:g} pt "
            f"it is hard to read; pages that can be read: {_command(paper, output)}"
        ),
        err=True,
    )


def _command(paper: str, output: str) -> str:
    """Return the command line that makes pages of the same map, with the options that were given."""
    context = click.get_current_context()
    path = context.params["path"]
    words = ["argmap", "render", path, "--pages", "branch", "--paper", paper]
    for parameter in context.command.params:
        name = str(parameter.name)
        is_given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if is_given and name not in NOT_REPEATED and isinstance(parameter, click.Option):
            words += _given(parameter, context.params[name])
    stem = "map" if output == "-" else output.removesuffix(PurePath(output).suffix)
    return shlex.join([*words, "-o", f"{stem}.pdf"])


def _given(option: click.Option, value: object) -> list[str]:
    if option.is_flag:
        return [option.opts[0] if value else option.secondary_opts[0]]
    return [option.opts[0], str(value)]
