"""`argmap export`: a map in a format of other programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from argmap.cli.common import map_argument, write_result
from argmap.cli.names import FORMAT, names_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.formats.protocol import Format, Loss


@click.command(short_help="Export a map for other programs.")
@map_argument
@names_option(
    "--to", "name", names=FORMAT, metavar="FORMAT", help="Format to write. Default: by the ending of FILE."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE. Default: print.")
@click.option("--losses", "list_losses", is_flag=True, help="List everything that the format leaves out.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what the format leaves out.")
def export(path: str, name: str | None, output: str | None, list_losses: bool, quiet: bool) -> None:
    """Write a map in a format of other programs.

    argmap-json and argmap-yaml are one file with the map and its thread, and leave out nothing. Other formats leave
    something out; a summary is printed on standard error, and --losses lists it item by item.

    \b
    Examples:
      argmap export data/math-in-ml --to argmap-json -o math-in-ml.json
      argmap export data/math-in-ml -o math-in-ml.graphml
      argmap export data/math-in-ml --to markdown --quiet
      argmap export data/math-in-ml --to dot --losses -o math-in-ml.dot
    """
    from argmap.errors import ArgmapError
    from argmap.storage.load import load_map

    chosen = _chosen(name, output)
    if chosen.write is None:
        raise ArgmapError(f"the format {chosen.name!r} can be read, but not written")
    written = chosen.write(load_map(path))
    write_result(output or "-", written.text.encode("utf-8"))
    if list_losses:
        for loss in written.losses:
            click.echo(f"{loss.id}: {loss.what} ({loss.kind})", err=True)
    elif written.losses and not quiet:
        click.echo(f"note: {chosen.name} leaves out {summary(written.losses)}", err=True)


def _chosen(name: str | None, output: str | None) -> Format:
    """Return the format that was named, or that the ending of the file means.

    Raises:
        UsageError: there is no such format.
    """
    from argmap.formats.registry import format_named, format_of_file

    if name is not None:
        return format_named(name)
    if output is None:
        raise click.UsageError(f"name the format with --to: {', '.join(FORMAT.known())}")
    known = format_of_file(output)
    if known is None:
        raise click.UsageError(
            f"cannot tell the format of {output!r} from its name; name it with --to: {', '.join(FORMAT.known())}"
        )
    return known


def summary(losses: Iterable[Loss]) -> str:
    """Return how much of what is lost, in one sentence without a full stop.

    Example:
        >>> from argmap.formats.protocol import Loss
        >>> summary([Loss("a", "claims.quotes", "2 quotes"), Loss("b", "claims.quotes", "1 quote"), Loss("m", "thread", "thread")])
        'claims.quotes (2), thread'
    """
    counts = Counter(loss.kind for loss in losses)
    return ", ".join(kind if number == 1 else f"{kind} ({number})" for kind, number in counts.items())
