"""`argmap check`: what is wrong with maps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, EXIT_USAGE

UNREADABLE = {"AM001", "AM002", "AM003", "AM004", "AM007", "AM008", "AM009"}
"""Faults that keep a file, the map's or the thread's, from being read at all."""

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic


@click.command(short_help="Find what is wrong with maps.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--strict", is_flag=True, help="Warnings decide the exit code too.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")
@click.pass_context
def check(ctx: click.Context, paths: tuple[str, ...], strict: bool, quiet: bool) -> None:
    """Find what is wrong with maps: files, references, structure and quotes.

    PATH is a map, a dataset folder, a folder of datasets, or - for standard input. Each finding is one line,
    file:line:column: CODE message; help. `argmap rule CODE` explains it. Exit code: 0 without
    errors (with --strict: without any finding), 1 with errors, 2 unreadable input.

    \b
    Examples:
      argmap check data/math-in-ml
      argmap check data --strict
      argmap rule AM401
    """
    from argmap.diagnostics import Severity
    from argmap.errors import UnreadableInput

    found: list[Diagnostic] = []
    unreadable = count = 0
    for path in paths:
        try:
            for source in _sources(path):
                count += 1
                found += _findings(source)
        except UnreadableInput as error:
            unreadable += 1
            click.echo(str(error), err=True)
    for diagnostic in found:
        click.echo(
            f"{diagnostic}{'' if diagnostic.severity is Severity.ERROR else f' [{diagnostic.severity}]'}"
        )
    if not quiet and not unreadable:
        click.echo(_summary(count, found), err=True)
    unreadable += sum(diagnostic.code in UNREADABLE for diagnostic in found)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    failed = errors or (strict and found)
    ctx.exit(EXIT_USAGE if unreadable else EXIT_FINDINGS if failed else 0)


def _sources(path: str) -> list[str]:
    """Return what to check: the map itself, or every dataset in a folder of datasets."""
    from argmap.corpus.datasets import find_datasets
    from argmap.storage.load import MAP_NAMES

    folder = Path(path)
    if path == "-" or not folder.is_dir() or any((folder / name).exists() for name in MAP_NAMES):
        return [path]
    return [str(dataset) for dataset in find_datasets(folder)]


def _findings(source: str) -> tuple[Diagnostic, ...]:
    from argmap.checks.run import check_file
    from argmap.storage.load import read_map

    return check_file(read_map(source))


def _summary(count: int, found: list[Diagnostic]) -> str:
    from collections import Counter

    maps = f"{count} map{'s' if count != 1 else ''} checked"
    if not found:
        return f"{maps}, no findings"
    kinds = Counter(str(diagnostic.severity) for diagnostic in found)
    parts = [
        f"{kinds[kind]} {kind}{'s' if kinds[kind] != 1 else ''}"
        for kind in ("error", "warning", "advice")
        if kinds[kind]
    ]
    return f"{maps}: {', '.join(parts)}; 'argmap rule CODE' explains a code"
