"""What all commands that write into a map share: options of every item, quotes, ids, and the change itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmap.editing.operations import Opened

Command = Callable[..., Any]

LONGEST_ID = 40
ONE_OF = {"breaches": "breach"}


def quote_options(command: Command) -> Command:
    """Add the options that quote words of the thread, where the post is that of the words."""
    command = click.option(
        "--post", metavar="ID", help="The post to quote, if several posts have these words."
    )(command)
    return quotes_option(command)


def quotes_option(command: Command) -> Command:
    """Add the option that quotes words."""
    return click.option(
        "--quote",
        "quotes",
        multiple=True,
        metavar="WORDS",
        help="Words of the thread to quote, with … where you leave words out; can be repeated.",
    )(command)


def note_option(command: Command) -> Command:
    """Add the option for a remark."""
    return click.option("--note", metavar="TEXT", help="A remark, such as another reading.")(command)


def item_options(command: Command) -> Command:
    """Add the options that every item has: who made it, how sure they are, and a remark."""
    command = note_option(command)
    command = click.option(
        "--confidence", type=click.FloatRange(0, 1), metavar="NUMBER", help="How sure you are of it, 0 to 1."
    )(command)
    return click.option("--by", metavar="NAME", help="Which of the map's annotators made it.")(command)


def of_item(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that every item may have."""
    return {key: fields[key] for key in ("by", "confidence", "note")}


def opened_map(path: str) -> Opened:
    """Return a map for editing."""
    from argmap.editing.operations import open_map

    return open_map(path)


def add_item(opened: Opened, section: str, item: dict[str, Any]) -> None:
    """Add an item to a list of a map; what is None, False or empty is left out."""
    from argmap.editing.operations import add

    fields = given(item)
    kind = ONE_OF.get(section, section[:-1])
    number = len(getattr(opened.map, section)) + 1
    what = f"{kind} {item['id']}" if "id" in item else f"{section}.{number}"
    if section == "commitments":
        what = f"{what}: {item['participant']} {item['stance']} {item['claim']}"
    committed(opened, add(opened, section, fields), f"add {what}")


def given(item: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in item.items() if value is not None and value != []}


def committed(opened: Opened, after: str, change: str) -> None:
    """Write a change of a map, and print what it did and the findings that are new with it."""
    from argmap.editing.operations import commit

    for finding in commit(opened, after, change):
        help = f"; {finding.help}" if finding.help else ""
        click.echo(f"{finding.code} {finding.message}{help} [{finding.severity}]", err=True)
    click.echo(f"{opened.path}: done: {change}; 'argmap edit undo' takes it back", err=True)


def selectors(opened: Opened, quotes: tuple[str, ...], post: str | None) -> list[dict[str, Any]]:
    """Return the quotes of words, as they stand in a file."""
    from argmap.editing.quoting import selector

    return [selector(opened.map.thread, words, post).to_dict() for words in quotes]


def free_id(opened: Opened, id: str | None, text: str) -> str:
    """Return the id that was given, or one made from the first words of a text that nothing in the map has yet."""
    from argmap.editing.parts import ids

    if id is not None:
        return id
    made = ""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word
    made = made or "item"
    taken = set(ids(opened.map))
    free, number = made, 2
    while free in taken:
        free, number = f"{made}-{number}", number + 1
    return free


def relation_id(opened: Opened, premise: str, kind: str, target: str) -> str:
    """Return a free id for a relation, such as `cheap-for-spaces`."""
    verb = {"support": "for", "attack": "against"}.get(kind, kind if kind.endswith("s") else f"{kind}s")
    return free_id(opened, None, f"{premise} {verb} {target}")
