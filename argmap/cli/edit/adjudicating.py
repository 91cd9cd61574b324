"""Deciding in single lines: for pipes, screen readers and simple terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.editing.adjudication.decisions import ItemDecision
    from argmap.editing.adjudication.gathering import ReadingItem
    from argmap.editing.adjudication.session import Adjudication

HELP = """\
  1, 2, …  take the version of this reading      b  keep all versions, each as a part of its own
  n  none: leave it out                          e  edit the first version (e2 the second)
  s  later                                       u  take the last decision back
  q  stop; everything is kept                    ?  this help
  Words behind a key are your note: 1 quotes the whole sentence. ≠ marks what the other readings do not say."""


def ask_in_lines(adjudication: Adjudication, by: str | None) -> None:
    """Ask for a decision on every item that has none, one after the other."""
    later: set[str] = set()
    made: list[str] = []
    click.echo(f"{len(adjudication.settled.open)} to decide, of {len(adjudication.doubtful)}.\n{HELP}")
    try:
        while todo := [item for item in adjudication.settled.open if item.key not in later]:
            item = todo[0]
            _show(adjudication, item)
            answer = click.prompt(">", prompt_suffix=" ").strip()
            key, _, note = answer.partition(" ")
            if key == "q":
                return
            if key == "s":
                later.add(item.key)
            elif key == "u":
                _take_back(adjudication, made)
            elif (decision := _decision(adjudication, item, key, by, note.strip() or None)) is not None:
                adjudication.decide(decision)
                made.append(item.key)
    except click.Abort:
        click.echo()


def _take_back(adjudication: Adjudication, made: list[str]) -> None:
    if made:
        click.echo(f"taken back: {made[-1]}")
        adjudication.take_back(made.pop())
    else:
        click.echo("  nothing was decided since you started")


def _decision(
    adjudication: Adjudication, item: ReadingItem, key: str, by: str | None, note: str | None
) -> ItemDecision | None:
    """Return what a key decides; None, with a message, where it is none or nothing was edited."""
    from argmap.editing.adjudication.decisions import decision

    if key == "n":
        return decision(item, by=by, note=note)
    if key == "b" and len(item.versions) > 1:
        return decision(item, *item.versions, by=by, note=note)
    readings = list(adjudication.gathered.readings)
    number = key.removeprefix("e") or next(str(readings.index(name) + 1) for name in item.versions)
    if not number.isdecimal() or not 1 <= int(number) <= len(readings):
        click.echo(HELP)
        return None
    name = readings[int(number) - 1]
    if name not in item.versions:
        click.echo(f"  {name} does not have it; n leaves it out")
        return None
    return _edited(item, name, by, note) if key.startswith("e") else decision(item, name, by=by, note=note)


def _edited(item: ReadingItem, name: str, by: str | None, note: str | None) -> ItemDecision | None:
    from argmap.editing.adjudication.decisions import decision, with_edit
    from argmap.errors import ArgmapError

    text = click.edit(as_yaml(item, name), extension=".yaml")
    if text is None:
        click.echo("  nothing was changed")
        return None
    try:
        return with_edit(decision(item, name, by=by, note=note), item, text)
    except ArgmapError as error:
        click.secho(f"  {error}", fg="red")
        return None


def as_yaml(item: ReadingItem, name: str) -> str:
    """Return a version as the text that is edited."""
    from argmap.storage.writer import record_yaml

    return record_yaml(dict(item.versions[name]))


def _show(adjudication: Adjudication, item: ReadingItem) -> None:
    from argmap.editing.adjudication.wording import compared_lines, title

    number = adjudication.doubtful.index(item) + 1
    click.secho(f"\n{number} of {len(adjudication.doubtful)}: {title(item)}", bold=True)
    for place, name in enumerate(adjudication.gathered.readings, start=1):
        if name not in item.versions:
            click.secho(f"  {place} {name}: does not have it", dim=True)
            continue
        click.echo(f"  {place} {name}:")
        for line, is_own in compared_lines(item, name, adjudication.gathered):
            click.echo(f"    {'≠' if is_own else ' '} {line}")
