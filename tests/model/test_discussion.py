"""The ten rules and four stages are those of the literature, and maps carry them with reasons."""

from __future__ import annotations

import pytest

from argmap.errors import UnknownName
from argmap.model import discussion, discussion_rule

RULES = [
    "freedom",
    "burden-of-proof",
    "standpoint",
    "relevance",
    "unexpressed-premise",
    "starting-point",
    "validity",
    "argument-scheme",
    "closure",
    "usage",
]
"""van Eemeren & Grootendorst 2004, chapter 8, commandments 1 to 10."""


def test_the_rules_are_the_ten_of_the_literature_in_their_order() -> None:
    assert list(discussion().rules) == RULES
    assert [rule.number for rule in discussion().rules.values()] == list(range(1, 11))


def test_the_stages_are_the_four_of_the_literature_in_their_order() -> None:
    assert list(discussion().stages) == ["confrontation", "opening", "argumentation", "concluding"]


def test_every_rule_belongs_to_a_known_stage_or_to_all() -> None:
    stages = {rule.stage for rule in discussion().rules.values()}
    assert stages == {None, *discussion().stages}


def test_rules_that_are_near_are_known_and_near_each_other() -> None:
    rules = discussion().rules
    for rule in rules.values():
        assert set(rule.near) <= set(rules) - {rule.id}
        assert all(rule.id in rules[name].near for name in rule.near), rule.id


def test_every_fallacy_breaks_one_rule_and_shares_its_id_with_none() -> None:
    known = discussion()
    assert len(known.fallacies) == sum(len(rule.fallacies) for rule in known.rules.values())
    assert not known.fallacies.keys() & known.rules.keys()


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("straw-man", "standpoint"),
        ("equivocation", "usage"),
        ("ad-hominem-abusive", "freedom"),
        ("closure", "closure"),
    ],
)
def test_a_rule_is_found_by_its_name_and_by_its_fallacies(name: str, rule: str) -> None:
    assert discussion_rule(name).id == rule


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="straw-man"):
        discussion_rule("strawman")
