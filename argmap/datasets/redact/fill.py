"""Puts the words back into a redacted dataset, thread by thread, from threads that were imported again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from argmap.datasets.folders import find_datasets
from argmap.datasets.redact.keyed import FingerprintKey
from argmap.datasets.redact.write import maps_in, refuse_place, write_map, write_splits
from argmap.datasets.staging import flush, named, staged, take_place
from argmap.editing.withholding import with_words
from argmap.errors import ArgmapError, UnreadableInput
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.load import load_thread


@dataclass(frozen=True, slots=True)
class FilledDataset:
    """What was written: the folder, the number of maps, and the ids of those that have no words to put back."""

    folder: Path
    maps: int
    as_they_were: tuple[str, ...]


def fill_dataset(
    data: str | Path, sources: str | Path, folder: str | Path, secret: bytes | None
) -> FilledDataset:
    """Write a dataset with the words of its posts into a new folder. Every post must have the words that it had, to the letter.

    Args:
        data: the redacted dataset.
        sources: a folder that has for each of its folders one of the same name with the thread in it.
        folder: a folder that is not there yet, or is empty.
        secret: the key of the fingerprints; None where they are plain.

    Raises:
        InvalidInput, UnreadableInput: a map or a thread is faulty, or a thread is not there.
        ArgmapError: posts are missing or have other words, the key is missing or another, or the folder cannot be written.
    """
    root, folder = Path(data), Path(folder)
    refuse_place(root, folder)
    as_they_were: list[str] = []
    ids: list[str] = []
    folders = find_datasets(root)
    with named(folder), staged(folder) as made:
        for each in folders:
            name = each.relative_to(root)
            for file, map in maps_in(each):
                ids.append(map.id)
                whole = map
                if _withholds(map):
                    try:
                        whole = _filled(map, load_thread(Path(sources) / name), secret)
                    except UnreadableInput as error:
                        raise UnreadableInput(f"{error}; {map.id!r} needs its thread from there") from error
                    except ArgmapError as error:
                        raise type(error)(f"{each}: {error}") from error
                else:
                    as_they_were.append(map.id)
                write_map(made / name, file, whole)
        write_splits(root, made, ids)
        flush(made)
        take_place(made, folder)
    return FilledDataset(folder, len(folders), tuple(dict.fromkeys(as_they_were)))


def _withholds(map: ArgumentMap) -> bool:
    return map.thread is not None and any(post.withheld is not None for post in map.thread.posts)


def _filled(map: ArgumentMap, source: Thread, secret: bytes | None) -> ArgumentMap:
    """Return a map with the words of its source; names inside them are there again.

    Raises:
        ArgmapError: it does not have the words, or the key is missing or another.
    """
    mark = map.thread.source.fingerprints if map.thread is not None else None
    if mark is not None and secret is None:
        raise ArgmapError(
            "its fingerprints were made with a key; name the file with --key, or ask those who made it"
        )
    key = FingerprintKey.again(secret, mark) if mark is not None and secret is not None else None
    whole = with_words(map, source, key.of if key is not None else None)
    if whole.thread is None:
        return whole
    said = whole.thread.source.model_copy(update={"redacted": source.source.redacted})
    return whole.model_copy(update={"thread": whole.thread.model_copy(update={"source": said})})
