"""argmap's own documents as one file: the map with its thread inside, in JSON or YAML. Nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.formats.json_values import indented
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading, Writing
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.storage.load import read_map
from argmap.storage.writer import map_yaml, plain_data, thread_yaml

TEXT = "<text>"
"""The file name in the diagnostics of a text, which has none."""

THREAD_KEY = re.compile(r"^thread: .*\n", re.MULTILINE)
YAML_HEAD = re.compile(r"^format: *['\"]?argmap/1\b", re.MULTILINE)
JSON_HEAD = re.compile(r'\s*\{\s*"format"\s*:\s*"argmap/1"')


def write_json(map: ArgumentMap) -> Writing:
    """Return a map with its thread as one JSON document."""
    return Writing(indented(plain_data(map)) + "\n", ())


def write_yaml(map: ArgumentMap) -> Writing:
    """Return a map with its thread as one YAML document."""
    text = map_yaml(map)
    if map.thread is not None:
        lines = thread_yaml(map.thread).split("\n")[
            1:
        ]  # without the line that names the schema of a thread file
        inner = "\n".join(f"  {line}" if line else "" for line in lines)
        # The first line that begins so is the key: what comes before it are the format, the id and the title.
        text = THREAD_KEY.sub(lambda _: f"thread:\n{inner}", text, count=1)
    return Writing(text, ())


def read(file: MapFile, ending: str) -> Reading:
    """Return the map in a document, with its thread, or everything that is wrong with the document.

    Args:
        file: The document.
        ending: ".json" or ".yaml": how the text is read.
    """
    text = file.text
    path = Path(
        TEXT, f"map{ending}"
    )  # there is no such folder, so that a thread that is named by path is missing
    try:
        loaded = read_map(path, texts={path: text})
    except UnreadableInput as error:
        return Reading(None, None, (_in_text(_diagnostic(error)),))
    thread = None if loaded.map is None else loaded.map.thread
    return Reading(loaded.map, thread, tuple(map(_in_text, loaded.diagnostics)))


def _diagnostic(error: UnreadableInput) -> Diagnostic:
    fault = error.diagnostics[0]
    return fault if isinstance(fault, Diagnostic) else Diagnostic(Location(TEXT), "AM001", str(error))


def _in_text(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic that names the text, and no file in it."""
    message = diagnostic.message.replace(str(Path(TEXT, "_")).removesuffix("_"), "")
    return replace(diagnostic, location=replace(diagnostic.location, file=TEXT), message=message)


JSON = Format(
    "argmap-json",
    "one JSON file with the map and its thread",
    (".json",),
    EVERYTHING,
    write_json,
    lambda file: read(file, ".json"),
    lambda file: JSON_HEAD.match(file.text) is not None,
)
YAML = Format(
    "argmap-yaml",
    "one YAML file with the map and its thread",
    (".yaml", ".yml"),
    EVERYTHING,
    write_yaml,
    lambda file: read(file, ".yaml"),
    lambda file: YAML_HEAD.search(file.text) is not None,
)
