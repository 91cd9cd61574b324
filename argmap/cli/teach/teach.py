"""`argmap teach`: exercises, cards and marking from a map."""

from __future__ import annotations

import click

from argmap.cli.common import listed, loaded_view, map_argument, print_json, write_result
from argmap.cli.groups import Group
from argmap.cli.teach.classroom import class_command
from argmap.cli.teach.grade import grade_command
from argmap.cli.teach.make import make_command
from argmap.cli.teach.options import FOCUS, HOPS, LANGUAGE_OPTION, SEED
from argmap.cli.teach.paper import (
    course_command,
    handout_command,
    lesson_command,
    start_command,
    worksheet_command,
)
from argmap.cli.teach.scorm import scorm_command
from argmap.cli.teach.task import task_command


@click.group(cls=Group, short_help="Make exercises and lessons; mark rebuilt maps.")
def teach() -> None:
    """Teach with a map: exercises, lessons, slides, worksheets, cards to rebuild the map, and marking.

    An exercise is made only if the map proves its answer.

    \b
    Examples:
      argmap teach make data/math-in-ml --count 12
      argmap teach make data/math-in-ml -o quiz.xml --level intro
      argmap teach scorm data/car-free-centre -o practice.zip
      argmap teach lesson data/math-in-ml -o lesson.md
      argmap teach handout data/math-in-ml -o slides.pdf
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach course data -o course.html
      argmap teach start
      argmap teach cards data/car-free-centre --seed 3 -o cards.yaml
      argmap teach task data/car-free-centre -o task.html
      argmap teach grade data/car-free-centre handed-in/ -o feedback
    """


teach.add_command(make_command)


@teach.command("cards", short_help="Make cards from which students rebuild the map.")
@map_argument
@FOCUS
@HOPS
@click.option(
    "--foreign", metavar="PATH", help="Add two claims of this other map, which do not belong to the argument."
)
@SEED
@LANGUAGE_OPTION
@click.option("-o", "--output", metavar="FILE", help="Write to FILE. Default: print the cards.")
def cards_command(
    path: str,
    focus: str | None,
    hops: int,
    foreign: str | None,
    seed: int,
    language: str | None,
    output: str | None,
) -> None:
    """Write the claims of the map at PATH as cards in a random order, in a file in which students rebuild the map.

    A claim that no relation joins with another card is left out. 'argmap teach grade' marks the files of the students;
    use the same --focus and --hops.

    \b
    Examples:
      argmap teach cards data/car-free-centre -o cards.yaml
      argmap teach cards data/car-free-centre --foreign data/typing-for-a-team
    """
    from argmap.language import spoken
    from argmap.storage.load import load_map
    from argmap.teach.materials.cards import cards, left_out

    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    other, said_in = load_map(foreign) if foreign else None, spoken(view.map, language)
    write_result(output or "-", cards(view.map, view.shown, seed, other, said_in).encode("utf-8"))
    lonely = left_out(view)
    if lonely:
        click.echo(
            f"note: left out, because no relation joins them with a card: {', '.join(lonely)}", err=True
        )


for _command in (
    lesson_command,
    handout_command,
    worksheet_command,
    course_command,
    start_command,
    task_command,
    grade_command,
    class_command,
    scorm_command,
):
    teach.add_command(_command)


@teach.command("kinds", short_help="List the kinds of exercises.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kinds_command(as_json: bool) -> None:
    """List the kinds of exercises and what each needs in a map.

    Installed packages can add kinds (entry points of the group argmap.exercises).
    """
    from argmap.teach.make import EXERCISES

    known = list(EXERCISES.available())
    if as_json:
        print_json([{"kind": name, "needs": exercise.needs} for name, exercise in known])
    else:
        click.echo(listed([(name, f"needs {exercise.needs}") for name, exercise in known]), nl=False)
