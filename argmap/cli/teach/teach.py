"""`argmap teach`: exercises, cards and marking from a map."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import listed, loaded_view, map_argument, print_json, write_result
from argmap.cli.groups import Group
from argmap.cli.names import HOLE, PAPER, names_option
from argmap.cli.teach.classroom import class_command
from argmap.cli.teach.grade import grade_command
from argmap.cli.teach.make import make_command
from argmap.cli.teach.options import FOCUS, HOPS, LANGUAGE_OPTION, SEED
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
      argmap teach cards data/car-free-centre --seed 3 -o cards.yaml
      argmap teach task data/car-free-centre -o task.html
      argmap teach grade data/car-free-centre handed-in/ -o feedback
    """


teach.add_command(make_command)


@teach.command("lesson", short_help="Write a lesson about a map.")
@map_argument
@SEED
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, which ends in .md, .html or .pdf. Default: print Markdown.",
)
def lesson_command(path: str, seed: int, output: str | None) -> None:
    """Write a lesson about the map at PATH: aims, a short course in argument maps, exercises, a discussion, answers.

    \b
    Examples:
      argmap teach lesson data/math-in-ml
      argmap teach lesson data/car-free-centre -o lesson.html
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.lesson import lesson
    from argmap.teach.materials.paper import article

    map = load_map(path)
    text = lesson(map, seed)
    if output is None or Path(output).suffix.lower() in {"", ".md", ".markdown", ".txt"}:
        write_result(output or "-", text.encode("utf-8"))
    else:
        write_result(output, _printed(output, article(text, map.title)))


@teach.command("handout", short_help="Make slides to show or hand out.")
@map_argument
@click.option(
    "-o", "--output", metavar="FILE", required=True, help="Write to FILE, which ends in .html or .pdf."
)
def handout_command(path: str, output: str) -> None:
    """Make slides about the map at PATH: questions, moves, reasons for and against, common ground, and the cruxes.

    \b
    Examples:
      argmap teach handout data/math-in-ml -o slides.html
      argmap teach handout data/car-free-centre -o slides.pdf
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.handout import handout

    write_result(output, _printed(output, handout(load_map(path))))


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


@teach.command("worksheet", short_help="Make a worksheet to print.")
@map_argument
@names_option(
    "--hole",
    names=HOLE,
    metavar="PART",
    default="premises",
    show_default=True,
    help="What is left out of the map, for students to fill in.",
)
@FOCUS
@HOPS
@click.option(
    "--count",
    type=click.IntRange(1, 100),
    metavar="N",
    default=10,
    show_default=True,
    help="Number of questions, at most.",
)
@SEED
@names_option(
    "--paper", names=PAPER, metavar="SIZE", default="a4", show_default=True, help="Size of the paper."
)
@LANGUAGE_OPTION
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help="Write to FILE, which ends in .html or .pdf; the answers go to a second file, FILE-key.",
)
def worksheet_command(
    path: str,
    hole: str,
    focus: str | None,
    hops: int,
    count: int,
    seed: int,
    paper: str,
    language: str | None,
    output: str,
) -> None:
    """Make a worksheet from the map at PATH: the map with gaps, questions, and its claims as cards to cut out.

    It can be printed without colour. The answers are in a second file. PDF needs the extra argmap[print]; you can also
    print the HTML from a browser.

    \b
    Examples:
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach worksheet data/math-in-ml --focus need --hops 1 -o near.html
      argmap teach worksheet data/car-free-centre --hole signs -o signs.html
      argmap teach worksheet data/car-free-centre --paper letter -o sheet.pdf
    """
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.teach.materials.holes import Hole, with_holes
    from argmap.teach.materials.worksheet import Sheet, worksheet

    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    spoken = known_language(language) if language else language_of(view.map)
    chosen = Sheet(Hole(hole), count, seed, paper, spoken)
    sheet, key = (_printed(output, document) for document in worksheet(view, chosen))
    file = Path(output)
    write_result(output, sheet)
    write_result(str(file.with_name(f"{file.stem}-key{file.suffix}")), key)
    holed = with_holes(view, chosen.hole)
    if not holed.hidden and not holed.steps:
        from argmap.teach.materials.holes import WITHOUT_HOLES

        click.echo(f"note: the map on this worksheet has no gaps: {WITHOUT_HOLES[chosen.hole]}", err=True)


def _printed(output: str, document: str) -> bytes:
    """Return an HTML document in the format that the ending of the file names.

    Raises:
        ArgmapError: the name ends neither in .html nor in .pdf.
    """
    from argmap.errors import ArgmapError
    from argmap.teach.materials.paper import pdf

    ending = Path(output).suffix.lower()
    if ending not in {".html", ".htm", ".pdf"}:
        raise ArgmapError(f"cannot tell the format of {output!r} from its name; end it in .html or .pdf")
    return pdf(document) if ending == ".pdf" else document.encode("utf-8")


teach.add_command(task_command)
teach.add_command(grade_command)
teach.add_command(class_command)
teach.add_command(scorm_command)


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
