"""`argmap teach`: exercises, cards and marking from a map."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import listed, loaded_view, map_argument, print_json, write_result
from argmap.cli.groups import Group
from argmap.cli.names import EXERCISE, EXERCISE_SET, LEVEL, names_option
from argmap.cli.teach.grade import grade_command
from argmap.cli.teach.options import FOCUS, HOPS, LANGUAGE_OPTION, SEED
from argmap.cli.teach.paper import (
    course_command,
    handout_command,
    lesson_command,
    start_command,
    worksheet_command,
)


@click.group(cls=Group, short_help="Make exercises and lessons; mark rebuilt maps.")
def teach() -> None:
    """Teach with a map: exercises, lessons, slides, worksheets, cards to rebuild the map, and marking.

    An exercise is made only if the map proves its answer.

    \b
    Examples:
      argmap teach make data/math-in-ml --count 12
      argmap teach make data/math-in-ml -o quiz.xml --level intro
      argmap teach lesson data/math-in-ml -o lesson.md
      argmap teach handout data/math-in-ml -o slides.pdf
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach course data -o course.html
      argmap teach start
      argmap teach cards data/car-free-centre --seed 3 -o cards.yaml
      argmap teach grade data/car-free-centre handed-in/ -o feedback
    """


@teach.command("make", short_help="Make a set of exercises.")
@map_argument
@names_option(
    "--kind", "kinds", names=EXERCISE, metavar="KIND", multiple=True, help="Only this kind; can be repeated."
)
@click.option(
    "--count",
    type=click.IntRange(1, 500),
    metavar="N",
    default=20,
    show_default=True,
    help="Number of exercises, at most.",
)
@SEED
@names_option("--level", names=LEVEL, metavar="LEVEL", help="Only exercises of this difficulty.")
@names_option(
    "--format",
    "form",
    names=EXERCISE_SET,
    metavar="FORMAT",
    help="Format of the exercises. Default: by the ending of FILE, otherwise md.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE. Default: print the exercises.")
@LANGUAGE_OPTION
@click.option(
    "--explain", is_flag=True, help="List how many exercises of each kind this map gives, and why none."
)
def make_command(
    path: str,
    kinds: tuple[str, ...],
    count: int,
    seed: int,
    level: str | None,
    form: str | None,
    output: str | None,
    language: str | None,
    explain: bool,
) -> None:
    """Make exercises from the map at PATH: of all kinds in turn, from easy to difficult.

    An exercise is made only if the map proves its answer, and no exercise gives away the answer of another. GIFT
    (.gift) and Moodle XML (.xml) are for Moodle, QTI 2.1 (.zip) is for most other systems, and QTI 1.2
    (--format qti12) is for Canvas. An Anki deck (.apkg) needs the extra argmap[anki].

    \b
    Examples:
      argmap teach make data/math-in-ml
      argmap teach make data/math-in-ml -o quiz.gift --count 10 --seed 4
      argmap teach make data/math-in-ml --kind undercut-place --kind linked
      argmap teach make data/math-in-ml --language de --level intro
      argmap teach make data/typing-for-a-team --explain
    """
    from argmap.errors import ArgmapError
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.storage.load import load_map
    from argmap.teach.exports import ENDINGS
    from argmap.teach.exports import FORMATS as WRITERS
    from argmap.teach.item import Level
    from argmap.teach.make import make, yields

    map = load_map(path)
    if explain:
        rows = [
            (one.kind, f"{one.items} possible" if one.items else f"none; needs {one.needs}")
            for one in yields(map, seed)
        ]
        click.echo(listed(rows), nl=False)
        return
    difficulty = Level(level) if level else None
    spoken = known_language(language) if language else language_of(map)
    made = make(map, kinds=kinds, count=count, seed=seed, level=difficulty, language=spoken)
    if not made.items:
        raise ArgmapError(
            "this map gives no such exercise; 'argmap teach make PATH --explain' says what it lacks"
        )
    ending = Path(output).suffix if output else ""
    name = form or ENDINGS.get(ending.lower())
    if name is None and output not in {None, "-"}:
        raise ArgmapError(
            f"cannot tell the format of {output!r} from its name; use one of {', '.join(ENDINGS)}, or give --format"
        )
    write_result(output or "-", WRITERS.load(name or "md")(made))
    if len(made.items) < count:
        click.echo(f"note: {len(made.items)} exercises; more would give away answers of each other", err=True)


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
    grade_command,
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
