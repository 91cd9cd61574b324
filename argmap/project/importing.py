"""From files of another place to a dataset's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.importers.assemble import Assembled, ImportOptions, assembled
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Importer
from argmap.importers.registry import importer, read, recognised
from argmap.model.thread import Thread
from argmap.project.secret import pseudonym_key
from argmap.storage.files import write_all
from argmap.storage.writer import THREAD_FILE, thread_yaml


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
    keep: bool = True,
) -> Assembled:
    """Return the thread in the files, and the names of participants that occur inside its posts.

    Args:
        materials: the files, in the order given.
        chosen: the importer that reads them.
        wanted: key of the discussion, if the files hold several.
        wish: id, pseudonyms and other choices. With pseudonyms, a `secret` that is None is read from the key file.
        key_file: the file of the key of pseudonyms; None for the usual one, which is made if it does not exist.
        keep: whether the thread will be kept; one that is only looked at needs no key.

    Raises:
        ArgmapError: they hold no thread, or several and none was named; or the key cannot be read or written.
    """
    raw = read(chosen, materials, wanted)
    if wish.pseudonymise and wish.secret is None and keep:
        wish = replace(wish, secret=pseudonym_key(key_file, create=True))
    return assembled(raw, wish)


def write_thread(thread: Thread, folder: Path) -> Path:
    """Write a thread into a new dataset's folder.

    Args:
        thread: the thread.
        folder: the folder of the dataset; it is created if it does not exist.

    Returns:
        The file that was written.

    Raises:
        ArgmapError: there is a thread in it, or it cannot be written.
    """
    path = folder / THREAD_FILE
    if path.exists():
        raise ArgmapError(f"{path} exists already; 'argmap update {folder} FILE' adds new posts to it")
    write_all({path: thread_yaml(thread).encode("utf-8")})
    return path
