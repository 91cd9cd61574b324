"""argmap's own documents as one file: the map with its thread inside, in JSON or YAML. Nothing is lost."""

from __future__ import annotations

import json
import re

from argmap.formats.protocol import EVERYTHING, Format, Writing
from argmap.model.map import ArgumentMap
from argmap.storage.writer import map_yaml, plain_data, thread_yaml

THREAD_KEY = re.compile(r"^thread: .*\n", re.MULTILINE)
YAML_HEAD = re.compile(r"^format: *argmap/1\b", re.MULTILINE)
JSON_HEAD = re.compile(r'\s*\{\s*"format"\s*:\s*"argmap/1"')


def write_json(map: ArgumentMap) -> Writing:
    """Return a map with its thread as one JSON document."""
    return Writing(json.dumps(plain_data(map), indent=2, ensure_ascii=False) + "\n", ())


def write_yaml(map: ArgumentMap) -> Writing:
    """Return a map with its thread as one YAML document."""
    text = map_yaml(map)
    if map.thread is not None:
        inner = "\n".join(f"  {line}" if line else "" for line in thread_yaml(map.thread).split("\n")[1:])
        # The key stands at the top level once, before any text that could look like it.
        text = THREAD_KEY.sub(lambda _: f"thread:\n{inner.rstrip(' ')}", text, count=1)
    return Writing(text, ())


JSON = Format(
    "argmap-json",
    "one JSON file with the map and its thread",
    (".json",),
    EVERYTHING,
    write_json,
    recognises=lambda text: JSON_HEAD.match(text) is not None,
)
YAML = Format(
    "argmap-yaml",
    "one YAML file with the map and its thread",
    (".yaml", ".yml"),
    EVERYTHING,
    write_yaml,
    recognises=lambda text: YAML_HEAD.search(text) is not None,
)
