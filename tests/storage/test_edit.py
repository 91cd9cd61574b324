"""Edits in place: only what was asked for changes, by comparison of the data and of every other line."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Edit, Removed
from argmap.storage.edit import CannotEdit, edited
from argmap.storage.files import Limits

TEXT = """\
# top
claims:
  - id: a   # keep
    text: Some text here.   # comment
    quotes:
      - {post: p1, exact: hello world}   # q
      - post: p2
        exact: 'it''s so'
      - {post: p3, exact: "x"}
    # tail
  - {id: b, text: "B", implicit: true}
  - id: c
    text: >-
      folded
      text
    note: |
      kept
relations: [{id: r1, premises: [a, b, a]}, {id: r2}]
"""

# Each row: the edit, the line that changes (None: it goes), and what it becomes.
CASES: dict[str, tuple[Edit, str, str | None]] = {
    "a plain text": (
        Edit(("claims", 0, "text"), "New text."),
        "    text: Some text here.   # comment",
        "    text: New text.   # comment",
    ),
    "a text that needs quotes": (
        Edit(("claims", 0, "text"), "New: text"),
        "    text: Some text here.   # comment",
        '    text: "New: text"   # comment',
    ),
    "a text that looks like a number": (
        Edit(("claims", 0, "text"), "12"),
        "    text: Some text here.   # comment",
        '    text: "12"   # comment',
    ),
    "a text in single quotes": (
        Edit(("claims", 0, "quotes", 1, "exact"), "it's not"),
        "        exact: 'it''s so'",
        "        exact: 'it''s not'",
    ),
    "a text in double quotes": (
        Edit(("claims", 1, "text"), 'B "and" C'),
        '  - {id: b, text: "B", implicit: true}',
        '  - {id: b, text: "B \\"and\\" C", implicit: true}',
    ),
    "a key in braces": (
        Edit(("claims", 0, "quotes", 0, "suffix"), "x, y"),
        "      - {post: p1, exact: hello world}   # q",
        '      - {post: p1, exact: hello world, suffix: "x, y"}   # q',
    ),
    "an item in brackets": (
        Edit(("relations", 0, "premises", 2), Removed),
        "relations: [{id: r1, premises: [a, b, a]}, {id: r2}]",
        "relations: [{id: r1, premises: [a, b]}, {id: r2}]",
    ),
    "the first item in brackets": (
        Edit(("relations", 0), Removed),
        "relations: [{id: r1, premises: [a, b, a]}, {id: r2}]",
        "relations: [{id: r2}]",
    ),
    "an item on a line": (Edit(("claims", 1), Removed), '  - {id: b, text: "B", implicit: true}', None),
    "the last key in braces": (
        Edit(("claims", 1, "implicit"), Removed),
        '  - {id: b, text: "B", implicit: true}',
        '  - {id: b, text: "B"}',
    ),
}


@pytest.mark.parametrize(("edit", "line", "new"), CASES.values(), ids=CASES)
def test_one_line_changes(edit: Edit, line: str, new: str | None) -> None:
    lines = TEXT.splitlines()
    expected = [new if old == line else old for old in lines]
    assert edited(TEXT, [edit], Limits()).splitlines() == [row for row in expected if row is not None]


def test_a_key_is_added_on_a_line_of_its_own_after_the_last() -> None:
    changed = edited(TEXT, [Edit(("claims", 0, "quotes", 1, "prefix"), "say")], Limits())
    assert "        exact: 'it''s so'\n        prefix: say\n" in changed


def test_a_key_is_added_after_a_block_text_which_keeps_its_lines() -> None:
    changed = edited(TEXT, [Edit(("claims", 2, "label"), "C")], Limits())
    assert "    note: |\n      kept\n    label: C\nrelations:" in changed


def test_the_first_key_of_an_item_is_removed_with_its_line_and_the_dash_stays() -> None:
    changed = edited(TEXT, [Edit(("claims", 2, "id"), Removed)], Limits())
    assert "  - text: >-\n      folded\n" in changed


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\nc: 2\n", "a: !!str 1\nc: 2\n"], ids=["anchor", "tag"])
def test_edits_beside_anchors_and_tags_leave_them_alone(text: str) -> None:
    assert edited(text, [Edit(("c",), "new")], Limits()) == text.replace("c: 2", "c: new")


def test_windows_line_ends_stay_and_new_lines_get_them_too() -> None:
    text = TEXT.replace("\n", "\r\n")
    changed = edited(text, [Edit(("claims", 0, "quotes", 1, "prefix"), "say")], Limits())
    assert changed == text.replace("exact: 'it''s so'\r\n", "exact: 'it''s so'\r\n        prefix: say\r\n")


def test_a_block_text_is_replaced_whole() -> None:
    changed = edited(TEXT, [Edit(("claims", 2, "text"), "new")], Limits())
    assert "    text: new\n    note: |\n" in changed


def test_several_edits_are_made_at_once() -> None:
    edits = [
        Edit(("claims", 0, "text"), "One."),
        Edit(("claims", 1), Removed),
        Edit(("relations", 0, "premises", 2), Removed),
    ]
    data = yaml.safe_load(edited(TEXT, edits, Limits()))
    assert [claim["id"] for claim in data["claims"]] == ["a", "c"]
    assert data["claims"][0]["text"] == "One."
    assert data["relations"][0]["premises"] == ["a", "b"]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(("claims", 9, "text"), "x"),
        Edit(("claims", 0, "quotes"), "x"),
        Edit(("nothing",), Removed),
    ],
    ids=["no such item", "a list", "no such key"],
)
def test_what_cannot_be_changed_in_place_is_refused(edit: Edit) -> None:
    with pytest.raises(CannotEdit):
        edited(TEXT, [edit], Limits())


def test_bytes_of_the_command_line_that_are_no_utf8_are_told() -> None:
    """Python hands them over as half pairs, which no file may hold."""
    with pytest.raises(CannotEdit, match=r"^claims\[0\]\.text would hold bytes that are no UTF-8"):
        edited(TEXT, [Edit(("claims", 0, "text"), "Gr\udcf6\udcdfe")], Limits())


def test_two_edits_of_one_value_are_refused() -> None:
    edits = [Edit(("claims", 0, "text"), "One."), Edit(("claims", 0, "text"), "Two.")]
    with pytest.raises(CannotEdit):
        edited(TEXT, edits, Limits())


# PyYAML, the judge, refuses control characters, and they cannot stand in a YAML text.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
keys = st.sampled_from(["id", "text", "exact", "prefix"])
records = st.dictionaries(keys, texts, min_size=1)
documents = st.dictionaries(
    st.sampled_from(["claims", "quotes"]), st.lists(records, min_size=1, max_size=4), min_size=1
)


def written(data: Any, style: str) -> str:
    if style == "json":
        return json.dumps(data, indent=1, ensure_ascii=False)
    return str(
        yaml.safe_dump(data, allow_unicode=True, default_flow_style={"flow": True, "block": False}.get(style))
    )


@given(documents, st.sampled_from(["json", "flow", "block", "mixed"]), texts, st.data())
def test_an_edit_gives_the_data_with_just_that_edit_or_is_refused(
    document: dict[str, list[dict[str, str]]], style: str, value: str, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(sorted(document)))
    index = data.draw(st.integers(0, len(document[field]) - 1))
    key = data.draw(keys)
    text = written(document, style)
    try:
        changed = edited(text, [Edit((field, index, key), value)], Limits())
    except CannotEdit:
        return
    document[field][index][key] = value
    assert yaml.safe_load(changed) == document
