"""Where the sides meet. Expected values: by hand, on stances written out. Ann writes p1, Ben p2, Cid p3, and so on."""

from __future__ import annotations

import pytest

from argmap.dialogue.overview import dialogue
from argmap.model import ArgumentMap
from tests.graph.small import small

TWO = {"i": "t u"}
SHARED = ["ann p1 asserts a", "ben p2 accepts a"]

# Each row: stances beside the shared claim a, and the issues on which its holders differ.
GROUND = {
    "rivals share it": (["ann p1 asserts t", "ben p2 asserts u"], [("a", "i")]),
    "friends share it, which is no meeting": (["ann p1 asserts t", "ben p2 asserts t"], []),
    "who takes no side meets nobody": (["ann p1 asserts t"], []),
    "who holds both theses stands with either": (
        ["ann p1 asserts t", "ben p2 asserts u", "ben p2 accepts t"],
        [],
    ),
    "the side in the end counts": (
        ["ann p1 asserts t", "ben p2 asserts t", "ben p5 retracts t", "ben p5 asserts u"],
        [("a", "i")],
    ),
    "a denial by a third breaks it": (
        ["ann p1 asserts t", "ben p2 asserts u", "cid p3 denies a"],
        [],
    ),
    "to deny one of two is to stand with the other": (["ann p1 asserts t", "ben p2 denies t"], [("a", "i")]),
}


@pytest.mark.parametrize(("stances", "expected"), GROUND.values(), ids=GROUND)
def test_ground_that_sides_share(stances: list[str], expected: list[tuple[str, str]]) -> None:
    found = dialogue(small(stances=[*SHARED, *stances], theses=TWO)).shared_ground
    assert [(ground.claim, " ".join(ground.issues)) for ground in found] == expected
    assert all(ground.names == ("Ann", "Ben") for ground in found)


# Each row: steps, stances beside "ben p2 concedes a", and what the concession helps, hurts, and to whom it is made.
CONCESSIONS = {
    "a reason for the other side": (
        ["r: a supports t"],
        ["ann p1 asserts t", "ben p2 asserts u"],
        ("t", "", "Ann"),
    ),
    "an objection to one's own side": (
        ["r: a attacks u"],
        ["ann p1 asserts t", "ben p2 asserts u"],
        ("t", "u", "Ann"),
    ),
    "to whoever has asserted it": ([], ["cid p1 asserts a"], ("", "", "Cid")),
    "to nobody who says it only later": ([], ["cid p3 asserts a"], ("", "", "")),
    "what helps both sides helps the other": (
        ["r: a supports t", "s: a supports u"],
        ["ben p2 asserts u"],
        ("t", "", ""),
    ),
    "one's former thesis is no help for others": (
        ["r: a supports t"],
        ["ben p2 asserts t", "ben p5 retracts t"],
        ("", "", ""),
    ),
    "what speaks for and against a thesis is no help": (
        ["r: a supports t", "s: a attacks t"],
        ["ann p1 asserts t"],
        ("", "", ""),
    ),
    "the thesis itself": ([], ["ann p1 asserts t", "ben p2 asserts u", "ben p5 concedes t"], ("", "", "")),
}


@pytest.mark.parametrize(("steps", "stances", "expected"), CONCESSIONS.values(), ids=CONCESSIONS)
def test_whom_a_concession_helps(
    steps: list[str], stances: list[str], expected: tuple[str, str, str]
) -> None:
    map = small(*steps, stances=["ben p2 concedes a", *stances], theses=TWO)
    first = next(granted for granted in dialogue(map).concessions if granted.claim == "a")
    assert (" ".join(first.helps), " ".join(first.hurts), " ".join(first.to)) == expected
    assert str(first.speaker) == "Ben #2"


def test_the_common_ground_of_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    """Commenters B and C answer different sub-questions of one issue, and agree on three points (posts 3, 6 and 8)."""
    shared = {ground.claim: ground.issues for ground in dialogue(math_in_ml).shared_ground}
    assert shared == dict.fromkeys(
        ["linear-algebra-needed", "math-is-very-useful", "measure-theory-not-needed"], ("need",)
    )


def test_a_concession_to_who_holds_it_is_common_ground() -> None:
    """To concede is to grant against one's own side, so it shows two sides where no thesis does."""
    granted = dialogue(small(stances=["ann p1 asserts a", "ben p2 concedes a"], theses=TWO)).shared_ground
    assert [(ground.claim, ground.names, ground.issues) for ground in granted] == [("a", ("Ann", "Ben"), ())]
    alone = dialogue(small(stances=["ann p1 concedes a", "ben p2 concedes a"], theses=TWO)).shared_ground
    assert alone == ()


def test_the_concessions_of_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    """Read off the commitments and relations of data/math-in-ml/map.yaml by hand."""
    found = [(str(c.speaker), c.claim, c.helps) for c in dialogue(math_in_ml).concessions]
    assert found == [
        ("Commenter B #3", "linear-algebra-needed", ("math-is-essential",)),
        ("Commenter B #4", "theory-is-math-heavy", ("hard-requirement",)),
        ("Commenter C #6", "measure-theory-not-needed", ()),
        ("Commenter C #7", "systems-also-important", ()),
        ("Commenter B #8", "math-is-very-useful", ()),
        ("Commenter B #8", "some-contributions-purely-math", ()),
    ]
