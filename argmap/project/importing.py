"""From files of another place to a dataset's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.importers.assemble import Assembled, ImportOptions, assembled
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Importer, RawThread
from argmap.importers.registry import importer, read, recognised
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.project.secret import pseudonym_key
from argmap.storage.files import write_all
from argmap.storage.load import MAP_NAMES
from argmap.storage.writer import MAP_FILE, THREAD_FILE, map_yaml, thread_yaml


def source_of(materials: Sequence[InputFile], forced: str | None) -> Importer:
    """Return the importer that reads the files: the one that was named, or the one that recognises them.

    Args:
        materials: the files, in the order given.
        forced: name of an importer; None recognises the files by their content.

    Raises:
        UnknownName: there is no source of that name.
        UnreadableInput: no source recognises them.
    """
    return importer(forced) if forced else recognised(materials)


def imported(
    materials: Sequence[InputFile], chosen: Importer, wanted: str | None, wish: ImportOptions
) -> Thread:
    """Return the thread in the files; see `imported_with_names`.

    Args:
        materials: the files, in the order given.
        chosen: the importer that reads them.
        wanted: key of the discussion, if the files hold several.
        wish: id, pseudonyms and other choices.

    Raises:
        ArgmapError: they hold no thread, or several and none was named.
    """
    return imported_with_names(materials, chosen, wanted, wish).thread


def imported_with_names(
    materials: Sequence[InputFile],
    chosen: Importer,
    wanted: str | None,
    wish: ImportOptions,
    *,
    key_file: Path | None = None,
    folder: Path | None = None,
    keep: bool = True,
) -> Assembled:
    """Return the thread in the files, and the names of participants that occur inside its posts.

    Args:
        materials: the files, in the order given.
        chosen: the importer that reads them.
        wanted: key of the discussion, if the files hold several.
        wish: id, pseudonyms and other choices. With pseudonyms, a `secret` that is None is read from the key file.
        key_file: the file of the key of pseudonyms; None for the usual one, which is made if it does not exist.
        folder: the folder of the dataset that it will be, in which the key must not be.
        keep: whether the thread will be kept; one that is only looked at needs no key.

    Raises:
        ArgmapError: they hold no thread, or several and none was named; or the key cannot be read or written.
    """
    raw = read(chosen, materials, wanted)
    if wish.pseudonymise and wish.secret is None and keep:
        wish = replace(wish, secret=pseudonym_key(key_file, create=True, dataset=folder))
    return assembled(raw, wish)


def first_map(chosen: Importer, raw: RawThread, thread: Thread) -> ArgumentMap | None:
    """Return the map of a thread whose source says what speaks for and against what; None for all others.

    Args:
        chosen: the importer that read the source.
        raw: what it read.
        thread: the thread that was made of it.
    """
    if chosen.argument_map is None:
        return None
    return ArgumentMap.model_validate({**chosen.argument_map(raw, thread), "thread": thread.to_dict()})


def write_dataset(thread: Thread, folder: Path, map: ArgumentMap | None = None) -> tuple[Path, ...]:
    """Write a thread, and its map if there is one, into a new dataset's folder: both or none.

    Args:
        thread: the thread.
        folder: the folder of the dataset; it is created if it does not exist.
        map: the map of the thread.

    Returns:
        The files that were written.

    Raises:
        ArgmapError: there is a thread or a map in it, or it cannot be written.
    """
    path = folder / THREAD_FILE
    if path.exists():
        raise ArgmapError(f"{path} exists already; 'argmap update {folder} FILE' adds new posts to it")
    contents = {path: thread_yaml(thread)}
    if map is not None:
        existing = next((folder / name for name in MAP_NAMES if (folder / name).exists()), None)
        if existing is not None:
            raise ArgmapError(f"{existing} exists already; nothing was written")
        contents[folder / MAP_FILE] = map_yaml(map)
    write_all({file: text.encode("utf-8") for file, text in contents.items()})
    return tuple(contents)
