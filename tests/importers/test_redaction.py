"""Names inside texts: what is one, what only looks like one, and that nothing else in a text changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.redaction import names_of
from tests.strategies import examples

NAMES = names_of({1: ["Nora Quist", "nq_7"], 2: ["tom"], 3: ["Al"], 4: ["Åsa-Lena Berg", "12345"], 5: ["J. R. Ewing"], 6: ["+47 912 34 567"], 7: ["🐱"]})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Nora Quist is right", "[name 1] is right"),
        ("NORA  QUIST, or Nora's tram", "[name 1], or [name 1]'s tram"),
        ("ask @nq_7 and u/tom, or /u/Tom", "ask [name 1] and [name 2], or [name 2]"),
        ("@al and et al.", "[name 3] and et al."),
        ("Norah and nora and tomorrow", "Norah and nora and tomorrow"),
        ("Åsa-Lena Berg; A\u030asa-Lena BERG; Åsa-Lena", "[name 4]; [name 4]; Åsa-Lena"),
        ("number 12345", "number 12345"),
        ("J. R. Ewing, J R Ewing, J.R. Ewing", "[name 5], [name 5], J.R. [name 5]"),
        ("mail tom@x.example", "mail [name 2]@x.example"),
        ("[name 2] and Tom", "[name 2] and [name 2]"),
        ("", ""),
        ("as Quist says, and quist and @quist", "as [name 1] says, and quist and [name 1]"),
        ("@al and @j", "[name 3] and [name 5]"),
        ("call +47 912 34 567, 4791234567 or @4791234567.", "call [name 6], [name 6] or [name 6]."),
        ("not 47912345678, 14791234567, 4791234567x", "not 47912345678, 14791234567, 4791234567x"),
        ("@12345 and @123456", "[name 4] and @123456"),
        ("well 🐱, and @🐱!", "well 🐱, and [name 7]!"),
    ],
)
def test_names_are_replaced_and_what_looks_like_them_is_not(text: str, redacted: str) -> None:
    assert NAMES.redacted(text) == redacted
    assert NAMES.redacted(redacted) == redacted


def test_people_of_one_name_share_the_number_of_the_first() -> None:
    names = names_of({2: ["Anna Berg"], 7: ["Anna Thal"]})
    assert names.redacted("Anna, and Anna Thal") == "[name 2], and [name 7]"


@given(
    st.lists(
        st.sampled_from(["Nora Quist", "@tom", "trams", "å", "\n", " – ", "x²", "[name 9]"]), max_size=12
    )
)
@examples(30)
def test_only_names_are_taken_out_of_a_text(parts: list[str]) -> None:
    text = " ".join(parts)
    redacted = NAMES.redacted(text)
    assert "Nora" not in redacted
    assert "tom" not in redacted
    without = re.sub(r"Nora Quist|@tom", "", text)
    assert re.sub(r"\[name [12]\]", "", redacted) == without
