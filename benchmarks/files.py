"""Writes the generated maps into a folder: `python -m benchmarks.files FOLDER`.

It runs as a process of its own, because a process inherits the peak memory of the one that starts it: the
harness has to stay smaller than anything it measures.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.generate import Data, map_data
from benchmarks.peer_formats import argdown_text, arguebuf_data

SMALL, MEDIUM, LARGE = 50, 1_000, 10_000


def json_map(folder: Path, claims: int) -> Path:
    """Return the path of a map as one JSON file with its thread inside."""
    return folder / f"map-{claims}.json"


def yaml_map(folder: Path, claims: int) -> Path:
    """Return the path of a map as a dataset: a folder with map.yaml and thread.yaml."""
    return folder / f"dataset-{claims}"


def arguebuf_map(folder: Path, claims: int) -> Path:
    return folder / f"arguebuf-{claims}.json"


def argdown_map(folder: Path, claims: int) -> Path:
    return folder / f"map-{claims}.argdown"


def write_all(folder: Path) -> None:
    """Write every map in every format that is measured."""
    for tool in ("argmap", "arguebuf", "argdown"):  # not every tool makes the folder it writes into
        (folder / tool).mkdir()
    for claims in (SMALL, MEDIUM, LARGE):
        data = map_data(claims)
        _write_json(json_map(folder, claims), data)
        _write_json(arguebuf_map(folder, claims), arguebuf_data(data))
        argdown_map(folder, claims).write_text(argdown_text(data), encoding="utf-8")
    _write_yaml(folder, LARGE)


def _write_json(path: Path, data: Data) -> None:
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")


def _write_yaml(folder: Path, claims: int) -> None:
    import argmap

    argmap.save(argmap.load(json_map(folder, claims)), yaml_map(folder, claims))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
