"""Near duplicates: found by filing under rare words, against a comparison of all pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.lint import check
from argmap.lint.rules.duplicates import alike
from argmap.model import ArgumentMap

WORDS = [
    "weights",
    "are",
    "shared",
    "in",
    "layers",
    "of",
    "networks",
    "convolution",
    "simple",
    "very",
    "not",
    "two",
    "2",
]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Convolution is a simple operation.", "Convolution is one simple operation.", True),
        ("Convolution is a simple operation.", "convolution is a simple operation", False),  # AM206 says so
        ("Convolution is a simple operation.", "Convolution is not a simple operation.", False),
        ("Models need 10 layers to learn it.", "Models need 12 layers to learn it.", False),
        ("Nobody needs proofs of convergence.", "Everybody needs proofs of convergence.", False),
        ("Ann isn't right about the layers.", "Ann is right about the layers.", False),
        ("Code should be indented with spaces.", "Code should be indented with tabs.", False),
        ("Layers share their weights with others.", "Layers shared their weights with others.", True),
        ("Weights are shared.", "Attention is a weighted average.", False),
    ],
)
def test_pairs_by_hand(one: str, other: str, found: bool) -> None:
    assert bool(list(alike([one, other], 88))) is found


@pytest.mark.parametrize(
    ("language", "one", "other", "expected"),
    [
        ("de", "Der Markt braucht die Parkplätze.", "Der Markt braucht den Parkplatz.", True),
        ("de", "Die Häuser am Markt sind alt.", "Das Haus am Markt ist alt.", True),
        ("de-AT", "Der Radweg ist jetzt breit genug.", "Der Radweg ist breit genug.", True),
        ("de", "Der neue Radweg ist sicher.", "Der neue Radweg ist nicht sicher.", False),
        ("de", "Der neue Radweg ist sicher.", "Der neue Radweg ist unsicher.", False),
        ("de", "Die Stadt hat Parkplätze.", "Die Stadt hat keine Parkplätze.", False),
        ("de", "Der Umbau kostet 3 Millionen Euro.", "Der Umbau kostet 4 Millionen Euro.", False),
        ("en", "The new path is safe today.", "The new path is unsafe today.", False),
        # No stop words are known of French, and so a word more may be a denial.
        ("fr", "Le chemin est sûr.", "Le chemin n'est pas sûr.", False),
        ("fr", "Les chemins sont sûrs.", "Les chemins sont sûres.", True),
    ],
)
def test_pairs_of_other_languages_by_hand(language: str, one: str, other: str, expected: bool) -> None:
    assert bool(list(alike([one, other], 75, language))) is expected


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), max_size=12))
def test_filing_loses_no_pair_that_shares_one_of_its_rarest_words(texts: list[str]) -> None:
    """By brute force over all pairs, each judged alone: alone, nothing is lost by filing."""
    found = {second for _, second, _ in alike(texts, 90)}
    counts = {word: sum(word in text.split() for text in texts) for word in WORDS}
    rare = [set(sorted(set(text.split()), key=lambda word: (counts[word], word))[:4]) for text in texts]
    brute = {
        second
        for second in range(len(texts))
        for first in range(second)
        if rare[first] & rare[second] and list(alike([texts[first], texts[second]], 90))
    }
    assert found == brute


def test_many_equal_openings_are_not_all_compared() -> None:
    texts = [
        f"Models learn layer number {'abcdefghij'[i % 10] * (i // 10 + 1)} of the network" for i in range(300)
    ]
    assert list(alike(texts, 100)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alkohol in Maßen ist gesund.", "Alkohol in Massen ist gesund."),
        ("Der Gefangene floh.", "Der gefangene Floh."),
        ("We need turkey.", "We need Turkey."),
    ],
)
def test_letters_that_change_what_is_said_make_two_claims(one: str, other: str) -> None:
    claims = [{"id": f"c{n}", "text": text, "implicit": True} for n, text in enumerate((one, other))]
    map = ArgumentMap.model_validate({"id": "m", "title": "M", "language": "de", "claims": claims})
    assert not {finding.code for finding in check(map)} & {"AM206", "AM308"}
