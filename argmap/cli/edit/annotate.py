"""`argmap edit annotate`: reading a thread and saying what its words do; every change is written at once."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.editing.guided.session import Session


@click.command(short_help="Read a thread and write its map, in the terminal.")
@click.argument("path")
@click.option(
    "--post", metavar="ID", help="Start at this post. Default: the first post that you have not read."
)
@click.option("--by", metavar="NAME", help="Which of the map's annotators you are; every item gets the name.")
@click.option(
    "--plain",
    is_flag=True,
    help="Ask in single lines, for pipes, screen readers and simple terminals. Default if the input is not a terminal.",
)
def annotate(path: str, post: str | None, by: str | None, plain: bool) -> None:
    """Read a thread in the terminal and say what its words do: the thread on the left, the map so far on the right.

    Choose words with the arrow keys: a sentence (up, down), a word (left, right), more words (with Shift). Then press a
    key: c makes a claim of them, t a thesis, g grants a claim, d denies one, r retracts one, f accepts one on a condition,
    q asks a question, w answers one, e names an example, m makes a remark about the discussion, p adds an implicit premise.
    The key ? shows all keys.

    Before anything is written you see what 'argmap check' would say of it. Each change is written at once, with the
    claim, its relation and the author's stance together; u takes the last one back, also on another day. Ctrl-Q leaves;
    the next time you start at the first post that you have not read.

    The screen needs the extra 'annotate'; --plain needs nothing.

    \b
    Examples:
      argmap init data/tabs
      argmap edit annotate data/tabs
      argmap edit annotate data/tabs --post p7 --plain
    """
    from argmap.editing.guided.session import Session

    session = Session(path, by, post)
    if plain or not _is_screen():
        from argmap.cli.edit.plain_reading import read_thread

        read_thread(session)
    else:
        _on_the_screen(session)
    click.echo(visible(f"Everything is saved. Next: argmap check {path}"))


def _is_screen() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _on_the_screen(session: Session) -> None:
    from argmap.errors import MissingExtra

    if find_spec("textual") is None:
        click.echo("without it, 'argmap edit annotate --plain' asks in single lines", err=True)
        raise MissingExtra("annotating on the screen", "annotate")
    from argmap.cli.edit.annotation.app import AnnotationApp

    AnnotationApp(session).run()
