"""`argmap scheme`: the argumentation schemes and their critical questions."""

from __future__ import annotations

import click

from argmap.cli.common import listed


@click.command(short_help="Look up an argumentation scheme and its critical questions.")
@click.argument("name", required=False)
def scheme(name: str | None) -> None:
    """Look up an argumentation scheme and its critical questions; without NAME, list all schemes.

    The ids are what `scheme:` and `question:` of a relation may hold.

    \b
    Examples:
      argmap scheme
      argmap scheme expert-opinion
    """
    from argmap.model.scheme import scheme as find
    from argmap.model.scheme import schemes

    if name is None:
        click.echo(listed([(known.id, known.name) for known in schemes().values()]), nl=False)
        return
    found = find(name)
    parts = [(f"premise {number}", premise) for number, premise in enumerate(found.premises, start=1)]
    questions = [(question.id, f"{question.text} [{question.bears_on}]") for question in found.questions]
    click.echo(f"{found.name} ({found.id})\n{click.wrap_text(found.summary)}\n")
    click.echo(listed([*parts, ("conclusion", found.conclusion)]))
    click.echo("Critical questions, with what an objection that raises one attacks:")
    click.echo(listed(questions))
    click.echo(f"Source: {found.source}")
