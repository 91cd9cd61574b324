"""`argmap edit`, `remove`, `rename`, `quote` and `undo`: small changes of a map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from argmap.editing.operations import Opened


def committed(opened: Opened, after: str, did: str) -> None:
    """Write an edit, and say what it did and which findings came with it."""
    from argmap.editing.operations import commit

    for found in commit(opened, after, did):
        click.echo(
            f"{found.code} {found.message}{f'; {found.help}' if found.help else ''} [{found.severity}]",
            err=True,
        )
    click.echo(f"{opened.path}: {did}; 'argmap undo' takes it back", err=True)


@click.command(short_help="Change fields of something in a map.")
@click.argument("path")
@click.argument("id")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
def edit(path: str, id: str, changes: tuple[str, ...]) -> None:
    """Set fields of the issue, claim, example or relation ID: FIELD=VALUE, or FIELD= to take a field away.

    Lists are written with commas, truth values as true and false. What would break the map is refused.

    \b
    Examples:
      argmap edit data/math-in-ml math-is-essential label='Math is essential'
      argmap edit data/math-in-ml proofs-held-ml-back premises=students-did-symbolic-proofs,computation-moves-ml
      argmap edit data/math-in-ml backprop experiment=
    """
    from argmap.editing.operations import find, open_map, set_fields

    opened = open_map(path)
    section, _ = find(opened.map, id)
    values = dict(_change(section, told) for told in changes)
    if "id" in values:
        raise click.UsageError("'argmap rename' changes an id, wherever it stands")
    committed(opened, set_fields(opened, id, values), f"edit {id}: {', '.join(values)}")


def _change(section: str, told: str) -> tuple[str, Any]:
    from argmap.errors import UnknownName
    from argmap.model.base import Record
    from argmap.model.claim import Claim, Issue
    from argmap.model.example import Example
    from argmap.model.relation import Relation

    field, equals, value = told.partition("=")
    if not equals:
        raise click.UsageError(f"{told!r} is not FIELD=VALUE")
    models: dict[str, type[Record]] = {
        "issues": Issue, "claims": Claim, "examples": Example, "relations": Relation,
    }  # fmt: skip
    model = models[section]
    if field not in model.model_fields:
        raise UnknownName("field", field, model.model_fields)
    if not value:
        return field, None
    if field in {"premises", "tags"}:
        return field, tuple(part.strip() for part in value.split(",") if part.strip())
    if field in {"implicit", "base_score", "weight"}:
        try:
            return field, json.loads(value)
        except ValueError as error:
            raise click.UsageError(f"{value!r} is no value of {field!r}") from error
    if field in {"quotes", "references"}:
        raise click.UsageError(f"{field!r} are changed in an editor; 'argmap add quote' adds a quote")
    return field, value


@click.command(short_help="Take something out of a map.")
@click.argument("path")
@click.argument("id")
@click.option("--cascade", is_flag=True, help="Take out what names it, too.")
def remove(path: str, id: str, cascade: bool) -> None:
    """Take the issue, claim, example or relation ID out of a map.

    When something names it, nothing is changed, and what would go is told; --cascade takes that out as well.

    \b
    Examples:
      argmap remove data/math-in-ml barbs-undercut-posing
      argmap remove data/math-in-ml backprop --cascade
    """
    from argmap.editing.operations import open_map, removed

    opened = open_map(path)
    after, gone = removed(opened, id, cascade=cascade)
    committed(opened, after, f"remove {', '.join(gone)}")


@click.command(short_help="Rename an id, wherever it stands.")
@click.argument("path")
@click.argument("old")
@click.argument("new")
def rename(path: str, old: str, new: str) -> None:
    """Rename the id OLD to NEW in the map: where it is given and wherever it is named.

    \b
    Examples:
      argmap rename data/math-in-ml backprop back-propagation
    """
    from argmap.editing.operations import open_map, renamed

    opened = open_map(path)
    committed(opened, renamed(opened, old, new), f"rename {old} to {new}")


@click.command(short_help="Find words in the thread, as a quote.")
@click.argument("path")
@click.argument("words")
@click.option("--post", metavar="ID", help="Where the words stand in several posts.")
def quote(path: str, words: str, post: str | None) -> None:
    """Find WORDS in the thread of a map and print the quote: the post, and as much context as they need to be alone.

    \b
    Examples:
      argmap quote data/math-in-ml 'a grasp of Lin Alg'
    """
    from argmap.editing.operations import selector
    from argmap.storage.edit import written
    from argmap.storage.load import load_map

    found = selector(load_map(path).thread, words, post).model_dump()
    told = ", ".join(f"{key}: {written(value, None)}" for key, value in found.items() if value is not None)
    click.echo(f"{{{told}}}")


@click.command(short_help="Take the last edit back.")
@click.argument("path")
def undo(path: str) -> None:
    """Take the last edit of a map back: what `argmap add`, `edit`, `remove`, `rename` or `fmt` did.

    The journal beside the map keeps the last hundred. A map that was changed by other means since is left alone.

    \b
    Examples:
      argmap undo data/math-in-ml
    """
    from argmap.editing.journal import undo as taken_back
    from argmap.errors import ArgmapError
    from argmap.storage.load import find_map

    map_path = find_map(path)
    if map_path is None:
        raise ArgmapError("standard input cannot be edited; name the file")
    click.echo(f"{map_path}: took back: {taken_back(map_path)}", err=True)
