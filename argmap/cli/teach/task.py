"""`argmap teach task`: a page in which students build a map."""

from __future__ import annotations

import click

from argmap.cli.common import loaded_view, map_argument, write_result
from argmap.cli.names import LANGUAGE, names_option
from argmap.cli.teach.options import FOCUS, HOPS, refuse_unless_html

MANY = 20
"""Cards from which on a note says how to have fewer."""


@click.command("task", short_help="Make a page in which students build a map.")
@map_argument
@click.option("--cards", "mode", flag_value="cards", help="Give the claims as cards, shuffled. The default.")
@click.option(
    "--free",
    "mode",
    flag_value="free",
    help="Students write claims of their own, with words from the thread. The default with --post.",
)
@click.option("--post", metavar="ID", help="Only what can be read in this post.")
@FOCUS
@HOPS
@click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    default=0,
    show_default=True,
    help="Another number gives another order of the cards.",
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the page. Default: the language of the map, otherwise en.",
)
@click.option("-o", "--output", metavar="FILE", required=True, help="Write to FILE, an HTML page.")
def task_command(
    path: str,
    mode: str | None,
    post: str | None,
    focus: str | None,
    hops: int,
    seed: int,
    language: str | None,
    output: str,
) -> None:
    """Make one HTML page in which students build the map at PATH in a browser: no installation, no network.

    They connect reasons and objections with their conclusions, link premises, name implicit ones and quote the thread
    beside the map. The page says what is not connected yet, and never the answer. "Save" writes a file that 'argmap
    teach grade' marks; use the same --focus and --hops there. The map itself is not in the page.

    \b
    Examples:
      argmap teach task data/car-free-centre -o task.html
      argmap teach task data/math-in-ml --focus need --hops 1 -o near.html
      argmap teach task data/math-in-ml --post p6 -o post.html
      argmap teach task data/math-in-ml --free --language de -o free.html
    """
    refuse_unless_html(output)
    from argmap.errors import ArgmapError
    from argmap.language import language as known_language
    from argmap.language import language_of
    from argmap.teach.task.page import MapTask, TaskMode, task_cards, task_page

    if post is not None and focus is not None:
        raise ArgmapError("--post and --focus each choose a part of the map; give one of them")
    view = loaded_view(path, examples=True, focus=focus, hops=hops)
    chosen = TaskMode(mode) if mode else TaskMode.CARDS if post is None else TaskMode.FREE
    spoken = known_language(language) if language else language_of(view.map)
    task = MapTask(view, chosen, post, seed, spoken)
    write_result(output, task_page(task).encode("utf-8"))
    count = len(task_cards(task))
    if count > MANY:
        click.echo(f"note: {count} cards; --focus ID or --post ID asks for a part", err=True)
