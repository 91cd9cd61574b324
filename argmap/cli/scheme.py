"""`argmap scheme`: the argumentation schemes and their critical questions."""

from __future__ import annotations

import click


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
        for known in schemes().values():
            click.echo(f"{known.id:28} {known.name}")
        return
    found = find(name)
    click.echo(f"{found.name} [{found.id}]\n{found.summary}\n")
    for number, premise in enumerate(found.premises, start=1):
        click.echo(f"  premise {number}   {premise}")
    click.echo(f"  conclusion  {found.conclusion}\n\nCritical questions")
    for question in found.questions:
        click.echo(f"  {question.id:18} {question.text} (bears on the {question.bears_on})")
    click.echo(f"\nSource: {found.source}")
