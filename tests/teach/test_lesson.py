"""The course of a lesson teaches with steps that are fair and clear, and no exercise asks what the course has explained."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.model import ArgumentMap, RelationKind
from argmap.teach.context import Context
from argmap.teach.materials.handout import handout
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.moves import moves, taken, worked_example

DATA = Path(__file__).parent.parent.parent / "data"


@pytest.fixture(scope="module", params=["math-in-ml", "car-free-centre", "typing-for-a-team"])
def map(request: pytest.FixtureRequest) -> ArgumentMap:
    return argmap.load(DATA / request.param)


def test_every_kind_of_move_is_shown_by_a_step_of_that_kind(map: ArgumentMap) -> None:
    kinds = {move.title: (move.step.kind, move.step.is_linked) for move in moves(map)}
    assert kinds == {
        "A reason": (RelationKind.SUPPORT, False),
        "An objection": (RelationKind.ATTACK, False),
        "Reasons that count only together": (RelationKind.SUPPORT, True),
        "An objection to a step": (RelationKind.UNDERCUT, False),
    }


def test_a_step_that_breaks_a_rule_is_no_example_where_there_is_another(map: ArgumentMap) -> None:
    charged = {breach.relation for breach in map.breaches}
    for move in moves(map):
        same = [r for r in map.relations if (r.kind, r.is_linked) == (move.step.kind, move.step.is_linked)]
        if any(step.id not in charged for step in same):
            assert move.step.id not in charged


def test_the_worked_post_has_one_claim_on_top_and_says_all_of_it(map: ArgumentMap) -> None:
    example = worked_example(Context(map, 0, "lesson"))
    assert example is not None
    said = {claim.id for claim in map.claims if example.post in {quote.post for quote in claim.quotes}}
    implicit = {claim.id for claim in map.claims if claim.implicit}
    assert all(step.target in said and set(step.premises) <= said | implicit for step in example.steps)
    reasons = {name for step in example.steps for name in step.premises}
    assert len({step.target for step in example.steps} - reasons) == 1
    assert map.thread is not None
    words = " ".join(map.thread.text_of(example.post).split())
    assert words[:40].split("'")[0] in lesson(map).students


def test_no_exercise_asks_what_the_course_tells(map: ArgumentMap) -> None:
    course, _, exercises = lesson(map).students.partition("Warm-up (10 minutes)")
    example = worked_example(Context(map, 0, "lesson"))
    assert example is not None
    number = map.thread.numbers[example.post] if map.thread else 0
    assert f"in post {number}:" in course
    assert f"main conclusion of post {number}," not in exercises


def test_a_lesson_has_the_post_that_proposes_what_it_asks_about(root: Path) -> None:
    """The case: who wants a charge was asked, and post 3, the only one that proposes it, was left out."""
    map = argmap.load(root / "data" / "car-free-centre")
    assert map.thread is not None
    for seed in range(4):
        text = lesson(map, seed).students
        posts = text.partition("## The posts")[2]
        for thesis in map.theses:
            if thesis.text in text.partition("## The posts")[0] and thesis.quotes:
                first = map.thread.text_of(thesis.quotes[0].post).split("\n")[0][:40]
                assert first in posts, (seed, thesis.id)


ATTACKED_STEP = """\
format: argmap/1
id: shops
title: Shops
claims:
  - {id: drive, text: Most customers come by car.}
  - {id: survey, text: 22 percent came by car.}
  - {id: shade, text: The street has no trees.}
  - {id: station, text: They asked at the station.}
relations:
  - {id: survey-against, kind: attack, premises: PREMISES, target: drive}
  - {id: undercut, kind: undercut, premises: [station], target: survey-against}
"""


@pytest.mark.parametrize(
    ("premises", "said"),
    [
        ("[survey]", "“22 percent came by car” shows that “Most customers come by car” is false"),
        (
            "[survey, shade]",
            "“22 percent came by car” and “The street has no trees” show that “Most customers come by car” is false",
        ),
    ],
)
def test_who_denies_that_an_objection_is_enough_does_not_deny_that_it_shows_the_claim(
    premises: str, said: str, tmp_path: Path
) -> None:
    """The lesson once said that a survey which found few drivers "shows" that most customers drive."""
    (tmp_path / "map.yaml").write_text(ATTACKED_STEP.replace("PREMISES", premises), encoding="utf-8")
    map = argmap.load(tmp_path / "map.yaml")
    assert taken(Context(map, 0, "course"), map.relations_by_id["survey-against"]) == said


def test_a_lesson_and_its_slides_say_what_an_objection_to_a_step_denies(root: Path) -> None:
    """By hand: post 5 of car-free-centre denies that a survey against the claim is enough against it."""
    map = argmap.load(root / "data" / "car-free-centre")
    denied = "by bus or by bike” shows that “Most of the customers of the bakery come by car” is false"
    assert denied in lesson(map).students
    assert denied in handout(map)


def test_the_first_reason_is_one_that_somebody_gives_for_its_conclusion(map: ArgumentMap) -> None:
    """The case: a claim of Ana was shown as a reason for a claim of Bela, with Ana's words."""
    for move in moves(map):
        if move.step.kind is RelationKind.SUPPORT:
            nodes = [map.nodes[name] for name in (*move.step.premises, move.step.target)]
            assert set.intersection(*({q.post for q in node.quotes} for node in nodes if node.quotes))
