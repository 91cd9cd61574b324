"""Where a discussion turns. Expected values: by hand, on stances written out. Ann writes p1, p4, p7, Ben p2, p5, p8."""

from __future__ import annotations

import pytest

from argmap.dialogue.overview import dialogue
from argmap.model import ArgumentMap
from tests.graph.small import small

TWO = {"i": "t u"}
THREE = {"i": "t u v"}

# Each row: stances, and Ann's retreats as claim, post of the assertion, post of the retreat, manner, instead.
RETREATS = {
    "none": (["ann p1 asserts a", "ann p4 asserts a"], []),
    "a retraction": (["ann p1 asserts a", "ann p4 retracts a"], [("a", 1, 4, "retracted", "")]),
    "a retraction of what nobody recorded": (["ann p4 retracts a"], [("a", None, 4, "retracted", "")]),
    "a denial": (["ann p1 asserts a", "ann p4 denies a"], [("a", 1, 4, "denied", "")]),
    "a denial alone is none": (["ann p4 denies a"], []),
    "giving up twice is once": (
        ["ann p1 asserts a", "ann p4 denies a", "ann p7 retracts a"],
        [("a", 1, 4, "denied", "")],
    ),
    "asserting again and giving up again is twice": (
        ["ann p1 asserts a", "ann p2 retracts a", "ann p4 asserts a", "ann p7 retracts a"],
        [("a", 1, 2, "retracted", ""), ("a", 4, 7, "retracted", "")],
    ),
    "not within one post": (["ann p1 asserts a", "ann p1 denies a"], []),
    "somebody else's denial is none": (["ann p1 asserts a", "ben p2 denies a"], []),
    "a concession taken back is none": (["ann p1 concedes a", "ann p4 denies a"], []),
    "a thesis given up for its rival": (
        ["ann p1 asserts t", "ann p4 retracts t", "ann p4 asserts u"],
        [("t", 1, 4, "retracted", "u")],
    ),
    "a thesis replaced by its rival": (
        ["ann p1 asserts t", "ann p4 asserts u"],
        [("t", 1, 4, "replaced", "u")],
    ),
    "not by one asserted before": (["ann p1 asserts t", "ann p1 asserts u", "ann p4 asserts u"], []),
}


@pytest.mark.parametrize(("stances", "expected"), RETREATS.values(), ids=RETREATS)
@pytest.mark.parametrize("turn", [1, -1], ids=["as written", "reversed"])
def test_retreats(
    stances: list[str], expected: list[tuple[str, int | None, int, str, str]], turn: int
) -> None:
    found = [
        r for r in dialogue(small(stances=stances[::turn], theses=TWO)).retreats if r.participant == "ann"
    ]
    assert [(r.claim, r.asserted_in, r.number, r.manner, " ".join(r.instead)) for r in found] == expected


SHIFTS = {
    "who stays does not change": (["ann p1 asserts t", "ann p4 asserts t"], []),
    "from one to the other": (
        ["ann p1 asserts t", "ann p4 retracts t", "ann p7 asserts u"],
        [("t", 1, "u", 7)],
    ),
    "to nothing": (["ann p1 asserts t", "ann p4 retracts t"], [("t", 1, "", 4)]),
    "to both": (["ann p1 asserts t", "ann p4 concedes u"], [("t", 1, "t u", 4)]),
    "there and back is none": (["ann p1 asserts t", "ann p4 retracts t", "ann p7 asserts t"], []),
    "a question is none": (["ann p1 asserts t", "ann p4 questions t"], []),
    "who never accepted did not change": (["ann p1 denies t", "ann p4 retracts u"], []),
}


@pytest.mark.parametrize(("stances", "expected"), SHIFTS.values(), ids=SHIFTS)
def test_changes(stances: list[str], expected: list[tuple[str, int, str, int]]) -> None:
    found = dialogue(small(stances=stances, theses=THREE)).shifts
    assert [(" ".join(c.began), c.began_in, " ".join(c.ended), c.ended_in) for c in found] == expected


STANDPOINTS = {
    "what is asserted": (["ann p1 asserts t"], THREE, [("ann", "t")]),
    "what is granted": (["ann p1 concedes t", "ann p1 asserts v"], THREE, [("ann", "t v")]),
    "the rival of what is denied, of two": (["ann p1 denies t"], TWO, [("ann", "u")]),
    "but not of three": (["ann p1 denies t"], THREE, []),
    "nothing, after a retraction": (["ann p1 asserts t", "ann p4 retracts t"], TWO, []),
    "in the order of the thread": (
        ["cid p3 asserts t", "ann p4 asserts u"],
        TWO,
        [("ann", "u"), ("cid", "t")],
    ),
}


@pytest.mark.parametrize(("stances", "theses", "expected"), STANDPOINTS.values(), ids=STANDPOINTS)
def test_standpoints(stances: list[str], theses: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = dialogue(small(stances=stances, theses=theses)).standpoints
    assert [(s.participant, " ".join(s.theses)) for s in found] == expected


def test_turning_points_are_concessions_denials_and_retractions_in_order() -> None:
    stances = ["ben p5 retracts a", "ann p1 asserts a", "cid p3 denies a", "ben p2 concedes a"]
    found = dialogue(small(stances=[*stances, "cid p3 questions b", stances[0]])).turning_points
    assert [(str(m.speaker), str(m.stance)) for m in found] == [
        ("Ben #2", "concedes"),
        ("Cid #3", "denies"),
        ("Ben #5", "retracts"),
    ]


def test_nobody_in_the_bundled_thread_takes_a_thesis_back(math_in_ml: ArgumentMap) -> None:
    """The note in data/math-in-ml/map.yaml says so. The turning points are six concessions and one denial."""
    found = dialogue(math_in_ml)
    assert (found.shifts, found.retreats, len(found.turning_points)) == ((), (), 7)


def test_a_map_without_thread_has_no_turns() -> None:
    map = small("r: a supports t", unstated=["a", "t"], thread=None, theses={})
    assert (
        dialogue(map).turning_points,
        dialogue(map).shifts,
        dialogue(map).retreats,
        dialogue(map).standpoints,
    ) == ((), (), (), ())
