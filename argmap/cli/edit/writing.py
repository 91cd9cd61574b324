"""What all commands that write into a map share: options of every item, quotes, ids, and the change itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import NumberRange
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.editing.operations import Opened
    from argmap.editing.plan import EditPlan
    from argmap.editing.quoting import SeveralPlaces

Command = Callable[..., Any]


def quote_options(command: Command) -> Command:
    """Add the options that quote words of the thread, where the post is that of the words."""
    command = click.option(
        "--post", metavar="ID", help="The post to quote, if several posts have these words."
    )(command)
    return quotes_option(command)


def quotes_option(command: Command) -> Command:
    """Add the options that quote words."""
    command = occurrence_option(command)
    return click.option(
        "--quote",
        "quotes",
        multiple=True,
        metavar="WORDS",
        help="Words of the thread to quote, with … where you leave words out; can be repeated.",
    )(command)


def occurrence_option(command: Command) -> Command:
    """Add the option that says which place is meant of words that stand in several."""
    return click.option(
        "--occurrence",
        type=click.IntRange(min=1),
        metavar="NUMBER",
        help="Which place is meant, from 1, if the words stand in several; the message that refuses them lists the places.",
    )(command)


def note_option(command: Command) -> Command:
    """Add the option for a remark."""
    return click.option("--note", metavar="TEXT", help="A remark, such as another reading.")(command)


def item_options(command: Command) -> Command:
    """Add the options that every item has: who made it, how sure they are, and a remark."""
    command = note_option(command)
    command = click.option(
        "--confidence", type=NumberRange(0, 1), metavar="NUMBER", help="How sure you are of it, 0 to 1."
    )(command)
    return click.option("--by", metavar="NAME", help="Which of the map's annotators made it.")(command)


def opened_map(path: str) -> Opened:
    """Return a map for editing."""
    from argmap.editing.operations import open_map

    return open_map(path)


def add_new(path: str, kind: str, fields: dict[str, Any]) -> None:
    """Add something to a map; on a terminal, ask which place is meant of words that stand in several."""
    from argmap.editing.additions import addition

    opened = opened_map(path)
    planned(opened, asking(lambda fields: addition(opened.map, kind, fields), fields))


def planned(opened: Opened, plan: EditPlan) -> None:
    """Write what a plan changes, and print what it did and the findings that are new with it."""
    from argmap.storage.edit import changed
    from argmap.storage.files import current_limits

    committed(opened, changed(opened.text, plan.passes, current_limits()), plan.did)


def asking(plan: Callable[[dict[str, Any]], EditPlan], fields: dict[str, Any]) -> EditPlan:
    """Return the plan for some fields, with the places that somebody at the terminal chose.

    Raises:
        SeveralPlaces: words stand in several places, and there is nobody to ask.
    """
    from argmap.editing.quoting import SeveralPlaces

    while True:
        try:
            return plan(fields)
        except SeveralPlaces as several:
            fields = {
                **fields,
                "quotes": [
                    {"words": each, "post": place.post, "occurrence": number}
                    if isinstance(each, str) and " ".join(each.split()) == several.words
                    else each
                    for place, number in [chosen_place(several)]
                    for each in fields.get("quotes", ())
                ],
            }


def chosen_place(several: SeveralPlaces) -> tuple[Any, int]:
    """Return the place that somebody at the terminal chose, and which occurrence in its post it is.

    Raises:
        SeveralPlaces: there is nobody to ask.
    """
    if not is_terminal():
        raise several
    click.echo(str(several), err=True)
    number = click.prompt("which one?", type=click.IntRange(1, len(several.places)), err=True)
    place = several.places[number - 1]
    return place, 1 + sum(each.post == place.post for each in several.places[: number - 1])


def is_terminal() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def given(item: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in item.items() if value is not None and value != []}


def committed(opened: Opened, after: str, change: str, thread_after: str | None = None) -> None:
    """Write a change of a map, and print what it did and the findings that are new with it."""
    from argmap.editing.operations import commit

    show_findings(commit(opened, after, change, thread_after))
    click.echo(visible(f"{opened.path}: done: {change}; 'argmap edit undo' takes it back"), err=True)


def show_findings(findings: Any) -> None:
    """Print what is new and wrong with what was changed."""
    for finding in findings:
        help = f"; {finding.help}" if finding.help else ""
        click.echo(f"{finding.code} {finding.message}{help} [{finding.severity}]", err=True)


def selectors(opened: Opened, quotes: tuple[str, ...], post: str | None) -> list[dict[str, Any]]:
    """Return the quotes of words, as they stand in a file."""
    from argmap.editing.quoting import selector

    return [selector(opened.map.thread, words, post).to_dict() for words in quotes]


def free_id(opened: Opened, id: str | None, text: str) -> str:
    """Return the id that was given, or one made from the first words of a text that nothing in the map has yet."""
    from argmap.editing import naming
    from argmap.editing.parts import ids

    return id if id is not None else naming.free_id(text, ids(opened.map))


def relation_id(opened: Opened, premise: str, kind: str, target: str) -> str:
    """Return a free id for a relation, such as `cheap-for-spaces`."""
    from argmap.editing import naming
    from argmap.editing.parts import ids

    return naming.relation_id(premise, kind, target, ids(opened.map))
