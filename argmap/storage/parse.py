"""Text to data: one door for YAML and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.location import Path
from argmap.storage.json_reader import json_places, read_json
from argmap.storage.limits import Limits
from argmap.storage.positions import SourceMap
from argmap.storage.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class Parsed:
    """Plain data with the positions of everything in it, and the faults met on the way.

    `lost` are the paths of values that could not be had: a fault says so already.
    """

    data: Any
    positions: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[Path, ...] = ()


def parse(text: str, file: str, limits: Limits, *, is_json: bool | None = None) -> Parsed:
    """Return the data in `text`. Without `is_json`, a text that begins with a brace is read as JSON.

    Raises:
        Unparsable: the text is neither YAML nor JSON, or breaks a limit.
    """
    if is_json is None:
        is_json = text.lstrip()[:1] == "{"
    if is_json:
        data, faults = read_json(text, file, limits)
        return Parsed(
            data, SourceMap(file, lambda: json_places(text, file, limits), text=text), tuple(faults)
        )
    data, root, faults = read_yaml(text, file, limits)
    return Parsed(data, SourceMap(file, lambda: root, text=text), tuple(faults))
