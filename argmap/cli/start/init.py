"""`argmap init`: the first map of a dataset, or the reading of one more annotator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


@click.command(short_help="Start the map of a dataset, or one more reading.")
@click.argument("dataset", metavar="DIR")
@click.option("--question", metavar="TEXT", help="The question at issue, if you know it already.")
@click.option(
    "--for", "annotator", metavar="NAME", help="Start the reading of this annotator: map.NAME.yaml."
)
@click.option("--claims-only", is_flag=True, help="With --for: begin with the issues and claims of map.yaml.")
@click.option(
    "--from", "source", metavar="MAP", help="With --for: begin with the issues and claims of this map."
)
def init(
    dataset: str, question: str | None, annotator: str | None, claims_only: bool, source: str | None
) -> None:
    """Write a first map.yaml beside the thread.yaml in the dataset folder DIR.

    The map is valid, nearly empty, and has comments that explain the next steps. 'argmap import' writes thread.yaml.

    With --for it is the reading of one annotator, map.NAME.yaml, who can read without knowing other readings: it begins
    empty, or only with the issues and claims of a map, without relations, stances, schemes and notes. 'argmap diff' and
    'argmap agree' compare readings. A file that exists is never overwritten.

    \b
    Examples:
      argmap init data/tabs
      argmap init data/tabs --question 'How should code be indented?'
      argmap init data/tabs --for ann
      argmap init data/tabs --for jo --claims-only
    """
    from argmap.errors import ArgmapError, UnreadableInput
    from argmap.project.scaffold import blind_copy, scaffold
    from argmap.storage.files import write_all
    from argmap.storage.load import MAP_NAMES, load_thread
    from argmap.storage.reading_files import file_of_reading, readings_of
    from argmap.storage.writer import MAP_FILE, THREAD_FILE

    folder = Path(dataset)
    _refuse_contradictions(question, annotator, claims_only, source)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(_no_thread(folder))
    if annotator is None:
        file = folder / MAP_FILE
        existing = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
    else:
        file = file_of_reading(folder, annotator)
        existing = readings_of(folder).get(annotator) or (file if file.is_symlink() else None)
    if existing is not None:
        raise ArgmapError(f"{existing} exists already; nothing was written")
    if annotator is not None and (claims_only or source):
        text = blind_copy(_map_beside(folder, source), annotator)
    else:
        text = scaffold(load_thread(folder / THREAD_FILE), question, annotator)
    write_all({file: text.encode("utf-8")})
    following = folder if annotator is None else f"{file} --by {annotator}"
    click.echo(visible(f"wrote {file}; next: argmap edit annotate {following}"), err=True)


def _refuse_contradictions(
    question: str | None, annotator: str | None, claims_only: bool, source: str | None
) -> None:
    """Raise UsageError for options that exclude each other or say nothing."""
    if annotator is None and (claims_only or source is not None):
        option = "--claims-only" if claims_only else "--from"
        raise click.UsageError(f"{option} begins the reading of an annotator; say whose with --for NAME")
    if question is not None and (claims_only or source is not None):
        raise click.UsageError("the issues come from the other map; leave --question out")


def _map_beside(folder: Path, source: str | None) -> ArgumentMap:
    """Return the map whose issues and claims a reading begins with: one of the thread in the folder.

    Raises:
        ArgmapError: it cannot be read, has errors, or its thread is another one.
    """
    from argmap.errors import ArgmapError
    from argmap.storage.load import load_map, load_thread
    from argmap.storage.writer import THREAD_FILE

    map = load_map(source or folder)
    if map.thread != load_thread(folder / THREAD_FILE):
        raise ArgmapError(
            f"{source or folder} has another thread than {folder / THREAD_FILE}; readings have one thread"
        )
    return map


def _no_thread(folder: Path) -> str:
    return f"{folder}: AM001 this folder has no thread.yaml; 'argmap import FILE -o {folder}' writes one"
