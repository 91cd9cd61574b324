"""`argmap draft`: a draft of a map by a language model, checked word for word; nothing enters the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from argmap.cli.draft.ask import ask
from argmap.cli.draft.files import read, tasks
from argmap.cli.draft.score import score
from argmap.cli.groups import Group


class DraftGroup(Group):
    """The commands for drafts; `argmap draft PATH …` is short for `argmap draft ask PATH …`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.is_unknown(ctx, args) and ("--endpoint" in args or Path(args[0]).exists()):
            args = ["ask", *args]
        return super().resolve_command(ctx, args)

    def advice(self, ctx: click.Context, args: Sequence[str]) -> str:
        return f"{super().advice(ctx, args)}, or the path of a map"


@click.group(cls=DraftGroup, short_help="Let a model draft a map, checked word for word.")
def draft() -> None:
    """Let a language model propose claims, relations and stances for a map, and check every word of it.

    Nothing that a model says enters a draft unless its words stand in the thread, and nothing enters the map unless a
    person takes it with 'argmap review'. What is refused stays in the draft with its reason.

    'argmap draft PATH --endpoint URL --model NAME' asks any server that speaks the OpenAI protocol, also one on your own
    machine. For all other models there are files: 'draft tasks' writes what to ask, 'draft read' reads what they answered.

    \b
    Examples:
      argmap draft data/tabs --endpoint http://localhost/v1 --model m -o d.json
      argmap draft tasks data/tabs -o tasks.jsonl
      argmap draft read data/tabs answers.jsonl -o draft.json
      argmap review data/tabs draft.json --by Ann
      argmap draft score draft.json data/car-free-centre
    """


for command in (ask, tasks, read, score):
    draft.add_command(command)
