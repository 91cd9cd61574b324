"""`argmap teach grade`: marking rebuilt maps."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from argmap.cli.common import EXIT_FINDINGS, loaded_view, map_argument, print_json
from argmap.cli.names import SHEET, names_option

if TYPE_CHECKING:
    from argmap.graph.views import View
    from argmap.teach.marking.mark import Marked
    from argmap.teach.marking.rubric import Rubric

T = TypeVar("T")
ENDINGS = frozenset({".yaml", ".yml", ".json"})


@click.command("grade", short_help="Mark the maps that students rebuilt.")
@map_argument
@click.argument("handed", nargs=-1, required=True, metavar="STUDENT...", type=click.Path(path_type=Path))
@click.option("--also", multiple=True, metavar="PATH", help="Another correct map; the better mark counts.")
@click.option("--focus", metavar="ID", help="Only what is near this claim; the same as for the cards.")
@click.option(
    "--hops",
    type=click.IntRange(0),
    metavar="N",
    default=2,
    show_default=True,
    help="With --focus: how many relations away.",
)
@click.option(
    "--rubric",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Marks for partly correct relations: sign, undercut, reversed, too_high, linked.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a sheet for each student, and tables, into DIR.",
)
@names_option(
    "--sheets",
    "form",
    names=SHEET,
    metavar="FORMAT",
    default="html",
    show_default=True,
    help="Format of the sheets; pdf needs the extra argmap[print].",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def grade_command(
    path: str,
    handed: tuple[Path, ...],
    also: tuple[str, ...],
    focus: str | None,
    hops: int,
    rubric: Path | None,
    output: Path | None,
    form: str,
    as_json: bool,
) -> None:
    """Mark rebuilt maps (STUDENT: files, or folders of them) against the map at PATH.

    A relation counts if premise, kind and target are correct. A wrong kind earns half. A reversed arrow, a wrong target
    above the correct one, and an undercut drawn as an attack earn a quarter; --rubric changes these marks. Relations
    that are not in the map lower the score.

    With -o, each student gets a sheet with the map and what to look at again, and the teacher gets class.csv, steps.csv
    and a chart, steps.svg. A file that cannot be read is reported, the others are marked, and the exit code is 1.

    \b
    Examples:
      argmap teach grade data/car-free-centre ada.yaml
      argmap teach grade data/car-free-centre handed-in/ -o feedback
      argmap teach grade data/car-free-centre handed-in/ -o feedback --sheets pdf
      argmap teach grade data/car-free-centre handed-in/ --rubric rubric.yaml
    """
    from argmap.teach.marking.rubric import Rubric, read_rubric

    references = [loaded_view(one, examples=True, focus=focus, hops=hops) for one in (path, *also)]
    weights = read_rubric(rubric) if rubric else Rubric()
    files = files_of(handed)
    if not files:
        raise click.UsageError(f"no .yaml, .yml or .json file in {', '.join(map(str, handed))}")
    if output is not None:
        _make_folder(output)
    marked, broken = mark_files(references, files, weights)
    if output is not None:
        _write(output, form, marked, references)
    if as_json:
        print_json([_plain(one) for _, one in marked])
    else:
        for _, one in marked:
            notes = "".join(f"; {warning}" for warning in one.warnings)
            right = sum(credit.credit == 1 for credit in one.credits)
            click.echo(f"{one.score:4.0%}  {right}/{len(one.credits)} relations  {one.student}{notes}")
    if broken:
        sys.exit(EXIT_FINDINGS)


def _make_folder(folder: Path) -> None:
    """Create the folder for the sheets before anything is marked.

    Raises:
        ArgmapError: it cannot be made.
    """
    from argmap.errors import ArgmapError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArgmapError(f"cannot write to the folder {str(folder)!r}: {error.strerror or error}") from error


def files_of(handed: Sequence[Path]) -> list[Path]:
    """Return the files that are named, and the files in the folders that are named, each once."""
    files: list[Path] = []
    for path in handed:
        inside = sorted(p for p in path.iterdir() if p.suffix in ENDINGS) if path.is_dir() else [path]
        files += [file for file in inside if file not in files]
    return files


def mark_files(
    references: Sequence[View], files: Sequence[Path], weights: Rubric
) -> tuple[list[tuple[Path, Marked]], int]:
    """Return the marked files, and how many could not be read; each of those is reported."""
    from argmap.errors import ArgmapError
    from argmap.teach.marking.grade import grade
    from argmap.teach.marking.submission import read_submission

    marked, broken = [], 0
    with _bar(files, "marking", len(files)) as bar:
        for file in bar:
            try:
                marked.append((file, grade(references, read_submission(file), weights)))
            except ArgmapError as error:
                broken += 1
                click.echo(f"argmap: {error}", err=True)
    return marked, broken


def _write(
    folder: Path, form: str, marked: Sequence[tuple[Path, Marked]], references: Sequence[View]
) -> None:
    from argmap.storage.files import write_all
    from argmap.teach.marking.class_report import for_the_teacher
    from argmap.teach.marking.feedback import sheets
    from argmap.teach.marking.grade import sheet_names

    names = sheet_names((file.stem for file, _ in marked), form)
    ones = [one for _, one in marked]
    with _bar(sheets(ones, references, form), "writing", len(ones)) as made:
        contents = {folder / name: content for name, content in zip(names, made, strict=True)}
    tables = for_the_teacher(ones, references) if ones else {}
    write_all(contents | {folder / name: content for name, content in tables.items()})
    click.echo(
        f"wrote {len(names)} sheet{'' if len(names) == 1 else 's'}{''.join(f', {name}' for name in tables)} to {folder}",
        err=True,
    )


def _bar(things: Iterable[T], label: str, length: int) -> AbstractContextManager[Iterable[T]]:
    """Return a progress bar, which is shown on a terminal only."""
    hidden = not sys.stderr.isatty()
    return click.progressbar(things, label=label, length=length, file=sys.stderr, hidden=hidden)


def _plain(one: Marked) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(one)
