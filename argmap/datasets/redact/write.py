"""Writes a dataset without words and names into a new folder, and searches what it wrote for words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from argmap.datasets.folders import find_datasets
from argmap.datasets.redact.keyed import FingerprintKey
from argmap.datasets.redact.people import Pseudonymous
from argmap.datasets.redact.redacted import Redaction, redacted
from argmap.datasets.redact.runs import Runs
from argmap.datasets.splits.file import SPLITS_FILE, Splits, splits_in, splits_yaml
from argmap.datasets.staging import flush, named, staged, take_place
from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.storage.atomic.transactions import is_vacant
from argmap.storage.load import load_map
from argmap.storage.reading_files import MAIN, readings_of
from argmap.storage.writer import MAP_FILE, THREAD_FILE, dumps, map_yaml, thread_yaml


@dataclass(frozen=True, slots=True)
class RedactedDataset:
    """What was written: the folder, numbers of maps and posts, and ids of maps whose words were withheld before, unkeyed."""

    folder: Path
    maps: int
    posts: int
    unkeyed: tuple[str, ...]


class WordsLeft(ArgmapError):
    """A redacted file would still have words of a post: a fault of argmap, so nothing was written."""


def redact_dataset(
    data: str | Path, folder: str | Path, secret: bytes, *, keep_texts: bool
) -> RedactedDataset:
    """Write a dataset without the words of its posts, and without names, into a new folder.

    Nothing but maps, their readings, threads and splits is written. Before they take their place, all files are searched for
    every run of four words of every post; ids and addresses of threads, by which they are found again, are left out of the
    search.

    Args:
        data: a folder of datasets, or one dataset.
        folder: a folder that is not there yet, or is empty.
        secret: the key of the fingerprints.
        keep_texts: whether what annotators wrote is kept, but for words in a row that a post has.

    Raises:
        InvalidInput, UnreadableInput: a map is faulty.
        ArgmapError: two maps have one id, words cannot be replaced, or the folder is not empty or cannot be written.
    """
    root, folder = Path(data), Path(folder)
    refuse_place(root, folder)
    folders = find_datasets(root)
    runs, people, ids = _known(folders)
    how = Redaction(runs, FingerprintKey.new(secret, ids), keep_texts)
    unkeyed: list[str] = []
    posts = 0
    with named(folder), staged(folder) as made:
        for source in folders:
            for file, map in maps_in(source):
                hidden = redacted(map, people[_thread_id(map, source)], how)
                write_map(made / source.relative_to(root), file, hidden, runs)
                if file == MAP_FILE and hidden.thread is not None:
                    posts += len(hidden.thread.posts)
                    unkeyed += [map.id] if hidden.thread.source.fingerprints is None else []
        write_splits(root, made, ids)
        flush(made)
        take_place(made, folder)
    return RedactedDataset(folder, len(folders), posts, tuple(unkeyed))


def _known(folders: tuple[Path, ...]) -> tuple[Runs, dict[str, Pseudonymous], list[str]]:
    """Return the runs of words of all posts, the pseudonyms of each thread, and the ids of the maps.

    Raises:
        ArgmapError: two maps have one id.
    """
    runs = Runs()
    people: dict[str, Pseudonymous] = {}
    ids: dict[str, Path] = {}
    for folder in folders:
        for file, map in maps_in(folder):
            if file == MAP_FILE and map.id in ids:
                raise ArgmapError(
                    f"{folder} and {ids[map.id]} have the same id {map.id!r}; rename one: its folder and its id"
                )
            ids.setdefault(map.id, folder)
            pseudonyms = people.setdefault(_thread_id(map, folder), Pseudonymous())
            if map.thread is not None:
                pseudonyms.add(map.thread)
                for post in map.thread.posts:
                    runs.add(post.text or "")
    return runs, people, [*ids]


def _thread_id(map: ArgumentMap, folder: Path) -> str:
    return map.thread.id if map.thread is not None else f"{folder}/"


def maps_in(folder: Path) -> Iterator[tuple[str, ArgumentMap]]:
    """Yield the map in a folder and its readings, each with the name of the file that it is written into.

    Raises:
        InvalidInput, UnreadableInput: one is faulty.
    """
    yield MAP_FILE, load_map(folder)
    for name, file in readings_of(folder).items():
        if name != MAIN:
            yield f"map.{name}.yaml", load_map(file)


def write_map(folder: Path, file: str, map: ArgumentMap, runs: Runs | None = None) -> None:
    """Write a map and its thread; a reading of another thread than the map beside it has it inside.

    Raises:
        WordsLeft: a file would have words of a post.
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, str] = {}
    beside = folder / THREAD_FILE
    if map.thread is None:
        texts[file] = map_yaml(map)
    else:
        thread = thread_yaml(map.thread)
        alone = beside.exists() and beside.read_text("utf-8") != thread
        texts |= {file: dumps(map)} if alone else {file: map_yaml(map), THREAD_FILE: thread}
    for name, text in texts.items():
        if runs is not None and (left := runs.first(_without_ids(text, map))) is not None:
            raise WordsLeft(
                f"{folder.name}/{name} would have the words {left!r} of a post; nothing was written, please report this"
            )
        (folder / name).write_text(text, "utf-8", newline="\n")


def _without_ids(text: str, map: ArgumentMap) -> str:
    """Return the text of a file without ids of threads and maps, and without the address of its thread."""
    thread = map.thread
    kept = [map.id, thread.id if thread else None, thread.source.url if thread else None]
    for each in sorted(filter(None, kept), key=len, reverse=True):
        text = re.sub(rf"(?<![\w-]){re.escape(each)}(?![\w-])", "idhere", text)
    return text


def write_splits(root: Path, folder: Path, ids: list[str]) -> None:
    """Write the splits of those maps that are there, if the dataset has any.

    Raises:
        InvalidInput, UnreadableInput: its file of splits is none.
        OSError: they cannot be written.
    """
    splits = splits_in(root)
    if splits is not None:
        kept: Mapping[str, str] = {id: name for id, name in splits.splits.items() if id in ids}
        whole = Splits(seed=splits.seed, shares=dict(splits.shares), splits=dict(kept))
        (folder / SPLITS_FILE).write_text(splits_yaml(whole), "utf-8", newline="\n")


def refuse_place(data: Path, folder: Path) -> None:
    """Do nothing if a new dataset can be written into a folder.

    Raises:
        ArgmapError: there is something in it already, or it is inside the dataset.
    """
    if not is_vacant(folder):
        raise ArgmapError(f"{str(folder)!r} exists already and is not an empty folder; choose another")
    if folder.resolve().is_relative_to(data.resolve()):
        raise ArgmapError(f"{str(folder)!r} is inside the dataset {str(data)!r}; choose a folder beside it")
