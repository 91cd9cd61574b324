"""Quotes in changed texts: the order of the standard, and scores against hand counts."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.lint.anchor import anchor
from argmap.model.quote import Quote, find_quote

POST = "You need a grasp of Linear Algebra to structure your computations. Yes, a grasp. Remember the normalization."


def quote(exact: str, **context: str) -> Quote:
    return Quote(post="p", exact=exact, **context)


@pytest.mark.parametrize(
    ("wanted", "passage", "score"),
    [
        (quote("a grasp", suffix="of Linear"), "a grasp", 1.0),
        (quote("a grasp", suffix=". Remember"), "a grasp", 1.0),
        (quote("a grasp", prefix="nowhere"), "a grasp", 1.0),
        # 26 + 26 characters, one of them differs: 2 · 25 / 52
        (quote("Remember the normalisation"), "Remember the normalization", 50 / 52),
        # "a grasp of Lin Alg" (18) against "a grasp of Linear Algebra" (25): 18 in common, 36 / 43
        (quote("a grasp of Lin Alg"), "a grasp of Linear Algebra", 36 / 43),
        (
            quote("something between", prefix="You need", suffix="to structure"),
            "a grasp of Linear Algebra",
            None,
        ),
    ],
    ids=["with context", "with later context", "without context", "a letter", "words cut short", "between"],
)
def test_the_nearest_passage_is_found(wanted: Quote, passage: str, score: float | None) -> None:
    found = anchor(wanted, POST)
    assert found is not None
    if score is not None:
        assert (found.passage, found.score) == (passage, pytest.approx(score))
    assert POST[found.span.start : found.span.end] == found.passage


def test_context_chooses_between_places() -> None:
    first = anchor(quote("a grasp", suffix="of"), POST)
    second = anchor(quote("a grasp", prefix="Yes,"), POST)
    assert first is not None
    assert second is not None
    assert first.span.start < second.span.start


def test_a_text_without_words_has_no_passage() -> None:
    assert anchor(quote("a"), " \n ") is None


words = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "eins", "zwei"]), min_size=4, max_size=30
)


@given(words, st.integers(0, 20), st.integers(1, 5))
def test_what_stands_there_to_the_letter_scores_1(said: list[str], start: int, length: int) -> None:
    wanted = " ".join(said[start : start + length])
    assume(wanted)
    found = anchor(quote(wanted), "  ".join(said))
    assert found is not None
    assert found.score == 1


@given(words, st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40))
def test_a_passage_is_whole_words_of_the_text_and_can_be_quoted(said: list[str], exact: str) -> None:
    assume(exact.strip())
    text = " ".join(said)
    found = anchor(quote(exact), text)
    assert found is not None
    assert 0 <= found.score <= 1
    assert text[found.span.start : found.span.end] == found.passage
    assert find_quote(quote(found.passage), text)


@given(words, st.integers(0, 3), st.sampled_from("xyz"))
def test_one_changed_letter_is_found_again(said: list[str], place: int, letter: str) -> None:
    text = " ".join(said)
    changed = text[: place + 1] + letter + text[place + 2 :]
    found = anchor(quote(changed), text)
    assert found is not None
    assert found.score > 0.9
