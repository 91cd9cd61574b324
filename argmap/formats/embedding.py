"""The whole map in the free place of a file: what its format has no word for comes back, unless the file was changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.formats.keeping import BadSidecar, sidecar_of, with_sidecar
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

    def written(whole: ArgumentMap) -> Writing:
        kept: dict[str, Any] = json.loads(sidecar_of(whole, bare))
        del kept["lost"]
        return _writing(write(whole, kept), ())

    def reading(file: MapFile) -> Reading:
        plain, kept = read(file)
        if kept is None or plain.map is None:
            return plain
        try:
            return with_sidecar(plain, json.dumps(kept), bare)
        except BadSidecar as error:
            message = f"what argmap kept in it was left out: {error}".split("\n", maxsplit=1)[0]
            finding = Diagnostic(Location(file.name), "AM019", message, Severity.WARNING)
            return Reading(plain.map, plain.thread, (*plain.diagnostics, finding))

    return Format(bare.name, title, suffixes, EVERYTHING, written, reading, recognises)
