"""Outlines written out: tree, lines, JSON, Markdown lists and terminal trees. Expected values: by hand and by `json`."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from rich.console import Console

from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.picture.arrange import arranged
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.scene import Scene, scene
from argmap.rendering.text.markdown import markdown_page, outline_markdown
from argmap.rendering.text.terminal import trees
from argmap.rendering.text.tree import LINE_FIELDS, json_text, tab_lines, tree_text
from tests.graph.small import small
from tests.strategies import maps

SMALL = small(
    "r: a + m supports t",
    "s: e supports a",
    "u: b undercuts r",
    "o: c attacks t",
    "q: c supports v",
    theses={"i": "t v"},
    examples=["e"],
    unstated=["m"],
    said={"a": "p2", "b": "p3", "c": "p5"},
    stances=["ann p1 asserts a", "ben p5 concedes a"],
)
ENTRIES = outline(scene(whole(SMALL)))


def test_tree_text() -> None:
    assert tree_text(ENTRIES) == (
        "? Issue i? (one answer at most)  [i]\n"
        "├── ▲ This is claim t.  Ann #1  – held by Ann  [t]\n"
        "│   ├── because (together)\n"
        "│   │   ├── ▲ This is claim a.  Ben #2  – held by Ann · conceded by Ben  [a]\n"
        "│   │   │   ├── because\n"
        "│   │   │   │   └── ▲ Example e: It shows e. (example)  [e]\n"
        "│   │   │   └── granted:\n"
        "│   │   │       └── Ben #5\n"
        "│   │   ├── ▲ This is claim m. (implicit premise)  [m]\n"
        "│   │   └── the step fails:\n"
        "│   │       └── ▼ This is claim b.  Cid #3  [b]\n"
        "│   └── but\n"
        "│       └── ▼ This is claim c.  Ben #5  [c]\n"
        "└── ▼ This is claim v.  Ann #1  – held by Ann  [v]\n"
        "    └── because\n"
        "        └── ▼ This is claim c.  Ben #5  [c]\n"
    )


def test_lines_are_tab_separated() -> None:
    assert tab_lines(ENTRIES).splitlines()[:4] == [
        "0\tissue\t\ti\t?\t\tIssue i?",
        "1\tthesis\t\tt\t▲\tAnn #1\tThis is claim t.",
        "2\trelation\tsupport\tr\t\t\tbecause (together)",
        "3\tclaim\t\ta\t▲\tBen #2\tThis is claim a.",
    ]


@given(maps())
def test_every_line_has_every_field(map: ArgumentMap) -> None:
    entries = outline(scene(whole(map)))
    rows = tab_lines(entries).split("\n")
    assert rows.pop() == ""
    assert {len(row.split("\t")) for row in rows} == {len(LINE_FIELDS)}
    assert len(rows) == sum(1 for entry in entries for _ in entry.walk())


@given(maps())
def test_a_tree_has_one_line_for_each_entry(map: ArgumentMap) -> None:
    entries = outline(scene(whole(map)))
    text = tree_text(entries)
    assert text.splitlines() == text.split("\n")[:-1]
    assert len(text.splitlines()) == sum(1 for entry in entries for _ in entry.walk())


@given(maps())
def test_json_is_what_the_json_module_writes(map: ArgumentMap) -> None:
    entries = outline(scene(whole(map)))
    assert json_text(entries) == json.dumps([_plain(e) for e in entries], indent=2, ensure_ascii=False) + "\n"


def _plain(entry: OutlineNode) -> dict[str, Any]:
    fields = {
        "role": str(entry.role),
        "text": entry.text,
        "id": entry.id,
        "kind": entry.kind,
        "side": entry.glyph,
        "who": entry.who,
        "held": entry.held,
        "senses": list(entry.senses),
        "outcome": entry.outcome,
        "exclusion": entry.exclusion,
        "weightless": entry.weightless,
        "agreed": list(entry.agreed),
        "doubts": list(entry.doubts),
        "charges": list(entry.charges),
        "repeated": entry.repeated,
        "hidden": entry.hidden,
        "children": [_plain(child) for child in entry.children],
    }
    return {name: value for name, value in fields.items() if value}


def test_no_entries_are_an_empty_list_in_json() -> None:
    assert json_text(()) == "[]\n"


def test_markdown_outline_is_a_nested_list() -> None:
    assert outline_markdown(ENTRIES).splitlines()[:5] == [
        "- ? **Issue i?** (one answer at most) \\[i\\]",
        "  - ▲ **This is claim t.** Ann \\#1 – held by Ann \\[t\\]",
        "    - *because (together)*",
        "      - ▲ This is claim a. Ben \\#2 – held by Ann · conceded by Ben \\[a\\]",
        "        - *because*",
    ]


@pytest.mark.parametrize(
    "text", ["This is claim t.", "because (together)", "Example e: It shows e.", "Ben #5", "[m]"]
)
def test_the_terminal_shows_the_same_words(text: str) -> None:
    assert text in _on_terminal(ENTRIES)


def _on_terminal(entries: tuple[OutlineNode, ...]) -> str:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    for tree in trees(entries):
        console.print(tree)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().replace("\N{NO-BREAK SPACE}", " ")


DEEP = 5_000


@pytest.fixture(scope="module")
def deep() -> Scene:
    """A chain of 5,000 claims, each the reason for the one before, deeper than Python's own stack."""
    document = {
        "id": "deep",
        "title": "Deep",
        "issues": [{"id": "i", "question": "How deep?"}],
        "claims": [
            {"id": f"c{n}", "text": f"Claim {n}.", "implicit": True, "answers": "i" if n == 0 else None}
            for n in range(DEEP)
        ],
        "relations": [
            {"id": f"r{n}", "kind": "support", "premises": [f"c{n + 1}"], "target": f"c{n}"}
            for n in range(DEEP - 1)
        ],
    }
    return scene(whole(ArgumentMap.model_validate(document)))


