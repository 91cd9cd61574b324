"""`argmap teach grade`: marking rebuilt maps."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from argmap.cli.common import EXIT_FINDINGS, loaded_view, map_argument
from argmap.cli.names import FEEDBACK, LANGUAGE, SHEET, names_option
from argmap.cli.teach.options import HOPS

FILE = click.Path(path_type=Path)


@click.command("grade", short_help="Mark the maps that students rebuilt.")
@map_argument
@click.argument("handed", nargs=-1, required=True, metavar="STUDENT...", type=FILE)
@click.option("--also", multiple=True, metavar="PATH", help="Another correct map; the better mark counts.")
@click.option("--focus", metavar="ID", help="Only what is near this claim; the same as for the cards.")
@HOPS
@click.option(
    "--rubric",
    metavar="FILE",
    type=FILE,
    help="Your own weights: sign, on_wrong_sign, reversed, undercut, too_high, split, joined, extra.",
)
@click.option(
    "--matches",
    metavar="FILE",
    type=FILE,
    help="A table of what claims in students' own words stand for. It is written if there is none; edit it, and mark again.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=FILE,
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
@names_option(
    "--feedback",
    names=FEEDBACK,
    metavar="KIND",
    default="full",
    show_default=True,
    help="Whether sheets tell what is right, or only where to look again, for a second attempt.",
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the sheets. Default: the language of the map, otherwise en.",
)
@click.option(
    "--anonymous",
    metavar="KEY",
    type=FILE,
    help="Write codes in place of names, and whose they are into the file KEY, which only you can read.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def grade_command(
    path: str,
    handed: tuple[Path, ...],
    also: tuple[str, ...],
    focus: str | None,
    hops: int,
    rubric: Path | None,
    matches: Path | None,
    output: Path | None,
    form: str,
    feedback: str,
    language: str | None,
    anonymous: Path | None,
    as_json: bool,
) -> None:
    """Mark rebuilt maps (STUDENT: files, or folders of them) against the map at PATH.

    A relation counts if premise, kind and target are correct. A wrong kind, an undercut of a relation with a wrong kind,
    and a reversed arrow earn a tenth. A target above the correct one, and an undercut drawn as an attack, earn a quarter. Linked premises drawn apart, and
    independent reasons drawn as linked, earn half. A relation that is in no part of the map costs a quarter.
    --rubric changes these weights.

    Claims in a student's own words are taken for claims of the map by their words. A score that rests on this is "to be
    confirmed" until you say yes in the file of --matches.

    With -o, each student gets a sheet with the map and what to look at again, and the teacher gets class.csv, steps.csv
    and a chart, steps.svg. A file that cannot be read is reported, the others are marked, and the exit code is 1.

    \b
    Examples:
      argmap teach grade data/car-free-centre ada.yaml
      argmap teach grade data/car-free-centre handed-in/ -o feedback
      argmap teach grade data/car-free-centre handed-in/ -o feedback --sheets pdf
      argmap teach grade data/math-in-ml handed-in/ -o out --feedback hints
      argmap teach grade data/car-free-centre handed-in/ --matches matches.csv
      argmap teach grade data/math-in-ml handed-in/ -o out --anonymous key.csv
      argmap teach grade data/car-free-centre handed-in/ --rubric rubric.yaml
    """
    from argmap.cli.teach.marking import (
        MarkingTask,
        files_of,
        make_folder,
        printed,
        read_all,
        refuse_open_key,
    )
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.teach.marking import Feedback
    from argmap.teach.marking.feedback import SheetStyle
    from argmap.teach.marking.grade import steps_of
    from argmap.teach.marking.rubric import Rubric, read_rubric

    references = [loaded_view(one, examples=True, focus=focus, hops=hops) for one in (path, *also)]
    for view in references:
        steps_of(view)
    refuse_open_key(anonymous, output)
    spoken = known_language(language) if language else language_of(references[0].map)
    task = MarkingTask(
        tuple(references),
        read_rubric(rubric) if rubric else Rubric(),
        SheetStyle(Feedback(feedback), spoken),
        form,
    )
    files = files_of(handed)
    if not files:
        raise click.UsageError(f"no .yaml, .yml or .json file in {', '.join(map(str, handed))}")
    if output is not None:
        make_folder(output)
    read, broken = read_all(files)
    marked = task.marked(read, matches, output, anonymous)
    if output is not None:
        task.write(output, marked)
    printed([one for _, one in marked], as_json=as_json)
    if broken:
        sys.exit(EXIT_FINDINGS)
