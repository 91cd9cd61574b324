"""Marks of status and strength: in outlines and pictures by sign and shape, not by colour alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.evaluation.labels import acceptability
from argmap.evaluation.strength import solved, strengths
from argmap.evaluation.theory import theory
from argmap.graph.views import whole
from argmap.model import Label
from argmap.rendering.marks import CELLS, NO_MARKS, SIGNS, bar, marks
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text.tree import json_text, tab_lines, tree_text
from tests.graph.small import small

MAP = small(
    "r: a supports t",
    "s: b attacks t",
    "q: c attacks d",
    "p: d attacks c",
    "o: c supports t",
    "w: b attacks u",
    theses={"i": "t"},
)


def test_nothing_is_marked_unless_asked_for() -> None:
    assert marks(MAP) == NO_MARKS
    assert not [
        sign for sign in SIGNS.values() if sign in tree_text(outline(scene(whole(small("r: a supports b")))))
    ]


def test_status_marks_are_the_grounded_labels() -> None:
    assert marks(MAP, status=True).status == acceptability(theory(MAP)).labels
    assert marks(MAP, status=True).strength == {}


def test_strength_marks_are_those_of_the_default_model() -> None:
    assert marks(MAP, strength=True).strength == strengths(solved(MAP)).values


def test_each_label_has_a_sign_of_its_own() -> None:
    assert SIGNS.keys() == set(Label)
    assert len(set(SIGNS.values())) == len(Label)


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        (0.0, "▱▱▱▱▱ 0.00"),
        (0.5, "▰▰▰▱▱ 0.50"),
        (0.49, "▰▰▱▱▱ 0.49"),
        (0.62, "▰▰▰▱▱ 0.62"),
        (1.0, "▰▰▰▰▰ 1.00"),
    ],
)
def test_bars_by_hand(strength: float, expected: str) -> None:
    assert bar(strength) == expected


@given(st.floats(0, 1))
def test_every_bar_has_the_same_cells(strength: float) -> None:
    cells, number = bar(strength).split()
    assert len(cells) == CELLS
    assert abs(float(number) - strength) <= 0.005 + 1e-9


def test_the_tree_shows_signs_and_bars() -> None:
    lines = tree_text(outline(scene(whole(MAP), marks(MAP, status=True, strength=True)))).splitlines()
    found = {line.split("[")[-1].rstrip("]"): line for line in lines if line.endswith("]")}
    # By the page on acceptability: an objection rejects a bare word (u), and leaves what has a reason undecided (t).
    assert "? " in found["t"]
    assert "× " in found["u"]
    assert "✓ " in found["a"]
    assert "? " in found["c"]
    assert all("▰" in found[name] for name in ("t", "a", "b"))


def test_lines_get_two_more_fields() -> None:
    told = scene(whole(MAP), marks(MAP, status=True, strength=True))
    rows = {row[3]: row for row in (line.split("\t") for line in tab_lines(outline(told)).splitlines())}
    assert {len(row) for row in rows.values()} == {9}
    assert rows["t"][7:] == ["undecided", f"{strengths(solved(MAP)).values['t']:.4f}"]


def test_json_has_status_and_strength() -> None:
    told = scene(whole(MAP), marks(MAP, status=True, strength=True))
    issue, rejected = json.loads(json_text(outline(told)))
    assert rejected["status"] == "out"
    assert issue["children"][0]["status"] == "undecided"
    assert issue["children"][0]["strength"] == pytest.approx(strengths(solved(MAP)).values["t"])
