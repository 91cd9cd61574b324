"""Everything that judges and writes a map, each with a map in which a run of one sign stands wherever words may."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from argmap.formats.registry import FORMATS
from argmap.model.map import ArgumentMap

Write = Callable[[ArgumentMap], object]


def map_with(run: str) -> dict[str, Any]:
    """Return a map in which a run stands wherever words may."""
    run = run.strip()[:90_000] or "x"
    line = " ".join(run.split())[:900] or "x"
    return {
        "format": "argmap/1",
        "id": "m",
        "title": line,
        "language": "en",
        "thread": {
            "format": "argmap-thread/1",
            "id": "t",
            "title": line,
            "source": {"kind": "text"},
            "authorship": "recorded",
            "reply_structure": "recorded",
            "participants": [{"id": "ann", "name": line}, {"id": "bo", "name": "Bo"}],
            "posts": [
                {"id": "p1", "author": "ann", "text": run},
                {"id": "p2", "author": "bo", "reply_to": "p1", "text": f"Not so. {run} Never."},
            ],
        },
        "issues": [{"id": "i", "question": f"{run}?"}],
        "claims": [
            {"id": "a", "text": run, "answers": "i", "quotes": [{"post": "p1", "exact": run}]},
            {"id": "b", "text": f"It is {run}.", "answers": "i", "quotes": [{"post": "p2", "exact": "Not so"}]},
            {"id": "c", "text": f"Not {run}.", "note": run, "quotes": [{"post": "p2", "exact": run}]},
        ],
        "examples": [{"id": "e", "name": line, "topic": "t", "text": run}],
        "relations": [
            {"id": "r1", "kind": "support", "premises": ["c"], "target": "a", "note": run},
            {"id": "r2", "kind": "attack", "premises": ["e"], "target": "b"},
        ],
    }  # fmt: skip


def writers() -> dict[str, Write]:
    """Return what judges and writes a map, by name: all rules, all forms of it, what classes get, and the tables."""
    known = {name: format for name, format in FORMATS.available() if format.write is not None}
    return {
        **_texts(),
        **_pictures(),
        **_materials(),
        "query": _query,
        **{f"to {name}": (lambda given, write=format.write: write(given)) for name, format in known.items()},
    }


def _texts() -> Mapping[str, Write]:
    from argmap.graph.views import whole
    from argmap.lint.run import check
    from argmap.project.build import texts
    from argmap.rendering.marks import marks
    from argmap.rendering.outline import outline
    from argmap.rendering.report.write import report, report_text
    from argmap.rendering.scene import scene
    from argmap.rendering.text.markdown import outline_markdown
    from argmap.rendering.text.thread import thread_text
    from argmap.rendering.text.tree import json_text, tab_lines, tree_text
    from argmap.storage.writer import dumps
    from argmap.study import Study

    def shown(map: ArgumentMap) -> Any:
        return scene(whole(map), marks(map))

    return {
        "check": check,
        "yaml": dumps,
        "tree": lambda given: tree_text(outline(shown(given))),
        "lines": lambda given: tab_lines(outline(shown(given))),
        "json": lambda given: json_text(outline(shown(given))),
        "markdown": lambda given: outline_markdown(outline(shown(given))),
        "build": texts,
        "report": lambda given: report_text(report(shown(given), Study(given), full=True, strength=True), 80),
        "thread": lambda given: given.thread and thread_text(given.thread, width=80),
    }


def _pictures() -> Mapping[str, Write]:
    """Return the pictures and pages; of a picture Graphviz draws the labels, which argmap breaks into lines before."""
    from argmap.rendering.draw import render
    from argmap.teach.practice.tab import practice_tabs

    return {
        "dot": lambda given: render(given, "dot"),
        "svg": lambda given: render(given, "svg"),
        "page": lambda given: render(given, "html"),
        "notebook": lambda given: given._repr_html_(),
        "practice": practice_tabs,
    }


def _materials() -> Mapping[str, Write]:
    from argmap.graph.views import whole
    from argmap.teach.exports import FORMATS as EXPORTS
    from argmap.teach.make import make
    from argmap.teach.materials.course import course
    from argmap.teach.materials.handout import handout
    from argmap.teach.materials.holes import Hole
    from argmap.teach.materials.lesson import lesson
    from argmap.teach.materials.worksheet import Sheet, worksheet
    from argmap.teach.task.page import MapTask, TaskMode, task_page

    return {
        "lesson": lesson,
        "handout": handout,
        "course": lambda given: course([given]),
        "task": lambda given: task_page(MapTask(whole(given), TaskMode.CARDS)),
        **{
            f"worksheet without {hole}": (lambda given, hole=hole: worksheet(whole(given), Sheet(hole)))
            for hole in Hole
        },
        **{
            f"exercises for {name}": (lambda given, write=write: write(make(given)))
            for name, write in EXPORTS.available()
        },
    }


def _query(map: ArgumentMap) -> None:
    """Ask the tables of a dataset with this one map: its texts, its claims alike, and words in it."""
    from argmap.datasets.answers import as_bytes
    from argmap.datasets.searching import claims_alike, words_found
    from argmap.datasets.store import asked, opened
    from argmap.parallel import Workers
    from argmap.storage.writer import dumps

    with TemporaryDirectory() as folder, patch.dict(os.environ, {"ARGMAP_CACHE": f"{folder}/cache"}):
        file = Path(folder) / "data" / "m" / "map.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(dumps(map), "utf-8")
        with opened(file.parents[1], Workers(1)) as store:
            for table in (
                asked(store, "SELECT * FROM claims"),
                claims_alike(store),
                words_found(store, "Not so"),
            ):
                for form in ("table", "csv", "json"):
                    as_bytes(table, form, to_file=True)
