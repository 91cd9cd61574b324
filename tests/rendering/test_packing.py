"""Plain data in the short form: all of it comes back, and what is repeated is written once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.rendering.page.packing import packed, unpacked

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=3), parts, max_size=4),
    max_leaves=30,
)


@given(PLAIN)
def test_what_is_packed_comes_back_after_a_way_through_json(value: Any) -> None:
    back = unpacked(json.loads(json.dumps(packed(value))))
    assert json.dumps(back) == json.dumps(value)  # true is not 1, and the order of a record is kept


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (["ann", "ann", "x", "x"], [["ann"], [], [-2, 0, 0, "x", "x"], []]),
        ([0, 1, -1], [[], [], [-1, 0, 1, -1], []]),
        ([0, "b"], [[], [], [-2, -1, "b"], []]),
        (["b", 0, -1, 1.5, True, None], [[], [], ["b", -1, [-3, -1], [-3, 1.5], True, None], []]),
        ([], [[], [], [], []]),
        ({"id": {"id": 7, "of": 1}}, [["id"], [[0], [0, "of"]], [0, [1, -8, -2]], []]),
    ],
    ids=["texts", "numbers", "a number first", "mixed", "nothing", "records"],
)
def test_the_short_form_by_hand(value: Any, form: Any) -> None:
    assert packed(value) == form
    assert unpacked(form) == value


def test_a_phrase_that_comes_back_is_written_once_as_a_sign_that_no_text_has() -> None:
    """By hand: four times "ten trams " and once "~", so "^" is the first free sign; with it "ten trams here" is short."""
    texts = [f"{n} ten trams here" for n in ("~", "one", "two", "six")]
    form = packed(texts)
    assert form == [[], [], ["~ |", "one |", "two |", "six |"], ["^ten trams ", "|^here"]]
    assert unpacked(json.loads(json.dumps(form))) == texts


WORDS = st.lists(st.sampled_from(["cars ", "trams ", "kerb, ", "~", "^", "é", "«"]), max_size=12).map("".join)


@given(st.lists(WORDS, max_size=30))
def test_texts_of_few_words_come_back_to_the_letter(texts: list[str]) -> None:
    assert unpacked(json.loads(json.dumps(packed(texts)))) == texts
