"""`argmap edit annotate`: reading a thread post by post; every change is written at once, so you can leave at any time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from argmap.cli.edit.prompts import GuidedReading

if TYPE_CHECKING:
    from argmap.editing.operations import Opened
    from argmap.model.posts import Post

HELP = """\
  1, 2, …  quote this sentence    w  type the words to quote, with … where you leave words out
  n  next post   b  previous post   u  undo the last change
  m  show the claims of the map   ?  this help   q  quit"""


class Leave(Exception):
    """The annotator quits; everything is written."""


@click.command(short_help="Read a thread post by post and write its map.")
@click.argument("path")
@click.option("--post", metavar="ID", help="Start at this post. Default: the first post without a quote.")
@click.option("--by", metavar="NAME", help="Which of the map's annotators you are; every item gets the name.")
def annotate(path: str, post: str | None, by: str | None) -> None:
    """Read a thread post by post in the terminal: choose the words, say what they do.

    The words make a claim, are one more quote for a claim, take a stance on it, ask a question, answer one, or are a
    remark about the discussion. A stance can be a guess ('asserts?') or have a condition ('accepts if it is cheap').
    After the last post you are asked how the discussion of each issue ended.

    Each change is checked and written at once, like 'argmap edit add'. Quit with q or Ctrl-C; the next time you start at
    the first post without a quote. The key u takes back the last change.

    \b
    Examples:
      argmap init data/tabs
      argmap edit annotate data/tabs
      argmap edit annotate data/tabs --post p7
    """
    from argmap.cli.edit.asking import outcomes
    from argmap.editing.operations import open_map
    from argmap.errors import ArgmapError, UnknownName

    map = open_map(path).map
    if map.thread is None:
        raise ArgmapError(f"{path} has no thread to read; add the line 'thread: thread.yaml' to the map")
    if post is not None and post not in map.thread.posts_by_id:
        raise UnknownName("post", post, map.thread.posts_by_id)
    if by is not None and by not in map.annotators:
        raise UnknownName("annotator of the map", by, map.annotators)
    posts = [p.id for p in map.thread.posts if p.text]
    quoted = {quote.post for _, quote in map.quotes()}
    place = (
        posts.index(post) if post in posts else next((i for i, p in enumerate(posts) if p not in quoted), 0)
    )
    click.echo(f"{len(posts)} posts; {len(quoted & set(posts))} of them quoted.\n{HELP}\n")
    reading = GuidedReading(path, by)
    try:
        while 0 <= place < len(posts):
            place = max(0, place + _read(reading, posts[place]))
        click.echo("That was the last post.")
        outcomes(path, _careful)
    except (Leave, click.Abort):
        click.echo()
    click.echo(f"Everything is saved. Next: argmap check {path}")


def _read(reading: GuidedReading, post_id: str) -> int:
    """Read one post with the annotator, and return the direction to go in: 1 to the next, -1 to the previous post."""
    from argmap.cli.edit.asking import take
    from argmap.dialogue.sentences import sentences
    from argmap.editing.operations import open_map

    opened = open_map(reading.path)
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    post = thread.posts_by_id[post_id]
    texts = [s.text for s in sentences(thread, opened.map.language) if s.post == post_id]
    _show(opened, post, texts)
    while True:
        key = click.prompt(">", prompt_suffix=" ").strip()
        if key in {"n", "b"}:
            return 1 if key == "n" else -1
        words = texts[int(key) - 1] if key.isdigit() and 1 <= int(key) <= len(texts) else None
        if words is None and key == "w":
            words = click.prompt("words", prompt_suffix=": ").strip()
        if words:
            _careful(partial(take, reading, post, words))
        else:
            _command(reading.path, key)


def _command(path: str, key: str) -> None:
    from argmap.editing.journal import undo
    from argmap.editing.operations import open_map

    if key == "q":
        raise Leave
    if key == "u":
        _careful(lambda: click.echo(f"undone: {undo(open_map(path).path)}"))
    elif key == "m":
        for claim in open_map(path).map.claims:
            click.echo(f"  {claim.id}  {claim.text}")
    else:
        click.echo(HELP)


def _show(opened: Opened, post: Post, texts: list[str]) -> None:
    thread = opened.map.thread
    assert thread is not None  # noqa: S101 (the command has looked)
    people = thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    to = f", answers #{thread.numbers[post.reply_to]}" if post.reply_to in thread.numbers else ""  # type: ignore[index]
    click.secho(f"\n#{thread.numbers[post.id]} {who}{to}  [{post.id}]", bold=True)
    for number, sentence in enumerate(texts, start=1):
        click.echo(f"  {number}  {' '.join(sentence.split())}")
    for claim in opened.map.claims:
        if any(quote.post == post.id for quote in claim.quotes):
            click.secho(f"     = {claim.id}: {claim.text}", dim=True)
    for question in opened.map.questions:
        if question.post == post.id:
            click.secho(f"     = {question.id}: {question.text}", dim=True)
        elif not question.answered_by and question.to in {None, post.author}:
            click.secho(f"     ? open: {question.id}: {question.text}", dim=True)


def _careful(change: Callable[[], None]) -> None:
    """Make a change; if it is refused, print why, and write nothing."""
    from argmap.errors import ArgmapError

    try:
        change()
    except ArgmapError as error:
        click.secho(f"  {error}", fg="red")
