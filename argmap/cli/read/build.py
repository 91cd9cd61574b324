"""`argmap build`: everything that is made from the datasets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.datasets.folders import Checked


@click.command(short_help="Make all pages, pictures and texts.")
@click.argument("data", default="data")
@click.option(
    "-o", "--output", default="outputs", show_default=True, metavar="DIR", help="Folder to write into."
)
@click.pass_context
def build(ctx: click.Context, data: str, output: str) -> None:
    """Make the pages, pictures and texts of every dataset in DATA (a folder of datasets, or one dataset).

    DATA can also be the file of one reading, such as data/tabs/map.ann.yaml: it is built into DIR/ID.ann, and index.html
    stays as it is.

    Each map is checked first; if one has an error, nothing is written and the exit code is 1. Then its experiments run,
    and DIR/ID gets map.html, map.svg, map.png, map.pdf, map.dot, outline.txt, map.md (with the report of 'argmap
    analyse'), analysis.json and experiments.json. DIR/index.html leads to the pages of all maps in DIR, also those that
    were built before; DIR/gallery.json keeps what it says about them.

    \b
    Examples:
      argmap build
      argmap build data/math-in-ml -o /tmp/maps
    """
    from argmap.datasets.folders import check_dataset, find_datasets
    from argmap.lint.run import settings_of
    from argmap.storage.reading_files import reading_name

    name = reading_name(data) if Path(data).is_file() else None
    folders = (Path(data),) if name else find_datasets(data)
    checked = [check_dataset(folder, settings_of(folder)) for folder in folders]
    for dataset in checked:
        for diagnostic in dataset.diagnostics:
            click.echo(str(diagnostic), err=True)
    if any(dataset.map is None for dataset in checked):
        click.echo(
            "nothing was written; fix the errors first; 'argmap explain CODE' explains a code", err=True
        )
        ctx.exit(EXIT_FINDINGS)
    _refuse_shared_ids(checked)
    _write(checked, Path(output), Path(data), name)


def _refuse_shared_ids(checked: list[Checked]) -> None:
    from argmap.errors import ArgmapError

    seen: dict[str, Path] = {}
    for dataset in checked:
        if dataset.map is not None and dataset.map.id in seen:
            raise ArgmapError(
                f"{dataset.folder} and {seen[dataset.map.id]} have the same id {dataset.map.id!r}; rename one"
            )
        if dataset.map is not None:
            seen[dataset.map.id] = dataset.folder


def _write(checked: list[Checked], out: Path, data: Path, reading: str | None) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from argmap.project.build import write_outputs
    from argmap.project.gallery import write_gallery
    from argmap.project.results import run_for

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("building", total=len(checked))
        for dataset in checked:
            if dataset.map is None:
                continue
            progress.update(task, description=f"running the experiments of {dataset.map.id}")
            results = run_for(dataset.map)
            for outcome in results.values():
                if not outcome.holds:
                    click.echo(
                        visible(f"{dataset.folder}: experiment {outcome.name!r}: {outcome.headline}"),
                        err=True,
                    )
            progress.update(task, description=f"drawing {dataset.map.id}")
            write_outputs(dataset.map, out, results, f"{dataset.map.id}.{reading}" if reading else None)
            progress.advance(task)
    if reading:
        click.echo(visible(f"built {data} -> {out}/{checked[0].map.id if checked[0].map else ''}.{reading}"))
        return
    maps = [dataset.map for dataset in checked if dataset.map is not None]
    # The datasets beside one that is built alone may have been built before.
    for note in write_gallery(maps, out, data if len(checked) > 1 else data.resolve().parent):
        click.echo(note, err=True)
    for dataset in checked:
        if dataset.map is not None:
            click.echo(visible(f"built {dataset.folder} -> {out / dataset.map.id}"))