@pytest.fixture(scope="module")
def deep_entries(deep: Scene) -> tuple[OutlineNode, ...]:
    return outline(deep)


def test_a_deep_outline_goes_to_the_end(deep_entries: tuple[OutlineNode, ...]) -> None:
    levels = [depth for depth, _ in deep_entries[0].walk()]
    assert levels == list(range(2 * DEEP))


@pytest.mark.parametrize("write", [tree_text, tab_lines, outline_markdown])
def test_a_deep_outline_is_written_to_the_end(deep_entries: tuple[OutlineNode, ...], write: Any) -> None:
    lines = write(deep_entries).splitlines()
    assert len(lines) == 2 * DEEP
    assert f"Claim {DEEP - 1}." in lines[-1]
    assert max(map(len, lines)) < 250


@pytest.mark.parametrize("write", [tree_text, outline_markdown])
def test_lines_too_deep_to_indent_say_their_level(deep_entries: tuple[OutlineNode, ...], write: Any) -> None:
    lines = write(deep_entries).splitlines()
    assert "(level " not in lines[40]
    assert "(level 41) ▲ Claim 20." in lines[41].replace("*", "")
    assert len(lines[41]) - len(lines[41].lstrip("│ -└─")) == len(lines[43]) - len(lines[43].lstrip("│ -└─"))


def test_deep_json_is_written_to_the_end(deep_entries: tuple[OutlineNode, ...]) -> None:
    text = json_text(deep_entries)
    assert text.count("{") == text.count("}") == 2 * DEEP
    assert text.count("[") == text.count("]") == 2 * DEEP  # the list itself, and children of all but the last
    assert len(text) < 20_000_000


def test_json_deeper_than_it_is_indented_reads_back() -> None:
    steps = [f"r{n}: c{n + 1} supports c{n}" for n in range(60)]
    (entry,) = json.loads(json_text(outline(scene(whole(small(*steps))))))
    for _ in range(2 * 60):
        (entry,) = entry["children"]
    assert entry["id"] == "c60"


def test_a_deep_markdown_page_is_written(deep: Scene, deep_entries: tuple[OutlineNode, ...]) -> None:
    page = markdown_page(deep, deep_entries)
    assert page.count("\n### ") == DEEP


def test_deep_dot_text_has_every_step(deep: Scene) -> None:
    assert dot_source(deep, Options()).count("->") == DEEP - 1 + 1  # and the answer to the issue


def test_a_deep_map_is_told_and_not_rearranged(deep: Scene) -> None:
    order = arranged(deep, Options()).order
    assert order[:4] == ("i", "c0", "r0", "c1")
    assert len(order) == 2 * DEEP


def test_a_deep_chain_of_undercuts_is_told_and_not_rearranged() -> None:
    """Three nodes, and a thousand steps, each against the one before."""
    steps = ["r0: a supports t", "s: b supports t", *(f"r{n + 1}: a undercuts r{n}" for n in range(1_000))]
    shown = scene(whole(small(*steps, theses={"i": "t"})))
    assert sum(1 for entry in outline(shown) for _ in entry.walk()) == 2 + 2 * len(steps)
    assert len(arranged(shown, Options()).order) == 4 + len(steps)


def test_on_a_terminal_no_depth_squeezes_the_text_away() -> None:
    steps = [f"r{n}: c{n + 1} supports c{n}" for n in range(100)]
    shown = _on_terminal(outline(scene(whole(small(*steps)))))
    assert all(f"This is claim c{n}." in " ".join(shown.split()) for n in range(101))
