"""What `tools.kills` runs: a small dataset with everything that commands want, and every command that writes files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

CHAT = (
    "Nora: Trams are cheaper than buses.\n"
    "Tom: Only where they are full, and ours are empty on most days.\n"
    "Nora: At eight in the morning nobody finds a seat.\n"
)
LATER = CHAT.replace("Only where they are full,", "Only where they are Full,") + "Tom: That is so.\n"
"""The same chat on another day: words that the map quotes were edited, and a message is new."""

MAP = """\
# A remark at the top.
format: argmap/1
id: trams
title: Trams
thread: thread.yaml
issues: [{id: which, question: 'Which is better?'}]
claims:
  - id: cheap   # a remark behind a value
    text: Trams are cheaper than buses.
    answers: which
    quotes: [{post: p1, exact: Trams are cheaper than buses}]
  - id: full
    text: trams pay only where they are full
    quotes: [{post: p2, exact: Only where they are full}]
relations:
  - {id: r1, kind: attack, premises: [full], target: cheap}
"""
BO = MAP.replace("text: Trams are cheaper than buses.", "text: Trams cost less than buses do.")

ANSWER = {
    "claims": [
        {"id": "n1", "text": "Trams are full at eight.", "post": "p3", "quote": "nobody finds a seat"},
        {"id": "n2", "text": "Trams are empty.", "post": "p2", "quote": "ours are empty on most days"},
    ],
    "relations": [{"id": "n3", "kind": "attack", "premises": ["n1"], "target": "n2"}],
    "stances": [],
}
EDITS = """\
- {add: claim, id: new, text: Trams are quiet., implicit: true}
- {set: cheap, label: Cheap}
"""
STUDENT = """\
relations:
  - {kind: attack, premises: [full], target: cheap}
