"""OPML, FreeMind and MindMup: the signs of outlines in other files."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET  # the file is argmap's own

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness
from argmap.formats.outlines import freemind, mindmup, opml
from argmap.formats.protocol import Format, MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from tests.mangled import mangled
from tests.strategies import examples, maps

OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Trams</title></head><body>
 <outline text="? Should we build a tram?">
  <outline text="Build it. {#tram}" _note="said twice">
   <outline text="+ It is quiet."/><outline text="&amp; Noise harms."/>
   <outline text="Con: It is dear."/>
  </outline></outline></body></opml>
"""
FREEMIND = """<map version="1.0.1"><node ID="a" TEXT="Build a tram">
 <node TEXT="It is quiet"><icon BUILTIN="button_ok"/><richcontent TYPE="NOTE"><html><body><p>measured</p></body></html></richcontent></node>
 <node><richcontent TYPE="NODE"><html><body><p>- It is <b>dear</b></p></body></html></richcontent><arrowlink DESTINATION="a"/></node>
</node></map>
"""
MINDMUP = {
    "id": 1, "formatVersion": 2, "title": "Build a tram",
    "ideas": {
        "2": {"id": 5, "title": "group", "attr": {"group": "opposing"}, "ideas": {"1": {"id": 6, "title": "It is dear"}}},
        "1": {"id": 2, "title": "group", "attr": {"group": "supporting"},
              "ideas": {"1": {"id": 3, "title": "It is quiet", "attr": {"note": {"text": "measured"}}}, "2": {"id": 4, "title": "Noise harms"}}},
        "-1": {"id": 7, "title": "= Trams are needed"},
    },
}  # fmt: skip


def read(known: Format, text: str) -> tuple[ArgumentMap, list[str]]:
    assert known.read is not None
    assert format_of_text(MapFile(text)) is known
    map, _, remarks = known.read(MapFile(text, "trams.x"))
    assert map is not None, remarks
    return map, [str(each) for each in remarks]


def steps(map: ArgumentMap) -> list[tuple[str, tuple[str, ...], str]]:
    words = {node.id: node.text for node in map}
    return [(str(r.kind), tuple(words[p] for p in r.premises), words[r.target]) for r in map.relations]


def test_opml_of_an_outliner() -> None:
    map, remarks = read(opml.FORMAT, OPML)
    assert remarks == []
    assert map.title == "Trams"
    assert [(c.id, c.text, c.note) for c in map.theses] == [("tram", "Build it.", "said twice")]
    assert steps(map) == [
        ("support", ("It is quiet.", "Noise harms."), "Build it."),
        ("attack", ("It is dear.",), "Build it."),
    ]


def test_a_mind_map_of_freemind() -> None:
    map, remarks = read(freemind.FORMAT, FREEMIND)
    assert map.title == "Build a tram"
    assert steps(map) == [
        ("support", ("It is quiet",), "Build a tram"),
        ("attack", ("It is dear",), "Build a tram"),
    ]
    assert [claim.note for claim in map.claims] == [None, "measured", None]
    assert remarks == [
        "trams.x:3: AM019 arrows between nodes that say neither for nor against, and were left out: 1"
    ]


def test_an_argument_map_of_mindmup() -> None:
    map, remarks = read(mindmup.FORMAT, json.dumps(MINDMUP))
    assert remarks == []
    assert steps(map) == [
        ("support", ("It is quiet", "Noise harms"), "Build a tram"),
        ("attack", ("It is dear",), "Build a tram"),
        ("rephrase", ("Trams are needed",), "Build a tram"),
    ]
    assert next(claim for claim in map.claims if claim.text == "It is quiet").note == "measured"


def test_the_map_itself_is_no_idea_since_version_3_of_mindmup() -> None:
    ideas = {"1": MINDMUP | {"id": 10}, "2": {"id": 9, "title": "Build a bridge"}}
    map, remarks = read(
        mindmup.FORMAT, json.dumps({"id": "root", "formatVersion": 3, "title": "Plans", "ideas": ideas})
    )
    assert remarks == []
    assert map.title == "Plans"
    reasons = {premise for relation in map.relations for premise in relation.premises}
    assert [claim.text for claim in map.claims if claim.id not in reasons] == [
        "Build a tram",
        "Build a bridge",
    ]
    assert len(map.relations) == 3


@given(maps())
def test_what_is_written_as_opml_comes_back(map: ArgumentMap) -> None:
    text = opml.write(map).text
    assert opml.recognises(MapFile(text))
    reading = opml.read(MapFile(text))
    assert opml.FORMAT.keeps is not None
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(opml.FORMAT.keeps(map))
    root = ET.fromstring(text)
    assert root.get("version") == "2.0"
    assert all(each.get("text") for each in root.iter("outline"))


@pytest.mark.parametrize(
    "known", [opml.FORMAT, freemind.FORMAT, mindmup.FORMAT], ids=lambda known: known.name
)
@pytest.mark.parametrize(
    "text",
    ["", "x", "<opml", "<opml/>", "<map/>", "{}", "[]", '{"ideas": 1}', "{" * 50_000, "<map><node/></map>",
     '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><opml><body><outline text="&b;"/></body></opml>'],
)  # fmt: skip
def test_what_is_no_outline_is_refused(known: Format, text: str) -> None:
    assert known.read is not None
    map, _, remarks = known.read(MapFile(text))
    assert map is None
    assert "AM018" in str(remarks[-1])


def test_ten_thousand_levels_are_read_and_written() -> None:
    deep = "<outline text='+ a'>" * 10_000 + "</outline>" * 10_000
    map, _ = read(opml.FORMAT, f"<opml><head/><body>{deep}</body></opml>")
    assert len(map.relations) == 9_999
    assert opml.write(map).text.count("<outline ") == 10_000
    nodes = "<node TEXT='+ a'>" * 10_000 + "</node>" * 10_000
    assert len(read(freemind.FORMAT, f"<map>{nodes}</map>")[0].relations) == 9_999


@examples(30)
@given(st.data())
def test_any_text_is_read_or_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(OPML)))
    noise = data.draw(st.text(st.sampled_from("<>/ ='\"&;abtext{#}+-"), max_size=20))
    for known, text in (
        (opml.FORMAT, OPML[:place] + noise + OPML[place:]),
        (freemind.FORMAT, FREEMIND[:place] + noise + FREEMIND[place:]),
        (mindmup.FORMAT, data.draw(mangled(json.dumps(MINDMUP)))),
    ):
        assert known.read is not None
        map, _, remarks = known.read(MapFile(text))
        assert map is not None or remarks
