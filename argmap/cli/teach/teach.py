"""`argmap teach`: exercises, cards and marking from a map."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.common import listed, loaded_view, map_argument, print_json, write_result
from argmap.cli.teach.grade import grade_command

FORMATS = ("anki", "csv", "gift", "json", "md", "moodle", "qti", "qti12")
LEVELS = ("intro", "intermediate", "advanced")


@click.group(short_help="Make exercises from a map, and mark rebuilt maps.")
def teach() -> None:
    """Teach with a map: exercises whose keys the map proves, lessons, cards to rebuild it from, and marking.

    \b
    Examples:
      argmap teach make data/math-in-ml --count 12
      argmap teach make data/math-in-ml -o quiz.xml --level intro
      argmap teach lesson data/math-in-ml -o lesson.md
      argmap teach handout data/math-in-ml -o slides.pdf
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach cards data/car-free-centre --seed 3 -o cards.yaml
      argmap teach grade data/car-free-centre handed-in/ -o feedback
    """


teach.add_command(grade_command)


@teach.command("make", short_help="Make a set of exercises.")
@map_argument
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be given again.")
@click.option("--count", type=click.IntRange(1, 500), default=20, show_default=True, help="How many at most.")
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another set."
)
@click.option("--level", type=click.Choice(LEVELS), help="Only exercises of this difficulty.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of FILE, else md.")
@click.option(
    "-o", "--output", metavar="FILE", help="Write here; .gift .xml .zip .apkg .csv .json .md tell the format."
)
@click.option(
    "--language", metavar="CODE", help="Ask in this language, en or de. Default: that of the map, else en."
)
@click.option("--explain", is_flag=True, help="Tell what each kind gives, and what it needs of a map.")
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
    """Make exercises from the map at PATH, balanced over kinds and in rising difficulty.

    An exercise is made only where the map proves one key. No exercise of a set asks about a step that another one
    tells. GIFT (.gift) and Moodle XML (.xml) are for Moodle, QTI 2.1 (.zip) for most other systems and QTI 1.2
    (--format qti12) for Canvas; an Anki deck (.apkg) needs the extra argmap[anki].

    \b
    Examples:
      argmap teach make data/math-in-ml
      argmap teach make data/math-in-ml -o quiz.gift --count 10 --seed 4
      argmap teach make data/math-in-ml --kind undercut-place --kind linked
      argmap teach make data/math-in-ml --language de --level intro
      argmap teach make data/typing-for-a-team --explain
    """
    from argmap.errors import ArgmapError
    from argmap.storage.load import load_map
    from argmap.teach.exports import ENDINGS
    from argmap.teach.exports import FORMATS as WRITERS
    from argmap.teach.item import Level
    from argmap.teach.language import language as known_language
    from argmap.teach.language import language_of
    from argmap.teach.make import make, yields

    map = load_map(path)
    if explain:
        rows = [
            (one.kind, f"{one.items} made" if one.items else f"none made: needs {one.needs}")
            for one in yields(map, seed)
        ]
        click.echo(listed(rows), nl=False)
        return
    difficulty = Level(level) if level else None
    asked = known_language(language) if language else language_of(map)
    made = make(map, kinds=kinds, count=count, seed=seed, level=difficulty, language=asked)
    if not made.items:
        raise ArgmapError(
            "the map gives no such exercise; 'argmap teach make PATH --explain' says what it would take"
        )
    ending = Path(output).suffix if output else ""
    name = form or ENDINGS.get(ending.lower())
    if name is None and output not in {None, "-"}:
        raise ArgmapError(
            f"cannot tell a format from {output!r}; name one with --format or end it with {', '.join(ENDINGS)}"
        )
    write_result(output or "-", WRITERS.load(name or "md")(made))
    if len(made.items) < count:
        click.echo(f"{len(made.items)} exercises: the map gives no more that share no key", err=True)


@teach.command("lesson", short_help="Write a lesson about a map.")
@map_argument
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, other exercises."
)
@click.option(
    "-o", "--output", metavar="FILE", help="End it with .md, .html or .pdf. Default: print Markdown."
)
def lesson_command(path: str, seed: int, output: str | None) -> None:
    """Write a lesson about the map at PATH: aims, a short course in argument maps, exercises, a discussion, keys.

    \b
    Examples:
      argmap teach lesson data/math-in-ml
      argmap teach lesson data/car-free-centre -o lesson.html
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.lesson import lesson
    from argmap.teach.materials.printed import article

    map = load_map(path)
    text = lesson(map, seed)
    if output is None or Path(output).suffix.lower() in {"", ".md", ".markdown", ".txt"}:
        write_result(output or "-", text.encode("utf-8"))
    else:
        write_result(output, _printed(output, article(text, map.title)))


