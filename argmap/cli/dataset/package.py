"""`argmap dataset package`: the tables of a dataset in files, with descriptors for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, OUTPUTS
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.datasets.package.about import About
    from argmap.datasets.package.write import Packed


@click.command(short_help="Package a dataset as tables for others.")
@click.argument("data")
@click.option("-o", "--output", metavar="DIR", help="Folder of the package; it is replaced as a whole.")
@click.option(
    "--version",
    metavar="NUMBER",
    help="Version of the package. Default: the one that DIR holds, or 1.0.0; changed data need a new one.",
)
@click.option(
    "--name", help="Name of the package: small letters, digits and hyphens. Default: the name of DATA."
)
@click.option("--title", help="Title of the dataset. Default: its name.")
@click.option("--description", metavar="TEXT", help="What the dataset is, in a few sentences.")
@click.option("--license", metavar="SPDX", help="Licence of the maps, such as CC-BY-4.0.")
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Who made the dataset; several times for several. Default: the annotators.",
)
@click.option("--url", help="Address at which the dataset is published.")
@click.option("--date", metavar="YYYY-MM-DD", help="Day of publication. Default: none.")
@click.option(
    "--results",
    metavar="DIR",
    help="Folder in which 'argmap build' stored results of experiments, for the table of measurements. "
    "Default: outputs, if that folder exists.",
)
@click.option("--no-results", is_flag=True, help="Leave the table of measurements empty.")
@click.option("--verify", is_flag=True, help="Write nothing; check the package in the folder DATA.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def package(
    ctx: click.Context,
    /,
    data: str,
    output: str | None,
    results: str | None,
    no_results: bool,
    verify: bool,
    quiet: bool,
    **about: str | tuple[str, ...] | None,
) -> None:
    """Write the maps in DATA (a folder of datasets, or one dataset) as tables into DIR, with descriptors.

    DIR/data gets every table as Parquet and as JSON Lines: maps, threads, posts, claims, quotes, relations, stances,
    labels and more. Beside it are README.md (a dataset card, from which 'datasets' loads the tables), croissant.json,
    datapackage.json, CITATION.cff, LICENSE, CHANGES.md and SHA256SUMS. The same maps give the same bytes.

    Each map is checked first; if one has an error, nothing is written and the exit code is 1. A package that is
    already in DIR is replaced, and CHANGES.md says what changed. --verify checks hashes, numbers of rows, keys, references and
    the places of quotes.

    Needs the extra 'dataset': pip install 'argmap[dataset]'

    \b
    Examples:
      argmap dataset package data -o package --license CC-BY-4.0
      argmap dataset package data -o package --version 1.1.0
      argmap dataset package --verify package
    """  # fmt: skip
    from argmap.datasets.package.table_files import parquet_modules

    parquet_modules()  # what is missing is said before anything is read
    if verify:
        _verify(ctx, data, quiet=quiet)
        return
    if output is None:
        raise click.UsageError("name the folder of the package: -o DIR")
    packed = _written(data, output, None if no_results else results or OUTPUTS, about)
    if not quiet:
        _report(packed)


def _written(data: str, output: str, results: str | None, about: Mapping[str, object]) -> Packed:
    from argmap.datasets.dataset import dataset, no_outcomes
    from argmap.datasets.package.write import write_package
    from argmap.project.results import stored_results

    outcomes = no_outcomes if results is None else partial(stored_results, out=Path(results))
    return write_package(dataset(data, check=True, results=outcomes), output, _about(data, about))


def _about(data: str, given: Mapping[str, object]) -> About:
    """Return what is said about a dataset, with a name where none is given.

    Raises:
        UsageError: the name is no name, or the date no date.
    """
    from argmap.datasets.package.about import About
    from argmap.model.source_text import slug

    fields = {key: value for key, value in given.items() if value}
    name = str(fields.pop("name", "")) or slug(Path(data).resolve().name) or "dataset"
    if name != slug(name):
        raise click.UsageError(
            f"--name {name!r}: write small letters, digits and hyphens, such as {slug(name)!r}"
        )
    day = fields.get("date")
    if day and not _is_a_day(str(day)):
        raise click.UsageError(f"--date {day!r}: write the day as YYYY-MM-DD")
    return About(name, str(fields.pop("title", name)), **fields)  # type: ignore[arg-type]


def _is_a_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _report(packed: Packed) -> None:
    """Print what was written; on standard error what its users should know of licences."""
    from argmap.model.base import counted

    rows = packed.content.rows
    click.echo(
        f"packed {counted(rows['maps'], 'map')} into {packed.folder}, version {packed.version}: {rows['posts']} posts, "
        f"{rows['claims']} claims, {rows['relations']} relations, {rows['measurements']} measurements"
    )
    for thread in packed.content.threads:
        if thread.has_words and not thread.license:
            click.echo(
                f"{thread.map}: its thread names no licence, and the words of its posts are in the package; "
                "'argmap withhold' leaves them out",
                err=True,
            )
    if not packed.license:
        click.echo("the package names no licence of the maps; --license CC-BY-4.0 would", err=True)


def _verify(ctx: click.Context, folder: str, *, quiet: bool) -> None:
    from argmap.datasets.package.verify import package_faults

    faults = package_faults(folder)
    for fault in faults:
        click.echo(fault)
    if faults:
        ctx.exit(EXIT_FINDINGS)
    if not quiet:
        click.echo(visible(f"{folder}: sound"))
