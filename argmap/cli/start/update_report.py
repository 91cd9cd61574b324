"""What an update changes, on a terminal or a pipe: lists, words that changed, quotes beside what is there now."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from argmap.model.base import counted, shortened

if TYPE_CHECKING:
    from argmap.project.requoting import QuoteChange, Requoted
    from argmap.project.updating import Update

SHOWN = 10
POSTS_SHOWN = 20
WORDS_AROUND = 6
MOST_WORDS = 2_000
PIPE_WIDTH = 160
TOKEN = re.compile(r"\s+|[^\s]+")


def print_update(update: Update, *, dry_run: bool) -> None:
    """Print what an update changes, or would change."""
    console = Console(
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH,
        highlight=False,
        soft_wrap=True,
    )
    merged = update.merged
    _ids(console, "new", merged.added)
    _ids(console, "edited in the source", [post.id for post in merged.edited])
    for post in merged.edited[:POSTS_SHOWN]:
        console.print(Text(f"  {post.id}: ").append(word_diff(post.before, post.after)))
    if len(merged.edited) > POSTS_SHOWN:
        console.print(f"  and {len(merged.edited) - POSTS_SHOWN} more")
    _ids(console, "with other details in the source (address, label, time, reply)", merged.completed)
    if update.quotes is not None:
        _quotes(console, update.quotes)
    if update.source_changed:
        console.print("the source of the thread is described anew")
    if not update.changes:
        console.print("nothing has changed")
    elif dry_run:
        console.print("nothing was written (--dry-run)")
    _ids(console, "no longer in the source, and kept", merged.missing)
    _ids(console, "in another order in the source; the dataset keeps its own", merged.moved)
    for sentence in merged.kept[:SHOWN]:
        console.print(Text(sentence))
    if len(merged.kept) > SHOWN:
        console.print(f"and {len(merged.kept) - SHOWN} more that the source says otherwise")


def _ids(console: Console, what: str, ids: Sequence[str]) -> None:
    if ids:
        more = " …" if len(ids) > SHOWN else ""
        console.print(Text(f"{len(ids)} {what}: {', '.join(ids[:SHOWN])}{more}"))


def _quotes(console: Console, quotes: Requoted) -> None:
    if quotes.problem:
        console.print(Text(quotes.problem, style="yellow"))
    if quotes.moved:
        their = "its" if len(quotes.moved) == 1 else "their"
        console.print(f"{counted(len(quotes.moved), 'quote')} moved with {their} words")
        _beside(console, quotes.moved, "words before", "words now")
    if quotes.lost:
        lost = "has lost its" if len(quotes.lost) == 1 else "have lost their"
        console.print(
            f"{counted(len(quotes.lost), 'quote')} {lost} words, and stay{'s' if len(quotes.lost) == 1 else ''} "
            "as before (AM401):"
        )
        _beside(console, quotes.lost, "quoted words", "words there now")


def _beside(console: Console, changes: Iterable[QuoteChange], before: str, after: str) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=True, header_style="dim")
    for name in ("quoted by", "post", before, after):
        table.add_column(name, overflow="fold")
    rows = list(changes)
    for change in rows[:POSTS_SHOWN]:
        cells = (
            change.place,
            change.post,
            shortened(change.before, 200),
            shortened(change.after, 200) or "–",
        )
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
    if len(rows) > POSTS_SHOWN:
        console.print(f"  and {len(rows) - POSTS_SHOWN} more")


def word_diff(before: str, after: str) -> Text:
    """Return the words that changed, with a few around them: [-old-] and {+new+}, coloured on a terminal.

    Args:
        before: The text before.
        after: The text after.

    Example:
        >>> word_diff("where they are full.", "where they are packed.").plain
        'where they are [-full.-]{+packed.+}'
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return Text(f"{len(before):,} characters before, {len(after):,} now")
    shown = Text()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (tag, a, a_end, b, b_end) in enumerate(codes):
        if tag == "equal":
            shown.append(_around(old[a:a_end], first=number == 0, last=number == len(codes) - 1))
            continue
        if a_end > a:
            shown.append(f"[-{_line(old[a:a_end])}-]", style="red")
        if b_end > b:
            shown.append(f"{{+{_line(new[b:b_end])}+}}", style="green")
    return shown


def _around(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Return the words between two changes, without those that are far from both."""
    most = 2 * WORDS_AROUND
    head, tail = ([] if first else words[:most]), ([] if last else words[-most:])
    if len(head) + len(tail) >= len(words):
        return _line(words)
    return (
        f"{_line(head)} … {_line(tail)}"
        if head and tail
        else f"{_line(head)} …"
        if head
        else f"… {_line(tail)}"
    )


def _line(words: Sequence[str]) -> str:
    return "".join(" " if word.isspace() else word for word in words)
