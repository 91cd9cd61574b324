"""`argmap review`: a person takes, edits or rejects what a draft has, and the map is written as one edit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import NumberRange

if TYPE_CHECKING:
    from argmap.drafts.reviewing import Review


@click.command(short_help="Take, edit or reject what a draft has.")
@click.argument("path")
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who decides; every accepted item gets the name.")
@click.option(
    "--blind",
    default=0.0,
    type=NumberRange(0, 1),
    metavar="SHARE",
    help="Share of posts that you mark yourself before you see what the draft has there; the report says how far it led you.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Ask in single lines. Default if the input is not a terminal, or without the extra 'annotate'.",
)
def review(path: str, draft: Path, by: str, blind: float, *, plain: bool) -> None:
    """Judge the items of DRAFT one by one, with the post beside each: a accepts, e edits, r rejects.

    Every decision is written at once to a file beside the draft (draft.review.json for draft.json), and the same command
    goes on where you stopped. When you leave, what you accepted is checked as a whole and written into the map as one
    edit, with your name; 'argmap edit undo' takes it back. Items that name a rejected claim are left out.

    Words that you edit must stand in the thread as well.

    \b
    Examples:
      argmap review data/tabs draft.json --by Ann
      argmap review data/tabs draft.json --by Ann --blind 0.2 --plain
    """
    from argmap.drafts.reviewing import open_review

    session, notes = open_review(path, draft, by)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    if blind and not session.blind:
        from argmap.cli.draft.reviewing import mark_alone
        from argmap.drafts.blind import blind_posts

        mark_alone(session, blind_posts(session, blind))
    for run in session.draft.runs if session.open else ():
        if run.note is not None:
            click.echo(f"{run.model}: {run.note}")
    if session.open:
        _ask(session, plain=plain)
    _finish(session)


def _ask(session: Review, *, plain: bool) -> None:
    from importlib.util import find_spec

    from argmap.cli.draft.reviewing import ask_in_lines

    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()) or find_spec("textual") is None:
        ask_in_lines(session)
        return
    from argmap.cli.draft.review_app import ReviewApp

    ReviewApp(session).run()


def _finish(session: Review) -> None:
    """Write what was accepted, and say what was done and what is left."""
    from argmap.cli.edit.writing import show_findings
    from argmap.drafts.blind import anchoring
    from argmap.drafts.decisions import Verdict
    from argmap.model.base import counted

    did, findings = session.finish()
    show_findings(findings)
    if did:
        click.echo(f"{session.opened.path}: done: {did}; 'argmap edit undo' takes all of it back")
    else:
        click.echo(f"{session.opened.path}: unchanged")
    verdicts = [made.verdict for made in session.decisions.values()]
    words = {Verdict.ACCEPT: "accepted", Verdict.EDIT: "edited", Verdict.REJECT: "rejected"}
    counts = ", ".join(f"{verdicts.count(verdict)} {word}" for verdict, word in words.items())
    left = f"; {counted(len(session.open), 'item')} left, the same command goes on" if session.open else ""
    click.echo(f"{counts} of {counted(len(session.items), 'item')}, kept in {session.log}{left}")
    led = anchoring(session)
    if led is not None:
        click.echo(str(led))
