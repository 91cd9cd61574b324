"""`argmap rule`: what a code means."""

from __future__ import annotations

import click


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
    from argmap.checks.run import rule_page, rules
    from argmap.storage.codes import FILE_FAULTS

    if code is not None:
        click.echo(rule_page(code), nl=False)
        return
    for fault, (name, explanation) in FILE_FAULTS.items():
        click.echo(f"{fault}  error    {name:27} {explanation.split('. ')[0].rstrip('.')}")
    for known in rules():
        click.echo(
            f"{known.code}  {known.severity:7}  {known.name:27} {known.page.splitlines()[0].rstrip('.')}"
        )
