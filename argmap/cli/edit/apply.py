"""`argmap edit apply`: many edits of a file, checked and written as one."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import click

from argmap.cli.edit.writing import opened_map, show_findings
from argmap.unseen import visible


@click.command("apply", short_help="Make many edits at once, from a file.")
@click.argument("path")
@click.argument("file", metavar="FILE|-")
@click.option("--dry-run", is_flag=True, help="Show what would change in the files, and write nothing.")
def apply(path: str, file: str, dry_run: bool) -> None:
    """Make the edits in FILE, or in standard input, all of them or none.

    FILE is a YAML or JSON list, or JSON lines (.jsonl) with one edit on each line; a text without a name is read as JSON
    lines if it begins with a brace. An edit may name what an earlier one added. All are checked together, written
    together, and taken back together by 'argmap edit undo'. If one has a fault, nothing is written, and the message says
    which edit it is, and its line.

    Each edit has one of the keys add, set, remove, rename, split and join; the others are those of the map. In
    place of quotes there are words: quote, or quotes for several, with post and occurrence where they are needed.
    'argmap schema edits' has all keys.

    \b
    Examples:
      argmap edit apply data/tabs edits.yaml --dry-run
      argmap edit apply data/tabs - < edits.jsonl

    \b
    A file of edits:
      - {add: claim, id: same, text: They are alike., quote: same, supports: a}
      - {add: commitment, post: p2, claim: same, stance: concedes, quote: 'True'}
      - {add: quote, to: tabs, words: let everybody choose, post: p2}
      - {set: indent, exclusive: true}
      - {rename: tabs, to: use-tabs}
      - {remove: bo:width}
      - {set: p3, reply_to: p1}
    """
    from argmap.editing.batch.applying import batch
    from argmap.editing.batch.reading import LIMITS, form_of, read_edits
    from argmap.editing.operations import write
    from argmap.storage.files import decode, read_bytes

    name = "<stdin>" if file == "-" else file
    content = read_bytes(None if file == "-" else Path(file), LIMITS)
    edits = read_edits(content, name)
    opened = opened_map(path)
    made = batch(opened, edits)
    show_findings(made.findings)
    if dry_run:
        for before, after, changed in (
            (opened.text, made.after, opened.path),
            (opened.thread_text, made.thread_after, opened.thread_path),
        ):
            if after is not None:
                lines = unified_diff(
                    before.splitlines(True), after.splitlines(True), str(changed), str(changed)
                )
                sys.stdout.write("".join(lines))
        click.echo(visible(f"{opened.path}: would be done: {made.did}; nothing is written"), err=True)
        return
    write(opened, made.after, made.did, made.thread_after)
    form = form_of(decode(content, name), name)
    click.echo(
        f"{opened.path}: done: {made.did} (read as {form}); 'argmap edit undo' takes all of it back", err=True
    )
