"""What `argmap import` shows before it writes: the discussions in a file, and the first posts and people of one."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from argmap.importers.protocol import DiscussionEntry
    from argmap.model.thread import Thread

ON_A_PAGE = 25
POSTS_SHOWN = 6
LINES_SHOWN = 2
PEOPLE_SHOWN = 12
LONGEST_LINE = 100
NARROWEST = 72
PIPE_WIDTH = 160


def print_discussions(entries: Iterable[DiscussionEntry], wanted: str | None, page: int) -> None:
    """Print one page of the discussions whose key or title has the words that are wanted; only that page is kept.

    Raises:
        UsageError: there is no such page.
    """
    words = (wanted or "").casefold()
    shown: list[DiscussionEntry] = []
    number = 0
    for entry in entries:
        if words in entry.key.casefold() or words in entry.title.casefold():
            if number // ON_A_PAGE == page - 1:
                shown.append(entry)
            number += 1
    pages = max(1, -(-number // ON_A_PAGE))
    if page > pages:
        raise click.UsageError(f"there is no page {page}; the last one is {pages}")
    console = _console()
    if shown:
        console.print(_table(shown))
    what = "discussion" if number == 1 else "discussions"
    more = f"; page {page} of {pages}, --page {page + 1} shows the next" if page < pages else ""
    of = f" with {wanted!r} in key or title" if wanted else ""
    click.echo(f"{number} {what}{of}{more}; --thread KEY imports one of them", err=True)


def _table(entries: Iterable[DiscussionEntry]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("key", overflow="fold")
    table.add_column("posts", justify="right")
    table.add_column("people", justify="right")
    table.add_column("first")
    table.add_column("last")
    table.add_column("title", overflow="ellipsis", no_wrap=True)
    for each in entries:
        days = ((time or "")[:10] for time in (each.first, each.last))
        table.add_row(
            Text(each.key), str(each.posts), str(each.people or "?"), *days, Text(_one_line(each.title))
        )
    return table


def print_preview(thread: Thread) -> None:
    """Print what a thread would be: its title, who speaks how often, and the beginning of its first posts."""
    console = _console()
    console.print(Text(thread.title, style="bold"))
    for line in _facts(thread):
        console.print(Text(line), soft_wrap=True)
    console.print()
    for post in thread.posts[:POSTS_SHOWN]:
        console.print(Text(_head(thread, post.id), style="bold"), soft_wrap=True)
        words = thread.text_of(post.id) or f"({post.absence})"
        lines = [line for line in words.split("\n") if line.strip()]
        for line in lines[:LINES_SHOWN]:
            console.print(Text(f"  {_one_line(line)}"), soft_wrap=True)
        if len(lines) > LINES_SHOWN:
            console.print(Text("  …", style="dim"))
    if len(thread) > POSTS_SHOWN:
        console.print(Text(f"… {len(thread) - POSTS_SHOWN} more posts", style="dim"))


def print_people(thread: Thread) -> None:
    """Print on standard error who was taken for the authors, for a look: it is a guess."""
    click.echo("who wrote what was inferred; please look:", err=True)
    for line in _facts(thread):
        click.echo(f"  {line}", err=True)
    for post in thread.posts[:3]:
        click.echo(f"  {_head(thread, post.id)}: {_one_line(thread.text_of(post.id))}", err=True)


def _facts(thread: Thread) -> Iterable[str]:
    from argmap.model.base import counted

    counts = Counter(post.author for post in thread.posts if post.author)
    people = ", ".join(
        f"{thread.participants_by_id[id].name} ({number})" for id, number in counts.most_common(PEOPLE_SHOWN)
    )
    more = f", and {len(counts) - PEOPLE_SHOWN} more" if len(counts) > PEOPLE_SHOWN else ""
    nobody = sum(post.author is None for post in thread.posts)
    yield f"{counted(len(thread), 'post')}; people (and their posts): {people or 'unknown'}{more}"
    if nobody and counts:
        yield "1 post has no known author" if nobody == 1 else f"{nobody} posts have no known author"
    times = [post.created for post in thread.posts if post.created]
    if times:
        yield f"from {min(times)} to {max(times)}"
    yield f"who wrote what is {thread.authorship}; who answers whom is {thread.reply_structure}"


def _head(thread: Thread, id: str) -> str:
    post = thread[id]
    author = thread.participants_by_id[post.author].name if post.author else "unknown"
    to = f", answers #{thread.numbers[post.reply_to]}" if post.reply_to else ""
    rest = "".join(f"  [{part}]" for part in (post.label, post.created or post.cue) if part)
    return f"#{thread.numbers[id]} {author}{to}{rest}"


def _one_line(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= LONGEST_LINE else f"{folded[: LONGEST_LINE - 1]}…"


def _console() -> Console:
    width = max(NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, highlight=False)
