"""`argmap import` of an argument map that another program wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from argmap.unseen import visible

ABOUT_THREADS = ("key", "columns", "pseudonymise", "redact", "listing", "encoding")
"""Options that have no meaning for a map."""


def import_map(source: str, name: str, output: str | None, options: Mapping[str, Any]) -> None:
    """Read a map in a format, and write it as a dataset, or print it as YAML.

    Args:
        source: The file, or - for standard input.
        name: The name of the format.
        output: The folder of the new dataset.
        options: The options of the command.

    Raises:
        ArgmapError: the file cannot be read, or something is in the folder already.
    """
    from argmap.cli.share.convert import print_remarks
    from argmap.formats.files import map_file, read_as
    from argmap.formats.own import write_yaml
    from argmap.project.foreign import named, write_map_dataset

    wrong = next((option for option in ABOUT_THREADS if options.get(option)), None)
    if wrong is not None:
        raise click.UsageError(
            f"--{OPTION.get(wrong, wrong)} is about discussions, and {source} is a map ({name})"
        )
    known, reading = read_as(map_file(None if source == "-" else Path(source)), name)
    reading = named(reading, options.get("id") or (Path(output).resolve().name if output else None), options)
    if options["kind"] is None:
        click.echo(f"recognised as {known.title} (--as {name}); use --as KIND if that is wrong", err=True)
    print_remarks(reading.diagnostics, verbose=False)
    assert reading.map is not None  # read_as raises otherwise  # noqa: S101
    parts = f"{len(reading.map.claims)} claims and {len(reading.map.relations)} relations"
    if output is None or options["preview"]:
        if options["preview"]:
            click.echo(f"{parts}; the thread has {len(reading.thread or ())} posts")
        else:
            click.echo(write_yaml(reading.map).text, nl=False)
        return
    written = write_map_dataset(reading, Path(output))
    click.echo(
        visible(f"wrote {', '.join(map(str, written))}: {parts}; next: argmap check {output}"), err=True
    )


OPTION = {"key": "thread", "columns": "column", "listing": "list"}