"""

FILES: Mapping[str, str] = {
    "now.txt": CHAT,
    "later.txt": LATER,
    "answers.jsonl": json.dumps({"task": "p3", "model": "m", "answer": ANSWER}) + "\n",
    "edits.yaml": EDITS,
    "students/ada.yaml": STUDENT,
    "graphs/a.tgf": "1 Trams are cheap.\n2 Trams are empty.\n#\n2 1 attack\n",
    "graphs/b.tgf": "1 Trams are loud.\n2 Buses are louder.\n#\n2 1 support\n",
}
PREPARED: tuple[tuple[str, ...], ...] = (
    ("import", "now.txt", "-o", "data/trams", "--as", "plain"),
    ("import", "now.txt", "-o", "data/readings", "--as", "plain"),
    ("import", "now.txt", "-o", "fresh", "--as", "plain"),
)
"""Commands whose results the others work on; the maps are put beside the threads afterwards."""

MAPS: Mapping[str, str] = {
    "data/trams/map.yaml": MAP,
    "data/readings/map.ann.yaml": MAP.replace("id: trams", "id: readings"),
    "data/readings/map.bo.yaml": BO.replace("id: trams", "id: readings"),
}
EARLIER: tuple[tuple[str, ...], ...] = (
    ("build", "data", "-o", "outputs"),
    ("edit", "set", "data/trams", "full", "label=Earlier"),
    ("draft", "read", "data/trams", "answers.jsonl", "-o", "draft.json"),
    ("withhold", "data/trams", "-o", "withheld"),
    ("dataset", "redact", "data", "-o", "redacted-before", "--key", "project.key"),
    ("dataset", "package", "data", "-o", "package", "--title", "Before"),
    ("render", "data/trams", "-o", "map.svg", "--no-legend"),
    ("adjudicate", "data/readings/map.ann.yaml", "data/readings/map.bo.yaml", "-o", "settled/map.yaml", "--auto", "union"),
)  # fmt: skip
"""What was done before the command that is killed: an edit that `undo` must still know, and files that are overwritten."""


@dataclass(frozen=True, slots=True)
class Killed:
    """A command that is killed.

    Attributes:
        words: its arguments.
        stdin: what is typed.
        before: a command that is run first, without being killed.
        undone: whether the journal of data/trams records it.
        together: whether its files are all old or all new; otherwise each by itself is.
        grows: files that it writes again and again as it goes on, or with the time of day: they are no part of the two states.
    """

    words: tuple[str, ...]
    stdin: str = ""
    before: tuple[str, ...] = ()
    undone: bool = False
    together: bool = True
    grows: tuple[str, ...] = ()


TRAMS = "data/trams"
COMMANDS: Mapping[str, Killed] = {
    "edit set": Killed(("edit", "set", TRAMS, "cheap", "label=Cheap"), undone=True),
    "edit add": Killed(("edit", "add", "claim", TRAMS, "--text", "Trams are quiet.", "--implicit"), undone=True),
    "edit remove": Killed(("edit", "remove", TRAMS, "r1"), undone=True),
    "edit rename": Killed(("edit", "rename", TRAMS, "cheap", "cheaper"), undone=True),
    "edit apply": Killed(("edit", "apply", TRAMS, "edits.yaml"), undone=True),
    "edit split": Killed(("edit", "split", TRAMS, "p3", "--at", "nobody"), undone=True),
    "edit annotate": Killed(("edit", "annotate", TRAMS, "--plain"), stdin="1\nc\nNobody finds a seat.\nattack\ncheap\n\nq\n", undone=True, grows=("data/trams/.map.yaml.reading",)),
    "edit suggest": Killed(("edit", "suggest", TRAMS, "-o", "suggestions.yaml")),
    "edit undo": Killed(("edit", "undo", TRAMS)),
    "edit redo": Killed(("edit", "redo", TRAMS), before=("edit", "undo", TRAMS)),
    "format": Killed(("format", TRAMS), undone=True),
    "check --fix": Killed(("check", TRAMS, "--fix"), undone=True),
    "update": Killed(("update", TRAMS, "later.txt", "--as", "plain"), undone=True),
    "import": Killed(("import", "now.txt", "-o", "imported", "--as", "plain")),
    "init": Killed(("init", "fresh", "--question", "Which?")),
    "init --for": Killed(("init", TRAMS, "--for", "ann", "--claims-only")),
    "draft read": Killed(("draft", "read", TRAMS, "answers.jsonl", "-o", "other.json"), grows=("other.json",)),
    "draft tasks": Killed(("draft", "tasks", TRAMS, "-o", "tasks.jsonl")),
    "review": Killed(("review", TRAMS, "draft.json", "--by", "Ann", "--plain"), stdin="a\n" * 6, undone=True, grows=("draft.review.json",)),
    "adjudicate": Killed(("adjudicate", "data/readings/map.ann.yaml", "data/readings/map.bo.yaml", "-o", "settled/map.yaml", "--auto", "majority"), grows=("settled/decisions.map.json",)),
    "adjudicate --page": Killed(("adjudicate", "data/readings/map.ann.yaml", "data/readings/map.bo.yaml", "-o", "decided/map.yaml", "--page", "decide.html")),
    "withhold": Killed(("withhold", TRAMS, "-o", "withheld-again")),
    "fill": Killed(("fill", "withheld", TRAMS, "-o", "filled")),
    "render": Killed(("render", TRAMS, "-o", "map.svg")),
    "export": Killed(("export", TRAMS, "--to", "graphml", "-o", "map.graphml")),
    "convert": Killed(("convert", "graphs", "--to", "graphml", "-o", "converted"), together=False),
    "schema": Killed(("schema", "--write")),
    "build": Killed(("build", "data", "-o", "outputs"), together=False),
    "dataset split": Killed(("dataset", "split", "data", "-o", "splits.csv", "--into", "train=.5,test=.5")),
    "dataset card": Killed(("dataset", "card", "data", "-o", "CARD.md")),
    "dataset package": Killed(("dataset", "package", "data", "-o", "package", "--title", "After", "--version", "2.0.0")),
    "dataset redact": Killed(("dataset", "redact", "data", "-o", "redacted", "--key", "project.key")),
    "corpus maps": Killed(("corpus", "maps", "data", "--job", "check", "-o", "findings", "--jobs", "1"), together=False),
    "teach cards": Killed(("teach", "cards", TRAMS, "-o", "cards.yaml")),
    "teach lesson": Killed(("teach", "lesson", TRAMS, "-o", "lesson.html")),
    "teach worksheet": Killed(("teach", "worksheet", TRAMS, "-o", "worksheet.html")),
    "teach task": Killed(("teach", "task", TRAMS, "-o", "task.html")),
    "teach grade": Killed(("teach", "grade", TRAMS, "students", "-o", "marks", "--anonymous", "key.csv"), together=False),
}  # fmt: skip
