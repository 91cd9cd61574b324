"""`argmap import`: a dataset folder with its thread, and with a first map where the source holds one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.names import IMPORTER, READABLE, SOURCE_KIND
from argmap.cli.start.pseudonyms import print_mentions, pseudonym_options
from argmap.cli.start.reading import ADDRESS, TABLE, reading_options
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.importers.input_file import InputFile
    from argmap.importers.protocol import Importer, RawThread
    from argmap.model.map import ArgumentMap
    from argmap.model.thread import Thread

UNTITLED = "thread"
"""The id of a discussion whose title gives none."""


@click.command("import", short_help="Import a discussion from a file or an address.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|URL|-...")
@click.option(
    "-o", "--output", metavar="DIR", help="Folder of the new dataset. Default: print the thread as YAML."
)
@click.option("--list", "listing", is_flag=True, help="List the discussions in the input, and write nothing.")
@click.option("--filter", "wanted", metavar="TEXT", help="With --list: only those with TEXT in key or title.")
@click.option(
    "--page", type=click.IntRange(min=1), default=1, metavar="N", help="With --list: which page. Default: 1."
)
@click.option("--preview", is_flag=True, help="Show the first posts and the people, and write nothing.")
@partial(reading_options, kinds=SOURCE_KIND)
@pseudonym_options
@click.option(
    "--id",
    "id",
    metavar="ID",
    help="Id of the thread. Default: the name of the folder, or made from the title.",
)
@click.option(
    "--title",
    metavar="TEXT",
    help="Title of the thread. Default: the source's, the name of the folder, or the first words.",
)
@click.option("--url", "address", metavar="URL", help="Address of the discussion. Default: the source's.")
@click.option(
    "--license", metavar="TEXT", help="What may be done with the posts. Default: what the source says."
)
@click.option("--note", metavar="TEXT", help="A remark about the thread, before the notes of the import.")
@click.option("--language", metavar="TAG", help="Language of the posts, such as de or pt-BR.")
@click.option("--retrieved", metavar="DATE", help="The day on which the discussion was saved, as YYYY-MM-DD.")
@click.option(
    "--save", metavar="FILE", help="With URL: also save what was fetched, to import it again later."
)
def import_discussion(sources: tuple[str, ...], output: str | None, save: str | None, **options: Any) -> None:
    """Import a discussion as thread.yaml, the first file of a dataset.

    The source is a FILE, several files that belong together, a FOLDER or zip archive of an export, the address (URL) of
    a discussion, or - for standard input. The kind of discussion is recognised by its content; a form that argmap does
    not know is an error. Deleted posts keep their place without a text. The note of the thread says what was left out
    and what was guessed.

    Look before you write: --list shows the discussions in a file that holds several, --preview the people and the first
    posts of one.

    Addresses can be those of Hacker News, Reddit, Discourse, Stack Exchange and GitHub. argmap sends one request at a
    time, and stops when the site refuses. Please respect the terms of the site and the licences of the posts.

    \b
    Examples:
      argmap import thread.json -o data/tabs --license CC0
      argmap import 2024-01.mbox --list --filter tabs
      argmap import RC_2024-01.zst --thread t3_abc12 --pseudonymise -o data/abc
      argmap import survey.csv --column author=Name --column text=Answer --preview
      argmap import 'https://news.ycombinator.com/item?id=1' -o data/first
      argmap import - --id lunch < chat.txt
    """
    url = _address(sources)
    _refuse_contradictions(url, output, save, options)
    if url is not None:
        from argmap.importers.fetch import fetched

        site, files = fetched(url)
        options["kind"] = options["kind"] or site
        if save is not None:
            _save(files, Path(save))
    else:
        map_format = _map_format(sources, options["kind"], plain=not options["columns"])
        if map_format is not None:
            from argmap.cli.start.maps import import_map

            import_map(sources[0], map_format, output, options)
            return
        from argmap.importers.sources import input_files

        files = input_files(sources, options["encoding"], options["columns"])
    chosen = _importer(files, options["kind"], bool(options["columns"]))
    if options["listing"]:
        from argmap.cli.start.preview import print_discussions
        from argmap.importers.registry import discussions

        print_discussions(discussions(chosen, files), options["wanted"], options["page"])
        return
    thread, raw = _thread(files, chosen, output=output, **options)
    if options["preview"]:
        from argmap.cli.start.preview import print_preview

        print_preview(thread)
        _print_note(thread)
    else:
        from argmap.project.importing import first_map

        _write(thread, output, None if output is None else first_map(chosen, raw, thread))


def _map_format(sources: Sequence[str], kind: str | None, *, plain: bool) -> str | None:
    """Return the format of maps that a file is in, if it is one: named, or found by its content."""
    from argmap.project.foreign import map_format_of

    if kind is not None:
        return kind if kind in READABLE.known() and kind not in IMPORTER.known() else None
    return map_format_of(sources[0]) if plain and len(sources) == 1 and sources[0] != "-" else None


def _refuse_contradictions(
    url: str | None, output: str | None, save: str | None, options: Mapping[str, Any]
) -> None:
    """Raise UsageError for options that exclude each other or say nothing."""
    if save is not None and url is None:
        raise click.UsageError("--save keeps what was fetched; use it with an address (https://…)")
    looking = "--list" if options["listing"] else "--preview" if options["preview"] else None
    if looking and output is not None:
        raise click.UsageError(f"{looking} writes nothing; leave -o away")
    if options["listing"] and options["key"] is not None:
        raise click.UsageError(
            "--list shows all discussions, --thread reads one; use --preview with --thread"
        )
    if options["address"] is not None and not options["address"].startswith(ADDRESS):
        raise click.UsageError(f"--url: {options['address']!r} is not an address; it begins with https://")
    if not options["listing"] and (options["wanted"] is not None or options["page"] != 1):
        raise click.UsageError("--filter and --page belong to --list")


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


def _save(files: Sequence[InputFile], target: Path) -> None:
    """Write what was fetched: the first page to `target`, the others to numbered files beside it."""
    from argmap.cli.common import write_result

    for number, file in enumerate(files, start=1):
        path = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        write_result(str(path), file.content or b"")


def _importer(files: Sequence[InputFile], kind: str | None, is_table: bool = False) -> Importer:
    """Return the importer that was named, or the one that recognises the files, and say which."""
    from argmap.importers.registry import broken_importers, unlike
    from argmap.project.importing import source_of

    chosen = source_of(files, kind or (TABLE if is_table else None))
    if kind is None:
        for fault in broken_importers():
            click.echo(f"note: {fault}", err=True)
        click.echo(
            f"recognised as {chosen.title} (--as {chosen.name}); use --as KIND if that is wrong", err=True
        )
        for file, title in unlike(files, chosen):
            click.echo(
                f"note: {file.name} looks like {title}, and its words may be missing; import it on its own",
                err=True,
            )
    return chosen


def _thread(
    files: Sequence[InputFile],
    chosen: Importer,
    *,
    id: str | None = None,
    output: str | None = None,
    **said: Any,
) -> tuple[Thread, RawThread]:
    """Return the thread in the files, with what the options say about it, and what the importer read."""
    from argmap.importers.assemble import ImportOptions
    from argmap.model.base import Date, LanguageTag
    from argmap.project.importing import imported_with_names

    name = id or (Path(output).resolve().name if output else None)
    options = ImportOptions(
        UNTITLED,
        chosen.name,
        _valid("--retrieved", said.get("retrieved"), Date, "no date; a date is written YYYY-MM-DD"),
        said["pseudonymise"],
        title=said.get("title"),
        url=said.get("address"),
        license=said.get("license"),
        note=said.get("note"),
        language=_valid(
            "--language", said.get("language"), LanguageTag, "no language tag; write en, de or pt-BR"
        ),
        untitled=None if name is None else name.replace("-", " ").capitalize(),
        redact=said["redact"],
    )
    made = imported_with_names(
        files,
        chosen,
        said["key"],
        options,
        key_file=said["key_file"],
        folder=Path(output) if output else None,
        keep=not said["preview"],
    )
    print_mentions(made.mentions, redacted=options.redact)
    thread = made.thread
    return thread.model_copy(update={"id": _checked_id(name, thread.title)}), made.raw


def _valid(option: str, value: str | None, type: Any, how: str) -> str | None:
    """Return what an option says as thread files have it.

    Raises:
        UsageError: it has another form.
    """
    from pydantic import TypeAdapter, ValidationError

    if value is None:
        return None
    try:
        return str(TypeAdapter(type).validate_python(value))
    except ValidationError as error:
        raise click.UsageError(f"{option}: {value!r} is {how}") from error


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


def _write(thread: Thread, output: str | None, map: ArgumentMap | None) -> None:
    from argmap.model.posts import Provenance
    from argmap.project.importing import write_dataset
    from argmap.storage.writer import thread_yaml

    people = len(thread.participants)
    posts = len(thread.posts)
    size = f"{posts} {'post' if posts == 1 else 'posts'} by {people} {'person' if people == 1 else 'people'}"
    if output is None:
        click.echo(thread_yaml(thread), nl=False)
        click.echo(size, err=True)
    else:
        path, *maps = write_dataset(thread, Path(output), map)
        following = "check" if maps else "init"
        click.echo(visible(f"wrote {path}: {size}; next: argmap {following} {output}"), err=True)
        if map is not None:
            parts = f"{len(map.claims)} claims and {len(map.relations)} relations"
            click.echo(
                f"wrote {maps[0]}: {parts}, as the source has them; read them before you use them", err=True
            )
        if thread.authorship is Provenance.INFERRED:
            from argmap.cli.start.preview import print_people

            print_people(thread)
    _print_note(thread)


def _print_note(thread: Thread) -> None:
    if thread.source.note:
        click.echo(f"note: {thread.source.note}", err=True)
