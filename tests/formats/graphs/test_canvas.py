"""JSON Canvas: boards as people draw them, and boards that argmap wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.graphs.canvas import BARE, FORMAT, recognises
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from tests.mangled import SMALL, mangled
from tests.strategies import examples, maps


def card(id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "text", "x": 0, "y": 0, "width": 200, "height": 60, "text": text} | more


def arrow(id: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "fromNode": source, "toNode": target, **more}


def read(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> tuple[ArgumentMap, list[str]]:
    assert FORMAT.read is not None
    file = MapFile(json.dumps({"nodes": nodes, "edges": edges}), "tram.canvas")
    assert recognises(file)
    map, _, remarks = FORMAT.read(file)
    assert map is not None, remarks
    return map, [str(each) for each in remarks]


def test_a_board_as_people_draw_it() -> None:
    map, remarks = read(
        [
            card("q", "? Should we build a tram?"), card("t", "Build it."), card("a", "It is\nquiet."), card("b", "- It is dear."),
            card("c", "Noise harms."), card("d", "It rattles."), card("s", "supports"), card("e", "Streets are wide."),
            {"id": "g", "type": "group", "x": 0, "y": 0, "width": 9, "height": 9, "label": "all"},
        ],
        [
            arrow("1", "t", "q", label="answers"), arrow("2", "a", "s"), arrow("3", "c", "s"), arrow("4", "s", "t"),
            arrow("5", "b", "t"), arrow("6", "d", "s", label="undercuts"), arrow("7", "t", "b", color="1", fromEnd="none"),
            arrow("8", "t", "e", fromEnd="arrow", toEnd="none", label="+"),
        ],
    )  # fmt: skip
    assert remarks == ["tram.canvas: AM019 frames have no place in a map, and were left out: 'all'"]
    assert [(claim.id, claim.text) for claim in map.theses] == [("t", "Build it.")]
    assert map.nodes["a"].text == "It is quiet."
    assert {(str(r.kind), r.premises, r.target) for r in map.relations} == {
        ("support", ("a", "c"), "t"),
        ("attack", ("b",), "t"),  # by the sign of its card
        ("undercut", ("d",), "s"),
        ("attack", ("t",), "b"),  # by its colour
        ("support", ("e",), "t"),  # its head is drawn at its beginning
    }


@pytest.mark.parametrize(
    ("nodes", "edges", "remark"),
    [
        ([card("g", "", type="group", label="Costs"), card("h", "", type="group")], [arrow("1", "a", "b", label="+")], "frames have no place in a map, and were left out: 'Costs'"),
        ([], [arrow("1", "a", "b")], "arrows with neither a label nor a colour that is a sign, which are taken for supports: 1"),
        ([], [arrow("1", "a", "b", label="causes")], "arrow 1 is labelled 'causes', which is no relation between claims that argmap knows; it was left out"),
        ([], [arrow("1", "a", "x", label="supports")], "relation 1 names x, which is not in the map; it was left out"),
        ([card("a", "again")], [], "card a is there twice; the first one is kept"),
        ([card("c", " ")], [], "card c has no text; it was left out"),
        ([card("s", "attacks")], [], "card s says 'attacks' and leads nowhere; it was left out"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(nodes: list[Any], edges: list[Any], remark: str) -> None:
    remarks = read([card("a", "A."), card("b", "B."), *nodes], edges)[1]
    assert f"tram.canvas: AM019 {remark}" in remarks


@given(maps())
def test_every_map_comes_back_and_by_cards_and_arrows_what_they_can_say(map: ArgumentMap) -> None:
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    text, lost, _ = FORMAT.write(map)
    assert lost == ()
    assert recognises(MapFile(text))
    assert FORMAT.read(MapFile(text)).map == map
    assert BARE.write is not None
    assert BARE.read is not None
    assert BARE.keeps is not None
    reading = BARE.read(MapFile(BARE.write(map).text))
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(BARE.keeps(map))


def test_a_claim_that_is_called_like_a_relation_stays_a_claim() -> None:
    map = ArgumentMap(id="m", title="M", claims=(Claim(id="a", text="supports"),))
    assert BARE.write is not None
    assert BARE.read is not None
    again = BARE.read(MapFile(BARE.write(map).text)).map
    assert again is not None
    assert [claim.text for claim in again.claims] == ["supports"]


def test_cards_do_not_lie_on_each_other(math_in_ml: ArgumentMap) -> None:
    assert FORMAT.write is not None
    cards = [each for each in json.loads(FORMAT.write(math_in_ml).text)["nodes"] if each["type"] == "text"]
    for number, one in enumerate(cards):
        for other in cards[number + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            )  # fmt: skip
            assert apart, (one["id"], other["id"])


def test_another_program_takes_the_board(math_in_ml: ArgumentMap) -> None:
    """PyJSONCanvas checks each card and arrow by the specification."""
    library = pytest.importorskip("pyjsoncanvas", reason="PyJSONCanvas is not installed")
    assert BARE.write is not None
    text = BARE.write(math_in_ml).text
    board = library.Canvas.from_json(text)
    assert board.validate()
    assert len(board.nodes) == len(json.loads(text)["nodes"])
    assert len(board.edges) == len(json.loads(text)["edges"])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"nodes": []}', '{"nodes": [1]}', "[" * 100_000])
def test_what_is_no_board_is_refused(text: str) -> None:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is None
    assert "AM018 JSON Canvas" in str(remarks[-1])
    assert not recognises(MapFile(text))


@examples(40)
@given(st.data())
def test_any_json_is_read_or_refused(data: st.DataObject) -> None:
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(data.draw(mangled(FORMAT.write(SMALL).text))))
    assert map is not None or remarks
