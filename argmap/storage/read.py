"""Text to data: one door for YAML and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.location import Path
from argmap.storage.files import Limits
from argmap.storage.json_reader import json_places, read_json
from argmap.storage.positions import SourceMap
from argmap.storage.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class Parsed:
    """Plain data with the positions of everything in it, and the faults met on the way.

    `lost` are the paths of values that could not be had: a fault says so already. `doubts` are warnings about
    values that other readers of YAML take for something else.
    """

    data: Any
    positions: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[Path, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()


def is_json(text: str) -> bool:
    """Return whether a text is read as JSON when nothing else says what it is: it begins with a brace."""
    return text.lstrip()[:1] == "{"


def parse(text: str, file: str, limits: Limits, *, as_json: bool | None = None) -> Parsed:
    """Return the data in `text`. Without `as_json`, a text that begins with a brace is read as JSON.

    Raises:
        UnreadableInput: the text is neither YAML nor JSON, or breaks a limit.
    """
    try:
        if is_json(text) if as_json is None else as_json:
            data, faults = read_json(text, file, limits)
            places = SourceMap(file, lambda: json_places(text, file, limits), text=text)
            return Parsed(data, places, tuple(faults))
        built = read_yaml(text, file, limits)
    except UnreadableInput as error:
        error.texts[file] = text
        raise
    root = built.root
    return Parsed(
        built.data,
        SourceMap(file, lambda: root, text=text),
        tuple(built.faults),
        doubts=tuple(built.doubts),
    )
