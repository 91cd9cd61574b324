"""`argmap edit`: small changes of a map, each checked before it is written; and suggestions for more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.edit.add import add
from argmap.cli.edit.add_moves import MOVES
from argmap.cli.edit.annotate import annotate
from argmap.cli.edit.apply import apply
from argmap.cli.edit.posts import change_thread, join, split
from argmap.cli.edit.records import field_value
from argmap.cli.edit.writing import chosen_place, committed, occurrence_option, opened_map
from argmap.cli.groups import Group, tell_new_name
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


class EditGroup(Group):
    """The commands that change a map; `argmap edit PATH ID FIELD=VALUE`, the old form of `set`, works as well."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.is_unknown(ctx, args) and _is_old_form(args):
            tell_new_name(ctx, ("edit",), ("edit", "set"), args)
            args = ["set", *args]
        return super().resolve_command(ctx, args)

    def advice(self, ctx: click.Context, args: Sequence[str]) -> str:
        if Path(args[0]).exists():
            return f"name what to do before {args[0]!r}, as in: argmap edit set {args[0]} ID FIELD=VALUE"
        return super().advice(ctx, args)


def _is_old_form(args: Sequence[str]) -> bool:
    return len(args) > 2 and any("=" in word for word in args[2:])  # noqa: PLR2004 (PATH ID FIELD=VALUE)


@click.group(cls=EditGroup, short_help="Change a map: add, set, remove, undo, …")
def edit() -> None:
    """Change a map. Every change is checked before it is written; comments and the order of the file are kept.

    A change that would make the map invalid is refused, and nothing is written. 'argmap edit undo' takes back the last
    change. 'edit annotate' leads you through a thread, post by post; 'edit apply' makes many changes as one.

    \b
    Examples:
      argmap edit annotate data/tabs
      argmap edit add claim data/tabs --text 'Spaces look the same.' --implicit
      argmap edit set data/tabs spaces label='Use spaces'
      argmap edit rename data/tabs spaces use-spaces
      argmap edit apply data/tabs edits.yaml
      argmap edit undo data/tabs
    """


edit.add_command(annotate)
edit.add_command(add)
for move in MOVES:
    add.add_command(move)
for command in (apply, split, join):
    edit.add_command(command)


@edit.command("set", short_help="Set fields of a claim, relation, issue, commitment, …")
@click.argument("path")
@click.argument("id")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
def set_fields(path: str, id: str, changes: tuple[str, ...]) -> None:
    """Set fields of the issue, claim, example, relation or question ID. FIELD= without a value removes the field.

    Items of a list are separated by commas; truth values are true and false. Quotes, references, senses, answers and
    outcomes are written as in the map, in brackets or braces; 'argmap edit add' adds one of them more easily.

    What has no id is named otherwise: a commitment as PARTICIPANT:CLAIM or PARTICIPANT:CLAIM:POST, and each commitment,
    stage or breach by its number in its list, as in breaches.2. ID can also be map, for the title, language, note and
    annotators of the map itself; or a post of the thread, to correct which post it answers (reply_to).

    \b
    Examples:
      argmap edit set data/math-in-ml math-is-essential label='Math is essential'
      argmap edit set data/math-in-ml backprop tags=gradients,training
      argmap edit set data/math-in-ml backprop experiment=
      argmap edit set data/tabs indent exclusive=true parent=style
      argmap edit set data/tabs bo:spaces hedged=true if='if it is cheap'
      argmap edit set data/tabs spaces 'senses=[{term: tab, sense: a key}]'
      argmap edit set data/tabs map annotators='Eva Kern, Jo'
      argmap edit set data/tabs p3 reply_to=p1
    """
    from argmap.editing.operations import set_fields as with_fields
    from argmap.editing.parts import fields_of, record
    from argmap.editing.posts import means_post, setting
    from argmap.editing.threads import owner_of
    from argmap.storage.writer import THREAD_FILE

    names = [change.partition("=")[0] for change in changes]
    opened = opened_map(path) if owner_of(path).name != THREAD_FILE else None
    if opened is None or means_post(opened.map, id, names):
        post = dict(_post_field(change) for change in changes)
        change_thread(path, lambda thread, _: setting(thread, id, post))
        return
    values = dict(field_value(fields_of(record(opened.map, id)[1]), change) for change in changes)
    if "id" in values:
        raise click.UsageError("'argmap edit rename' changes an id, and every reference to it")
    committed(opened, with_fields(opened, id, values), f"set {', '.join(values)} of {id}")


