"""Commands that are read as the command line reads them, and not run."""

from __future__ import annotations

import shlex

import click

from argmap.cli.main import main

REDIRECTIONS = {"|", "<", ">", "2>"}


def parsed(line: str) -> click.Context:
    """Return the context of a command, which has read all its options and arguments.

    Raises:
        UsageError: there is no such command or option, a value is refused, or something is missing.
    """
    words = shlex.split(line, comments=True)
    words = words[words.index("argmap") + 1 :]
    for place, word in enumerate(words):
        if word in REDIRECTIONS:
            words = words[:place]
            break
    context = main.make_context("argmap", words)
    while isinstance(context.command, click.Group):
        name, command, rest = context.command.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        assert command is not None
        context = command.make_context(name, rest, parent=context)
    return context
