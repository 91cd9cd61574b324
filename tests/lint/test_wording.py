"""Rules about wording: what they find, and the many sentences that look like it and are fine."""

from __future__ import annotations

import pytest

from argmap.lint import check
from argmap.model import ArgumentMap

FOUND = {
    "AM301": ["Is convolution simple?", "Who invented it?"],
    "AM302": ["Remember the normalisation.", "Let's look at attention.", "Don't use it.", "Consider attention.", "Do not use it.", "Consider what is needed."],
    "AM303": [
        "Convolution is simple because weights are shared.",
        "Weights are shared, therefore it is simple.",
        "It was late, hence simple.",
    ],
    "AM304": [
        "Convolution is simple, and attention is not.",
        "It has weights; they are shared.",
        "Mathematics is useful, but nobody should need it.",
    ],
    "AM305": [
        "This is simple.", "They do not need it.", "It has a justification.", "That shows nothing.", "I like it.",
        "Mathematics helps you.", "He is wrong.",
    ],
    "AM306": ["Obviously it holds.", "Measure theory is stupid.", "That view is NONSENSE."],
    "AM307": ["Convolution, attention etc. are simple.", "Proofs and stuff are hard.", "It is kind of simple."],
    "AM310": ["convolution is simple.", "Convolution is simple", "attention"],
    "AM312": ["CONVOLUTION IS VERY SIMPLE.", "NOBODY NEEDS PROOFS"],
}  # fmt: skip

FINE = {
    "AM301": ["Whether convolution is simple is disputed.", "People ask what it is."],
    "AM302": ["Use of mathematics is common.", "Reading proofs helps.", "Checks are useful.", "Lets are rare.", "Let's Encrypt is free.", "Go is a language.", "Think tanks are biased.", "Do Not Track failed.", "Do people sleep in the park in summer, as some do."],
    "AM303": [
        "Academics preferred proofs only because computing was too lowbrow.",
        "Mathematics is useful not because it is hard.",
        "Causes are hard to find.",
        "The thuslys are a family.",
    ],
    "AM304": [
        "Operating systems, compilers and networks are important.",
        "Salt, pepper, and sugar are cheap.",
        "Mathematics is useful and hard.",
        "Models that are large, wide or deep need memory.",
        "Mathematics is very useful but not as hard a requirement as has been claimed.",
    ],
    "AM305": [
        "It is hard to see why.", "It is clear that models grow.", "Those who invented a field teach it.",
        "This layer is simple.", "The idea that it is simple is old.", "That deep learning is simple is disputed.",
        "Italy is large.", "Theyre is a name.", "It was long known that models grow.",
    ],
    "AM306": ["A clear proof helps.", "The obvious choice is attention.", "Stupidity is no argument."],
    "AM307": ["Kinds of layers differ.", "It is the same kind of market.", "What sort of layer it is matters.", "The etching is old.", "Stuffing is a technique.", "A sorted list is kind."],
    "AM310": [
        "Convolution is simple.", "pH matters.", "iPhones are common.", "He said “yes.”", "Is it so?", "It is so!",
        "x is unknown.", "Ärger is a word.", "3 is a number.", "畳み込みは簡単だ.",
    ],
    "AM312": ["LLMs are large.", "NASA and ESA work.", "GPU, TPU and CPU differ.", "A B C."],
}  # fmt: skip


def codes(text: str) -> set[str]:
    document = {
        "format": "argmap/1",
        "id": "m",
        "title": "M",
        "claims": [{"id": "c", "text": text, "implicit": True}],
    }
    return {diagnostic.code for diagnostic in check(ArgumentMap.model_validate(document))}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_the_flaw_is_found(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FINE.items() for text in texts])
def test_what_only_looks_like_it_is_let_be(code: str, text: str) -> None:
    assert code not in codes(text)


@pytest.mark.parametrize("language", ["de", "pt-BR"])
def test_rules_about_english_words_leave_other_languages_alone(language: str) -> None:
    texts = [
        "Convolution is simple, and attention is not.",
        "It is stupid stuff.",
        "Remember the normalisation.",
        "Convolution is simple because weights are shared.",
    ]
    claims = [{"id": f"c{n}", "text": text, "implicit": True} for n, text in enumerate(texts)]
    codes = {"AM302", "AM303", "AM304", "AM305", "AM306", "AM307"}

    def found(language: str | None) -> set[str]:
        map = ArgumentMap.model_validate({"id": "m", "title": "M", "language": language, "claims": claims})
        return {finding.code for finding in check(map)} & codes

    assert found("en-GB") == found(None) == codes
    assert found(language) == set()