def _post_field(change: str) -> tuple[str, str | None]:
    """Return the field of a post that FIELD=VALUE names and the value; None removes it.

    Raises:
        UsageError: it names none.
    """
    field, equals, value = change.partition("=")
    if not equals:
        raise click.UsageError(f"{change!r} is not FIELD=VALUE")
    return field, value or None


@edit.command(short_help="Remove something from a map.")
@click.argument("path")
@click.argument("id")
@click.option("--cascade", is_flag=True, help="Also remove everything that refers to it.")
@click.option(
    "--quote",
    "quote_number",
    type=click.IntRange(min=1),
    metavar="N",
    help="Remove only the Nth of its quotes, from 1.",
)
def remove(path: str, id: str, cascade: bool, quote_number: int | None) -> None:
    """Remove the issue, claim, example, relation or question ID from a map, or what 'argmap edit set' names without an id.

    If something refers to it, nothing changes, and the message lists what would have to be removed, too; --cascade
    removes it.

    \b
    Examples:
      argmap edit remove data/math-in-ml strength-undercuts-downplaying
      argmap edit remove data/math-in-ml backprop --cascade
      argmap edit remove data/tabs bo:spaces
      argmap edit remove data/tabs spaces --quote 2
    """
    from argmap.editing.references import removed, unquoting
    from argmap.storage.edit import changed
    from argmap.storage.files import current_limits

    opened = opened_map(path)
    if quote_number is not None:
        if cascade:
            raise click.UsageError("a quote is removed alone: leave out --cascade or --quote")
        plan = unquoting(opened.map, id, quote_number)
        committed(opened, changed(opened.text, plan.passes, current_limits()), plan.did)
        return
    after, gone = removed(opened, id, cascade=cascade)
    committed(opened, after, f"remove {', '.join(gone)}")


@edit.command(short_help="Rename an id, and every reference to it.")
@click.argument("path")
@click.argument("old")
@click.argument("new")
def rename(path: str, old: str, new: str) -> None:
    """Rename the id OLD to NEW in the map, with every reference to it.

    \b
    Examples:
      argmap edit rename data/math-in-ml backprop back-propagation
    """
    from argmap.editing.references import renamed

    opened = opened_map(path)
    committed(opened, renamed(opened, old, new), f"rename {old} to {new}")


@edit.command(short_help="Find words in the thread and print them as a quote.")
@click.argument("path")
@click.argument("words")
@click.option("--post", metavar="ID", help="The post to quote, if several posts have these words.")
@occurrence_option
def quote(path: str, words: str, post: str | None, occurrence: int | None) -> None:
    """Find WORDS in the thread of a map and print the quote, ready to paste into map.yaml.

    The quote names the post and holds as much context as the words need to be found again. Write … where you leave
    words out; words that stand in a post with … are quoted as they stand. Words that stand in several places are
    refused with a list of them, or, on a terminal, you are asked which is meant. Nothing is written.

    \b
    Examples:
      argmap edit quote data/math-in-ml 'a grasp of Lin Alg'
      argmap edit quote data/math-in-ml need --post p6 --occurrence 2
    """
    from argmap.editing.quoting import SeveralPlaces, selector
    from argmap.storage.edit import written
    from argmap.storage.load import load_map

    thread = load_map(path).thread
    try:
        chosen = selector(thread, words, post, occurrence)
    except SeveralPlaces as several:
        place, number = chosen_place(several)
        chosen = selector(thread, words, place.post, number)
    click.echo(written(chosen.to_dict()))


