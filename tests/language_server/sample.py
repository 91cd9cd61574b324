"""A small map with its thread, written by hand: a sign outside the basic plane, quotes in both quotation marks, a block."""

from __future__ import annotations

from pathlib import Path

from argmap.language_server.dataset_files import DatasetFiles
from argmap.language_server.open_files import OpenFiles

THREAD = """\
format: argmap-thread/1
id: tabs
title: Tabs?
source: {kind: text}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
posts:
  - {id: p1, author: ann, text: "😀 Use spaces. They look \\"the same\\" everywhere."}
  - id: p2
    author: bo
    reply_to: p1
    text: |-
      True, but tabs let
      everybody choose. Tabs 😀 tabs.
  - {id: p3, author: ann, text: 'It''s true. It''s all.'}
"""
MAP = """\
format: argmap/1
id: tabs
title: Tabs or spaces?
thread: thread.yaml
issues: [{id: indent, question: 'How should code be indented?'}]
claims:
  - id: spaces
    text: Code should be indented with spaces.
    answers: indent
    quotes: [{post: p1, exact: Use spaces}]
  - id: same
    text: Spaces look the same 😀 everywhere.
    quotes:
      - {post: p1, exact: 'They look "the same" everywhere'}
  - id: choose
    text: Tabs let everybody choose.
    quotes: [{post: p2, exact: tabs let everybody choose}]
relations:
  - {id: r1, kind: support, premises: ["same"], target: spaces}
  - id: r2
    kind: attack
    premises:
    - choose
    target: spaces  # 😀
commitments:
  - {participant: bo, post: p2, claim: same, stance: concedes}
expect:
  in: [same]
"""


def write(folder: Path, map: str = MAP, thread: str = THREAD) -> Path:
    """Write the two files and return the map's."""
    (folder / "thread.yaml").write_text(thread, "utf-8")
    (folder / "map.yaml").write_text(map, "utf-8")
    return folder / "map.yaml"


def opened(folder: Path, map: str = MAP, thread: str = THREAD) -> tuple[OpenFiles, Path, DatasetFiles]:
    """Return the texts, the map's file, and the dataset as the server sees it."""
    file, files = write(folder, map, thread), OpenFiles()
    return files, file, files.dataset(file)


def place(text: str, marked: str) -> int:
    """Return the offset of a `|` that is put into a part of a text, which must occur once."""
    part = marked.replace("|", "")
    assert text.count(part) == 1, f"{part!r} occurs {text.count(part)} times"
    return text.index(part) + marked.index("|")
