"""How often a text says no: the count by words agrees with the expression that it stands in for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.dialogue.denials import NEGATION, NO_DENIAL, denials, may_deny, negations

PIECES = (
    "not", "no", "never", "nobody", "none", "None", "NONE", "without", "can't", "won’t", "dont", "cannot", "nicht", "kein", "ohne", "only",
    "nur", "who", "if", "whose", "with", "or", "doubt", "matter", "why", "no_", "no2", "x", "the", ",", ".", "wenn", "don't", "NOT", "mit",
    "oder", "wunder", "warum",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7), st.sampled_from([" ", "", "  "]))
def test_words_are_counted_as_the_expression_counts_them(words: list[str], glue: str) -> None:
    text = glue.join(words)
    everywhere = len(NEGATION.findall(text))
    whole = len(NEGATION.findall(NO_DENIAL.sub(" ", text)))
    assert negations(text) == whole
    assert denials(text) == {everywhere, whole}
    assert may_deny(text) or everywhere == 0
