"""`argmap discussion`: the rules and stages of a critical discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.common import listed

if TYPE_CHECKING:
    from argmap.model.discussion import Discussion, DiscussionRule


@click.command(short_help="Look up a rule for critical discussion and the fallacies that break it.")
@click.argument("name", required=False)
def discussion(name: str | None) -> None:
    """Look up a rule for critical discussion and the fallacies that break it.

    NAME is a rule or a fallacy; without it, the four stages and the ten rules are listed.
    The ids are what `breaks:` and `fallacy:` under `breaches:`, and `stage:` under `stages:`, may hold.

    \b
    Examples:
      argmap discussion
      argmap discussion standpoint
      argmap discussion straw-man
    """
    from argmap.model.discussion import discussion as known
    from argmap.model.discussion import discussion_rule

    click.echo(_overview(known()) if name is None else _rule(discussion_rule(name)), nl=False)


def _overview(known: Discussion) -> str:
    stages = listed([(stage.id, stage.summary) for stage in known.stages.values()])
    rules = listed([(rule.id, f"{rule.number}. {rule.text}") for rule in known.rules.values()])
    return f"Stages of a critical discussion:\n{stages}\nRules, each with the fallacies that break it under `argmap discussion RULE`:\n{rules}"


def _rule(rule: DiscussionRule) -> str:
    stage = f"It matters most in the {rule.stage} stage." if rule.stage else "It matters in every stage."
    fallacies = listed([(fallacy.id, f"{fallacy.name}. {fallacy.summary}") for fallacy in rule.fallacies])
    near = f"Easily taken for a breach of: {', '.join(rule.near)}.\n\n" if rule.near else ""
    return (
        f"{rule.number}. {rule.name} ({rule.id})\n{click.wrap_text(rule.text)}\n\n{stage} Ask: {rule.question}\n\n"
        f"{near}Fallacies that break it:\n{fallacies}Source: {rule.source}\n"
    )
