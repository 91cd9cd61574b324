"""Wrapping keeps words whole and lines even. Expected values: by hand, and by trying every width."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.rendering.wrap import (
    LONGEST_WORD,
    MOST_CHARACTERS,
    STRETCH,
    _breaks,
    _measured,
    _pieces,
    columns,
    wrap,
)
from tests.strategies import texts

words = st.text("abcdefgh,.", min_size=1, max_size=14)
sentences = st.lists(words, min_size=1, max_size=25).map(" ".join)
widths = st.integers(5, 45)

WRAPPED = {
    "one word": ("argument", 30, ("argument",)),
    "one line": ("an argument map", 30, ("an argument map",)),
    "two even lines": ("the quick brown fox jumps over it", 30, ("the quick brown", "fox jumps over it")),
    "a last word is joined by another": ("aaaa bbbb cccc dddd", 15, ("aaaa bbbb", "cccc dddd")),
    "or taken in": ("aaaa bbbb cccc", 9, ("aaaa bbbb cccc",)),
    "a last word that nothing can help": ("aaaa bbbbbbbbbbbb", 8, ("aaaa", "bbbbbbbbbbbb")),
    "white space is folded": (" a\t b\n\n c\N{NO-BREAK SPACE}d ", 30, ("a b c d",)),
    "a long word has a line of its own": (
        "see http://example.org/a/long/address now",
        12,
        (
            "see",
            "http://example.org/a/long/address",
            "now",
        ),
    ),
    "a word of 60 columns stays whole": ("x" * 60, 10, ("x" * 60,)),
    "a longer one is cut": ("x" * 61, 10, ("x" * 60, "x")),
    "Chinese is parted anywhere": ("机器学习需要数学", 8, ("机器学习", "需要数学")),
    "but not before a full stop": ("机器学习。很难", 8, ("机器学", "习。很难")),
    "nor after an opening bracket": ("他们说「对」吗", 8, ("他们说", "「对」吗")),
    "Latin words in Chinese stay whole": ("我们用gradient来学习", 10, ("我们用", "gradient", "来学习")),
    "an accent stays on its letter": (
        "cafe\N{COMBINING ACUTE ACCENT} cafe\N{COMBINING ACUTE ACCENT}",
        9,
        ("cafe\N{COMBINING ACUTE ACCENT} cafe\N{COMBINING ACUTE ACCENT}",),
    ),
    "a family stays together": ("👨‍👩‍👧 and 👍🏽", 4, ("👨‍👩‍👧", "and 👍🏽")),
}


@pytest.mark.parametrize(("text", "width", "expected"), WRAPPED.values(), ids=WRAPPED)
def test_wrap(text: str, width: int, expected: tuple[str, ...]) -> None:
    assert wrap(text, width) == expected


COLUMNS = {
    "Latin": ("map", 3),
    "Chinese": ("地图", 4),
    "full width": ("ＡＢ", 4),
    "a combining accent": ("e\N{COMBINING ACUTE ACCENT}", 1),
    "a Hindi vowel sign below": ("कु", 1),
    "emoji": ("🙂", 2),
    "zero width": ("a\u200bb\u200d\ufeff", 2),
    "Hebrew": ("שלום", 4),
    "nothing": ("", 0),
}


@pytest.mark.parametrize(("text", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_columns(text: str, expected: int) -> None:
    assert columns(text) == expected


def greedy(text: str, width: int) -> tuple[str, ...]:
    """Return `text` in lines, each taking as many words as it can."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def lonely(lines: tuple[str, ...]) -> bool:
    return len(lines) > 1 and " " not in lines[-1]


@given(sentences, widths)
@example("a bbbbbbbbbb", 5)
def test_lines_are_the_narrowest_that_are_no_more_and_leave_no_word_alone(text: str, width: int) -> None:
    most = len(greedy(text, width))
    tried = [greedy(text, size) for size in range(1, width + STRETCH + 1)]
    allowed = [lines for lines in tried if len(lines) <= most]
    pleasant = [lines for lines in allowed if not lonely(lines)] or allowed
    assert max(map(len, wrap(text, width))) == min(max(map(len, lines)) for lines in pleasant)


