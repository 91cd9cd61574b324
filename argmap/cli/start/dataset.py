"""`argmap import`, `update` and `init`: a dataset folder with its thread and its first map."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.names import IMPORTER, names_option

if TYPE_CHECKING:
    from argmap.importers.input_file import InputFile
    from argmap.model.thread import Thread
    from argmap.project.importing import Update

ADDRESS = ("http://", "https://")
UNTITLED = "thread"
"""The title that importers give a discussion without one."""

SHOWN = 10
"""So many ids of posts are printed after an update; the rest is in thread.yaml."""


def reading_options(command: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say how a discussion is read: --as, --thread, --pseudonymise."""
    options = (
        names_option(
            "--as",
            "kind",
            names=IMPORTER,
            metavar="KIND",
            help="Read the input as this kind of discussion. Default: recognised by its content.",
        ),
        click.option(
            "--thread", "key", metavar="KEY", help="Which discussion to read, if the input holds several."
        ),
        click.option(
            "--pseudonymise",
            is_flag=True,
            help="Replace the names of authors by Person 1, Person 2, …; the real names are not stored.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("import", short_help="Import a discussion from a file or an address.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@reading_options
@click.option(
    "-o", "--output", metavar="DIR", help="Folder of the new dataset. Default: print the thread as YAML."
)
@click.option(
    "--id",
    "id",
    metavar="ID",
    help="Id of the thread. Default: the name of the folder, or made from the title.",
)
@click.option(
    "--save", metavar="FILE", help="With URL: also save what was fetched, to import it again later."
)
def import_discussion(
    sources: tuple[str, ...],
    kind: str | None,
    key: str | None,
    pseudonymise: bool,
    output: str | None,
    id: str | None,
    save: str | None,
) -> None:
    """Import a discussion as thread.yaml, the first file of a dataset.

    The source is a FILE, several files that belong together, the address (URL) of a discussion, or - for standard
    input. The kind of discussion is recognised by its content. Deleted posts keep their place without a text. The note
    of the thread says what was left out and what was guessed.

    Addresses can be those of Hacker News, Reddit, Discourse, Stack Exchange and GitHub. argmap sends one request at a
    time, and stops when the site refuses. Please respect the terms of the site and the licences of the posts.

    \b
    Examples:
      argmap import thread.json -o data/tabs
      argmap import topic.json topic-2.json --as discourse -o data/tabs
      argmap import RC_2024-01.zst --thread t3_abc12 --pseudonymise -o data/abc
      argmap import 'https://news.ycombinator.com/item?id=1' -o data/first
      argmap import - --id lunch < chat.txt
    """
    url = _address(sources)
    if save is not None and url is None:
        raise click.UsageError("--save keeps what was fetched; use it with an address (https://…)")
    if url is not None:
        from argmap.importers.fetch import fetched

        site, files = fetched(url)
        kind = kind or site
        if save is not None:
            _save(files, Path(save))
    else:
        files = list(_input_files(sources))
    _write(_thread(files, kind, key, pseudonymise, id=id, output=output), output)


@click.command(short_help="Import a discussion again to add new posts.")
@click.argument("dataset", metavar="DIR")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@reading_options
def update(
    dataset: str, sources: tuple[str, ...], kind: str | None, key: str | None, pseudonymise: bool
) -> None:
    """Import a discussion again into the dataset DIR, when new posts have arrived.

    New posts are added, and edited posts get their new text. Posts that the source no longer has keep their text.
    Quotes in the map move with the words they quote; 'argmap check' reports the quotes whose words are gone. Nothing
    else in the map changes.

    \b
    Examples:
      argmap update data/tabs thread-of-today.json
      argmap update data/first 'https://news.ycombinator.com/item?id=1'
    """
    from argmap.errors import UnreadableInput
    from argmap.importers.registry import IMPORTERS
    from argmap.project.importing import update_dataset
    from argmap.storage.load import load_thread
    from argmap.storage.writer import THREAD_FILE

    folder = Path(dataset)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(_no_thread(folder))
    old = load_thread(folder / THREAD_FILE)
    url = _address(sources)
    if url is not None:
        from argmap.importers.fetch import fetched

        site, files = fetched(url)
        kind = kind or site
    else:
        files = list(_input_files(sources))
        kind = kind or (old.source.kind if old.source.kind in IMPORTERS.names() else None)
    _report(update_dataset(folder, _thread(files, kind, key, pseudonymise, id=old.id)))


@click.command(short_help="Start the map of a dataset.")
@click.argument("dataset", metavar="DIR")
@click.option("--question", metavar="TEXT", help="The question at issue, if you know it already.")
def init(dataset: str, question: str | None) -> None:
    """Write a first map.yaml beside the thread.yaml in the dataset folder DIR.

    The map is valid, nearly empty, and has comments that explain the next steps. 'argmap import' writes thread.yaml.

    \b
    Examples:
      argmap init data/tabs
      argmap init data/tabs --question 'How should code be indented?'
    """
    from argmap.errors import ArgmapError, UnreadableInput
    from argmap.project.scaffold import scaffold
    from argmap.storage.files import write_all
    from argmap.storage.load import MAP_NAMES, load_thread
    from argmap.storage.writer import MAP_FILE, THREAD_FILE

    folder = Path(dataset)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(_no_thread(folder))
    existing = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
    if existing is not None:
        raise ArgmapError(f"{existing} exists already; nothing was written")
    text = scaffold(load_thread(folder / THREAD_FILE), question)
    write_all({folder / MAP_FILE: text.encode("utf-8")})
    click.echo(f"wrote {folder / MAP_FILE}; next: argmap edit annotate {folder}", err=True)


def _no_thread(folder: Path) -> str:
    return f"{folder}: AM001 this folder has no thread.yaml; 'argmap import FILE -o {folder}' writes one"


def _address(sources: Sequence[str]) -> str | None:
    """Return the address to fetch, or None when the sources are files.

    Raises:
        UsageError: there is an address among several sources.
    """
    if not any(source.startswith(ADDRESS) for source in sources):
        return None
    if len(sources) > 1:
        raise click.UsageError("an address (https://…) is imported alone; import the files in a second step")
    return sources[0]


def _input_files(names: Sequence[str]) -> Iterator[InputFile]:
    from argmap.errors import UnreadableInput
    from argmap.importers.input_file import InputFile

    for name in names:
        path = Path(name)
        if name == "-":
            yield InputFile("standard input", content=sys.stdin.buffer.read())
        elif path.is_dir():
            corpus = path / "utterances.jsonl"  # a folder can only be a ConvoKit corpus
            if not corpus.is_file():
                raise UnreadableInput(f"{path}: AM001 this folder has no utterances.jsonl; name the files")
            yield InputFile(str(corpus), corpus)
        elif not path.exists() and "/" in name and "." in name.split("/")[0].strip("."):
            raise UnreadableInput(f"{name}: AM001 no such file; an address begins with https://")
        else:
            yield InputFile(name, path)


def _save(files: Sequence[InputFile], target: Path) -> None:
    """Write what was fetched: the first page to `target`, the others to numbered files beside it."""
    from argmap.cli.common import write_result

    for number, file in enumerate(files, start=1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        write_result(str(path), file.content or b"")


def _thread(
    files: list[InputFile],
    kind: str | None,
    key: str | None,
    pseudonymise: bool,
    *,
    id: str | None,
    output: str | None = None,
) -> Thread:
    from argmap.importers.assemble import ImportOptions
    from argmap.importers.registry import broken_importers
    from argmap.project.importing import imported, source_of

    chosen = source_of(files, kind)
    if kind is None:
        for fault in broken_importers():
            click.echo(f"note: {fault}", err=True)
        click.echo(
            f"recognised as {chosen.title} (--as {chosen.name}); use --as KIND if that is wrong", err=True
        )
    options = ImportOptions(UNTITLED, chosen.name, None, pseudonymise)
    thread = imported(files, chosen, key, options)
    name = id or (Path(output).resolve().name if output else None)
    checked = _checked_id(name, thread.title)
    title = checked.replace("-", " ").capitalize() if thread.title == UNTITLED else thread.title
    return thread.model_copy(update={"id": checked, "title": title})


def _checked_id(name: str | None, title: str) -> str:
    """Return the id that was asked for, or one made from the title.

    Raises:
        ArgmapError: the name is not an id.
    """
    from argmap.errors import ArgmapError
    from argmap.importers.assemble import slug

    id = slug(name if name is not None else title)[:40].strip("-") or UNTITLED
    if name is not None and id != name:
        raise ArgmapError(
            f"{name!r} is not an id: an id has lower-case letters, digits and hyphens, as in {id!r}"
        )
    return id


def _write(thread: Thread, output: str | None) -> None:
    from argmap.project.importing import write_thread
    from argmap.storage.writer import thread_yaml

    people = len(thread.participants)
    posts = len(thread.posts)
    size = f"{posts} {'post' if posts == 1 else 'posts'} by {people} {'person' if people == 1 else 'people'}"
    if output is None:
        click.echo(thread_yaml(thread), nl=False)
        click.echo(size, err=True)
    else:
        path = write_thread(thread, Path(output))
        click.echo(f"wrote {path}: {size}; next: argmap init {output}", err=True)
    if thread.source.note:
        click.echo(f"note: {thread.source.note}", err=True)


def _report(update: Update) -> None:
    parts = (
        ("new", update.added),
        ("edited in the source", update.edited),
        ("no longer in the source, and kept", update.missing),
    )
    for what, ids in parts:
        if ids:
            click.echo(f"{len(ids)} {what}: {', '.join(ids[:SHOWN])}{' …' if len(ids) > SHOWN else ''}")
    if update.moved_quotes:
        number = update.moved_quotes
        click.echo(
            f"{number} quote{'s' if number != 1 else ''} moved with {'their' if number != 1 else 'its'} words"
        )
    if not any(ids for _, ids in parts):
        click.echo("nothing has changed")
