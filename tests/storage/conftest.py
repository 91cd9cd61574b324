"""A folder to write a dataset into, and what the reader says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.storage import Loaded, read_map

THREAD = """\
format: argmap-thread/1
id: t
title: T
source: {kind: text}
authorship: unknown
reply_structure: unknown
participants: [{id: ann, name: Ann}]
posts:
  - {id: p1, author: ann, text: Simple is best.}
  - {id: p2, author: ann, text: So it is.}
"""


class Dataset:
    """A dataset in a folder; faults are shown with file names relative to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("thread.yaml", THREAD)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8", newline="")
        return path

    def read(self, map: str) -> Loaded:
        self.write("map.yaml", map)
        return read_map(self.folder)

    def faults(self, map: str) -> list[str]:
        """Return every fault of a map as one line."""
        return [self.shown(fault) for fault in self.read(map).diagnostics]

    def places(self, map: str) -> list[str]:
        """Return place and code of every fault of a map."""
        return [" ".join(fault.split(" ")[:2]) for fault in self.faults(map)]

    def shown(self, fault: object) -> str:
        return str(fault).replace(f"{self.folder}/", "")


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    folder = tmp_path / "dataset"
    folder.mkdir()
    return Dataset(folder)