@edit.command(short_help="Take back the last change.")
@click.argument("path")
def undo(path: str) -> None:
    """Take back the last change that 'argmap edit' or 'argmap format' made to a map or its thread.

    The journal beside the map keeps the last hundred changes. If a file was changed in another way since then, for
    example in a text editor, nothing is taken back.

    \b
    Examples:
      argmap edit undo data/math-in-ml
    """
    from argmap.editing.journal import undo as undo_last
    from argmap.editing.threads import owner_of

    owner = owner_of(path)
    click.echo(visible(f"{owner}: undone: {undo_last(owner)}; 'argmap edit redo' makes it again"), err=True)


@edit.command(short_help="Make the last change again that was taken back.")
@click.argument("path")
def redo(path: str) -> None:
    """Make the change again that 'argmap edit undo' took back last; a new change ends that.

    \b
    Examples:
      argmap edit redo data/math-in-ml
    """
    from argmap.editing.journal import redo as redo_last
    from argmap.editing.threads import owner_of

    owner = owner_of(path)
    click.echo(visible(f"{owner}: done again: {redo_last(owner)}"), err=True)


@edit.command(short_help="Suggest claims and relations, as a draft to read.")
@click.argument("dataset", metavar="DIR|THREAD")
@click.option("-o", "--output", metavar="FILE", help="Write the draft here. Default: print it.")
def suggest(dataset: str, output: str | None) -> None:
    """Suggest what may be a claim or a relation in a thread, with the words that are a sign of it.

    Of a map that has claims, the suggestions start from them: the likeliest steps between claims that no relation joins
    yet, as many as there are claims; clauses that no quote covers, the claims with which each shares words, and relations
    that may be between them and the claims. Before that, they are all that the thread may hold. Who grants something is
    suggested to concede it; nobody is said to attack their own post unless they retreat there.

    Signs are words such as "because", "so", "but" and "I think", numbers, and who answers whom. All is guessed, in a draft
    for you to read; nothing is written into the map. Most suggestions are wrong or not new: benchmarks/README.md has
    their precision and recall on the bundled maps.

    \b
    Examples:
      argmap edit suggest data/car-free-centre
      argmap edit suggest data/car-free-centre -o suggestions.yaml
    """
    from argmap.cli.common import write_result
    from argmap.editing.pairs import suggested_steps
    from argmap.editing.remaining import remaining
    from argmap.editing.suggesting import draft, draft_for
    from argmap.editing.suggestions import candidates
    from argmap.errors import ArgmapError
    from argmap.storage.load import MAP_NAMES, load_thread
    from argmap.storage.writer import THREAD_FILE

    if output is not None and Path(output).name in {*MAP_NAMES, THREAD_FILE}:
        raise ArgmapError(
            f"{output} is the name of a map or a thread; write suggestions to a file of another name"
        )
    file = Path(dataset) / THREAD_FILE if Path(dataset).is_dir() else Path(dataset)
    thread = load_thread(file)
    if not any(post.text for post in thread.posts):
        raise ArgmapError(
            f"{file} has no words to suggest anything from; 'argmap fill' puts back what is withheld"
        )
    map = _map_beside(file)
    if map is not None and map.claims and map.thread == thread:
        text = draft_for(map, remaining(map), suggested_steps(map))
    else:
        text = draft(thread, candidates(thread, map.language if map is not None else None))
    write_result(output or "-", text.encode("utf-8"))


def _map_beside(thread_file: Path) -> ArgumentMap | None:
    """Return the map beside a thread; None if there is no map, or none that can be read."""
    from argmap.errors import ArgmapError
    from argmap.storage.load import load_map

    try:
        return load_map(thread_file.parent)
    except ArgmapError:
        return None
