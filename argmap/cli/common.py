"""What several commands share: arguments, options and the view they ask for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli import program
from argmap.cli.names import BASIS, SEMANTICS, names_option
from argmap.unseen import ACTING, visible

if TYPE_CHECKING:
    from argmap.graph.views import View
    from argmap.model.map import ArgumentMap
    from argmap.project.results import Results
    from argmap.rendering.outline_entry import OutlineNode

EXIT_FINDINGS = 1
"""The exit code when a map has errors, or a check of another kind failed."""
EXIT_USAGE = program.EXIT_USAGE
EXIT_INTERRUPTED = program.EXIT_INTERRUPTED
WIDEST = 10_000
COLUMN = 40
OUTPUTS = "outputs"

Command = Callable[..., Any]


class NumberRange(click.FloatRange):
    """A number in a range; NaN, which compares with nothing and so passes every range, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number that was typed."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


def map_argument(command: Command) -> Command:
    """Add the argument PATH: a map file, a dataset folder, or - for standard input."""
    return click.argument("path", type=click.Path(path_type=str))(command)


def no_examples_option(command: Command) -> Command:
    return click.option("--no-examples", is_flag=True, help="Leave out the technical examples.")(command)


def interpretation_options(command: Command) -> Command:
    """Add the options that say how a map is evaluated: --semantics, --interpretation, --rivals."""
    options = (
        names_option(
            "--semantics",
            names=SEMANTICS,
            metavar="NAME",
            default="grounded",
            show_default=True,
            help="The rule that decides which claims are accepted.",
        ),
        names_option(
            "--interpretation",
            "interpretation",
            former="--reading",
            names=BASIS,
            metavar="NAME",
            default="stances",
            show_default=True,
            help="What counts: also what participants accept, deny and question, or only the arguments.",
        ),
        click.option(
            "--rivals", is_flag=True, help="Theses on every issue exclude each other, whatever the map says."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def marks_options(command: Command) -> Command:
    """Add the options that show an analysis: --status, --strength."""
    status = click.option(
        "--status", is_flag=True, help="Mark what is accepted (✓), rejected (×) and undecided (?)."
    )
    strength = click.option("--strength", is_flag=True, help="Show how strong each claim is, from 0 to 1.")
    return status(strength(command))


def results_options(command: Command) -> Command:
    """Add the options that put measured numbers on examples: --results, --no-results."""
    folder = click.option(
        "--results",
        metavar="DIR",
        help="Folder in which 'argmap build' stored results of experiments; their numbers are shown on the "
        "examples. Default: outputs, if that folder exists.",
    )
    none = click.option("--no-results", is_flag=True, help="Do not show results of experiments.")
    return folder(none(command))


def chosen_results(map: ArgumentMap, folder: str | None, *, none: bool) -> Results:
    """Return the stored results of a map's experiments that are to be shown.

    Raises:
        UnreadableInput: the folder that was named has none, or they cannot be read.
    """
    from argmap.errors import UnreadableInput
    from argmap.project.results import FILE, NO_RESULTS, stored_results

    if none:
        return NO_RESULTS
    results = stored_results(map, Path(folder or OUTPUTS))
    if folder is not None and not results:
        raise UnreadableInput(
            f"{Path(folder) / map.id / FILE}: no results here; 'argmap build DATA -o {folder}' makes them"
        )
    return results


def print_json(data: object) -> None:
    """Print data as JSON; characters that would control a terminal are written as escapes, which read the same."""
    import json

    text = json.dumps(data, indent=2, ensure_ascii=False)
    click.echo(ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def print_tree(entry: OutlineNode) -> None:
    """Print an outline's tree, with colours on a terminal."""
    from argmap.rendering.text.tree import tree_text

    if not sys.stdout.isatty():
        click.echo(tree_text([entry]), nl=False)
        return
    from rich.console import Console

    from argmap.rendering.text.terminal import trees

    for tree in trees([entry]):
        Console(highlight=False).print(tree)


def map_at(path: str) -> ArgumentMap:
    """Return the map at `path`, in argmap's format or in that of another program, which is said with what was left out.

    Args:
        path: A map file, a dataset folder, or - for standard input.

    Raises:
        ArgmapError: the map cannot be read, or has errors.
    """
    if path != "-" and not os.path.isfile(path):
        from argmap.storage.load import load_map

        return load_map(path)  # a folder: other formats are files, and take as long to import as the model
    from argmap.model.base import counted
    from argmap.project.foreign import any_map

    map, known, left_out = any_map(path)
    if known is not None:
        remarks = counted(len(left_out), "remark")
        more = f"; {remarks} ('argmap convert -v' lists them)" if left_out else ""
        click.echo(f"read as {known.title}{more}", err=True)
    return map


def loaded_view(path: str, *, examples: bool, focus: str | None = None, hops: int = 2) -> View:
    """Return the part of the map at `path` that is asked for.

    Args:
        path: A map file, a dataset folder, or - for standard input.
        examples: Whether technical examples belong to it.
        focus: The id around which the part lies; None for the whole map.
        hops: How many relations away from `focus` it reaches.

    Raises:
        ArgmapError: the map cannot be read, has errors, or has nothing of that name.
    """
    from argmap.graph.views import focused, whole

    view = whole(map_at(path), examples=examples)
    return view if focus is None else focused(view, focus, hops)


def write_result(target: str, content: bytes) -> None:
    """Write a result to a file, atomically, or to standard output for `-`.

    Raises:
        ArgmapError: the file cannot be written.
    """
    from argmap.errors import ArgmapError

    if target == "-" and sys.stdout.isatty():
        if b"\0" in content:
            raise ArgmapError(
                "this is no text for a terminal; name a file with -o FILE, or send it on with a pipe"
            )
        click.echo(content.decode("utf-8", "replace"), nl=False)
        return
    if target == "-":
        sys.stdout.buffer.write(content)
        return
    write_results({target: content})


def write_results(contents: Mapping[str, bytes]) -> None:
    """Write the files of one result: all of them, or none.

    Raises:
        ArgmapError: a file cannot be written.
    """
    from argmap.errors import ArgmapError
    from argmap.storage.files import write_all

    for target in contents:
        if not Path(target).parent.is_dir():
            raise ArgmapError(f"cannot write {target}: there is no folder {str(Path(target).parent)!r}")
    write_all({Path(target): content for target, content in contents.items()})
    for target in contents:
        click.echo(visible(f"wrote {target}"), err=True)


def listed(rows: list[tuple[str, str]]) -> str:
    """Return two columns, wrapped to the width of a terminal; on a pipe every row is one line."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    formatter = click.HelpFormatter(width=width)
    formatter.write_dl(rows, col_max=COLUMN)
    return formatter.getvalue()
