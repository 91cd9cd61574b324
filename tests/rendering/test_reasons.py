"""Reasons as a tree: every reason is told once, in words. Expected trees: written by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from argmap.evaluation.explanation import Grounds, grounded_reasons
from argmap.evaluation.theory import DEFAULT, Interpretation, theory
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.report.naming import Names
from argmap.rendering.report.reasons import GROUNDS, reason_tree, sentence
from argmap.rendering.scene import scene
from argmap.rendering.text.tree import tree_text
from tests.graph.small import small, tangles


def tree(map: ArgumentMap, name: str, reading: Interpretation = DEFAULT) -> OutlineNode:
    return reason_tree(scene(whole(map)), grounded_reasons(theory(map, reading)), name)


def lines(map: ArgumentMap, name: str, reading: Interpretation = DEFAULT) -> list[str]:
    """Return each line of a tree as depth, id and what it says."""
    return [
        f"{depth} {entry.id}: {'see above' if entry.repeated else entry.note}"
        for depth, entry in tree(map, name, reading).walk()
    ]


@given(tangles())
def test_every_reason_is_told_once_and_all_it_rests_on_stands_below(map: ArgumentMap) -> None:
    reasons = grounded_reasons(theory(map))
    told = scene(whole(map))
    for name in reasons:
        entries = [entry for _, entry in reason_tree(told, reasons, name).walk()]
        full = Counter(entry.id for entry in entries if not entry.repeated)
        assert set(full.values()) == {1}
        assert full.keys() == {entry.id for entry in entries}
        for entry in entries:
            below = tuple(child.id for child in entry.children)
            assert below == (() if entry.repeated else reasons[entry.id].rests_on)
            assert entry.status is reasons[entry.id].label


def test_a_reinstated_claim() -> None:
    map = small("r: a attacks b", "s: b attacks c")
    assert lines(map, "c") == [
        "0 c: is accepted: every objection to it is rejected",
        "1 s: is rejected: this premise is rejected",
        "2 b: is rejected: this objection is accepted",
        "3 r: is accepted",
        "4 a: is accepted: nobody objects to it",
    ]


def test_an_undercut_reason() -> None:
    map = small("r: a supports b", "s: c undercuts r")
    assert lines(map, "b") == [
        "0 b: is rejected: none of its reasons is accepted",
        "1 r: is rejected: this undercut is accepted",
        "2 s: is accepted",
        "3 c: is accepted: nobody objects to it",
    ]


def test_a_circle_of_reasons() -> None:
    map = small("r: a supports b", "s: b supports a")
    assert lines(map, "b") == [
        "0 b: is rejected: its reasons depend on the claim itself",
        "1 r: is rejected: this premise is rejected",
        "2 a: is rejected: its reasons depend on the claim itself",
        "3 s: is rejected: this premise is rejected",
        "4 b: see above",
    ]


def test_an_assumption() -> None:
    map = small("r: a attacks b")
    assert lines(map, "b", Interpretation(reject=frozenset("a")))[-1] == "2 a: is rejected: that is assumed"


def test_what_is_open_names_its_circle() -> None:
    map = small("r: a attacks b", "s: b attacks a", "q: b attacks c")
    first, *_ = lines(map, "c")
    assert first.startswith("0 c: is undecided: it depends on a cycle: ")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["r: a attacks t"],
            "is rejected, because “This is claim a” attacks it and is accepted (nobody objects to it)",
        ),
        (
            ["r: a + b attacks t"],
            "is rejected, because “This is claim a” and “This is claim b” attack it and are accepted (nobody objects to them)",
        ),
        (
            ["r: a supports t"],
            "is accepted, because “This is claim a” supports it and is accepted (nobody objects to it)",
        ),
        (
            ["r: a attacks t", "s: b attacks a", "q: c attacks b"],
            "is rejected, because “This is claim a” attacks it and is accepted (every objection to it is rejected)",
        ),
        (
            ["r: a + d attacks t", "s: b attacks a", "q: c attacks b", "p: b attacks d"],
            (
                "is rejected, because “This is claim a” and “This is claim d” attack it and are accepted "
                "(every objection to them is rejected)"
            ),
        ),
        (
            ["r: a supports t", "s: b supports a"],
            "is accepted, because “This is claim a” supports it and is accepted",
        ),
        (["r: a supports t", "s: b attacks a"], "is rejected: none of its reasons is accepted"),
        (["r: a supports t", "s: t supports a"], "is rejected: its reasons depend on the claim itself"),
        (["r: a attacks t", "s: b attacks a"], "is accepted: every objection to it is rejected"),
        ([], "is accepted: nobody objects to it"),
    ],
)
def test_the_sentence_of_a_thesis(steps: list[str], expected: str) -> None:
    map = small(*steps, theses={"i": "t"})
    reasons = grounded_reasons(theory(map))
    assert sentence(Names(map), scene(whole(map)), reasons, "t") == expected


def test_a_rival_is_named() -> None:
    map, reading = small(theses={"i": "t u"}), Interpretation(rivals=True, accept=frozenset("u"))
    reasons = grounded_reasons(theory(map, reading))
    told = sentence(Names(map), scene(whole(map)), reasons, "t")
    assert told == "is rejected, because its rival “This is claim u” is accepted"


def test_no_ground_is_without_words() -> None:
    assert {*GROUNDS, Grounds.OPEN} == set(Grounds)


def test_ten_thousand_steps_deep() -> None:
    depth = 10_000
    map = small(*(f"r{n}: c{n + 1} attacks c{n}" for n in range(depth)))
    assert len(tree_text([tree(map, "c0")]).splitlines()) == 2 * depth + 1
