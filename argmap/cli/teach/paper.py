"""`argmap teach lesson`, `handout`, `worksheet`, `course` and `start`: what is printed or shown in class."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import loaded_view, map_argument, write_result, write_results
from argmap.cli.names import HOLE, PAPER, names_option
from argmap.cli.teach.options import FOCUS, HOPS, LANGUAGE_OPTION, SEED

if TYPE_CHECKING:
    from argmap.language import Language
    from argmap.model.map import ArgumentMap
    from argmap.teach.materials.course import Course

MARKDOWN = {"", ".md", ".markdown", ".txt"}
FOR_TEACHERS = "-teacher"
"""What the name of the teacher's file has at its end."""


@click.command("lesson", short_help="Write a lesson about a map.")
@map_argument
@SEED
@LANGUAGE_OPTION
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, which ends in .md, .html or .pdf; FILE-teacher has the keys and notes. Default: print Markdown.",
)
def lesson_command(path: str, seed: int, language: str | None, output: str | None) -> None:
    """Write a lesson about the map at PATH: aims, a short course in argument maps, exercises, a discussion, homework.

    The keys, the timing and notes for the teacher are in a file of their own, FILE-teacher.

    \b
    Examples:
      argmap teach lesson data/math-in-ml
      argmap teach lesson data/car-free-centre -o lesson.html
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.lesson import lesson

    map = load_map(path)
    spoken = _spoken(language, map)
    made = lesson(map, seed, spoken)
    _write_both(output, made.students, made.teacher, map.title, spoken)


@click.command("handout", short_help="Make slides to show or hand out.")
@map_argument
@LANGUAGE_OPTION
@click.option(
    "-o", "--output", metavar="FILE", required=True, help="Write to FILE, which ends in .html or .pdf."
)
def handout_command(path: str, language: str | None, output: str) -> None:
    """Make slides about the map at PATH: questions, moves, reasons for and against, the map part by part, the answers.

    No type is smaller than 18 points. The answers are the last slides: show them when the class has answered.

    \b
    Examples:
      argmap teach handout data/math-in-ml -o slides.html
      argmap teach handout data/car-free-centre -o slides.pdf
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.handout import handout

    map = load_map(path)
    write_result(output, _printed(output, handout(map, _spoken(language, map))))


