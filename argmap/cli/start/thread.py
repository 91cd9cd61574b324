"""`argmap thread`: discussions of other places as threads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.importers.assemble import ImportOptions
    from argmap.importers.material import InputFile
    from argmap.model.thread import Thread
    from argmap.project.importing import Update

KINDS = (
    "chat",
    "convokit",
    "discourse",
    "github",
    "hackernews",
    "kialo",
    "lemmy",
    "mail",
    "mastodon",
    "plain",
    "reddit",
    "stackexchange",
    "subtitles",
)


@click.group(short_help="Import a discussion, and read it.")
def thread() -> None:
    """Import a discussion as a thread, show it, and import it again when it has gone on.

    \b
    Examples:
      argmap thread import dump.json -o data/sqlite
      argmap thread fetch https://news.ycombinator.com/item?id=1 -o data/sqlite
      argmap thread show data/sqlite
      argmap thread update data/sqlite dump-of-today.json
    """


def _reading(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say how files are read."""
    options = (
        click.option(
            "--as", "kind", metavar="KIND", help=f"What the files are: {', '.join(KINDS)}, or installed."
        ),
        click.option(
            "--thread", "wanted", metavar="KEY", help="Which discussion, when the files hold several."
        ),
        click.option(
            "--pseudonymise", is_flag=True, help="Name authors Person 1, Person 2, …; no key is kept."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@thread.command("import", short_help="Import files as a thread.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_reading
@click.option("-o", "--output", metavar="DIR", help="Folder of the new dataset. Default: print the thread.")
@click.option(
    "--id", "id", metavar="ID", help="Id of the thread. Default: the folder's name, or made of the title."
)
def import_files(
    files: tuple[str, ...],
    kind: str | None,
    wanted: str | None,
    pseudonymise: bool,
    output: str | None,
    id: str | None,
) -> None:
    """Import FILE (or several that belong together, or - for standard input) as a thread.

    What it is, is seen from its content: plain text, chat and Markdown transcripts, Hacker News, Reddit (pages and dumps,
    .zst too), Discourse, Lemmy, Mastodon, Stack Exchange, GitHub, mbox, ConvoKit, Kialo, WebVTT and SRT. Deleted posts
    keep their place, and no words are made up for them; what was left out or guessed is in the thread's note.

    \b
    Examples:
      argmap thread import thread.json -o data/sqlite
      argmap thread import topic.json topic-2.json --as discourse -o data/sqlite
      argmap thread import RC_2024-01.zst --thread t3_abc12 --pseudonymise -o data/abc
      pbpaste | argmap thread import - --id lunch
    """
    found = _thread(_materials(files), kind, wanted, pseudonymise, output, id)
    _write(found, output)


@thread.command("fetch", short_help="Fetch a discussion by its address.")
@click.argument("url")
@click.option("--pseudonymise", is_flag=True, help="Name authors Person 1, Person 2, …; no key is kept.")
@click.option("-o", "--output", metavar="DIR", help="Folder of the new dataset. Default: print the thread.")
@click.option(
    "--id", "id", metavar="ID", help="Id of the thread. Default: the folder's name, or made of the title."
)
@click.option("--save", metavar="FILE", help="Keep what was fetched, to import it again.")
def fetch(url: str, pseudonymise: bool, output: str | None, id: str | None, save: str | None) -> None:
    """Fetch a discussion from Hacker News, Reddit, Discourse, Stack Exchange or GitHub by the address of its page.

    One request at a time, each with a limit of time and size and one more try; a site that refuses is left alone. Mind
    what its terms and the posts' licences allow.

    \b
    Examples:
      argmap thread fetch https://news.ycombinator.com/item?id=1 -o data/first
      argmap thread fetch https://meta.discourse.org/t/some-topic/123
    """
    from argmap.importers.fetch import fetched

    kind, materials = fetched(url)
    if save is not None:
        from argmap.cli.common import write_result

        for number, material in enumerate(materials):
            name = Path(save)
            target = name if not number else name.with_stem(f"{name.stem}-{number + 1}")
            write_result(str(target), material.content or b"")
    _write(_thread(materials, kind, None, pseudonymise, output, id), output)


@thread.command("update", short_help="Import again: nothing is lost.")
@click.argument("dataset")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_reading
def update(
    dataset: str, files: tuple[str, ...], kind: str | None, wanted: str | None, pseudonymise: bool
) -> None:
    """Import a discussion again into DATASET: new posts are added, edited ones take their new words.

    Posts that the source no longer has keep their words. Quotes of the map move with the words they quote; what cannot be
    found again is reported by `argmap check`. The map is not touched otherwise.
    """
    from argmap.errors import UnreadableInput
    from argmap.project.importing import update_dataset
    from argmap.storage.load import load_thread
    from argmap.storage.writer import THREAD_FILE

    folder = Path(dataset)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(f"{folder}: AM001 no {THREAD_FILE} here; 'argmap thread import' makes one")
    old = load_thread(folder / THREAD_FILE)
    kind = kind or (old.source.kind if old.source.kind in KINDS else None)
    new = _thread(_materials(files), kind, wanted, pseudonymise, None, old.id)
    _report(update_dataset(folder, new))


@thread.command("show", short_help="Read a thread in the terminal.")
@click.argument("path")
@click.option("--flat", is_flag=True, help="In the order of the posts, without the tree of replies.")
def show(path: str, flat: bool) -> None:
    """Read the thread of a dataset, or a thread file: who wrote what, in answer to what.

    \b
    Examples:
      argmap thread show data/math-in-ml
      argmap thread show data/math-in-ml --flat | less
    """
    from argmap.rendering.text.thread import thread_text
    from argmap.storage.load import load_thread
    from argmap.storage.writer import THREAD_FILE

    file = Path(path) / THREAD_FILE if Path(path).is_dir() else Path(path)
    import shutil

    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    click.echo(thread_text(load_thread(file), width=width, flat=flat), nl=False)


def _materials(files: Sequence[str]) -> list[InputFile]:
    from argmap.importers.material import InputFile

    found = []
    for name in files:
        if name == "-":
            found.append(InputFile("standard input", content=sys.stdin.buffer.read()))
        elif Path(name).is_dir():
            found.append(_in_folder(Path(name)))
        else:
            found.append(InputFile(name, Path(name)))
    return found


def _in_folder(folder: Path) -> InputFile:
    from argmap.errors import UnreadableInput
    from argmap.importers.material import InputFile

    utterances = folder / "utterances.jsonl"
    if not utterances.is_file():
        raise UnreadableInput(f"{folder}: AM001 a folder with no utterances.jsonl; name the files")
    return InputFile(str(utterances), utterances)


def _thread(
    materials: list[InputFile],
    kind: str | None,
    wanted: str | None,
    pseudonymise: bool,
    output: str | None,
    id: str | None,
) -> Thread:
    from argmap.project.importing import imported, source_of

    chosen = source_of(materials, kind)
    if kind is None:
        click.echo(
            f"I read this as {chosen.title} (--as {chosen.name}); --as KIND reads it as something else",
            err=True,
        )
    found = imported(materials, chosen, wanted, _wish("thread", chosen.name, pseudonymise))
    name = id or (Path(output).resolve().name if output else None)
    return found.model_copy(update={"id": _id(name, found.title)})


def _wish(id: str, kind: str, pseudonymise: bool) -> ImportOptions:
    from argmap.importers.assemble import ImportOptions

    return ImportOptions(id, kind, None, pseudonymise)


def _id(name: str | None, title: str) -> str:
    from argmap.errors import ArgmapError
    from argmap.importers.assemble import slug

    made = slug(name if name is not None else title)[:40].strip("-") or "thread"
    if name is not None and made != name:
        raise ArgmapError(
            f"{name!r} is not an id: it is made of lower-case letters, digits and hyphens, as in {made!r}"
        )
    return made


def _write(found: Thread, output: str | None) -> None:
    from argmap.project.importing import write_thread
    from argmap.storage.writer import thread_yaml

    people = len(found.participants)
    told = f"{len(found.posts)} posts by {people} {'person' if people == 1 else 'people'}"
    if output is None:
        click.echo(thread_yaml(found), nl=False)
        click.echo(told, err=True)
    else:
        path = write_thread(found, Path(output))
        click.echo(f"wrote {path}: {told}; 'argmap new {output}' begins the map", err=True)
    if found.source.note:
        click.echo(f"note: {found.source.note}", err=True)


def _report(found: Update) -> None:
    parts = (
        ("new", found.added),
        ("edited in the source", found.edited),
        ("no longer in the source, and kept", found.missing),
    )
    for what, ids in parts:
        if ids:
            click.echo(f"{len(ids)} {what}: {', '.join(ids[:10])}{' …' if len(ids) > 10 else ''}")  # noqa: PLR2004
    if found.moved_quotes:
        click.echo(f"{found.moved_quotes} quotes moved with their words")
    if not any(ids for _, ids in parts):
        click.echo("nothing has changed")
