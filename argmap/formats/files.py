"""Reading a file in any format of maps: found by its content, with the files beside it."""

from __future__ import annotations

from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.errors import InvalidInput, UnreadableInput
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.registry import FORMATS, format_named, format_of_text
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


def recognised_format(file: MapFile) -> Format | None:
    """Return the format that a file is in; None if it is in none of them."""
    return format_of_text(file)


def read_as(file: MapFile, name: str | None = None) -> tuple[Format, Reading]:
    """Return the format of a file and what it says.

    Args:
        file: The file.
        name: The name of the format; None finds it by the content.

    Raises:
        UnknownName: there is no format of that name.
        UnreadableInput: nothing recognises the file, or the format can only be written.
        InvalidInput: the file has errors; all of them are in it.
    """
    known = format_named(name) if name is not None else recognised_format(file)
    if known is None:
        readable = ", ".join(name for name, each in FORMATS.available() if each.read is not None)
        raise UnreadableInput(
            Diagnostic(
                Location(file.name),
                "AM018",
                "this is no map in a format that argmap knows",
                help=f"name the format: {readable}",
            )
        )
    if known.read is None:
        raise UnreadableInput(
            Diagnostic(
                Location(file.name), "AM018", f"the format {known.name!r} can be written, but not read"
            )
        )
    reading = known.read(file)
    if reading.map is None:
        raise InvalidInput(reading.diagnostics)
    return known, reading
