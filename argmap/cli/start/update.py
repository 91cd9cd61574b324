"""`argmap update`: another import of a discussion that is a dataset already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import EXIT_FINDINGS
from argmap.cli.start.pseudonyms import print_mentions, pseudonym_options
from argmap.cli.start.reading import ADDRESS, reading_options

if TYPE_CHECKING:
    from argmap.importers.input_file import InputFile

SAME = re.compile(r"([a-z0-9][a-z0-9-]*)=([1-9]\d*)")


@click.command(short_help="Import a discussion again to add new posts.")
@click.argument("dataset", metavar="DIR")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|URL|-...")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@reading_options
@pseudonym_options
@click.option("--retrieved", metavar="DATE", help="The day on which the discussion was saved, as YYYY-MM-DD.")
@click.option(
    "--same",
    metavar="POST=NUMBER",
    multiple=True,
    help="For sources without ids of posts: this post of the dataset is that post of the file, counted from 1, with "
    "other words; can be repeated.",
)
@click.option(
    "--as-new", is_flag=True, help="For sources without ids of posts: posts that are in doubt are new ones."
)
@click.option(
    "--force", is_flag=True, help="Take a file of another kind, or one that has no post of the dataset."
)
def update(dataset: str, sources: tuple[str, ...], dry_run: bool, **options: Any) -> None:
    """Import a discussion again into the dataset DIR, when new posts have arrived.

    New posts are put where they belong in time, and edited posts get their new text. Posts that the source no longer has
    are kept, and no post changes its author. Posts of sources without ids are recognised by author, words and order; where
    that leaves a doubt, nothing is written, and you say which posts are the same.

    Quotes in the map move where their post still has their words. Where the words have changed, the quote stays as it is,
    old and new words are printed side by side, and the exit code is 1; 'argmap check' reports it until you have decided.

    Thread and map are changed together; 'argmap edit undo DIR' takes it back. Names that were replaced by pseudonyms
    stay replaced.

    \b
    Examples:
      argmap update data/tabs thread-of-today.json --dry-run
      argmap update data/tabs thread-of-today.json
      argmap update data/lunch chat.txt --same p4=7
      argmap update data/first 'https://news.ycombinator.com/item?id=1'
    """
    from argmap.cli.start.update_report import print_update
    from argmap.editing.journal import journal_path
    from argmap.errors import UnreadableInput
    from argmap.project.updating import planned_update, write_update
    from argmap.storage.writer import THREAD_FILE

    folder = Path(dataset)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(
            f"{folder}: AM001 this folder has no thread.yaml; 'argmap import FILE -o {folder}' writes one"
        )
    files, kind = _files(sources, options)
    kind = kind or ("table" if options["columns"] else None)
    planned = planned_update(folder, files, kind, options["key"], _options(options))
    if not dry_run:
        write_update(planned)
    print_update(planned, dry_run=dry_run)
    if planned.hides and not dry_run:
        click.echo(
            f"note: {journal_path(planned.owner)} keeps the texts before, for 'argmap edit undo'; delete it before you "
            "pass the folder on",
            err=True,
        )
    _print_other_readings(folder, changed=bool(planned.changes) and not dry_run)
    print_mentions(planned.mentions, redacted=planned.merged.thread.source.redacted)
    if planned.quotes is not None and planned.quotes.lost:
        raise SystemExit(EXIT_FINDINGS)


def _print_other_readings(folder: Path, *, changed: bool) -> None:
    """Say which readings beside map.yaml keep their quotes as they are, if the thread was changed."""
    from argmap.storage.reading_files import readings_of

    others = [file.name for name, file in readings_of(folder).items() if name]
    if changed and others:
        click.echo(
            f"note: the quotes of {', '.join(others)} stay as they are; 'argmap check {folder}' says which to correct",
            err=True,
        )


def _files(sources: Sequence[str], options: Mapping[str, Any]) -> tuple[list[InputFile], str | None]:
    """Return the files to read, and the kind that was named or that the address has."""
    if any(source.startswith(ADDRESS) for source in sources):
        if len(sources) > 1:
            raise click.UsageError(
                "an address (https://…) is imported alone; import the files in a second step"
            )
        from argmap.importers.fetch import fetched

        site, files = fetched(sources[0])
        return list(files), options["kind"] or site
    from argmap.importers.sources import input_files

    return input_files(sources, options["encoding"], options["columns"]), options["kind"]


def _options(options: Mapping[str, Any]) -> Any:
    from pydantic import TypeAdapter, ValidationError

    from argmap.importers.updates.decisions import Decisions
    from argmap.model.base import Date
    from argmap.project.updating import UpdateOptions

    if options["retrieved"] is not None:
        try:
            TypeAdapter(Date).validate_python(options["retrieved"])
        except ValidationError as error:
            raise click.UsageError(
                f"--retrieved: {options['retrieved']!r} is no date; a date is written YYYY-MM-DD"
            ) from error
    same: dict[str, int] = {}
    for pair in options["same"]:
        match = SAME.fullmatch(pair)
        if match is None or match[1] in same:
            raise click.UsageError(f"--same: {pair!r} is not POST=NUMBER, as in p4=7, once for each post")
        same[match[1]] = int(match[2])
    return UpdateOptions(
        Decisions(same, options["as_new"]),
        options["force"],
        options["retrieved"],
        options["pseudonymise"],
        options["redact"],
        options["key_file"],
    )
