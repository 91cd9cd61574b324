"""`argmap new`: the first map of a thread."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Begin the map of a thread.")
@click.argument("dataset")
@click.option("--question", metavar="TEXT", help="The question at issue, if you know it already.")
def new(dataset: str, question: str | None) -> None:
    """Write a first map.yaml beside the thread in DATASET: valid, with comments that explain how to go on.

    \b
    Examples:
      argmap thread import dump.json -o data/tabs
      argmap new data/tabs --question 'How should code be indented?'
    """
    from argmap.errors import ArgmapError, UnreadableInput
    from argmap.project.scaffold import scaffold
    from argmap.storage.files import write_all
    from argmap.storage.load import MAP_NAMES, load_thread
    from argmap.storage.writer import MAP_FILE, THREAD_FILE

    folder = Path(dataset)
    if not (folder / THREAD_FILE).is_file():
        raise UnreadableInput(f"{folder}: AM001 no {THREAD_FILE} here; 'argmap thread import' makes one")
    there = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
    if there is not None:
        raise ArgmapError(f"{there} is there already; nothing was written")
    text = scaffold(load_thread(folder / THREAD_FILE), question)
    write_all({folder / MAP_FILE: text.encode("utf-8")})
    click.echo(f"wrote {folder / MAP_FILE}; 'argmap check {folder}' says what is missing", err=True)
