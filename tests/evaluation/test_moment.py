"""The map as it was after a post. Expected values: the course of labels, which another test holds against a second implementation."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.evaluation.moment import map_after
from argmap.evaluation.theory import theory
from argmap.evaluation.timeline import appearances, courses
from argmap.model import ArgumentMap
from argmap.study import Study
from tests.evaluation.discussions import discussions
from tests.evaluation.test_timeline import talks
from tests.graph.small import changed, small
from tests.strategies import maps


@given(talks() | maps() | discussions(), st.integers(1, 6))
@settings(max_examples=40)
def test_the_labels_of_the_map_after_a_post_are_those_that_it_had_then(map: ArgumentMap, number: int) -> None:
    assert map.thread is not None
    number = min(number, len(map.thread.posts))
    known = appearances(map)
    then = Study(map_after(map, number, known))
    labels = {
        name: [label for first, label in course if first <= number][-1]
        for name, course in courses(theory(map)).items()
        if known[name] <= number
    }
    assert then.labels == labels


def test_words_stances_and_answers_of_later_posts_are_left_out() -> None:
    """By hand: Ann says t in post 1 and again in post 4; Ben denies it in post 2 and asks in 5, answered in 6."""
    map = small(
        "r1: a supports t", theses={"q": "t"}, said={"t": "p1", "a": "p3"}, stances=["ben p2 denies t"]
    )
    thesis, *others = map.claims
    again = [*thesis.quotes, changed(thesis.quotes[0], post="p4")]
    asked = {"id": "why", "post": "p5", "text": "Why?", "about": "t", "answered_by": [{"post": "p6"}]}
    whole = changed(map, claims=[changed(thesis, quotes=again), *others], questions=[asked])
    known = appearances(whole)
    seen = {
        number: (
            [c.id for c in then.claims],
            len(then.claims[0].quotes),
            len(then.relations),
            len(then.commitments),
            [len(q.answered_by) for q in then.questions],
        )
        for number in (1, 2, 3, 4, 5, 6)
        for then in [map_after(whole, number, known)]
    }
    assert seen == {
        1: (["t"], 1, 0, 0, []),
        2: (["t"], 1, 0, 1, []),
        3: (["t", "a"], 1, 1, 1, []),
        4: (["t", "a"], 2, 1, 1, []),
        5: (["t", "a"], 2, 1, 1, [0]),
        6: (["t", "a"], 2, 1, 1, [1]),
    }


def test_a_condition_that_nobody_has_said_yet_is_one_in_words() -> None:
    map = small(said={"t": "p1", "a": "p3"}, stances=["ben p2 accepts t"])
    on_condition = {"participant": "ben", "post": "p2", "claim": "t", "stance": "accepts", "if": "a"}
    whole = changed(map, commitments=[on_condition])
    then = map_after(whole, 2, appearances(whole))
    assert then.commitments[0].condition == f"“{whole.nodes['a'].text}”"
    assert map_after(whole, 3, appearances(whole)).commitments == whole.commitments
