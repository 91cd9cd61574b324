"""Who said what, who granted it and what is common ground. Expected values: by hand, on stances written out."""

from __future__ import annotations

import pytest

from argmap.dialogue.commitments import Voice, common_ground, doubts, taken, voices
from argmap.model import ArgumentMap, Stance
from tests.graph.small import changed, small

# Ann writes p1, p4 and p7, Ben p2, p5 and p8, Cid p3, p6 and p9. Each row: stances, who shares claim a at the end.
GROUND = {
    "two assert it": (["ann p1 asserts a", "ben p2 asserts a"], ("Ann", "Ben")),
    "one asserts, one concedes": (["ann p1 asserts a", "ben p2 concedes a"], ("Ann", "Ben")),
    "names are in order": (
        ["cid p3 asserts a", "ben p2 asserts a", "ann p1 asserts a"],
        ("Ann", "Ben", "Cid"),
    ),
    "one alone shares nothing": (["ann p1 asserts a", "ann p4 concedes a"], None),
    "a denial breaks it": (["ann p1 asserts a", "ben p2 asserts a", "cid p3 denies a"], None),
    "who denies later breaks it": (["ann p1 asserts a", "ben p2 asserts a", "ben p5 denies a"], None),
    "who denied earlier may come round": (
        ["ann p1 denies a", "ben p2 asserts a", "ann p4 concedes a"],
        ("Ann", "Ben"),
    ),
    "a retraction takes one out": (["ann p1 asserts a", "ben p2 asserts a", "ben p5 retracts a"], None),
    "a retraction leaves the others": (
        ["ann p1 asserts a", "ben p2 asserts a", "cid p3 asserts a", "cid p6 retracts a"],
        ("Ann", "Ben"),
    ),
    "a denial taken back no longer breaks it": (
        ["ann p1 asserts a", "ben p2 asserts a", "cid p3 denies a", "cid p6 retracts a"],
        ("Ann", "Ben"),
    ),
    "who retracts may assert again": (
        ["ann p1 asserts a", "ben p2 asserts a", "ben p5 retracts a", "ben p8 asserts a"],
        ("Ann", "Ben"),
    ),
    "a question changes nothing": (
        ["ann p1 asserts a", "ben p2 asserts a", "ben p5 questions a"],
        ("Ann", "Ben"),
    ),
    "a question accepts nothing": (["ann p1 asserts a", "ben p2 questions a"], None),
    "a question of a third rejects nothing": (
        ["ann p1 asserts a", "ben p2 asserts a", "cid p3 questions a"],
        ("Ann", "Ben"),
    ),
    "another claim is another matter": (["ann p1 asserts a", "ben p2 asserts b"], None),
}


@pytest.mark.parametrize(("stances", "expected"), GROUND.values(), ids=GROUND)
def test_common_ground(stances: list[str], expected: tuple[str, ...] | None) -> None:
    assert common_ground(small(stances=stances)).get("a") == expected


@pytest.mark.parametrize(("stances", "expected"), GROUND.values(), ids=GROUND)
def test_common_ground_follows_the_thread_and_not_the_file(
    stances: list[str], expected: tuple[str, ...] | None
) -> None:
    assert common_ground(small(stances=stances[::-1])).get("a") == expected


def test_the_bundled_thread_agrees_on_three_points(math_in_ml: ArgumentMap) -> None:
    """The note in data/math-in-ml/map.yaml says which; on linear algebra and measure theory by implication."""
    shared = dict.fromkeys(
        ("linear-algebra-needed", "math-is-very-useful", "measure-theory-not-needed"),
        ("Commenter B", "Commenter C"),
    )
    assert common_ground(math_in_ml) == shared


def test_a_voice_is_the_author_of_the_quoted_post() -> None:
    assert voices(small("r: a supports t", said={"a": "p2"}))["a"] == (Voice(2, "Ben"),)


def test_voices_are_in_the_order_of_the_thread_and_told_once() -> None:
    map = small(said={"a": "p5"})
    claim = map.claims[0]
    quotes = [changed(claim.quotes[0], post=post) for post in ("p5", "p3", "p5", "p1")]
    twice = changed(map, claims=[changed(claim, quotes=quotes)])
    assert voices(twice)["a"] == (Voice(1, "Ann"), Voice(3, "Cid"), Voice(5, "Ben"))


def test_an_unstated_premise_and_an_unquoted_example_have_no_voice() -> None:
    map = small("r: a + e supports t", unstated=["a"], examples=["e"])
    assert (voices(map)["a"], voices(map)["e"]) == ((), ())


def test_a_post_without_author_speaks_by_its_number() -> None:
    map = small(said={"a": "p2"})
    assert map.thread is not None
    posts = [changed(post, author=None) for post in map.thread.posts]
    nameless = changed(map, thread=changed(map.thread, posts=posts))
    assert [str(voice) for voice in voices(nameless)["a"]] == ["#2"]


STANCES = [
    "ben p5 concedes a",
    "ann p1 concedes a",
    "ann p1 concedes a",
    "cid p3 denies a",
    "cid p6 asserts b",
]


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        (Stance.CONCEDES, {"a": (Voice(1, "Ann"), Voice(5, "Ben"))}),
        (Stance.DENIES, {"a": (Voice(3, "Cid"),)}),
        (Stance.ASSERTS, {"b": (Voice(6, "Cid"),)}),
        (Stance.RETRACTS, {}),
    ],
)
def test_taken_lists_one_stance_in_the_order_of_the_thread(
    stance: Stance, expected: dict[str, tuple[Voice, ...]]
) -> None:
    assert taken(small(stances=STANCES), stance) == expected


def test_a_map_without_thread_has_no_voices_and_no_common_ground() -> None:
    map = small("r: a supports t", unstated=["a", "t"], thread=None)
    assert (voices(map), common_ground(map)) == ({"a": (), "t": ()}, {})


def test_the_bundled_map_tells_who_questions_denies_and_retracts(math_in_ml: ArgumentMap) -> None:
    assert doubts(math_in_ml) == {
        "math-is-essential": ("questioned by Commenter B #3",),
        "hard-requirement": ("denied by Commenter B #8",),
    }
