"""The XML of arg-microtexts: read as its DTD and its corpus mean it, and written so that others read the same graph."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from argmap.formats.arguments.microtexts import FORMAT, read, recognises
from argmap.formats.arguments.microtexts_writing import NATIVE, write
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from tests.strategies import examples, maps

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "microtexts-xml"

TRAM = """\
<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="tram" topic_id="build_a_tram" stance="pro">
  <edu id="e1"><![CDATA[The town should build a tram,]]></edu>
  <edu id="e2"><![CDATA[because trams are quiet]]></edu>
  <edu id="e3"><![CDATA[as anybody hears in Graz.]]></edu>
  <edu id="e4"><![CDATA[True, rails squeal,]]></edu>
  <edu id="e5"><![CDATA[but not if they are greased.]]></edu>
  <edu id="e6" implicit="true"><![CDATA[Somebody greases them.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a3" type="opp"/>
  <adu id="a4" type="pro"/>
  <adu id="a5" type="pro"/>
  <edge id="s1" src="e1" trg="a1" type="seg"/>
  <edge id="s2" src="e2" trg="j1" type="seg"/>
  <edge id="s3" src="e3" trg="j1" type="seg"/>
  <edge id="s4" src="j1" trg="a2" type="seg"/>
  <edge id="s5" src="e4" trg="a3" type="seg"/>
  <edge id="s6" src="e5" trg="a4" type="seg"/>
  <edge id="s7" src="e6" trg="a5" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="exa"/>
  <edge id="c2" src="a3" trg="c1" type="und"/>
  <edge id="c3" src="a4" trg="c2" type="und"/>
  <edge id="c4" src="a5" trg="c3" type="add"/>
</arggraph>
"""
TEXT = "The town should build a tram, because trams are quiet\nas anybody hears in Graz. True, rails squeal, but not if they are greased."


def beside(name: str) -> str | None:
    return TEXT if name == "tram.txt" else None


def steps(map: ArgumentMap) -> list[tuple[str, ...]]:
    return [(r.id, str(r.kind), *r.premises, r.target) for r in map.relations]


def test_segments_joints_steps_and_roles_are_read() -> None:
    map, thread, remarks = read(MapFile(TRAM, "tram.xml", beside))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert (map.id, map.title) == ("tram", "build a tram")
    assert map.note == "Topic: build_a_tram. The author's stance on it: pro."
    assert [(c.id, c.text, c.tags, c.implicit) for c in map.claims] == [
        ("a1", "The town should build a tram,", ("pro",), False),
        ("a2", "because trams are quiet as anybody hears in Graz.", ("pro",), False),
        ("a3", "True, rails squeal,", ("opp",), False),
        ("a4", "but not if they are greased.", ("pro",), False),
        ("a5", "Somebody greases them.", ("pro",), True),
    ]
    # By hand: an undercut of the step c1, an undercut of that undercut, and a second premise of the latter.
    assert steps(map) == [
        ("c1", "support", "a2", "a1"),
        ("c2", "undercut", "a3", "c1"),
        ("c3", "undercut", "a4", "a5", "c2"),
    ]
    assert [r.scheme for r in map.relations] == ["example", None, None]
    assert [(post.text, post.author) for post in thread.posts] == [(TEXT, None)]
    assert [q.exact for c in map.claims for q in c.quotes] == [c.text for c in map.claims if not c.implicit]


def test_without_its_text_a_graph_has_that_of_its_segments() -> None:
    map, thread, remarks = read(MapFile(TRAM, "tram.xml"))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert thread.posts[0].text == TEXT.replace("\n", " ")
    assert map.note is not None
    assert map.note.endswith("The text was put together from its segments.")


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ('trg="c1" type="und"', 'trg="a1" type="und"', ":23: AM019 edge c2 of the type und leads to a claim, and is read as an attack"),
        ('trg="c1" type="und"', 'trg="c1" type="reb"', ":23: AM019 edge c2 of the type reb leads to a step, and is read as an undercut"),
        ('trg="c3" type="add"', 'trg="c9" type="add"', ":25: AM019 edge c4 adds a premise to no step; it was left out"),
        ('src="a2" trg="a1"', 'src="a2" trg="a9"', ":22: AM019 relation c1 names a9, which is not in the map; it was left out"),
        ('type="exa"', 'type="why"', ":22: AM019 edge c1 is of the unknown type 'why'; it was left out"),
        ('<adu id="a2"', '<adu id="a1"', ":11: AM019 adu a1 is there twice; the first one is kept"),
        ('src="e1" trg="a1" type="seg"', 'src="e9" trg="a1" type="seg"', ":15: AM019 edge s1 joins no segment to a claim or joint; it was left out"),
        ("trams are quiet", "trams are green", ":4: AM019 segment e2 is not in the text as it is here; it is not quoted"),
        ('type="opp"', 'type="con"', ":12:3: AM019 claim a3 is neither pro nor opp"),
        ("<joint id=", "<jont id=", ":9:3: AM019 <jont> is no part of a graph"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_with_its_line(old: str, new: str, remark: str) -> None:
    assert old in TRAM
    map, _, remarks = read(MapFile(TRAM.replace(old, new, 1), "tram.xml", beside))
    assert map is not None
    assert f"tram.xml{remark}" in [str(each) for each in remarks]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ":1:1: AM018 arg-microtexts: this is no sound XML: no element found"),
        ("<arggraph id='a'>\n<edu", ":2:1: AM018 arg-microtexts: this is no sound XML: unclosed token"),
        ("<lkif/>", ":1:1: AM018 arg-microtexts: an <arggraph> is expected, and this is <lkif>"),
        ('<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><arggraph>&d;</arggraph>', ":1: AM018 arg-microtexts: the document defines entities, which are not read"),
        ("<arggraph>\ud800</arggraph>", ":1: AM018 arg-microtexts: this is no sound XML"),
        ("<arggraph>" + "<a>" * 10_000, ":1:30011: AM018 arg-microtexts: this is no sound XML: no element found"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_error(text: str, error: str) -> None:
    map, _, remarks = read(MapFile(text, "a.xml"))
    assert map is None
    assert len(remarks) == 1
    assert str(remarks[0]).startswith(f"a.xml{error}")


def test_ten_thousand_levels_and_undercuts_are_read() -> None:
    deep = "<arggraph>" + "<x>" * 10_000 + "</x>" * 10_000 + "</arggraph>"
    assert read(MapFile(deep)).map is not None
    edges = "".join(
        f'<edge id="c{n}" src="a1" trg="{f"c{n - 1}" if n else "a2"}" type="und"/>' for n in range(10_000)
    )
    chain = (
        f'<arggraph><edu id="e1">A.</edu><adu id="a1" type="pro"/><adu id="a2" type="pro"/>{edges}</arggraph>'
    )
    assert len(read(MapFile(chain)).map.relations) == 10_000  # type: ignore[union-attr]
    ring = chain.replace('src="a1" trg="a2" type="und"', 'src="a1" trg="c1" type="add"')
    assert read(MapFile(ring.replace('trg="c0" type="und"', 'trg="c0" type="add"'))).map is not None


# Writing


def elements(text: str) -> Counter[str]:
    root = etree.fromstring(text.encode())
    return Counter(e.get("type") if e.tag == "edge" else e.tag for e in root)


def test_what_is_written_is_what_the_corpus_says() -> None:
    map = read(MapFile(TRAM, "tram.xml", beside)).map
    assert map is not None
    text = write(map).text
    assert write(map).losses == ()
    expected = {"edu": 5, "adu": 5, "seg": 5, "exa": 1, "und": 2, "add": 1}
    assert elements(text) == expected
    assert re.findall(r'<adu id="(\w+)" type="(\w+)"', text) == re.findall(
        r'<adu id="(\w+)" type="(\w+)"', TRAM
    )
    assert read(MapFile(text)).map == map


def test_roles_of_claims_without_tags_follow_from_the_steps() -> None:
    map = read(MapFile(TRAM, "tram.xml", beside)).map
    assert map is not None
    untagged = map.model_copy(update={"claims": [c.model_copy(update={"tags": ()}) for c in map.claims]})
    roles = re.findall(r'<adu id="\w+" type="(\w+)"', write(untagged).text)
    assert roles == ["pro", "pro", "opp", "pro", "pro"]  # as the annotators of such a text have them


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    text = write(map).text
    assert recognises(MapFile(text))
    reading = read(MapFile(text))
    assert reading.map is not None, reading.diagnostics
    assert (reading.diagnostics, reading.map) == ((), map)
    assert NATIVE.keeps is not None
    alone = read(MapFile(re.sub(r"<\?argmap .*\?>\n", "", text))).map
    assert alone is not None
    said = NATIVE.keeps(map)
    assert [(c.id, c.text, c.implicit) for c in alone.claims] == [
        (c.id, c.text, c.implicit) for c in said.claims
    ]
    assert steps(alone) == steps(said)


@settings(max_examples=20)
@given(maps())
def test_a_changed_graph_counts_and_keeps_the_rest(map: ArgumentMap) -> None:
    text = write(map).text.replace(
        "</arggraph>",
        '<edu id="n">New.</edu><adu id="new" type="pro"/><edge src="n" trg="new" type="seg"/></arggraph>',
    )
    made, _, remarks = read(MapFile(text))
    assert made is not None
    assert remarks == ()
    assert made["new"].text == "New."  # type: ignore[union-attr]
    assert {c.id: (c.quotes, c.tags) for c in map.claims}.items() <= {
        c.id: (c.quotes, c.tags) for c in made.claims
    }.items()
    assert made.thread == map.thread


@settings(max_examples=20)
@given(maps())
def test_arguebuf_reads_as_many_claims_supports_and_attacks(map: ArgumentMap) -> None:
    arguebuf = pytest.importorskip("arguebuf", reason="pip install arguebuf", exc_type=ImportError)
    from arguebuf.load._load_microtexts import load_microtexts

    assert NATIVE.keeps is not None
    said = NATIVE.keeps(map)
    # arguebuf loads an undercut only of what is no undercut itself, and of those, those that come later.
    flat = {r.id for r in said.relations if r.kind is not RelationKind.UNDERCUT}
    undercuts = [r for r in said.relations if r.kind is RelationKind.UNDERCUT and r.target in flat]
    if len(flat) + len(undercuts) < len(said.relations):
        return
    graph = load_microtexts(io.BytesIO(write(map).text.encode()))
    assert len(graph.atom_nodes) == len(said.claims)
    kinds = Counter(type(node.scheme) for node in graph.scheme_nodes.values())
    supports = sum(r.kind is RelationKind.SUPPORT for r in said.relations)
    assert kinds[arguebuf.Support] == supports
    assert kinds[arguebuf.Attack] == len(said.relations) - supports


@examples(30)
@given(st.data())
def test_any_mutation_is_read_or_refused(data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, len(TRAM))), data.draw(st.integers(0, len(TRAM)))))
    middle = data.draw(st.text(st.sampled_from("<>/\"'= aec1&;\x00é"), max_size=12))
    map, _, remarks = read(MapFile(f"{TRAM[:start]}{middle}{TRAM[end:]}", "tram.xml", beside))
    assert map is not None or remarks


# The corpus


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
@pytest.mark.parametrize(
    ("name", "expected", "quotes"),
    [
        # By hand from the files: b001 has reb, sup, und with add; b002 has sup, sup, reb, und.
        ("micro_b001", [("c1", "attack", "a1", "a5"), ("c2", "support", "a2", "a1"), ("c3", "undercut", "a3", "a4", "c1")], 5),
        ("micro_b002", [("c1", "support", "a1", "a3"), ("c2", "support", "a2", "a3"), ("c4", "attack", "a4", "a3"), ("c5", "undercut", "a5", "c4")], 5),
    ],
)  # fmt: skip
def test_texts_of_the_corpus(name: str, expected: list[tuple[str, ...]], quotes: int) -> None:
    file = MapFile(
        (SAMPLES / f"{name}.xml").read_text("utf-8"),
        f"{name}.xml",
        lambda other: (SAMPLES / other).read_text("utf-8"),
    )
    assert format_of_text(file) is FORMAT
    map, thread, remarks = read(file)
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert steps(map) == expected
    assert sum(len(c.quotes) for c in map.claims) == quotes
    assert thread.posts[0].text == (SAMPLES / f"{name}.txt").read_text("utf-8").strip("\n")
    back = read(MapFile(write(map).text)).map
    assert back is not None
    assert likeness(back) == likeness(map)
