"""Rules that look only at claims with certain words find what they find when they look at every claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.lint import check
from argmap.lint.rules import faithful
from argmap.lint.word_index import WordIndex, index_of
from argmap.model import ArgumentMap

PIECES = (
    "All", "every", "NEVER", "no one", "none", "nobody", "not", "isn't", "can’t", "cannot", "no doubt", "with or without", "who", "if",
    "most", "mostly", "some", "because", "since", "the", "it", "is", "This is", "I", "your", "obviously", "of course", "everybody knows that",
    "everybody-knows", "stuff", "kind of", "the same kind of", "etc.", "and so on", "and it", "but the two", "; it", ", and", "or", "so",
    "Remember", "don't", "let’s", "Use the", "two", "twenty-one", "2", "1,000", "2 million", "dozen", "has been", "matter", "why", "hence",
    "hardly", "nicht", "keine", "alle", "ausschließlich", "meistens", "weil", "dreißig", "zwei", "Millionen", "jeder weiß, dass", "quatsch",
    "almost all", "tends to", "in part", "for the most part", "more often than not", "a large part", "usually", "several", "not everybody",
    "beinahe alle", "zum Teil", "in der Regel", "größtenteils", "GROSSENTEILS", "einige", "wenige", "nicht immer", "niemandem", "keines",
    "and nothing", "only", "none", "None", "not only", "nobody knows", "where", "dont", "won't", "no_", "und die", "aber es", "CLAIM", "CAPITALS", "x", "shared", "words", "about", "markets", "_", "-", "3.9.1", "é", "ſtuff", "?", ".",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)


@st.composite
def annotated(draw: st.DrawFn) -> ArgumentMap:
    """Return a map of claims in loaded, denying, numbered words, each with a quote that may say something else."""
    glue = draw(st.sampled_from([" ", " ", " ", "", "  "]))
    said = draw(st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
    posts = [f"So: {glue.join(quote)}. And more" for _, quote in said]
    return ArgumentMap.model_validate(
        {
            "id": "m",
            "title": "M",
            "language": draw(st.sampled_from(["en", "de", "fr"])),
            "thread": {
                "id": "t",
                "title": "T",
                "source": {"kind": "text"},
                "authorship": "recorded",
                "reply_structure": "recorded",
                "posts": [{"id": f"p{number}", "text": post} for number, post in enumerate(posts)],
            },
            "claims": [
                {
                    "id": f"c{number}",
                    "text": glue.join(claim),
                    "quotes": [{"post": f"p{number}", "exact": glue.join(quote)}],
                }
                for number, (claim, quote) in enumerate(said)
                if glue.join(quote).strip() and glue.join(claim).strip()
            ],
        }
    )


@given(annotated())
def test_an_index_hides_nothing_from_a_rule(map: ArgumentMap) -> None:
    quick = check(map)
    everything = frozenset(range(len(map.claims)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WordIndex, "having", lambda _, *words: everything)
        patch.setattr(WordIndex, "having_any", lambda _, is_meant: everything)
        patch.setattr(faithful, "may_deny", lambda text: True)
        patch.setattr(faithful, "_has_figures_of_quotes", lambda *_: False)
        assert check(map) == quick


def test_words_are_found_in_any_case_and_in_several_texts_of_a_claim() -> None:
    index = index_of([(0, "It isn't M4a"), (0, "again"), (2, "STRASSE"), (3, "Straße, again")])
    assert index.having("T") == {0}
    assert index.having("straße") == {2, 3}
    assert index.having("again", "m") == {0, 3}
    assert index.having("absent") == frozenset()
    assert index.having_any(lambda word: word.startswith("s")) == {2, 3}