@teach.command("handout", short_help="Make slides to show or hand out.")
@map_argument
@click.option("-o", "--output", metavar="FILE", required=True, help="End it with .html or .pdf.")
def handout_command(path: str, output: str) -> None:
    """Make slides about the map at PATH: questions, moves, reasons for and against, common ground, what it hangs on.

    \b
    Examples:
      argmap teach handout data/math-in-ml -o slides.html
      argmap teach handout data/car-free-centre -o slides.pdf
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.handout import handout

    write_result(output, _printed(output, handout(load_map(path))))


@teach.command("cards", short_help="Make cards to rebuild a map from.")
@map_argument
@click.option("--focus", metavar="ID", help="Only what is near this claim.")
@click.option("--hops", type=click.IntRange(0), default=2, show_default=True, help="How near.")
@click.option("--foreign", metavar="PATH", help="Mix in two claims of this map, which belong nowhere.")
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another order."
)
@click.option("-o", "--output", metavar="FILE", help="Write the cards here. Default: print them.")
def cards_command(
    path: str, focus: str | None, hops: int, foreign: str | None, seed: int, output: str | None
) -> None:
    """Write the claims of the map at PATH as cards in another order, in a file that students fill in.

    What comes back is marked by 'argmap teach grade', with the same --focus and --hops.

    \b
    Examples:
      argmap teach cards data/car-free-centre -o cards.yaml
      argmap teach cards data/math-in-ml --focus math-is-essential --foreign data/typing-for-a-team
    """
    from argmap.storage.load import load_map
    from argmap.teach.materials.cards import cards

    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    other = load_map(foreign) if foreign else None
    write_result(output or "-", cards(view.map, view.shown, seed, other).encode("utf-8"))


@teach.command("worksheet", short_help="Make a worksheet to print.")
@map_argument
@click.option(
    "--hole",
    type=click.Choice(("premises", "authors", "signs")),
    default="premises",
    show_default=True,
    help="What is left out of the map.",
)
@click.option("--focus", metavar="ID", help="Only what is near this claim.")
@click.option("--hops", type=click.IntRange(0), default=2, show_default=True, help="How near.")
@click.option(
    "--count", type=click.IntRange(1, 100), default=10, show_default=True, help="Questions at most."
)
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another sheet."
)
@click.option(
    "--paper", type=click.Choice(("a4", "letter", "a3")), default="a4", show_default=True, help="Size."
)
@click.option(
    "--language", metavar="CODE", help="Ask in this language, en or de. Default: that of the map, else en."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help="End it with .html or .pdf; the key goes to FILE-key.",
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
    """Make a worksheet of the map at PATH: the map with holes, questions, and its claims as cards to cut out.

    It needs no colour; the key is a file of its own. A PDF needs the extra argmap[print]; a browser prints the HTML.

    \b
    Examples:
      argmap teach worksheet data/math-in-ml -o worksheet.html
      argmap teach worksheet data/math-in-ml --focus math-is-essential --hops 1 -o near.html
      argmap teach worksheet data/car-free-centre --hole signs --paper a3 -o signs.html
      argmap teach worksheet data/car-free-centre --hole authors --paper letter -o sheet.pdf
    """
    from argmap.teach.language import language as known_language
    from argmap.teach.language import language_of
    from argmap.teach.materials.holes import Hole
    from argmap.teach.materials.worksheet import Sheet, worksheet

    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    asked = known_language(language) if language else language_of(view.map)
    chosen = Sheet(Hole(hole), count, seed, paper, asked)
    sheet, key = (_printed(output, document) for document in worksheet(view, chosen))
    file = Path(output)
    write_result(output, sheet)
    write_result(str(file.with_name(f"{file.stem}-key{file.suffix}")), key)


def _printed(output: str, document: str) -> bytes:
    """Return an HTML document as the file's ending asks for it.

    Raises:
        ArgmapError: it ends neither in .html nor in .pdf.
    """
    from argmap.errors import ArgmapError
    from argmap.teach.materials.paper import pdf

    ending = Path(output).suffix.lower()
    if ending not in {".html", ".htm", ".pdf"}:
        raise ArgmapError(f"cannot tell what to write from {output!r}; end it with .html or .pdf")
    return pdf(document) if ending == ".pdf" else document.encode("utf-8")


@teach.command("kinds", short_help="List the kinds of exercise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kinds_command(as_json: bool) -> None:
    """List the kinds of exercise and what each needs of a map; packages add kinds (entry points argmap.exercises)."""
    from argmap.teach.make import EXERCISES

    known = list(EXERCISES.available())
    if as_json:
        print_json([{"kind": name, "needs": exercise.needs} for name, exercise in known])
    else:
        click.echo(listed([(name, f"needs {exercise.needs}") for name, exercise in known]), nl=False)
