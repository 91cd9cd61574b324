"""Terms that the sides share. Expected values: by hand, and by looking at every pair of claims."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.dialogue.equivocation import SharedTerm, shared_terms
from argmap.dialogue.words import STOP_WORDS, stem, terms
from argmap.graph.influence import answered_issues
from argmap.graph.sides import sides
from argmap.model import ArgumentMap
from tests.graph.small import changed, small
from tests.strategies import maps


def shared_terms_of(map: ArgumentMap, limit: int = 5) -> tuple[SharedTerm, ...]:
    return shared_terms(map, sides(map), answered_issues(map), limit)


# Each row: words that share a stem.
FAMILIES = [
    "math mathematics mathematical mathematically mathematician mathematicians",
    "theory theories theoretical theoretician theorem",
    "system systems systematic systematically",
    "academic academics academia academicians",
    "compute computes computer computation computational computing",
    "justify justified justification",
    "invent invention inventor invented",
    "invariance invariant",
    "require required requirement requirements",
    "class classes",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_words_of_one_family_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["line linear", "math matter", "need network", "model mode", "just justify"])
def test_words_of_different_families_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


# German families as a dictionary has them (Duden); "Auto, Autos" is one that Snowball's stemmer does not join.
GERMAN_FAMILIES = [
    "mathematik mathematisch mathematiker",
    "beweis beweise beweisen beweises",
    "haus häuser hauses",
    "parkplatz parkplätze parkplätzen",
    "händler händlern händlers",
    "autofrei autofreie autofreien autofreies",
    "kosten kostet",
    "straße strasse straßen",
]


@pytest.mark.parametrize("family", GERMAN_FAMILIES)
def test_german_words_of_one_family_share_a_stem(family: str) -> None:
    assert len({stem(word.casefold(), "de-CH") for word in family.split()}) == 1


@pytest.mark.parametrize("pair", ["stadt staat", "markt marke", "bus busse", "händler handwerk"])
def test_german_words_of_different_families_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one, "de") != stem(other, "de")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert [stem for stem, _ in terms("Trafiku publik ndihmon", "sq")] == ["trafiku", "publik", "ndihmon"]


def test_stop_words_and_short_words_are_no_terms() -> None:
    assert [stem for stem, _ in terms("You don't need it, you didnt; it’s the RL of x2.")] == ["need"]


@given(st.text(max_size=80))
def test_terms_are_found_in_any_text_and_stems_are_stable(text: str) -> None:
    for found, word in terms(text):
        assert word in text
        assert stem(found) == found
        assert word.casefold() not in STOP_WORDS


def _worded(map: ArgumentMap, question: str = "How?", **texts: str) -> ArgumentMap:
    claims = [changed(claim, text=texts.get(claim.id, "Nothing."), quotes=()) for claim in map.claims]
    return changed(map, claims=claims, issues=[changed(issue, question=question) for issue in map.issues])


RIVALS = ("r: a supports t", "s: b supports u")


def test_a_word_on_both_sides_is_a_candidate() -> None:
    map = _worded(small(*RIVALS, theses={"i": "t u"}), a="Math helps.", b="Mathematics hinders.")
    assert [(s.term, s.words, s.pairs) for s in shared_terms_of(map)] == [
        ("math", ("math", "mathematics"), 1)
    ]
    assert [(use.thesis, use.claims) for use in shared_terms_of(map)[0].uses] == [
        ("t", ("a",)),
        ("u", ("b",)),
    ]


def test_german_terms_are_found_by_german_words() -> None:
    map = _worded(
        small(*RIVALS, theses={"i": "t u"}),
        "Wie viel?",
        a="Parkplätze helfen nicht.",
        b="Der Parkplatz nützt nicht.",
        t="Nein.",
        u="Nein.",
    )
    assert [(s.term, s.words) for s in shared_terms_of(changed(map, language="de"))] == [
        ("Parkplatz", ("Parkplatz", "Parkplätze"))
    ]
    assert shared_terms_of(changed(map, language="fr")) == ()


def test_a_word_on_one_side_is_none() -> None:
    map = small("r: a supports t", "s: b supports t", theses={"i": "t u"})
    assert shared_terms_of(_worded(map, a="Math helps.", b="Mathematics helps.")) == ()


def test_nor_is_one_on_sides_of_different_issues() -> None:
    map = small("r: a supports t", "s: b supports w", theses={"i": "t u", "j": "w x"})
    assert shared_terms_of(_worded(map, a="Math helps.", b="Mathematics helps.")) == ()


@pytest.mark.parametrize(
    "conflict", ["q: a attacks b", "q: b attacks a", "q: a undercuts s", "q: b undercuts r"]
)
def test_claims_that_meet_each_other_are_no_pair(conflict: str) -> None:
    map = _worded(small(*RIVALS, conflict, theses={"i": "t u"}), a="Math helps.", b="Mathematics hinders.")
    assert shared_terms_of(map) == ()


def test_a_word_of_the_question_comes_first() -> None:
    map = _worded(
        small(*RIVALS, theses={"i": "t u"}), "How much math?", a="Math helps art.", b="Math hinders art."
    )
    assert [(s.term, s.in_question) for s in shared_terms_of(map)] == [("math", True)]
    assert shared_terms_of(map)[0].words == ("art", "math")


def test_a_word_of_several_questions_is_the_topic_and_left_out() -> None:
    map = small(*RIVALS, theses={"i": "t u", "j": "w"})
    assert shared_terms_of(_worded(map, "How much math?", a="Math helps.", b="Math hinders.")) == ()


def test_math_is_the_topic_of_the_bundled_thread_and_no_shared_term(math_in_ml: ArgumentMap) -> None:
    """Three of the four questions have the word; in which sense each claim uses it, the map says itself (`senses`)."""
    found = shared_terms_of(math_in_ml)
    assert "math" not in {term.term for term in found}
    assert (found[0].term, found[0].issue, found[0].in_question) == ("require", "innovation", True)
    assert shared_terms_of(math_in_ml, limit=1) == found[:1]
    assert not {"machine", "learning"} & {word for shared in found for word in shared.words}


@given(maps())
def test_pairs_are_those_of_claims_on_different_sides(map: ArgumentMap) -> None:
    side = sides(map)
    for shared in shared_terms_of(map, limit=99):
        used = {claim: use.thesis for use in shared.uses for claim in use.claims}
        assert all(side[claim] == thesis for claim, thesis in used.items())
        pairs = [(a, b) for a, b in combinations(sorted(used), 2) if used[a] != used[b]]
        assert shared.pairs == len(pairs) - len(_met(map, shared, pairs))


def _met(map: ArgumentMap, shared: SharedTerm, pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    found = set()
    for relation in map.relations:
        step = map.relations_by_id.get(relation.target)
        ends = {relation.target} if step is None else {*step.premises, step.target}
        if str(relation.kind) in {"attack", "undercut"}:
            found |= {(a, b) for a, b in pairs if a in relation.premises and b in ends}
            found |= {(a, b) for a, b in pairs if b in relation.premises and a in ends}
    return found
