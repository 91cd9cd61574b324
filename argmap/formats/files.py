"""Reading a file in any format of maps: found by its content, with the files beside it."""

from __future__ import annotations

import json
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.errors import InvalidInput, UnreadableInput
from argmap.formats.json_values import fault
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.registry import format_named, format_of_ending, format_of_text, readable_names
from argmap.formats.xml_tree import root_name
from argmap.location import Location
from argmap.storage.files import current_limits, decode, read_bytes


def map_file(path: Path | None) -> MapFile:
    """Return a file, or standard input if the path is None, as formats read it.

    Raises:
        UnreadableInput: it does not exist, is too large, or is not UTF-8 (or UTF-16 with a mark).
    """
    name = "<stdin>" if path is None else str(path)
    content = read_bytes(path, current_limits())
    return MapFile(text_of(content, name), name, _beside(path))


def text_of(content: bytes, name: str) -> str:
    """Return the content of a file as text.

    Raises:
        UnreadableInput: it is not UTF-8 (or UTF-16 with a mark).
    """
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            pass
    return decode(content, name)


def _beside(path: Path | None):  # type: ignore[no-untyped-def]  # a closure
    def beside(name: str) -> str | None:
        if path is None or Path(name).name != name:
            return None  # only files of the same folder
        try:
            return text_of(read_bytes(path.with_name(name), current_limits()), name)
        except UnreadableInput:
            return None

    return beside


def map_format(file: MapFile) -> Format | None:
    """Return the format of a file that should be a map: by its content, or else by the ending of its name; None if neither tells."""
    return format_of_text(file) or format_of_ending(file.name)


def read_as(file: MapFile, name: str | None = None) -> tuple[Format, Reading]:
    """Return the format of a file and what it says.

    Args:
        file: The file.
        name: The name of the format; None finds it by the content, or else by the ending of the name.

    Raises:
        UnknownName: there is no format of that name.
        UnreadableInput: nothing recognises the file, or the format can only be written.
        InvalidInput: the file has errors; all of them are in it.
    """
    known = format_named(name) if name is not None else map_format(file)
    if known is None:
        raise UnreadableInput(unknown(file))
    if known.read is None:
        raise UnreadableInput(
            Diagnostic(
                Location(file.name), "AM018", f"the format {known.name!r} can be written, but not read"
            )
        )
    reading = known.read(file)
    if name is not None:
        reading = unless_mistaken(file, known, reading)
    if reading.map is None:
        raise InvalidInput(reading.diagnostics)
    return known, reading


def unknown(file: MapFile) -> Diagnostic:
    """Return what is wrong with a file that nothing recognises: nothing is in it, it breaks off, or it is something else."""
    text = file.text.lstrip("\ufeff \t\r\n")
    if not text:
        return Diagnostic(Location(file.name), "AM018", "the file is empty")
    if text.startswith(("{", "[")):
        try:
            json.loads(file.text.removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            place = Location(file.name, error.lineno, error.colno)
            return Diagnostic(place, "AM018", f"this is no JSON: {fault(error)}")
        except (ValueError, RecursionError):
            pass
    what = "this is no map in a format that argmap knows"
    root = root_name(file.text)
    message = f"{what}: XML that begins with <{root}>" if root else what
    return Diagnostic(
        Location(file.name), "AM018", message, help=f"name the format: {', '.join(readable_names())}"
    )


def unless_mistaken(file: MapFile, known: Format, reading: Reading) -> Reading:
    """Return what was read in a format that was named; an error if nothing came of it, and the file is in another format.

    Every reader takes what it knows and leaves the rest: a file of another program would be an empty map.
    """
    if reading.map is None or reading.map.relations or known.recognises(file):
        return reading
    other = format_of_text(file)
    if other is None:
        return reading
    message = f"there is no map in it as {known.title}; it looks like {other.title}"
    finding = Diagnostic(Location(file.name), "AM018", message, help=f"name the format {other.name}, or none")
    return Reading(None, None, (finding,))