@click.command("worksheet", short_help="Make a worksheet to print.")
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
    help="Write to FILE, which ends in .html or .pdf; FILE-before has the questions to answer before the map is handed "
    "out, FILE-key the answers.",
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

    The map is parted into as many pages as it needs, in type of 8 points at least, and hides what the questions beside
    it ask. Questions that it would answer anyway are in a file of their own, FILE-before, with the posts they need; the
    answers are in FILE-key. It can be printed without colour. PDF needs the extra argmap[print]; you can also print the
    HTML from a browser.

    \b
    Examples:
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach worksheet data/math-in-ml --focus need --hops 1 -o near.html
      argmap teach worksheet data/car-free-centre --hole signs -o signs.html
      argmap teach worksheet data/car-free-centre --paper letter -o sheet.pdf
    """
    from argmap.teach.materials.holes import Hole, with_holes
    from argmap.teach.materials.worksheet import Sheet, worksheet

    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    spoken = _spoken(language, view.map)
    chosen = Sheet(Hole(hole), count, seed, paper, spoken)
    made = worksheet(view, chosen)
    file = Path(output)
    documents = ((made.sheet, ""), (made.before, "-before"), (made.key, "-key"))
    write_results(
        {
            str(file.with_name(f"{file.stem}{part}{file.suffix}")): _printed(output, document)
            for document, part in documents
            if document
        }
    )
    holed = with_holes(view, chosen.hole)
    if not holed.hidden and not holed.steps:
        from argmap.teach.materials.holes import WITHOUT_HOLES

        click.echo(f"note: the map on this worksheet has no gaps: {WITHOUT_HOLES[chosen.hole]}", err=True)


@click.command("course", short_help="Write a course of six sessions.")
@click.argument("data", type=click.Path())
@SEED
@LANGUAGE_OPTION
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, which ends in .md, .html, .pdf or .imscc; FILE-teacher has the keys and notes. Default: print Markdown.",
)
def course_command(data: str, seed: int, language: str | None, output: str | None) -> None:
    """Write a course of six sessions about the maps in the folder DATA, from one argument to a whole discussion.

    Each session has aims, a demonstration of five minutes, practice that rises and takes up what was learned before, a
    check and homework. The teacher's script and all keys are in a file of their own, FILE-teacher. DATA may be one map. A
    Common Cartridge (.imscc) has a page and quizzes for every session, for a learning platform; what has no place in it is
    counted, and the script is written as Markdown.

    \b
    Examples:
      argmap teach course data -o course.html
      argmap teach course data -o course.imscc
      argmap teach course data/car-free-centre -o course.md
    """
    from argmap.datasets.folders import find_datasets
    from argmap.storage.load import load_map
    from argmap.teach.materials.course import course

    maps = [load_map(folder) for folder in (find_datasets(data) if Path(data).is_dir() else (data,))]
    spoken = _spoken(language, maps[0])
    made = course(maps, seed, spoken)
    title = spoken.say("From one argument to a whole discussion")
    if output is not None and Path(output).suffix.lower() == ".imscc":
        _write_cartridge(output, made, title, spoken)
    else:
        _write_both(output, made.students, made.teacher, title, spoken, in_parts=True)
    few = [str(place) for place, session in enumerate(made.sessions, 1) if not session.practice]
    if few:
        click.echo(f"note: no exercises for session {', '.join(few)}; more maps give more", err=True)


@click.command("start", short_help="Print one page for a teacher who begins.")
@LANGUAGE_OPTION
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to FILE, which ends in .md, .html or .pdf. Default: print it.",
)
def start_command(language: str | None, output: str | None) -> None:
    """Write one page for a teacher who has never used a terminal: what to install, three commands, what to hand out.

    \b
    Examples:
      argmap teach start
      argmap teach start -o start.html --language de
    """
    from argmap.language import ENGLISH
    from argmap.language import language as known_language
    from argmap.teach.materials.start import start

    spoken = known_language(language) if language else ENGLISH
    title = spoken.say("A first lesson with argmap")
    file = output or "-"
    write_result(file, _written_markdown(file, start(spoken), title, spoken, is_short=True))


def _spoken(language: str | None, map: ArgumentMap) -> Language:
    """Return the language that is wanted, or that of the map.

    Raises:
        UnknownName: there is no catalogue for it.
    """
    from argmap.language import language as known_language
    from argmap.language import language_of

    return known_language(language) if language else language_of(map)


def _write_cartridge(output: str, made: Course, title: str, language: Language) -> None:
    """Write a course as a cartridge, its script beside it, and say how many exercises have no place in a cartridge."""
    from argmap.teach.exports.cartridge import refusal
    from argmap.teach.materials.course import course_cartridge

    write_result(output, course_cartridge(made, language))
    file = Path(output)
    keys = str(file.with_name(f"{file.stem}{FOR_TEACHERS}.md"))
    write_result(keys, _written_markdown(keys, made.teacher, title, language))
    groups = (group for s in made.sessions for group in (*s.practice, *s.mixed, *s.check))
    reasons = Counter(refusal(question.item) for group in groups for question in group.questions)
    for reason, count in sorted(reasons.items()):
        if reason:
            click.echo(f"note: {count} exercises left out: {reason}", err=True)


def _write_both(
    output: str | None,
    students: str,
    teacher: str,
    title: str,
    language: Language,
    *,
    in_parts: bool = False,
) -> None:
    """Write what the class gets, and beside it what only the teacher gets."""
    if output in {None, "-"}:
        write_result("-", students.encode("utf-8"))
        click.echo(f"note: -o FILE also writes FILE{FOR_TEACHERS} with the keys", err=True)
        return
    file = Path(str(output))
    keys = str(file.with_name(f"{file.stem}{FOR_TEACHERS}{file.suffix}"))
    write_results(
        {
            str(file): _written_markdown(str(file), students, title, language, in_parts=in_parts),
            keys: _written_markdown(keys, teacher, title, language),
        }
    )


def _written_markdown(
    output: str,
    text: str,
    title: str,
    language: Language,
    *,
    is_short: bool = False,
    in_parts: bool = False,
) -> bytes:
    """Return Markdown as it is, or as a page or a PDF, as the ending of the file says."""
    from argmap.teach.materials.paper import article

    if output == "-" or Path(output).suffix.lower() in MARKDOWN:
        return text.encode("utf-8")
    page = article(text, title, language=language.name, is_short=is_short, in_parts=in_parts)
    return _printed(output, page)


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
