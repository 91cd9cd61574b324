"""The invented datasets hold what the first one lacks, as their notes promise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import argmap
from argmap.dialogue.critical_questions import QuestionStatus
from argmap.dialogue.overview import dialogue
from argmap.model import ArgumentMap, RelationKind, Stance


@pytest.fixture(scope="module", params=["car-free-centre", "typing-for-a-team"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def map(name: str) -> ArgumentMap:
    return argmap.load(Path(__file__).parent.parent / "data" / name)


def test_a_dataset_is_clean_under_every_rule(name: str, root: Path) -> None:
    assert argmap.check(root / "data" / name) == ()


def test_it_has_three_theses_on_its_issue_and_two_on_a_question_below_it(map: ArgumentMap) -> None:
    assert map.thread is not None
    issue, below = map.issues
    theses = {claim.id: claim.answers for claim in map.claims if claim.is_thesis}
    assert Counter(theses.values()) == {issue.id: 3, below.id: 2}
    assert below.parent is not None
    assert theses[below.parent] == issue.id
    assert 15 <= len(map.thread.posts) <= 30
    assert map.thread.source.license == "CC0-1.0"


def test_every_post_is_quoted(map: ArgumentMap) -> None:
    assert map.thread is not None
    assert {quote.post for _, quote in map.quotes()} == {post.id for post in map.thread.posts}


def test_the_old_town_has_linked_premises_an_analogy_and_numbers_in_conflict(root: Path) -> None:
    map = argmap.load(root / "data" / "car-free-centre")
    assert sum(relation.is_linked for relation in map.relations) >= 3
    assert any(relation.scheme == "analogy" for relation in map.relations)
    against = {r.premises[0]: r.target for r in map.relations if r.kind is RelationKind.ATTACK}
    towards = {r.premises[0]: r.target for r in map.relations if r.kind is RelationKind.SUPPORT}
    assert against["survey-22"] == towards["count-61"] == "customers-drive"


def test_the_billing_service_has_retreats_a_straw_man_and_undercuts_in_two_levels(root: Path) -> None:
    map = argmap.load(root / "data" / "typing-for-a-team")
    theses = {claim.id for claim in map.claims if claim.is_thesis}
    given_up = [c.claim for c in map.commitments if c.stance is Stance.RETRACTS and c.claim in theses]
    assert sorted(given_up) == ["typed-language", "untyped"]
    undercuts = {r.id: r.target for r in map.relations if r.kind is RelationKind.UNDERCUT}
    assert any(target in undercuts for target in undercuts.values())
    assert any(c.claim == "forget-testing" and c.stance is Stance.RETRACTS for c in map.commitments)


def test_the_old_town_has_a_critical_question_that_is_answered(root: Path) -> None:
    points = dialogue(argmap.load(root / "data" / "car-free-centre")).critical_points
    assert [(p.step, p.question) for p in points if p.state is QuestionStatus.ANSWERED] == [
        ("estimate-for-buses", "evidence")
    ]
