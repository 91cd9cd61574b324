"""Threads: repeated posts, and what the thread model refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from argmap.errors import InvalidInput
from argmap.model import Participant, Post, Thread, ThreadSource
from tests.strategies import threads

HEAD = {
    "id": "t",
    "title": "T",
    "source": ThreadSource(kind="text"),
    "authorship": "unknown",
    "reply_structure": "unknown",
}


def thread(*posts: dict[str, Any], people: tuple[str, ...] = ()) -> Thread:
    participants = [Participant(id=name, name=name) for name in people]
    return Thread(**HEAD, participants=participants, posts=[Post(**post) for post in posts])


def violations(*posts: dict[str, Any], people: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return code and message of all that the thread model refuses in these posts."""
    with pytest.raises(InvalidInput) as caught:
        thread(*posts, people=people)
    return [(diagnostic.code, diagnostic.message) for diagnostic in caught.value.diagnostics]


def test_a_repeated_post_has_the_words_of_the_first() -> None:
    repeated = thread({"id": "p1", "text": "Yes."}, {"id": "p2", "repeats": "p1"})
    assert repeated.text_of("p2") == "Yes."


def test_a_repetition_of_a_repetition_has_the_words_of_the_first() -> None:
    chain = [{"id": f"p{n}", "repeats": f"p{n - 1}"} for n in range(2, 2_000)]
    assert thread({"id": "p1", "text": "Yes."}, *chain).text_of("p1999") == "Yes."


def test_a_post_may_be_empty() -> None:
    assert thread({"id": "p1", "text": ""}).text_of("p1") == ""


def test_asking_for_the_words_of_an_unknown_post_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="p9"):
        thread({"id": "p1", "text": "Yes."}).text_of("p9")


def test_posts_are_numbered_from_1_in_their_order() -> None:
    assert thread({"id": "b", "text": "x"}, {"id": "a", "text": "y"}).numbers == {"b": 1, "a": 2}


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        pytest.param(
            [{"id": "p1", "repeats": "p2"}, {"id": "p2", "text": "Yes."}],
            [("AM123", "post 'p1' cannot repeat 'p2', which does not come before it")],
            id="repeats a later post",
        ),
        pytest.param(
            [{"id": "p1", "repeats": "p1"}],
            [("AM123", "post 'p1' cannot repeat 'p1', which does not come before it")],
            id="repeats itself",
        ),
        pytest.param(
            [{"id": "p1", "repeats": "p2"}, {"id": "p2", "repeats": "p1"}],
            [("AM123", "post 'p1' cannot repeat 'p2', which does not come before it")],
            id="repeat each other",
        ),
        pytest.param(
            [{"id": "p1", "text": "x"}, {"id": "p2", "repeats": "p9"}],
            [("AM122", "repeats 'p9' is not in this thread")],
            id="repeats an unknown post",
        ),
        pytest.param(
            [{"id": "p1", "text": "x", "reply_to": "p9"}],
            [("AM122", "reply_to 'p9' is not in this thread")],
            id="answers an unknown post",
        ),
        pytest.param(
            [{"id": "p1", "text": "x", "author": "bob"}],
            [("AM122", "author 'bob' is not in this thread")],
            id="unknown author",
        ),
        pytest.param(
            [{"id": "p1", "text": "x"}, {"id": "p1", "text": "y"}],
            [("AM121", "'p1' is already the id of one of the posts")],
            id="two posts with one id",
        ),
    ],
)
def test_a_thread_that_breaks_a_rule_cannot_exist(
    posts: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert violations(*posts, people=("ann",)) == expected


def test_two_participants_cannot_share_an_id() -> None:
    assert violations({"id": "p1", "text": "x"}, people=("ann", "ann")) == [
        ("AM121", "'ann' is already the id of one of the participants")
    ]


def test_a_participant_and_a_post_may_share_an_id() -> None:
    assert thread({"id": "a", "author": "a", "text": "x"}, people=("a",)).posts[0].author == "a"


def test_a_post_may_answer_a_later_one() -> None:
    """Dumps are not always in the order of time; only repetition needs an earlier post."""
    assert (
        thread({"id": "p1", "text": "x", "reply_to": "p2"}, {"id": "p2", "text": "y"}).posts[0].reply_to
        == "p2"
    )


@pytest.mark.parametrize(
    "post", [{"id": "p1"}, {"id": "p1", "text": "x", "repeats": "p0"}], ids=["neither", "both"]
)
def test_a_post_has_either_text_or_repeats(post: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="a post has either text or repeats, or says why it is gone"):
        Post(**post)


@given(threads())
def test_every_post_of_a_sound_thread_has_words(thread: Thread) -> None:
    for post in thread.posts:
        assert thread.text_of(post.id) == (thread.text_of(post.repeats) if post.repeats else post.text)
