"""`argmap draft ask`: asking a model on a server, with a budget, and only after saying what goes where."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import NumberRange
from argmap.cli.draft.files import now, output_option, posts_option, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.drafts.asking import AskingPlan
    from argmap.drafts.endpoint import Endpoint
    from argmap.drafts.windows import Window
    from argmap.model.thread import Thread


@click.command(short_help="Ask a model on a server, post by post.")
@click.argument("path")
@click.option(
    "--endpoint",
    "url",
    required=True,
    metavar="URL",
    help="Where the interface of the server begins, such as http://127.0.0.1:8080/v1.",
)
@click.option("--model", required=True, metavar="NAME", help="Name of the model there.")
@output_option
@posts_option
@click.option(
    "--votes",
    default=1,
    show_default=True,
    type=click.IntRange(1, 20),
    metavar="NUMBER",
    help="Answers on each post; the draft says how many agree.",
)
@click.option(
    "--retries",
    default=1,
    show_default=True,
    type=click.IntRange(0, 5),
    metavar="NUMBER",
    help="Further tries, which are told what was refused and why.",
)
@click.option(
    "--max-requests",
    default=200,
    show_default=True,
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Requests at most.",
)
@click.option(
    "--max-tokens",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Tokens at most, of prompts and answers together.",
)
@click.option(
    "--answer-tokens",
    default=2000,
    show_default=True,
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Tokens of one answer at most.",
)
@click.option(
    "--timeout",
    default=120.0,
    show_default=True,
    type=NumberRange(0, min_open=True),
    metavar="SECONDS",
    help="Time for one answer.",
)
@click.option(
    "--temperature",
    type=NumberRange(0, 2),
    metavar="NUMBER",
    help="How freely the model chooses words. Default: that of the server.",
)
@click.option(
    "--no-schema",
    "strict",
    flag_value=False,
    default=True,
    help="Do not send the JSON Schema, for servers that refuse it.",
)
@click.option("--yes", is_flag=True, help="Send without asking.")
def ask(
    path: str,
    url: str,
    model: str,
    out: Path,
    posts: tuple[str, ...],
    votes: int,
    retries: int,
    max_requests: int,
    max_tokens: int | None,
    answer_tokens: int,
    timeout: float,
    temperature: float | None,
    *,
    strict: bool,
    yes: bool,
) -> None:
    """Ask a model on a server that speaks the OpenAI protocol about each post, and write what can be verified as a draft.

    Before anything is sent you see what goes where, and are asked. The key is read from the environment variable
    ARGMAP_API_KEY and from nowhere else. Answers are kept beside the draft (draft.answers.jsonl) as they come: the same
    command goes on where it stopped, and asks nothing twice.

    Needs the extra 'draft'.

    \b
    Examples:
      argmap draft data/tabs --endpoint http://localhost/v1 --model m -o d.json
      argmap draft data/tabs --endpoint https://x.example/v1 --model m -o d.json
    """
    from argmap.cli.edit.writing import opened_map
    from argmap.drafts.asking import AnswerLog, AskingPlan, DraftingSession, require_place
    from argmap.drafts.edits import held_to_rules
    from argmap.drafts.endpoint import Endpoint
    from argmap.drafts.file import write_draft
    from argmap.drafts.windows import thread_of, windows

    require_place(out)
    opened = opened_map(path)
    server = Endpoint(url, model, answer_tokens, timeout, temperature, strict)
    how = AskingPlan(model, server.host, votes, retries, max_requests, max_tokens, answer_tokens)
    todo = windows(opened.map, posts)
    _announce(server, how, thread_of(opened.map), todo)
    if not yes:
        _require_consent()
    log = AnswerLog(out.with_suffix(".answers.jsonl"))
    with (
        server,
        click.progressbar(
            length=len(todo), label="asking", file=sys.stderr, item_show_func=lambda post: post
        ) as bar,
    ):
        session = DraftingSession(opened.map, how, server, log)
        draft = session.drafted(todo, now(), lambda post: bar.update(1, post))
    draft = held_to_rules(opened, draft)
    write_draft(draft, out)
    report(draft, out, path)
    if session.stopped:
        click.echo(
            f"stopped early: {session.stopped}; the same command goes on, with a larger budget if need be"
        )


def _announce(server: Endpoint, how: AskingPlan, thread: Thread, todo: Sequence[Window]) -> None:
    """Say what will go where."""
    from argmap.drafts.endpoint import KEY
    from argmap.model.base import counted

    letters = sum(len(thread.text_of(window.post)) for window in todo)
    most = min(how.max_requests, len(todo) * how.votes * (1 + how.retries))
    where = "on this machine" if server.is_local else "NOT on this machine"
    click.echo(
        f"to {server.host} ({where}), model {how.model}: the words and authors' ids of {counted(len(todo), 'post')} of "
        f"thread {thread.id} ({letters} characters), the posts that they answer, and the claims of the map; "
        f"{counted(most, 'request')} at most, repetitions of failed ones aside",
        err=True,
    )
    if server.is_open:
        click.echo(
            f"warning: {server.url} is not encrypted: others on the way can read the words and the key",
            err=True,
        )
    if not server.is_local:
        import os

        click.echo(
            f"the key: {f'from {KEY}' if os.environ.get(KEY) else f'none ({KEY} is not set)'}", err=True
        )


def _require_consent() -> None:
    """Ask whether to send.

    Raises:
        ArgmapError: there is nobody to ask.
    """
    from argmap.cli.edit.writing import is_terminal
    from argmap.errors import ArgmapError

    if not is_terminal():
        raise ArgmapError("nothing was sent: --yes says that it may be, where there is nobody to ask")
    click.confirm("send it?", abort=True, err=True)
