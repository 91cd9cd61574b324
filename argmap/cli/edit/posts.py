"""`argmap edit split` and `argmap edit join`: posts of a thread, before it is annotated."""

from __future__ import annotations

from typing import Any

import click

from argmap.cli.edit.writing import occurrence_option, show_findings
from argmap.unseen import visible


@click.command("split", short_help="Split a post of the thread in two.")
@click.argument("path")
@click.argument("post")
@click.option("--at", required=True, metavar="WORDS", help="The first words of the second part.")
@occurrence_option
@click.option(
    "--id", "id", metavar="ID", help="Id of the second part. Default: the id of the post with a number."
)
@click.option("--author", metavar="ID", help="Who wrote the second part, if it is somebody else.")
@click.option(
    "--reply-to",
    metavar="ID",
    help="What the second part answers. Default: what the post answers, or nothing with --author.",
)
@click.option(
    "--reply",
    "replies",
    multiple=True,
    metavar="ID",
    help="A post that answers the second part; can be repeated. All other replies stay with the first.",
)
def split(path: str, post: str, **how: Any) -> None:
    """Split POST before the words of --at, in a thread that is not annotated yet.

    The white space at the cut goes. A post that the map names already is not split, because its quotes would lose their
    words. The thread says that its replies are inferred, and its note what was done. 'argmap edit undo' takes it back.

    \b
    Examples:
      argmap edit split data/tabs p2 --at 'Who changes the width?'
      argmap edit split data/tabs p2 --at 'Bo: I disagree' --author bo --reply p3
    """
    from argmap.editing.posts import PostSplit, splitting

    change_thread(path, lambda thread, around: splitting(thread, around, post, PostSplit(**how)))


@click.command("join", short_help="Join posts of the thread that are one.")
@click.argument("path")
@click.argument("posts", nargs=-1, required=True, metavar="POST POST...")
def join(path: str, posts: tuple[str, ...]) -> None:
    """Join posts of one author that follow each other, in a thread that is not annotated yet.

    They get the id of the first, with an empty line between their words; replies to any of them answer that one. A post
    that the map names already is not joined. 'argmap edit undo' takes it back.

    \b
    Examples:
      argmap edit join data/tabs p2 p3
    """
    from argmap.editing.posts import joining

    change_thread(path, lambda thread, around: joining(thread, around, posts))


def change_thread(path: str, planner: Any) -> None:
    """Change a thread, and print what was done and what is new and wrong with it."""
    from argmap.editing.threads import edit_thread

    owner, did, findings = edit_thread(path, planner)
    show_findings(findings)
    click.echo(visible(f"{owner}: done: {did}; 'argmap edit undo' takes it back"), err=True)
