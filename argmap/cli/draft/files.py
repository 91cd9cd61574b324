"""`argmap draft tasks` and `argmap draft read`: drafts by models that are reached by files only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.drafts.file import DraftFile

output_option = click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The draft that is written.",
)
posts_option = click.option(
    "--post", "posts", multiple=True, metavar="ID", help="Read this post only; can be repeated."
)


@click.command(short_help="Write what to ask a model, one task for each post.")
@click.argument("path")
@click.option("-o", "--output", "out", metavar="FILE", help="Write the tasks here. Default: print them.")
@posts_option
@click.option(
    "--after",
    type=click.Path(path_type=Path),
    metavar="DRAFT",
    help="An earlier draft: its claims are known, and what was refused is told with the reasons.",
)
def tasks(path: str, out: str | None, posts: tuple[str, ...], after: Path | None) -> None:
    """Write one task for each post as JSON lines: what is said to the model, and the JSON Schema of its answer.

    A task holds the post, the post that it answers, and the claims that the map has. Give 'messages' to any model, and
    put its answers into a file of JSON lines for 'argmap draft read':

    \b
      {"task": "p3", "hash": "…", "model": "NAME", "vote": 1, "answer": {…}}

    The answer is the JSON of the model, or the text that it wrote. The hash is that of the task; with it, an answer on
    words that have changed since is refused. Several answers on one post are votes.

    \b
    Examples:
      argmap draft tasks data/tabs -o tasks.jsonl
      argmap draft tasks data/tabs --post p3 --after draft.json
    """
    from argmap.cli.common import write_result
    from argmap.drafts.asking import require_place
    from argmap.drafts.file import read_draft
    from argmap.drafts.tasks import task_lines
    from argmap.storage.load import load_map

    if out is not None:
        require_place(Path(out))
    lines = task_lines(load_map(path), posts, read_draft(after) if after is not None else None)
    write_result(out or "-", "".join(f"{line}\n" for line in lines).encode("utf-8"))


@click.command(short_help="Read what a model answered, and keep what can be verified.")
@click.argument("path")
@click.argument("answers", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
def read(path: str, answers: tuple[Path, ...], out: Path) -> None:
    """Read ANSWERS of a model on the tasks of a map, and write what can be verified as a draft.

    Kept is what quotes the thread to the letter (white space aside), names what there is, and what the map could take. A
    quote with a slip in it is replaced by the words of the post if only one place has nearly the same; the draft says
    so. All else is listed with its reason.

    \b
    Examples:
      argmap draft read data/tabs answers.jsonl -o draft.json
    """
    from argmap.cli.edit.writing import opened_map
    from argmap.drafts.asking import require_place
    from argmap.drafts.edits import held_to_rules
    from argmap.drafts.file import LIMITS, write_draft
    from argmap.drafts.tasks import answer_lines, drafted_from
    from argmap.storage.files import decode, read_bytes

    require_place(out)
    opened = opened_map(path)
    lines = [
        line
        for file in answers
        for line in answer_lines(decode(read_bytes(file, LIMITS), str(file)), str(file))
    ]
    draft = held_to_rules(opened, drafted_from(opened.map, lines, now()))
    write_draft(draft, out)
    report(draft, out, path)


def now() -> str:
    """Return the time in UTC, to the second; SOURCE_DATE_EPOCH sets it, as for all that is built."""
    import os
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def report(draft: DraftFile, out: Path, path: str) -> None:
    """Print what was kept and what was refused, and what to do next."""
    from collections import Counter

    from argmap.model.base import counted

    kinds = Counter(item.kind for item in draft.items)
    parts = ", ".join(counted(kinds[kind], kind) for kind in ("claim", "relation", "stance"))
    click.echo(visible(f"wrote {out}: {parts}; the map is unchanged"))
    replaced = sum(getattr(item, "anchored_from", None) is not None for item in draft.items)
    if replaced:
        click.echo(
            f"{counted(replaced, 'quote')} had a slip and {'were' if replaced > 1 else 'was'} replaced by the words of the post"
        )
    if draft.rejected:
        click.echo(f"{len(draft.rejected)} refused, such as:")
        for each in draft.rejected[:SHOWN]:
            click.echo(f"  {each.task}: {each.what}: {each.why}")
    if draft.items:
        click.echo(visible(f"next: argmap review {path} {out} --by NAME"))


SHOWN = 3
"""Refused parts that are printed; the draft has all."""
