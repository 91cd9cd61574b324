"""`argmap teach class`: what a class made of a map, on one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from argmap.cli.common import EXIT_FINDINGS, loaded_view, map_argument, write_result
from argmap.cli.names import LANGUAGE, names_option
from argmap.cli.teach.options import HOPS, refuse_unless_html


@click.command("class", short_help="Make a page that shows what a class made of a map.")
@map_argument
@click.argument("handed", nargs=-1, required=True, metavar="STUDENT...", type=click.Path(path_type=Path))
@click.option("--focus", metavar="ID", help="Only what is near this claim; the same as for the task.")
@HOPS
@click.option(
    "--matches",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The table of 'argmap teach grade' that says what claims in own words stand for. It is written if there is none.",
)
@click.option(
    "--names", is_flag=True, help="Put the names into the page; they are hidden until somebody shows them."
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the page. Default: the language of the map, otherwise en.",
)
@click.option("-o", "--output", metavar="FILE", required=True, help="Write to FILE, an HTML page.")
def class_command(
    path: str,
    handed: tuple[Path, ...],
    focus: str | None,
    hops: int,
    matches: Path | None,
    names: bool,
    language: str | None,
    output: str,
) -> None:
    """Lay the maps of a class (STUDENT: files, or folders of them) over the map at PATH, on one offline page.

    It shows which relations were most missed, how many students drew each, what several drew instead, and three
    differences to discuss. Without --names nobody can be recognised in it. A file that cannot be read is reported, the
    others are shown, and the exit code is 1.

    Claims in own words are taken for claims of the map by their words. The page says where nobody has confirmed this;
    --matches FILE obeys what you confirmed.

    \b
    Examples:
      argmap teach class data/car-free-centre handed-in/ -o class.html
      argmap teach class data/math-in-ml handed-in/ --names -o class.html
      argmap teach class data/math-in-ml in/ --matches m.csv -o class.html
    """
    refuse_unless_html(output)
    from argmap.cli.teach.marking import MarkingTask, files_of, read_all
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.teach.marking import Feedback
    from argmap.teach.marking.feedback import SheetStyle
    from argmap.teach.marking.rubric import Rubric
    from argmap.teach.task.class_page import class_page
    from argmap.teach.task.overlay import comparable

    files = files_of(handed)
    if not files:
        raise click.UsageError(f"no .yaml, .yml or .json file in {', '.join(map(str, handed))}")
    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    read, broken = read_all(files)
    spoken = known_language(language) if language else language_of(view.map)
    task = MarkingTask((view,), Rubric(), SheetStyle(Feedback.FULL, spoken), "html")
    marked = [one for _, one in task.marked(read, matches, None, None)]
    page = class_page(view, marked, names=names, language=spoken)
    write_result(output, page.encode("utf-8"))
    others = len(marked) - len(comparable(marked))
    if others:
        click.echo(f"note: {others} left out, which were asked for another part of the map", err=True)
    if broken:
        sys.exit(EXIT_FINDINGS)
