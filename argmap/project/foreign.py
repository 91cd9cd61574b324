"""Maps of other programs, used like argmap's own: read for any command, and made into a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, UnreadableInput
from argmap.formats.files import map_file, read_as, recognised_format
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.registry import readable_names
from argmap.importers.registry import IMPORTERS
from argmap.model.map import ArgumentMap
from argmap.model.source_text import slug
from argmap.storage.files import current_limits, write_all
from argmap.storage.load import MAP_NAMES, load_map, loads
from argmap.storage.writer import MAP_FILE, THREAD_FILE, map_yaml, thread_yaml

OWN = ("argmap-json", "argmap-yaml")


def any_map(path: str) -> tuple[ArgumentMap, Format | None, tuple[Diagnostic, ...]]:
    """Return the map at a path in any format, the format if it is another program's, and what was left out.

    Args:
        path: a map file, a dataset folder, or - for standard input.

    Raises:
        ArgmapError: it cannot be read, or has errors.
    """
    if path == "-":
        file = map_file(None)
        known = recognised_format(file)
        if known is None or known.name in OWN:
            return loads(file.text), None, ()
        return _read(file, known.name)
    if not Path(path).is_file():
        return load_map(path), None, ()
    try:
        file = map_file(Path(path))
    except UnreadableInput:
        return load_map(path), None, ()  # which says what is wrong with it
    known = recognised_format(file)
    if known is None or known.name in OWN:
        return load_map(path), None, ()
    return _read(file, known.name)


def _read(file: MapFile, name: str) -> tuple[ArgumentMap, Format, tuple[Diagnostic, ...]]:
    known, reading = read_as(file, name)
    assert reading.map is not None  # read_as raises otherwise  # noqa: S101
    return reading.map, known, reading.diagnostics


def map_format_of(path: str) -> str | None:
    """Return the name of the format of maps that a file is in, judged by its content; None if it is in none, or too large.

    Args:
        path: a file; of a folder, an archive or what is not there, nothing is looked at.
    """
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > current_limits().max_bytes:
            return None
        known = recognised_format(map_file(file))
    except (OSError, UnreadableInput):
        return None
    return known.name if known is not None else None


def source_kinds() -> tuple[str, ...]:
    """Return the names of all that `argmap import` reads: kinds of discussions, and formats of maps."""
    return tuple(sorted({*IMPORTERS.names(), *readable_names()}))


def named(reading: Reading, id: str | None, said: Mapping[str, str | None]) -> Reading:
    """Return what was read with what the user says about it.

    Args:
        reading: what was read.
        id: the id of the map and its thread; None keeps that of the file.
        said: title, address, license, note and language, if they were given.

    Raises:
        ArgmapError: the id is none, or the file has no thread of which the address or licence could be said.
    """
    if reading.map is None:
        return reading
    if id is not None and slug(id) != id:
        raise ArgmapError(
            f"{id!r} is not an id: an id has lower-case letters, digits and hyphens, as in {slug(id) or 'tabs'!r}"
        )
    own = {"id": id, "title": said.get("title"), "language": said.get("language"), "note": said.get("note")}
    given = {name: value for name, value in own.items() if value}
    thread = reading.thread
    about = {"url": said.get("address"), "license": said.get("license"), "retrieved": said.get("retrieved")}
    if thread is not None:
        source = thread.source.model_copy(update={name: value for name, value in about.items() if value})
        fields = {name: value for name, value in given.items() if name != "note"}
        thread = thread.model_copy(update={**fields, "source": source})
    elif any(about.values()):
        raise ArgmapError(
            "the map has no thread, so there is nothing to say about its source (--url, --license, --retrieved)"
        )
    return Reading(reading.map.model_copy(update={**given, "thread": thread}), thread, reading.diagnostics)


def write_map_dataset(reading: Reading, folder: Path) -> tuple[Path, ...]:
    """Write a map that was read, and its thread if it has one, into the folder of a new dataset: both or none.

    Args:
        reading: what was read.
        folder: the folder; it is created if it does not exist.

    Returns:
        The files that were written.

    Raises:
        ArgmapError: there is a thread or a map in it, or it cannot be written.
    """
    if reading.map is None:
        raise ArgmapError("the file has errors, so there is no map to write")
    existing = next((folder / name for name in (*MAP_NAMES, THREAD_FILE) if (folder / name).exists()), None)
    if existing is not None:
        raise ArgmapError(f"{existing} exists already; nothing was written")
    contents = {folder / MAP_FILE: map_yaml(reading.map)}
    if reading.thread is not None:
        contents = {folder / THREAD_FILE: thread_yaml(reading.thread), **contents}
    write_all({file: text.encode("utf-8") for file, text in contents.items()})
    return tuple(contents)
