"""`argmap export`: a map in a format of other programs."""

from __future__ import annotations

import click

from argmap.cli.common import map_argument, map_at
from argmap.cli.names import WRITTEN_FORMAT, names_option
from argmap.cli.share.losses import LOSS_OPTIONS, chosen_format, loss_options, write_export


@click.command(short_help="Export a map for other programs.")
@map_argument
@names_option(
    "--to",
    "name",
    names=WRITTEN_FORMAT,
    metavar="FORMAT",
    help="Format to write. Default: by the ending of FILE.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE. Default: print.")
@loss_options
def export(path: str, name: str | None, output: str | None, **report: object) -> None:
    """Write a map in a format of other programs.

    argmap-json and argmap-yaml are one file with the map and its thread, and leave out nothing. Other formats leave
    something out; a summary is printed on standard error, and --losses lists it item by item. 'argmap formats' shows what
    each format can carry.

    \b
    Examples:
      argmap export data/math-in-ml --to argmap-json -o math-in-ml.json
      argmap export data/math-in-ml -o math-in-ml.graphml
      argmap export data/math-in-ml --to markdown --quiet
      argmap export data/math-in-ml --to dot --losses -o math-in-ml.dot
    """
    chosen = chosen_format(name, output)
    write_export(map_at(path), chosen, output, **{key: report[key] for key in LOSS_OPTIONS})  # type: ignore[arg-type]
