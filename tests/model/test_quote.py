"""Quotes are found to the letter, whatever the white space."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model import Quote, Span, find_quote
from tests.strategies import texts


def places(
    text: str, exact: str, prefix: str | None = None, suffix: str | None = None
) -> list[tuple[int, int]]:
    quote = Quote(post="p1", exact=exact, prefix=prefix, suffix=suffix)
    return [(span.start, span.end) for span in find_quote(quote, text)]


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        pytest.param("no lin alg", "lin alg", [(3, 10)], id="as written"),
        pytest.param("no lin \n\t alg", "lin alg", [(3, 13)], id="post wrapped"),
        pytest.param("no lin alg", "lin\n   alg", [(3, 10)], id="quote wrapped"),
        pytest.param("no lin alg", "  lin alg \n", [(3, 10)], id="quote padded"),
        pytest.param("  lin  alg  ", "lin alg", [(2, 10)], id="post padded"),
        pytest.param("lin\u00a0alg", "lin alg", [(0, 7)], id="no-break space"),
        pytest.param("lin\u2028alg", "lin alg", [(0, 7)], id="line separator"),
        pytest.param("lin\u200balg", "lin alg", [], id="zero-width space is no white space"),
        pytest.param("linalg", "lin alg", [], id="a space is needed"),
        pytest.param("lin alg", "linalg", [], id="a space is not skipped"),
        pytest.param("Lin alg", "lin alg", [], id="case counts"),
        pytest.param("algebra", "alg", [(0, 3)], id="part of a word"),
        pytest.param("lin alg", "in al", [(1, 6)], id="parts of words"),
        pytest.param("", "x", [], id="empty post"),
        pytest.param("aaaa", "aa", [(0, 2), (1, 3), (2, 4)], id="overlapping"),
        pytest.param("ha  ha ha", "ha ha", [(0, 6), (4, 9)], id="overlapping words"),
        pytest.param("is it .* or a+b?", ".*", [(6, 8)], id="dot and star are letters"),
        pytest.param(
            "(a|b)[c]{2}^$\\d", "(a|b)[c]{2}^$\\d", [(0, 15)], id="all signs of regular expressions"
        ),
        pytest.param("d", "\\d", [], id="a class is no class"),
        pytest.param("naïve 👍🏽 日本語", "👍🏽 日本", [(6, 11)], id="offsets are code points"),
        pytest.param("שלום עולם", "עולם", [(5, 9)], id="right to left"),
        pytest.param("e\u0301", "é", [], id="composed and decomposed differ"),
        pytest.param("STRASSE straße", "straße", [(8, 14)], id="no case folding"),
    ],
)
def test_a_quote_is_found_where_it_stands(text: str, exact: str, expected: list[tuple[int, int]]) -> None:
    """Expected spans are counted by hand, in code points."""
    assert places(text, exact) == expected


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        pytest.param(None, None, [0, 11, 21], id="neither"),
        pytest.param("not", None, [11], id="prefix"),
        pytest.param("is\n not", None, [11], id="prefix folded"),
        pytest.param("ot", None, [11], id="prefix of part of a word"),
        pytest.param(None, "is", [0], id="suffix"),
        pytest.param(None, ", that", [11], id="suffix without a space between"),
        pytest.param(None, ".", [21], id="suffix is punctuation"),
        pytest.param("that", ".", [21], id="both"),
        pytest.param("not", ".", [], id="each fits elsewhere"),
        pytest.param("(", None, [], id="sign of a regular expression"),
        pytest.param("x" * 50, None, [], id="prefix longer than what is before"),
        pytest.param(None, "x" * 50, [], id="suffix longer than what is after"),
    ],
)
def test_prefix_and_suffix_choose_among_places(
    prefix: str | None, suffix: str | None, expected: list[int]
) -> None:
    text = "math is not" + "math, that" + "math."  # begin at 0, 11 and 21; no white space is needed between
    assert [start for start, _ in places(text, "math", prefix, suffix)] == expected


@pytest.mark.parametrize("between", ["", " ", "  \n"], ids=["nothing", "space", "spaces"])
def test_prefix_and_suffix_stand_beside_the_quote_with_or_without_white_space(between: str) -> None:
    text = f"so{between}math{between}wins"
    start = 2 + len(between)
    assert places(text, "math", "so", "wins") == [(start, start + 4)]


def test_a_long_quote_in_a_long_post_costs_no_more_than_reading_it() -> None:
    """A search that starts again at each letter would compare ten thousand million letters here."""
    assert places("a" * 1_000_000, "a" * 99_999 + "b") == []
    assert places("a " * 500_000, "a " * 49_000 + "b") == []


@given(texts, st.data())
def test_any_run_of_words_of_a_post_is_found_and_its_span_holds_these_words(
    text: str, data: st.DataObject
) -> None:
    words = text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    stop = data.draw(st.integers(start + 1, len(words)))
    space = data.draw(st.sampled_from([" ", "\n", " \t "]))
    spans = find_quote(Quote(post="p1", exact=space.join(words[start:stop])), text)
    assert spans
    assert [text[span.start : span.end].split() for span in spans] == [words[start:stop]] * len(spans)


@given(texts, st.data())
def test_any_stretch_of_a_post_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = text[start:end]
    if exact.strip():
        taken = Span(start + len(exact) - len(exact.lstrip()), start + len(exact.rstrip()))
        assert taken in find_quote(Quote(post="p1", exact=exact), text)


few = st.text("ab \n", min_size=1, max_size=12)


@given(few, few.filter(str.strip), st.none() | few.filter(str.strip), st.none() | few.filter(str.strip))
def test_the_places_are_those_that_a_regular_expression_finds(
    text: str, exact: str, prefix: str | None, suffix: str | None
) -> None:
    """The other tool is `re`, with white space as `\\s+` and an overlapping search by look-ahead."""
    wanted, before, after = (
        r"\s+".join(map(re.escape, (part or "").split())) for part in (exact, prefix, suffix)
    )
    before, after = before and before + r"\s*", after and r"(?=\s*" + after + ")"
    expected = [match.span(1) for match in re.finditer(f"(?={before}({wanted}){after})", text)]
    assert places(text, exact, prefix, suffix) == expected
