"""`argmap format`: one layout for every map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import click

from argmap.cli.common import EXIT_FINDINGS
from argmap.unseen import visible


@click.command("format", short_help="Format map files.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if a file would change."
)
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.pass_context
def format_maps(ctx: click.Context, paths: tuple[str, ...], only_check: bool, diff: bool) -> None:
    """Format map files: indentation, order of keys, empty lines. Content and comments stay as they are.

    PATH is a map file, a dataset folder, or a folder of datasets. Formatting a formatted file changes nothing; 'argmap edit undo' takes it
    back. JSON files are left as they are.

    \b
    Examples:
      argmap format data/math-in-ml
      argmap format data/math-in-ml --diff
      argmap format data --check
    """
    from argmap.editing.journal import write_edit
    from argmap.storage.canonical import formatted
    from argmap.storage.files import current_limits, decode, read_bytes
    from argmap.storage.read import is_json

    changed = 0
    for file in _files(paths):
        before = decode(read_bytes(file, current_limits()), str(file))
        if is_json(before):
            continue
        after = formatted(before)
        if after == before:
            continue
        changed += 1
        if diff:
            lines = unified_diff(before.splitlines(True), after.splitlines(True), str(file), str(file))
            click.echo("".join(lines), nl=False)
        elif only_check:
            click.echo(visible(f"{file} would be reformatted"))
        else:
            write_edit(file, "format", before, after)
            click.echo(visible(f"{file}: reformatted"), err=True)
    ctx.exit(EXIT_FINDINGS if changed and (only_check or diff) else 0)


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the map files that paths name.

    Raises:
        UsageError: one of them is standard input.
        UnreadableInput: a folder holds neither a map nor datasets.
    """
    from argmap.storage.load import MAP_NAMES, find_map

    for path in paths:
        folder = Path(path)
        places: Iterable[str | Path] = [path]
        if folder.is_dir() and not any((folder / name).exists() for name in MAP_NAMES):
            from argmap.datasets.folders import find_datasets

            places = find_datasets(folder)
        for place in places:
            file = find_map(place)
            if file is None:
                raise click.UsageError("standard input cannot be formatted; name the file")
            yield file
