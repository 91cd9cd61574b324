"""A small dataset with a question, three claims and four posts; invented for these tests (CC0)."""

from __future__ import annotations

from pathlib import Path

THREAD = """\
# the thread of a street
format: argmap-thread/1
id: trams
title: Trams?
source: {kind: text, note: Copied by hand.}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
posts:
  - id: p1  # the first
    author: ann
    text: |-
      We should build a tram. A tram is quiet, and a tram needs no fuel.

      It costs less than a road.
  - {id: p2, author: bo, reply_to: p1, text: "A tram is dear. Who pays?"}
  - {id: p3, author: bo, text: "And a tram is slow."}
  - {id: p4, author: ann, reply_to: p3, text: "Not in its own lane."}
"""

MAP = """\
format: argmap/1
id: trams
title: Trams?
thread: thread.yaml
annotators: [Eva]
issues:
  - id: build  # the question
    question: Should a tram be built?
claims:
  - {id: tram, text: A tram should be built., answers: build, quotes: [{post: p1, exact: We should build a tram}]}
  - id: quiet
    text: A tram is quiet.
    quotes:
      - {post: p1, exact: A tram is quiet}
  - {id: road, text: A road costs more than a tram., quotes: [{post: p1, exact: It costs less than a road}]}
relations:
  - {id: r1, kind: support, premises: [quiet], target: tram}  # why
  - {id: r2, kind: support, premises: [road], target: tram}
"""


def dataset(folder: Path, map_text: str | None = MAP, thread_text: str = THREAD) -> Path:
    """Return the folder with the dataset in it."""
    folder.mkdir(exist_ok=True)
    (folder / "thread.yaml").write_text(thread_text, "utf-8")
    if map_text is not None:
        (folder / "map.yaml").write_text(map_text, "utf-8")
    return folder


def texts(folder: Path) -> dict[str, bytes]:
    """Return what the files of a dataset hold."""
    return {
        name: (folder / name).read_bytes() for name in ("map.yaml", "thread.yaml") if (folder / name).exists()
    }
