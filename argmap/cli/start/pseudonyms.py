"""The options of pseudonyms, and the names that are left inside texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.importers.redaction import Mention

SHOWN = 20
POSTS_SHOWN = 5


def pseudonym_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that go with --pseudonymise: --pseudonym-key, --redact."""
    options = (
        click.option(
            "--pseudonym-key",
            "key_file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="The key by which the same person gets the same pseudonym again; keep it outside the dataset. Default: "
            "pseudonyms.key in your folder for settings of argmap, made when it is needed.",
        ),
        click.option(
            "--redact",
            is_flag=True,
            help="With pseudonyms: also replace names of participants inside the posts, by [name 3] for Person 3.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def print_mentions(mentions: Sequence[Mention], *, redacted: bool) -> None:
    """Print which names of participants occur inside posts, and where; on the error stream, because they are not kept."""
    if not mentions:
        return
    what = "names inside posts were replaced" if redacted else "names of participants are inside posts"
    click.echo(f"{len(mentions)} {what}:" if len(mentions) > 1 else f"{what}:", err=True)
    for mention in mentions[:SHOWN]:
        posts = ", ".join(mention.posts[:POSTS_SHOWN])
        more = f" and {len(mention.posts) - POSTS_SHOWN} more" if len(mention.posts) > POSTS_SHOWN else ""
        click.echo(f"  {mention.name} (person {mention.number}): {mention.times} in {posts}{more}", err=True)
    if len(mentions) > SHOWN:
        click.echo(f"  and {len(mentions) - SHOWN} more names", err=True)
    if not redacted:
        click.echo("--redact replaces them", err=True)
