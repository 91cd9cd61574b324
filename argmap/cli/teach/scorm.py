"""`argmap teach scorm`: the exercises of the page for a learning management system that wants a score."""

from __future__ import annotations

import click

from argmap.cli.common import map_argument, write_result
from argmap.cli.teach.options import KINDS, LANGUAGE_OPTION, SEED, count_option


@click.command("scorm", short_help="Make a SCORM package of the exercises in the page.")
@map_argument
@KINDS
@count_option(16)
@SEED
@LANGUAGE_OPTION
@click.option("-o", "--output", metavar="FILE", required=True, help="Write to FILE, which ends in .zip.")
def scorm_command(
    path: str, kinds: tuple[str, ...], count: int, seed: int, language: str | None, output: str
) -> None:
    """Make a SCORM 1.2 package of the map at PATH: its page, which opens with the exercises.

    The page tells the score to the system: the percentage that was right on the first try. The best score counts. It is
    "completed" when every exercise has been answered, also an essay, which nobody marks.

    \b
    Examples:
      argmap teach scorm data/car-free-centre -o practice.zip
      argmap teach scorm data/math-in-ml --count 10 --language de -o practice.zip
    """
    from argmap.errors import ArgmapError
    from argmap.language import language as known_language
    from argmap.storage.load import load_map
    from argmap.teach.practice.package import package

    if output != "-" and not output.lower().endswith(".zip"):
        raise ArgmapError(f"a SCORM package is a .zip file; {output!r} does not end in .zip")
    map, spoken = load_map(path), known_language(language) if language else None
    write_result(output, package(map, kinds=kinds, count=count, seed=seed, language=spoken))
