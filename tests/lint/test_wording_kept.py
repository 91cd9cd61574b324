"""Quotes in edited posts: the same words are found again whatever their typography, and no other words ever are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.lint.wording_kept import requoting, with_words_of
from argmap.model.quote import Quote, find_quote
from tests.strategies import examples

SAME = {
    # the words of the quote, the post, and the words as the post has them (by hand)
    "typographic apostrophe": ("It's a rule", "So it’s a rule.", "it’s a rule"),
    "hyphen": ("a well known rule", "A well-known rule.", "A well-known rule"),
    "emphasis": ("only where full", "They pay *only* where __full__.", "only* where __full"),
    "quotation marks": ('they are "cheap"', "and they are „cheap“ here", "they are „cheap"),
    "full stop for comma": ("Yes, it is.", "Yes; it is. No.", "Yes; it is."),
    "dash": ("buses - not trams", "buses – not trams", "buses – not trams"),
    "line breaks": ("one two", "one\n\n  two", "one two"),
    "other script": ("нет, это дорого", "Нет: это   дорого!", "Нет: это дорого"),
    "composed letters": ("caf\u00e9 noir", "Cafe\u0301 noir", "Cafe\u0301 noir"),
    "soft hyphen": ("transport", "trans\u00adport", "trans\u00adport"),
}
OTHER = {
    "another word": ("Only where they are full", "Only where they are packed."),
    "a word more": ("Weights are shared", "Weights are often shared."),
    "a word less": ("Weights are often shared", "Weights are shared."),
    "another order": ("dog bites man", "Man bites dog."),
    "words joined": ("a part of it", "apart of it"),
    "a number": ("it is 1.5 m", "it is 15 m"),
    "a sign": ("it is -5 degrees", "it is 5 degrees"),
    "per cent": ("a 5 % rise", "a 5 rise"),
    "an operator": ("x = y", "x != y"),
    "a language": ("C# is old", "C is old"),
    "part of a word": ("is full", "this fully is fuller"),
    "nothing but signs": ("…", "No words: …… of it"),
    "an exponent": ("x² grows", "x2 grows"),
}


def quote(exact: str | tuple[str, ...], **context: str) -> Quote:
    return Quote(post="p", exact=exact, **context)


@pytest.mark.parametrize("name", SAME)
def test_the_same_words_are_quoted_as_they_are_written_now(name: str) -> None:
    exact, post, now = SAME[name]
    again = with_words_of(quote(exact), post)
    assert again is not None
    assert again.exact == now
    assert len(find_quote(again, post)) == 1


@pytest.mark.parametrize("name", OTHER)
def test_other_words_are_never_quoted(name: str) -> None:
    exact, post = OTHER[name]
    assert with_words_of(quote(exact), post) is None


def test_words_in_two_places_need_their_context() -> None:
    post = "Trams, yes: full. Buses – yes, FULL."
    assert with_words_of(quote("yes full"), post) is None
    again = with_words_of(quote("yes full", prefix="buses"), post)
    assert again is not None
    assert (again.exact, again.prefix) == ("yes, FULL", "Buses –")


def test_a_context_that_is_gone_is_left_out_where_the_words_alone_are_enough() -> None:
    again = with_words_of(quote("the trams", prefix="Only"), "Just THE trams.")
    assert again == quote("THE trams")


def test_the_parts_of_a_quote_move_together() -> None:
    again = with_words_of(quote(("one two", "five six")), "One, two three four, five-six.")
    assert again is not None
    assert again.exact == ("One, two", "five-six")
    assert with_words_of(quote(("one two", "five six")), "Five six, one two.") is None


def test_only_what_differs_is_edited() -> None:
    old, new = quote("a b", prefix="x", suffix="y"), quote("A b", suffix="y")
    assert [(edit.path[-1], edit.value if isinstance(edit.value, str) else None) for edit in requoting(("q",), old, new)] == [
        ("exact", "A b"),
        ("prefix", None),
    ]  # fmt: skip


def letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", text.casefold()))


words = st.lists(st.sampled_from(["ab", "cd", "Ef", "1.5", "x-y"]), min_size=1, max_size=8)
between = st.sampled_from([" ", ", ", " – ", "\n", "; ", " *", "* ", " “", "” "])


@given(words, st.lists(between, min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 4))
@examples(30)
def test_what_is_quoted_again_has_the_same_letters(
    said: list[str], marks: list[str], start: int, length: int
) -> None:
    exact = " ".join(said[start : start + length])
    post = "".join(mark + word.upper() for mark, word in zip(marks, said, strict=False))
    again = with_words_of(quote(exact), post) if exact else None
    if again is None:
        assert not exact or letters(post).count(letters(exact)) != 1 or len(letters(exact)) < 2
    else:
        assert letters(again.words) == letters(exact)
        assert len(find_quote(again, post)) == 1


@given(words, st.integers(0, 7), st.sampled_from(["zz", ""]))
@examples(30)
def test_a_changed_word_is_never_quoted(said: list[str], place: int, other: str) -> None:
    changed = [*said[:place], other, *said[place + 1 :]]
    assert len(said) <= place or with_words_of(quote(" ".join(said)), " ".join(filter(None, changed))) is None