@given(sentences, widths)
def test_a_lonely_last_word_could_not_be_avoided(text: str, width: int) -> None:
    lines = wrap(text, width)
    if lonely(lines):
        tried = [greedy(text, size) for size in range(1, width + STRETCH + 1)]
        assert all(lonely(other) for other in tried if len(other) <= len(lines))


@given(sentences, widths)
def test_words_are_never_broken(text: str, width: int) -> None:
    assert " ".join(wrap(text, width)).split() == text.split()


@given(sentences, widths)
def test_only_a_single_word_is_wider_than_width_and_stretch(text: str, width: int) -> None:
    assert all(columns(line) <= width + STRETCH or " " not in line for line in wrap(text, width))


@given(sentences, widths, st.integers(0, 60))
def test_least_widens_lines_and_never_adds_one(text: str, width: int, least: int) -> None:
    even, wide = wrap(text, width), wrap(text, width, least)
    assert len(wide) <= len(even)
    assert " ".join(wide).split() == text.split()


@given(texts, widths)
def test_every_character_is_kept(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(texts, widths)
def test_white_space_is_folded_and_none_is_added_within_words(text: str, width: int) -> None:
    parts = iter(" ".join(wrap(text, width)).split())
    for word in text.split():
        joined = ""
        while joined != word:
            joined += next(parts)


@given(texts, widths)
def test_no_line_starts_with_a_mark_that_belongs_to_the_line_before(text: str, width: int) -> None:
    starts = {word[0] for word in text.split()}
    for line in wrap(text, width)[1:]:
        assert line[0] in starts or unicodedata.category(line[0]) not in {"Mn", "Me", "Mc", "Cf"}


east_asian = st.text("学习机器数、。「」ァー한국어", min_size=1, max_size=80)


@given(east_asian, st.integers(8, 40))
def test_east_asian_lines_keep_the_width(text: str, width: int) -> None:
    """A piece is a character with the punctuation that belongs to it: only such a piece may be too wide."""
    for line in wrap(text, width):
        letters = re.sub(r"[、。「」ー]", "", line)
        assert columns(line) <= width + STRETCH or len(letters) <= 2


def test_a_claim_of_ten_thousand_characters_is_wrapped() -> None:
    text = "every argument needs a reason " * 334
    lines = wrap(text, 30)
    assert " ".join(lines).split() == text.split()
    assert max(map(len, lines)) <= 30 + STRETCH


def test_a_word_of_ten_thousand_characters_is_cut_into_pages() -> None:
    lines = wrap("x" * 10_000, 30)
    assert {len(line) for line in lines[:-1]} == {LONGEST_WORD}
    assert "".join(lines) == "x" * 10_000


def test_invisible_characters_do_not_make_a_line_endless() -> None:
    lines = wrap("a" + "\u200b" * 9_999, 30)
    assert [len(line) for line in lines] == [1_000] * 10


@given(st.text("ab cé学、\u0301\t.", max_size=120), st.integers(1, 20))
def test_lines_are_filled_greedily(text: str, width: int) -> None:
    """By definition: a piece begins a line when it does not fit into the one before."""
    pieces = tuple(_pieces(text))
    starts: list[int] = []
    used = characters = 0
    for index, piece in enumerate(pieces):
        if not starts or used + piece.size > width or characters + len(piece.text) > MOST_CHARACTERS:
            starts.append(index)
            used = characters = 0
        used += piece.size + len(piece.space)
        characters += len(piece.text) + len(piece.space)
    assert _breaks(_measured(pieces), width) == starts


@given(st.text(" \t\n\x1cab-.", max_size=200))
def test_a_plain_text_is_parted_like_any_other(text: str) -> None:
    """The letter at its end is no part of ASCII, so that the same text is read the long way."""
    assert [p.text for p in _pieces(text)] == [p.text for p in _pieces(f"{text} é")][:-1]
