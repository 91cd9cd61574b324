"""`argmap convert` and `argmap formats`: maps of other programs, from one format to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.names import READ_FORMAT, WRITTEN_FORMAT, names_option
from argmap.cli.share.corpora import convert_corpus
from argmap.cli.share.losses import LOSS_OPTIONS, chosen_format, loss_options, write_export

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic

MOST_SHOWN = 5
"""Remarks about what was left out that are shown without --verbose."""


@click.command(short_help="Convert a map from one format to another.")
@click.argument("source", metavar="FILE|FOLDER|ZIP|-")
@names_option(
    "--from",
    "origin",
    names=READ_FORMAT,
    metavar="FORMAT",
    help="Format of FILE. Default: found by its content.",
)
@names_option(
    "--to",
    "name",
    names=WRITTEN_FORMAT,
    metavar="FORMAT",
    help="Format to write. Default: by the ending of OUT.",
)
@click.option("-o", "--output", metavar="OUT", help="Write to OUT, for many maps a folder. Default: print.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Convert N maps at a time. Default: one a processor."
)
@click.option("--with-sidecar", metavar="FILE", help="What an earlier export kept in this file comes back.")
@click.option("-v", "--verbose", is_flag=True, help="List everything that was left out when FILE was read.")
@loss_options
def convert(
    source: str, origin: str | None, name: str | None, output: str | None, jobs: int | None,
    with_sidecar: str | None, verbose: bool, **report: object,
) -> None:  # fmt: skip
    """Read a map in any format that argmap knows and write it in another, without a dataset.

    What FILE holds and an argument map cannot is left out, with its place; what the new format cannot say is left out too. Both are
    summed up on standard error. 'argmap formats' shows what each format can carry.

    Of a folder or a zip archive every map is converted, into the folder OUT. A file that cannot be read is reported, the others go on, and the
    exit code is then 1. The results are the same whatever --jobs is.

    \b
    Examples:
      argmap convert tram.md -o tram.graphml
      argmap convert tram.md --from outline --to argmap-yaml -o map.yaml
      argmap convert - --to dot --losses < tram.md
      argmap convert nodesets.zip -o maps --to argmap-yaml
    """
    from argmap.formats.corpus import is_corpus
    from argmap.formats.files import map_file
    from argmap.formats.keeping import with_sidecar as completed
    from argmap.project.foreign import read_map

    if source != "-" and is_corpus(Path(source)):
        if with_sidecar is not None or report["sidecar"] is not None:
            raise click.UsageError("sidecars are for one map; convert the files one by one to use them")
        options = {key: report[key] for key in ("list_losses", "loss_file", "strict", "quiet")}
        convert_corpus(Path(source), origin, name, output, jobs, verbose=verbose, **options)  # type: ignore[arg-type]
        return
    target = chosen_format(name, output)
    known, reading = read_map(map_file(None if source == "-" else Path(source)), origin)
    if with_sidecar is not None:
        reading = completed(reading, _text(with_sidecar), known)
    if origin is None:
        click.echo(
            f"read as {known.title} (--from {known.name}); use --from FORMAT if that is wrong", err=True
        )
    print_remarks(reading.diagnostics, verbose=verbose)
    if reading.map is not None:
        write_export(reading.map, target, output, **{key: report[key] for key in LOSS_OPTIONS})  # type: ignore[arg-type]


def print_remarks(diagnostics: tuple[Diagnostic, ...], *, verbose: bool) -> None:
    """Print what was left out when a file was read: the first few, and how many more there are."""
    shown = diagnostics if verbose else diagnostics[:MOST_SHOWN]
    for finding in shown:
        click.echo(str(finding), err=True)
    if len(diagnostics) > len(shown):
        click.echo(f"and {len(diagnostics) - len(shown)} more; --verbose lists them", err=True)


def _text(path: str) -> str:
    from argmap.storage.files import current_limits, decode, read_bytes

    return decode(read_bytes(Path(path), current_limits()), path)


@click.command(short_help="List the formats of maps, and what each can carry.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def formats(as_json: bool) -> None:
    """List the formats of maps that argmap reads and writes, and what each can carry.

    A format may carry a part of something, such as supports and attacks, but no undercuts. 'argmap export --losses'
    says for a map what a format leaves out of it.

    \b
    Examples:
      argmap formats
      argmap formats --json
    """
    from argmap.cli.common import print_json
    from argmap.formats.table import rows, table

    if as_json:
        print_json([row.to_dict() for row in rows()])
    else:
        click.echo(table(), nl=False)
