"""`argmap withhold` and `argmap fill`: share a dataset without the words of its thread, and put them back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import map_argument
from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap


def output_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option("-o", "--output", metavar="DIR", required=True, help="Folder of the new dataset.")(
        command
    )


@click.command(short_help="Write a dataset without the words of its thread.")
@map_argument
@output_option
def withhold(path: str, output: str) -> None:
    """Write a dataset without the words of its thread, for threads whose words may not be passed on.

    In place of the words, each post has its length and SHA-256, and each quote has its place. What the annotators wrote
    stays, also where it repeats words of the thread, as a condition in words may. Whoever has the discussion from its source can put the words back with 'argmap fill'.

    \b
    Examples:
      argmap withhold data/math-in-ml -o shared/math-in-ml
    """
    from argmap.editing.withholding import without_words
    from argmap.storage.load import load_map

    map = load_map(path)
    _write(path, map, without_words(map), output)


@click.command(short_help="Put the words back into a dataset without them.")
@map_argument
@click.argument("source", metavar="SOURCE", type=click.Path(exists=True))
@output_option
def fill(path: str, source: str, output: str) -> None:
    """Put the words of a thread back into a dataset that was shared without them.

    SOURCE is the thread.yaml, or its folder, that 'argmap import' made of the discussion. Every post must have the words
    that the dataset was made of, to the letter.

    \b
    Examples:
      argmap fill shared/math-in-ml data/math-in-ml -o again/math-in-ml
    """
    from argmap.editing.withholding import with_words
    from argmap.storage.load import load_map, load_thread

    map = load_map(path)
    _write(path, map, with_words(map, load_thread(source)), output)


def _write(path: str, before: ArgumentMap, after: ArgumentMap, output: str) -> None:
    """Write the map in its own layout and with its comments where it has a file of its own, and its thread."""
    from argmap.editing.withholding import quotes_in
    from argmap.errors import ArgmapError
    from argmap.storage.atomic.transactions import is_vacant
    from argmap.storage.files import write_all
    from argmap.storage.load import find_map
    from argmap.storage.reading_files import reading_name, readings_of
    from argmap.storage.writer import MAP_FILE, THREAD_FILE, has_thread_beside, save_map, thread_yaml

    folder, source = Path(output), find_map(path)
    if not is_vacant(folder):
        raise ArgmapError(f"{output!r} exists already and is not an empty folder; choose another")
    if source is None or not has_thread_beside(source) or after.thread is None:
        written = save_map(after, folder)
    else:
        text = quotes_in(source.read_text(encoding="utf-8"), before, after)
        name = source.name if reading_name(source) else MAP_FILE
        texts = {folder / name: text, folder / THREAD_FILE: thread_yaml(after.thread)}
        write_all({file: content.encode("utf-8") for file, content in texts.items()})
        written = tuple(texts)
    for file in written:
        click.echo(visible(f"{file}"))
    if source is not None and Path(path).is_dir():
        others = [file.name for name, file in readings_of(path).items() if name]
        if others:
            click.echo(
                f"note: {', '.join(others)} left out; name the file to write another reading", err=True
            )
