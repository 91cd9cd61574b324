"""What a discussion shows, all in one: it is plain data, and the same whatever the order in the file."""

from __future__ import annotations

import json

from hypothesis import given

from argmap.dialogue.overview import dialogue
from argmap.model import ArgumentMap
from tests.evaluation.orders import shuffled
from tests.graph.small import small, tangles
from tests.strategies import maps


@given(maps())
def test_a_dialogue_turns_into_plain_data(map: ArgumentMap) -> None:
    found = dialogue(map).to_dict()
    assert json.loads(json.dumps(found)) == found


@given(maps())
def test_a_dialogue_does_not_depend_on_the_order_in_the_file(map: ArgumentMap) -> None:
    assert dialogue(shuffled(map)).to_dict() == dialogue(map).to_dict()


@given(tangles())
def test_nor_does_that_of_a_tangle(map: ArgumentMap) -> None:
    assert dialogue(shuffled(map)).to_dict() == dialogue(map).to_dict()


def test_voices_are_told_by_number_and_name() -> None:
    (objection,) = dialogue(small("r: a attacks t", said={"a": "p2"})).to_dict()["unanswered"]
    assert objection["by"] == [{"number": 2, "name": "Ben"}]


def test_an_empty_map_shows_nothing_but_its_people() -> None:
    found = dialogue(small()).to_dict()
    assert {name for name, value in found.items() if value} == {"participants"}


def test_a_chain_of_ten_thousand_objections_leaves_the_last_one_unanswered() -> None:
    map = small(*(f"r{n}: c{n + 1} attacks c{n}" for n in range(10_000)), theses={"i": "c0"})
    assert [objection.id for objection in dialogue(map).unanswered] == ["r9999"]
