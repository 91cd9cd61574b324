"""`argmap rule`: what a code means."""

from __future__ import annotations

import click

from argmap.cli.common import listed


@click.command(short_help="Explain a code, or list them all.")
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Explain the rule behind a code, with a bad and a good sample; without CODE, list all rules.

    \b
    Examples:
      argmap rule
      argmap rule AM401
      argmap rule quote-not-found
    """
    from argmap.lint.run import rule_page, rules
    from argmap.storage.codes import FILE_FAULTS

    if code is not None:
        click.echo(rule_page(code), nl=False)
        return
    faults = [
        (f"{fault} {name}", explanation.split(". ")[0].rstrip("."))
        for fault, (name, explanation) in FILE_FAULTS.items()
    ]
    pages = [
        (f"{known.code} {known.name}", f"{known.page.splitlines()[0].rstrip('.')} [{known.severity}]")
        for known in rules()
    ]
    click.echo(listed(faults + pages), nl=False)
