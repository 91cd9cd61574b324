"""Positions are the preferred extensions with exclusive theses. Expected values: by the words, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from argmap.evaluation.positions import positions
from argmap.evaluation.theory import Basis, Interpretation, theory
from argmap.graph.sides import theses
from argmap.model import ArgumentMap, Label
from tests.evaluation.by_words import Words
from tests.evaluation.discussions import discussions
from tests.evaluation.orders import shuffled
from tests.graph.small import small, tangles


def told(map: ArgumentMap) -> list[str]:
    read = theory(map, Interpretation(Basis.ARGUMENTS_ONLY))
    return [" ".join((*p.theses, "|", *p.only)) for p in positions(read, theses(map)).positions]


@pytest.mark.parametrize("basis", Basis)
@given(map=tangles(claims=4, steps=4) | discussions(claims=4, relations=3, stances=4))
def test_positions_are_the_preferred_extensions(map: ArgumentMap, basis: Basis) -> None:
    words = Words(map, Interpretation(basis, rivals=basis is not Basis.STANCES))
    assume(len(words.assumptions) <= 9)
    held = [words.labels(chosen) for chosen in words.extensions("preferred")]
    expected = [{n for n in map.nodes if labels[n] is Label.IN} for labels in held]
    found = positions(theory(map, Interpretation(basis)), theses(map))
    assert found.stopped == ""
    assert set(found.shared) == set.intersection(*expected)
    tops = set(theses(map))
    every = [(frozenset(p.theses), frozenset(p.only)) for p in found.positions]
    assert len(every) == len(set(every))  # extensions that differ only in steps are one position
    assert set(every) == {(frozenset(n & tops), frozenset(n - tops - set(found.shared))) for n in expected}


@given(tangles())
def test_order_changes_nothing(map: ArgumentMap) -> None:
    assert positions(theory(map), theses(map)) == positions(theory(shuffled(map)), theses(shuffled(map)))


def test_two_theses_with_a_reason_each_are_two_positions() -> None:
    map = small("r: a supports t", "s: b supports u", "q: c supports c1", theses={"i": "t u"})
    assert told(map) == ["t |", "u |"]
    assert positions(theory(map), theses(map)).shared == ("a", "b", "c", "c1")


def test_what_only_one_position_holds_is_told() -> None:
    map = small("r: t supports a", "s: u attacks b", theses={"i": "t u"})
    assert told(map) == ["t | a b", "u |"]


def test_independent_issues_multiply() -> None:
    assert told(small(theses={"i": "t u", "j": "v w"})) == ["t v |", "t w |", "u v |", "u w |"]


def test_theses_asserted_without_reasons_can_be_held_or_not() -> None:
    """By hand: where stances count, each of two rivals can be held, and so can it that both need a reason."""
    map = small(theses={"i": "t u"})
    assert [p.theses for p in positions(theory(map), theses(map)).positions] == [(), ("t",), ("u",)]


def test_a_thesis_that_falls_is_held_in_none() -> None:
    assert told(small("r: a attacks t", theses={"i": "t"})) == ["|"]


def test_more_positions_than_the_limit_are_said_to_be_there() -> None:
    map = small(theses={f"i{n}": f"t{n} u{n}" for n in range(10)})
    found = positions(theory(map), theses(map), limit=3)
    assert len(found.positions) == 3
    assert found.stopped == "stopped at 3 extensions; there are more"


def test_without_claims_there_is_one_empty_position() -> None:
    found = positions(theory(small()), theses(small()))
    assert [(p.theses, p.only) for p in found.positions] == [((), ())]
