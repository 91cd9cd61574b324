"""Reasons as a tree: every reason is told once, in words. Expected trees: written by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from argmap.evaluation.reasons import grounded_reasons
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.graph.index import MapIndex
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.report.reasons import reason_tree
from argmap.rendering.scene import bare_scene, scene
from argmap.rendering.text.tree import tree_text
from tests.graph.small import small, tangles
from tests.strategies import maps


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


ARGUMENTS = Interpretation(Basis.ARGUMENTS_ONLY)


@given(maps() | tangles())
def test_a_tree_needs_no_more_than_the_bare_scene(map: ArgumentMap) -> None:
    reasons, index = grounded_reasons(theory(map)), MapIndex(map)
    for name in reasons:
        bare = reason_tree(bare_scene(map, index), reasons, name)
        assert bare == reason_tree(scene(whole(map)), reasons, name)


def test_a_reinstated_claim() -> None:
    map = small("r: a attacks b", "s: b attacks c")
    assert lines(map, "c") == [
        "0 c: is accepted on the word of Ann (post 1), and no objection to it is accepted",
        "1 s: does not count: this premise is not accepted",
        "2 b: is rejected: this objection is accepted",
        "3 r: counts",
        "4 a: is accepted on the word of Ann (post 1), and nobody objects to it",
    ]


def test_an_undercut_reason() -> None:
    map = small("r: a supports b", "s: c undercuts r")
    assert lines(map, "b") == ["0 b: is accepted on the word of Ann (post 1), and nobody objects to it"]
    assert lines(map, "b", ARGUMENTS) == [
        "0 b: is rejected, because none of its reasons is accepted",
        "1 r: does not count: this undercut is accepted",
        "2 s: counts",
        "3 c: is accepted: nobody objects to it",
    ]


def test_a_circle_of_reasons() -> None:
    map = small("r: a supports b", "s: b supports a")
    assert lines(map, "b", ARGUMENTS) == [
        "0 b: is rejected, because its reasons depend on the claim itself",
        "1 r: does not count: this premise is not accepted",
        "2 a: is rejected, because its reasons depend on the claim itself",
        "3 s: does not count: this premise is not accepted",
        "4 b: see above",
    ]


def test_an_assumption() -> None:
    map = small("r: a attacks b")
    assert lines(map, "b", Interpretation(reject=frozenset("a")))[-1] == "2 a: is rejected by assumption"


def test_what_is_open_names_its_circle() -> None:
    map = small("r: a attacks b", "s: b attacks a", "q: b attacks c")
    first, *_ = lines(map, "c")
    assert first == (
        "0 c: is undecided: it depends on a cycle: “This is claim a” → “This is claim b” → “This is claim a”"
    )


def test_a_long_cycle_is_not_named_in_full() -> None:
    """Ten thousand names in one sentence are no help."""
    size = 99
    map = small(*(f"r{n}: c{n} attacks c{(n + 1) % size}" for n in range(size)))
    assert "of 99 members" in lines(map, "c0")[0]
    assert len(lines(map, "c0")[0]) < 300


A, B = "“This is claim a”", "“This is claim b”"
# Each row: relations, further stances, and what is said of the thesis t, which Ann asserts in post 1.
SENTENCES = {
    "objection": (["r: a attacks t"], [], f"is rejected, because {A} speaks against it and is accepted"),
    "together": (
        ["r: a + b attacks t"],
        [],
        f"is rejected, because {A} and {B} speak against it and are accepted",
    ),
    "reason": (
        ["r: a supports t"],
        [],
        f"is accepted, because {A} speaks for it and is accepted, and nobody objects to it",
    ),
    "a reason against a bare denial": (
        ["r: a supports t"],
        ["ben p2 denies t"],
        f"is accepted, because {A} speaks for it and is accepted, although Ben (post 2) denies it",
    ),
    "contested": (
        ["r: a supports t", "s: b attacks t"],
        [],
        f"is undecided, because {A} speaks for it, {B} speaks against it, and neither answers the other",
    ),
    "a failed reason": (
        ["r: a supports t", "s: b attacks a"],
        [],
        "is undecided, because no reason for it is accepted, and a thesis needs one",
    ),
    "a bare word": ([], [], "is undecided, because Ann (post 1) asserts it without reasons"),
    "agreement": (
        [],
        ["ben p2 accepts t"],
        "is accepted, because Ann (post 1) and Ben (post 2) agree on it, and nobody objects to it",
    ),
    "word against word": (
        [],
        ["ben p2 denies t"],
        "is undecided, because Ben (post 2) denies it and nobody gives a reason",
    ),
    "a question": (
        [],
        ["ben p2 questions t"],
        "is undecided, because Ben (post 2) questions it and nobody gives a reason",
    ),
    "given up": (
        ["r: a supports t"],
        ["ann p4 retracts t"],
        "is undecided, because nobody holds it any more: Ann (post 4) gave it up",
    ),
    "denied by all": (
        [],
        ["ann p4 denies t", "ben p2 denies t"],
        "is rejected, because Ben (post 2) and Ann (post 4) deny it and nobody holds it",
    ),
    "only proposed": (
        [],
        ["ann p1 proposes t"],
        "is undecided, because Ann (post 1) only proposes it and nobody stands by it",
    ),
    "a questioned premise": (
        ["r: a supports t"],
        ["ben p2 questions a"],
        f"is undecided, because a reason for it depends on {A}, which is undecided: Ben (post 2) questions it and nobody gives a reason",
    ),
}


@pytest.mark.parametrize(("steps", "stances", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_the_sentence_of_a_thesis(steps: list[str], stances: list[str], expected: str) -> None:
    map = small(*steps, theses={"i": "t"}, stances=stances)
    assert Predicates(map, grounded_reasons(theory(map))).of("t") == expected


def test_what_is_accepted_although_all_deny_it_is_one_sentence() -> None:
    map = small(theses={"i": "t"}, stances=["ann p4 denies t", "ben p2 denies t"])
    told = Predicates(map, grounded_reasons(theory(map, Interpretation(Basis.WORD)))).of("t")
    assert told == "is accepted, although Ben (post 2) and Ann (post 4) deny it"


def test_a_rival_is_named() -> None:
    map, reading = small(theses={"i": "t u"}), Interpretation(rivals=True, accept=frozenset("u"))
    told = Predicates(map, grounded_reasons(theory(map, reading))).of("t")
    assert told == "is rejected, because its rival “This is claim u” is accepted"


def test_a_backing_against_an_undercut() -> None:
    map = small("r: a supports b", "s: c undercuts r")
    backed = map.model_dump(by_alias=True, exclude_none=True)
    backed["relations"] = [
        *backed["relations"],
        {"id": "q", "kind": "support", "premises": ["b"], "target": "r"},
    ]
    told = ArgumentMap.model_validate(backed)
    assert Predicates(told, grounded_reasons(theory(told))).of("r") == (
        "is undecided: a backing and an undercut are both accepted"
    )


@given(maps())
def test_every_label_of_any_map_has_words(map: ArgumentMap) -> None:
    """Whatever the ground, both ways of telling it say the label, and no word is missing."""
    people = map.thread.participants if map.thread else ()
    has_odd_names = any(person.name != " ".join(person.name.split()) for person in people)
    for basis in Basis:
        reasons = grounded_reasons(theory(map, Interpretation(basis)))
        for inline in (True, False):
            predicates = Predicates(map, reasons, inline)
            for name in reasons:
                said = predicates.of(name)
                assert said.startswith(
                    ("is accepted", "is rejected", "is undecided", "counts", "does not count")
                )
                assert "  " not in said or has_odd_names  # a name is said as it is recorded
                assert not said.endswith((":", ",", " "))


def test_thousands_of_steps_deep() -> None:
    depth = 3_000
    map = small(*(f"r{n}: c{n + 1} attacks c{n}" for n in range(depth)))
    assert len(tree_text([tree(map, "c0")]).splitlines()) == 2 * depth + 1
