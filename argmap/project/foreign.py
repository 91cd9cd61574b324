"""Maps of other programs, used like argmap's own: read for any command, and made into a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, UnreadableInput
from argmap.formats.files import map_file, map_format, read_as
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.registry import FORMATS, format_named, format_of_text, readable_names
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.registry import IMPORTERS, read, recognised
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.model.source_text import slug
from argmap.project.importing import first_map
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
        return _others(file) or (loads(file.text), None, ())
    if not Path(path).is_file():
        return load_map(path), None, ()
    try:
        file = map_file(Path(path))
    except UnreadableInput:
        return load_map(path), None, ()  # which says what is wrong with it
    return _others(file) or (load_map(path), None, ())


def _others(file: MapFile) -> tuple[ArgumentMap, Format, tuple[Diagnostic, ...]] | None:
    """Return the map of another program; None if the file is argmap's own, or nothing knows it."""
    known = map_format(file)
    if known is not None and known.name in OWN:
        return None
    if known is None:
        discussion = _discussion(file)
        if discussion is None:
            return None
        known, reading = discussion
    else:
        known, reading = read_as(file)
    assert reading.map is not None  # read_as raises otherwise  # noqa: S101
    return reading.map, known, reading.diagnostics


def read_map(file: MapFile, name: str | None = None) -> tuple[Format, Reading]:
    """Return the format of a file and what it says, also of a discussion whose source says what speaks for what, such as Kialo's.

    Args:
        file: the file.
        name: the name of the format; None finds it.

    Raises:
        ArgmapError: as `read_as`; of a discussion that is no map, it says how to import it.
    """
    try:
        return read_as(file, name)
    except UnreadableInput as error:
        if name is not None and name not in IMPORTERS.names():
            raise
        discussion = _discussion(file)
        if discussion is not None:
            return discussion
        title = _title_of_discussion(file)
        if name is not None or not title:
            raise
        what = f"this is {title}, which is a discussion and no map"
        help = "'argmap import FILE -o FOLDER' makes a dataset of it"
        raise UnreadableInput(Diagnostic(Location(file.name), "AM018", what, help=help)) from error


def _discussion(file: MapFile) -> tuple[Format, Reading] | None:
    """Return the map that comes with a discussion, and its format; None if there is none."""
    materials = [InputFile(file.name, content=file.text.encode("utf-8"))]
    try:
        chosen = recognised(materials)
        if chosen.argument_map is None or chosen.name not in FORMATS.names():
            return None
        raw = read(chosen, materials)
        id = slug(PurePath(file.name).stem)[:40].strip("-") or "thread"
        thread = thread_of(raw, ImportOptions(id, chosen.name))
        map = first_map(chosen, raw, thread)
    except ArgmapError:
        return None
    return format_named(chosen.name), Reading(map, thread, ())


def _title_of_discussion(file: MapFile) -> str:
    try:
        return recognised([InputFile(file.name, content=file.text.encode("utf-8"))]).title
    except ArgmapError:
        return ""


def map_format_of(path: str) -> str | None:
    """Return the name of the format of maps that a file is in, judged by its content; None if it is in none, or too large.

    Args:
        path: a file; of a folder, an archive or what is not there, nothing is looked at.
    """
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > current_limits().max_bytes:
            return None
        known = format_of_text(map_file(file))
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
