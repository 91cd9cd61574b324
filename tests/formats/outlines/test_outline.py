"""Outlines: what people type is read as they mean it, and what is written comes back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness
from argmap.formats.outlines.outline import FORMAT, read, recognises, write
from argmap.formats.protocol import MapFile
from argmap.model.map import ArgumentMap
from tests.strategies import examples, maps

TRAM = """\
# Is a tram worth it?

- ? Should the town build a tram?
  - The town should build a tram. {#tram}
    - + A tram is quiet.
    - + A tram needs a street of its own.
    - & (implicit) The main street has room for one.
      - _ The main street is dug up each year.
    - − A tram is dear. {#dear}
      - − {#tram}
    - = Trams are what the town needs.
"""


def steps(map: ArgumentMap) -> list[tuple[str, tuple[str, ...], str]]:
    def words(id: str) -> str:
        return map[id].text if id in map.nodes else f"the step from {map.relations_by_id[id].premises[0]}"  # type: ignore[union-attr]

    return [
        (str(r.kind), tuple(map.nodes[p].text for p in r.premises), words(r.target)) for r in map.relations
    ]  # type: ignore[union-attr]


def test_signs_say_what_an_item_does() -> None:
    assert recognises(MapFile(TRAM))
    map, thread, remarks = read(MapFile(TRAM, "tram.md"))
    assert map is not None
    assert (map.id, map.title, thread, remarks) == ("tram", "Is a tram worth it?", None, ())
    assert [(claim.id, claim.text) for claim in map.theses] == [("tram", "The town should build a tram.")]
    linked = ("A tram needs a street of its own.", "The main street has room for one.")
    assert steps(map) == [
        ("support", ("A tram is quiet.",), "The town should build a tram."),
        ("support", linked, "The town should build a tram."),
        ("undercut", ("The main street is dug up each year.",), "the step from line-6"),
        ("attack", ("A tram is dear.",), "The town should build a tram."),
        ("attack", ("The town should build a tram.",), "A tram is dear."),
        ("rephrase", ("Trams are what the town needs.",), "The town should build a tram."),
    ]
    assert [claim.text for claim in map.claims if claim.implicit] == ["The main street has room for one."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- T\n  + pro\n  - con\n", [("support", ("pro",), "T"), ("attack", ("con",), "T")]),
        ("* T\n    * Pro: a\n      goes on\n    * Con: b\n", [("support", ("a goes on",), "T"), ("attack", ("b",), "T")]),
        ("- T\n\t- + a\n\t\t- - b\n", [("support", ("a",), "T"), ("attack", ("b",), "a")]),
        ("1. T\n   1. -5 degrees are cold\n", [("support", ("-5 degrees are cold",), "T")]),
    ],
)  # fmt: skip
def test_outlines_as_people_type_them(text: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    map = read(MapFile(text)).map
    assert map is not None
    assert steps(map) == expected


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("- a\n  - b\n", "<text>: AM019 items without a sign (+ or −), which are taken for reasons: 1"),
        ("- a\nand so on\n- b\n", "<text>:2: AM019 this line is no item of a list, and was left out"),
        ("- a\n  - + {#x}\n", "<text>:2: AM019 item 2 stands for 'x', which no item is called"),
        ("- a\n  - _ b\n", "<text>:2: AM019 _ needs an item above that is a reason or an objection itself"),
        ("- a {#x}\n- b {#x}\n", "<text>:2: AM019 claim x is there twice; the first one is kept"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, remark: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is not None
    assert remark in [str(each) for each in remarks]


@pytest.mark.parametrize("text", ["", "just words\n", "\x00", "{}"])
def test_a_text_without_items_is_no_outline(text: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is None
    assert "there is no item of a list in it" in str(remarks[-1])
    assert not recognises(MapFile(text))


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    reading = read(MapFile(write(map).text))
    if not map.claims and not map.issues:
        assert reading.map is None
        return
    assert FORMAT.keeps is not None
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(FORMAT.keeps(map))


@examples(30)
@given(st.text(st.sampled_from("-+*&_=?^ \n\t{#a}\\:1.x"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


def test_a_chain_of_ten_thousand_is_read_and_written() -> None:
    text = "".join(f"{' ' * n}- + c{n}\n" for n in range(2_000))
    map = read(MapFile(text)).map
    assert map is not None
    assert len(map.relations) == 1_999
    assert write(map).text.count("\n") == 2_002


def test_a_run_of_blanks_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    assert FORMAT.read is not None
    FORMAT.read(MapFile("- a\n  - + b" + " " * 60_000 + "c\n"))
    assert time.process_time() - begun < 3  # 8 s, if each blank is where a name may begin
