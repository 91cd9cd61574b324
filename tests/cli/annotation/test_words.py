"""Choosing words and breaking posts into lines, without a screen."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from argmap.cli.edit.annotation.cursor import PostText, WordCursor
from argmap.cli.edit.annotation.lines import thread_lines, wrapped
from argmap.model.quote import Span
from tests.strategies import examples

POST = PostText("p1", "We own a wagon. It is old, but fine. Really!")


def words(cursor: WordCursor | None) -> str:
    assert cursor is not None
    return " … ".join(POST.text[span.start : span.end] for span in cursor.chosen.spans)


def test_sentences_are_chosen_one_by_one_and_together() -> None:
    first = WordCursor.on_sentence(POST, 0)
    second = first.by_sentence(1)
    assert second is not None
    assert (words(first), words(second)) == ("We own a wagon.", "It is old, but fine.")
    assert first.by_sentence(-1) is None
    assert words(WordCursor.on_sentence(POST, -1)) == words(WordCursor.on_sentence(POST, 99)) == "Really!"
    assert WordCursor.on_sentence(POST, 2).by_sentence(1) is None
    assert words(first.more_sentences(1)) == "We own a wagon. It is old, but fine."
    assert words(first.more_sentences(1).more_sentences(-1)) == "We own a wagon."
    assert words(second.more_sentences(-1)) == "We own a wagon. It is old, but fine."


def test_words_are_chosen_one_by_one_and_together() -> None:
    second = WordCursor.on_sentence(POST, 1)
    assert words(second.by_word(1)) == "It"
    assert words(second.by_word(-1)) == "fine"
    assert words(second.by_word(1).by_word(1)) == "is"
    assert words(second.by_word(1).by_word(-1)) == "wagon"
    assert words(second.by_word(1).more_words(1).more_words(1)) == "It is old"
    assert words(second.by_word(1).more_words(1).more_words(-1).more_words(-1)) == "wagon. It"
    assert words(second.more_words(-1)) == "It is old, but"
    assert words(second.more_words(1, start=True)) == "is old, but fine"
    assert words(second.more_words(-1, start=True)) == "wagon. It is old, but fine"
    assert words(WordCursor.on_sentence(POST, 0).by_word(1).by_word(-1)) == "We"
    assert words(WordCursor.on_sentence(POST, 2).by_word(1).by_word(1)) == "Really"


def test_a_word_inside_a_sentence_knows_its_sentence() -> None:
    inside = WordCursor.on_sentence(POST, 1).by_word(-1)
    assert words(inside.by_sentence(-1)) == "It is old, but fine."
    assert words(inside.by_sentence(1)) == "Really!"


def test_kept_words_and_later_ones_are_parts_of_one_choice() -> None:
    kept = WordCursor.on_sentence(POST, 0).by_word(1).kept().by_word(1).by_word(1).more_words(1)
    assert words(kept) == "We … wagon. It"
    assert words(WordCursor.on_sentence(POST, 0).by_word(1).kept()) == "We own"


@pytest.mark.parametrize("text", ["?!", "> quoted only", "👍"])
def test_a_post_without_sentences_or_words_can_be_stood_on(text: str) -> None:
    cursor = WordCursor.on_sentence(PostText("p1", text), 0)
    moved = cursor.by_word(1).more_words(1).more_sentences(1).more_words(1, start=True).kept()
    assert moved.chosen.spans


@examples(30)
@given(st.text(st.sampled_from("ab c\n好👍-. "), max_size=80), st.integers(8, 30))
def test_lines_fit_and_hold_every_character(text: str, width: int) -> None:
    lines = list(wrapped(text, Span(0, len(text)), width))
    assert all(cell_len(text[line.start : line.end].rstrip()) <= width for line in lines)
    held = {place for line in lines for place in range(line.start, line.end)}
    assert all(place in held for place, char in enumerate(text) if not char.isspace())
    assert all(one.end <= other.start for one, other in pairwise(lines))


def test_a_thread_is_heads_sentences_with_numbers_and_words_of_others() -> None:
    posts = [
        PostText("p1", "> You said so.\n\nI did. And I do."),
        PostText("p2", "今日は寒い。明日も寒いですか？"),
    ]
    drawn = [
        (
            line.kind.value,
            line.number,
            next(p for p in posts if p.id == line.post).text[line.start : line.end],
        )
        for line in thread_lines(posts, 10)
    ]
    assert drawn == [
        ("head", None, ""),
        ("others", None, "> You said"), ("others", None, "so."),
        ("words", 1, "I did."), ("words", 2, "And I do."), ("gap", None, ""),
        ("head", None, ""),
        ("words", 1, "今日は寒い"), ("words", None, "。"), ("words", 2, "明日も寒い"), ("words", None, "ですか？"), ("gap", None, ""),
    ]  # fmt: skip
