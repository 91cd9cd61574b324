"""Who holds what after each post. Expected values by hand: Ann writes p1, p4 and p7, Ben p2, p5 and p8, Cid p3, p6 and p9."""

from __future__ import annotations

from typing import Any

import pytest

from argmap.graph.stances import StanceRecord, Stances
from argmap.model import ArgumentMap
from tests.graph.small import small


def told(stances: Stances) -> list[str]:
    return [f"{s.participant} {s.stance}" for s in stances.last]


def after(map: ArgumentMap, number: int) -> list[str]:
    return told(StanceRecord(map).after("c", number))


def taking(*stances: str, said: str = "p1", **fields: Any) -> ArgumentMap:
    return small(said={"c": said}, stances=stances, **fields)


def test_the_author_of_a_quote_asserts_the_claim_from_that_post_on() -> None:
    assert [after(taking(said="p4"), number) for number in (3, 4)] == [[], ["ann asserts"]]


def test_what_is_retracted_was_asserted_before() -> None:
    map = taking("ann p7 retracts c")
    assert [after(map, number) for number in (1, 6, 7)] == [
        ["ann asserts"],
        ["ann asserts"],
        ["ann retracts"],
    ]
    assert StanceRecord(map).of("c").is_given_up


def test_another_commitment_of_the_author_takes_the_place_of_the_quote() -> None:
    map = taking("ann p4 denies c")
    assert [after(map, number) for number in (1, 4)] == [[], ["ann denies"]]


def test_who_names_a_claim_only_as_a_condition_does_not_assert_it() -> None:
    on_condition = {"participant": "ann", "post": "p1", "claim": "d", "stance": "accepts", "if": "c"}
    record = StanceRecord(small(said={"c": "p1", "d": "p2"}, commitments=[on_condition]))
    assert told(record.of("c")) == []
    assert told(record.of("d")) == ["ann accepts", "ben asserts"]
    assert [s.condition_claim for s in record.of("d").conditional] == ["c"]


@pytest.mark.parametrize(
    ("later", "last"),
    [
        ("ben p5 questions c", "ben accepts"),
        ("ben p5 proposes c", "ben accepts"),
        ("ben p5 denies c", "ben denies"),
        ("ben p5 retracts c", "ben retracts"),
    ],
)
def test_questions_and_proposals_leave_what_was_accepted(later: str, last: str) -> None:
    assert set(after(taking("ben p2 accepts c", later), 9)) == {"ann asserts", last}


def test_a_question_is_open_until_its_author_accepts_the_claim() -> None:
    record = StanceRecord(taking("ben p2 questions c", "ben p8 accepts c"))
    assert [len(record.after("c", number).questions) for number in (1, 2, 7, 8)] == [0, 1, 1, 0]


@pytest.mark.parametrize(("answer", "opened"), [({"post": "p4"}, 3), ({"claim": "d"}, 6), (None, 9)])
def test_a_question_is_open_until_an_answer_is_given(answer: dict[str, str] | None, opened: int) -> None:
    """The claim d is first said in p7; without an answer the question stays open."""
    asked = {"id": "q", "post": "p2", "text": "Why?", "about": "c", "answered_by": [answer] if answer else []}
    map = small(said={"c": "p1", "d": "p7"}, stances=["ben p2 questions c"], questions=[asked])
    numbers = range(2, 10)
    still = [n for n in numbers if StanceRecord(map).after("c", n).questions]
    assert still == list(range(2, opened + 1))


@pytest.mark.parametrize(
    ("stances", "given_up"),
    [
        (["ann p1 proposes c"], False),
        (["ann p1 proposes c", "ben p2 denies c"], True),
        (["ann p1 asserts c", "ann p4 denies c"], True),
        (["ann p1 asserts c", "ann p4 denies c", "cid p6 concedes c"], False),
    ],
)
def test_what_nobody_accepts_and_somebody_denies_is_given_up(stances: list[str], given_up: bool) -> None:
    assert StanceRecord(taking(*stances)).of("c").is_given_up is given_up


def test_a_guess_gives_up_only_what_its_author_accepted_before() -> None:
    guess = {"participant": "ben", "post": "p5", "claim": "c", "stance": "denies", "hedged": True}
    proposed = {"participant": "ann", "post": "p1", "claim": "c", "stance": "proposes"}
    accepted = {"participant": "ben", "post": "p2", "claim": "c", "stance": "accepts"}
    assert not StanceRecord(small(said={"c": "p1"}, commitments=[proposed, guess])).of("c").is_given_up
    assert StanceRecord(small(said={"c": "p1"}, commitments=[proposed, accepted, guess])).of("c").is_given_up


def test_an_implicit_premise_is_unattributed_while_nobody_stands_for_it() -> None:
    def of(*stances: str) -> bool:
        return StanceRecord(small(unstated=["c"], stances=stances)).of("c").unattributed

    assert of()
    assert of("ben p2 denies c")
    assert not of("ben p2 asserts c")
