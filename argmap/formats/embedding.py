"""The whole map in the free place of a file: what its format has no word for comes back.

Other programs pass over it. If the file is as it was written, the map is the one that was written; if another program changed
it, the file counts, and the rest comes back for the parts that are still there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError
from argmap.formats.building import MapBuilder
from argmap.formats.keeping import sidecar_of, with_sidecar
from argmap.formats.protocol import EVERYTHING, Format, Loss, MapFile, Reading, Writing, losses
from argmap.location import Location
from argmap.model.map import ArgumentMap

KEY = "argmap"
"""The key under which the map is kept."""


Text = str | tuple[str, Mapping[str, str]]
"""A text, or a text with the files that belong beside it."""

Write = Callable[[ArgumentMap, Mapping[str, Any] | None], Text]
"""Returns a map as a text, with what keeps all of it if that is given."""

Read = Callable[[MapFile], tuple[Reading, object]]
"""Returns what a file says by itself, and what is kept in its free place (None if nothing is)."""


def embedded(map: ArgumentMap, bare: Format) -> dict[str, Any]:
    """Return what to put into the free place of a file.

    Args:
        map: The map.
        bare: The format without its free place; `keeps` is what comes back then.
    """
    made: dict[str, Any] = json.loads(sidecar_of(map, bare))
    del made["lost"]
    return made


def head(map: MapBuilder, own: object) -> None:
    """Give a map that is read the id and the title that are in the free place."""
    original = own.get("map") if isinstance(own, dict) else None
    if isinstance(original, dict):
        map.id = original["id"] if isinstance(original.get("id"), str) else map.id
        map.title = original["title"] if isinstance(original.get("title"), str) else map.title


def completed(plain: Reading, own: object, bare: Format, file: str) -> Reading:
    """Return what was read with what is in the free place; what is not argmap's is left out with a remark.

    Args:
        plain: What the file says by itself.
        own: What was found in the place; None if nothing was.
        bare: The format without its free place.
        file: The name of the file.
    """
    if own is None or plain.map is None:
        return plain
    try:
        return with_sidecar(plain, json.dumps(own), bare)
    except (ArgmapError, ValueError, RecursionError) as error:
        first = str(error).split("\n", maxsplit=1)[0]
        return with_remark(
            plain, file, f"what argmap kept in the file cannot be used, and was left out: {first}"
        )


def with_remark(reading: Reading, file: str, what: str, line: int | None = None) -> Reading:
    """Return a reading with one more remark on what was left out or changed."""
    remark = Diagnostic(Location(file, line), "AM019", what, Severity.WARNING)
    return reading._replace(diagnostics=(*reading.diagnostics, remark))


def _writing(made: Text, lost: tuple[Loss, ...]) -> Writing:
    return Writing(made, lost) if isinstance(made, str) else Writing(made[0], lost, made[1])


def bare_format(
    name: str, carries: Collection[str], keeps: Callable[[ArgumentMap], ArgumentMap], write: Write, read: Read
) -> Format:
    """Return a format without its free place: what it carries by its own words."""
    return Format(
        name,
        name,
        (),
        frozenset(carries),
        lambda whole: _writing(write(whole, None), losses(whole, carries)),
        lambda file: read(file)[0],
        keeps=keeps,
    )


def whole_format(
    bare: Format,
    title: str,
    suffixes: tuple[str, ...],
    write: Write,
    read: Read,
    recognises: Callable[[MapFile], bool],
) -> Format:
    """Return a format that carries everything: the rest of a map is in the free place of the file.

    Where the file was changed, what it says counts, and the rest is kept for the parts that are still there.

    Args:
        bare: The format without its free place.
        title: The format in words.
        suffixes: Endings of file names that mean it.
        write: Writes it.
        read: Reads it.
        recognises: Says whether a file is in it.
    """

    def reading(file: MapFile) -> Reading:
        plain, own = read(file)
        return completed(plain, own, bare, file.name)

    return Format(
        bare.name,
        title,
        suffixes,
        EVERYTHING,
        lambda whole: _writing(write(whole, embedded(whole, bare)), ()),
        reading,
        recognises,
    )
