"""CDCP, LKIF and AML, which are only read: expected values by hand from their documentation, and the samples as they were counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.arguments import aml, cdcp, lkif
from argmap.formats.protocol import Format, MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from tests.strategies import examples

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

COMMENT = "Fees are too high.\r\nI paid 30 dollars. My neighbour did, too. Fees should be capped."
ANNOTATION: dict[str, Any] = {
    "prop_labels": ["value", "testimony", "testimony", "policy"],
    "prop_offsets": [[0, 18], [20, 38], [39, 61], [62, 84]],
    "reasons": [[[0, 0], 3]],
    "evidences": [[[1, 2], 0]],
    "url": {"2": "https://example.org/fees"},
}

RAILS = """\
<lkif>
  <argument-graphs>
    <argument-graph id="g" title="Trams" main-issue="s1">
      <statements>
        <statement id="s1" value="unknown" assumption="false" standard="PE"><s>The town should build a tram.</s></statement>
        <statement id="s2" value="true" assumption="true" standard="BA"><s>A tram is <i>quiet</i>.</s></statement>
        <statement id="s3" value="unknown" assumption="false" standard="BA"><s>Rails squeal.</s></statement>
        <statement id="s4" value="unknown" assumption="false" standard="BA"><s>Rails are greased.</s></statement>
      </statements>
      <arguments>
        <argument id="a1" title="" direction="pro" scheme="" weight="0.5">
          <conclusion statement="s1"/>
          <premises>
            <premise polarity="positive" type="ordinary" role="datum" statement="s2"/>
            <premise polarity="negative" type="assumption" role="" statement="s3"/>
            <premise polarity="positive" type="exception" role="" statement="s4"/>
          </premises>
        </argument>
        <argument id="a2" title="" direction="con" scheme="ExpertOpinion" weight="2">
          <conclusion statement="s1"/>
          <premises><premise polarity="positive" type="ordinary" role="" statement="s3"/></premises>
        </argument>
      </arguments>
    </argument-graph>
  </argument-graphs>
</lkif>
"""

UNITS = """\
<?xml version="1.0"?>
<!DOCTYPE ARG SYSTEM "argument.dtd">
<ARG>
  <TEXT>Build a tram. Experts say that trams are quiet. But rails squeal.</TEXT>
  <EDATA><AUTHOR>Ann</AUTHOR><SOURCE>A letter</SOURCE></EDATA>
  <AU>
    <PROP identifier="A" missing="no"><PROPTEXT offset="0">Build a tram.</PROPTEXT><OWNER name="Bo"/><INSCHEME scheme="Argument from Expert Opinion" schid="0"/></PROP>
    <LA>
      <AU><PROP identifier="B" missing="no"><PROPTEXT offset="14">Experts say that trams are quiet.</PROPTEXT><INSCHEME scheme="Argument from Expert Opinion" schid="0"/></PROP></AU>
      <AU><PROP identifier="C" missing="yes"><PROPTEXT offset="-1">Quiet is good.</PROPTEXT><INSCHEME scheme="Argument from Expert Opinion" schid="0"/></PROP>
        <CA><AU><PROP identifier="D" missing="yes"><PROPTEXT offset="-1">Noise is bad.</PROPTEXT></PROP></AU></CA>
      </AU>
    </LA>
    <REFUTATION><AU><PROP identifier="E" missing="no"><PROPTEXT offset="52">rails squeal</PROPTEXT></PROP></AU></REFUTATION>
  </AU>
</ARG>
"""


def steps(map: ArgumentMap | None) -> list[tuple[str, ...]]:
    assert map is not None
    return [(str(r.kind), *r.premises, r.target) for r in map.relations]


def cdcp_file(**new: Any) -> MapFile:
    return MapFile(json.dumps({**ANNOTATION, **new}), "a/7.ann.json", {"7.txt": COMMENT}.get)


# CDCP


def test_a_range_of_propositions_supports_jointly() -> None:
    map, thread, remarks = cdcp.read(cdcp_file())
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert [(c.id, c.text, c.tags) for c in map.claims] == [
        ("proposition-0", "Fees are too high.", ("value",)),
        ("proposition-1", "I paid 30 dollars.", ("testimony",)),
        ("proposition-2", "My neighbour did, too.", ("testimony",)),
        ("proposition-3", "Fees should be capped.", ("policy",)),
    ]
    assert steps(map) == [
        ("support", "proposition-0", "proposition-3"),
        ("support", "proposition-1", "proposition-2", "proposition-0"),
    ]
    assert [r.note for r in map.relations] == [None, "evidence"]
    assert [q.exact for c in map.claims for q in c.quotes] == [c.text for c in map.claims]
    assert [r.url for r in map.claims[2].references] == ["https://example.org/fees"]
    assert thread.posts[0].text == COMMENT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("new", "remark"),
    [
        ({"prop_offsets": [[0, 18], [20, 38], [39, 61], [62, 850]]}, "proposition 3 is not in the text; it was left out"),
        ({"reasons": [[[0, 9], 3]]}, "number 0 of reasons names no propositions of the text; it was left out"),
        ({"evidences": [7]}, "number 0 of evidences names no propositions of the text; it was left out"),
    ],
)  # fmt: skip
def test_odd_annotations_are_said(new: dict[str, Any], remark: str) -> None:
    map, _, remarks = cdcp.read(cdcp_file(**new))
    assert map is not None
    assert f"a/7.ann.json: AM019 {remark}" in [str(each) for each in remarks]


def test_without_the_comment_there_are_no_words() -> None:
    map, _, remarks = cdcp.read(MapFile(json.dumps(ANNOTATION), "7.ann.json"))
    assert map is None
    assert [str(each) for each in remarks] == [
        "7.ann.json: AM018 CDCP: the words are in 7.txt, which has to be in the same folder; put it there, and name the .ann.json file"
    ]


# LKIF


def test_exceptions_are_undercuts_and_con_is_an_attack() -> None:
    map, thread, remarks = lkif.read(MapFile(RAILS, "r.xml"))
    assert map is not None
    assert thread is None
    assert [(c.id, c.text, c.tags) for c in map.claims] == [
        ("s1", "The town should build a tram.", ("main-issue",)),
        ("s2", "A tram is quiet.", ()),
        ("s3", "Rails squeal.", ()),
        ("s4", "Rails are greased.", ()),
        ("not-s3", "Not: Rails squeal.", ()),
    ]
    assert steps(map) == [
        ("attack", "s3", "not-s3"),
        ("support", "s2", "not-s3", "s1"),
        ("undercut", "s4", "a1"),
        ("attack", "s3", "s1"),
    ]
    assert [(r.id, r.weight, r.scheme, r.note) for r in map.relations[1:]] == [
        ("a1", 0.5, None, "Roles of the premises: datum: s2."),
        ("a1-exception-1", None, None, None),
        ("a2", None, "expert-opinion", None),
    ]
    assert [str(each) for each in remarks] == [
        "r.xml: AM019 statements that are accepted or rejected, which has no room in a map: 1",
        "r.xml: AM019 statements that are assumed, which has no room in a map: 1",
        "r.xml: AM019 statements that have a proof standard, which has no room in a map: 1",
    ]


# AML


def test_units_of_araucaria() -> None:
    map, thread, remarks = aml.read(MapFile(UNITS, "u.aml"))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert [(c.id, c.text, c.implicit, len(c.quotes)) for c in map.claims] == [
        ("a", "Build a tram.", False, 1),
        ("b", "Experts say that trams are quiet.", False, 1),
        ("c", "Quiet is good.", True, 0),
        ("d", "Noise is bad.", True, 0),
        ("e", "rails squeal", False, 1),
    ]
    assert sorted(steps(map)) == [("attack", "e", "a"), ("support", "b", "c", "a"), ("support", "d", "c")]
    assert {r.scheme for r in map.relations if r.is_linked} == {"expert-opinion"}
    assert {r.scheme for r in map.relations if not r.is_linked} == {None}
    assert [(c.participant, c.claim, str(c.stance)) for c in map.commitments] == [("bo", "a", "asserts")]
    assert [(post.text, post.author) for post in thread.posts] == [
        ("Build a tram. Experts say that trams are quiet. But rails squeal.", None)
    ]
    assert map.note == "Author: Ann\nSource: A letter"


# Bad input


@pytest.mark.parametrize("known", [lkif.FORMAT, aml.FORMAT], ids=["lkif", "aml"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a/>",
        "<lkif",
        "<ARG><AU></ARG>",
        '<!DOCTYPE a [<!ENTITY b "c">]><lkif>&b;</lkif>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]><lkif>&b;</lkif>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "x.dtd"> %b;]><lkif/>',
        "{}",
    ],
)
def test_what_cannot_be_read_is_an_error(known: Format, text: str) -> None:
    assert known.read is not None
    map, _, remarks = known.read(MapFile(text, "x.xml"))
    assert map is None
    assert {each.code for each in remarks} == {"AM018"}


def test_ten_thousand_levels_are_read() -> None:
    unit = '<AU><PROP identifier="p{0}"><PROPTEXT>{0}</PROPTEXT></PROP><CA>'
    deep = f"<ARG>{''.join(unit.format(n) for n in range(10_000))}{'</CA></AU>' * 10_000}</ARG>"
    map = aml.read(MapFile(deep)).map
    assert map is not None
    assert len(map.relations) == 9_999


@examples(30)
@given(
    st.sampled_from([(lkif.FORMAT, RAILS), (aml.FORMAT, UNITS), (cdcp.FORMAT, json.dumps(ANNOTATION))]),
    st.data(),
)
def test_any_mutation_is_read_or_refused(which: tuple[Format, str], data: st.DataObject) -> None:
    known, text = which
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    junk = data.draw(st.text(st.sampled_from("<>/\"'= as1&;[],{}\x00é"), max_size=8))
    file = MapFile(f"{text[:start]}{junk}{text[end:]}", "7.ann.json", {"7.txt": COMMENT}.get)
    known.recognises(file)
    assert known.read is not None
    map, _, remarks = known.read(file)
    assert map is not None or remarks


# Which format


@pytest.mark.parametrize(
    ("known", "text"),
    [(lkif.FORMAT, RAILS), (aml.FORMAT, UNITS), (cdcp.FORMAT, json.dumps(ANNOTATION))],
    ids=["lkif", "aml", "cdcp"],
)
def test_each_is_recognised_by_its_content(known: Format, text: str) -> None:
    assert format_of_text(MapFile(text)) is known


OURS = {"sadface": "sadface", "carneades-yaml": "carneades", "microtexts-xml": "microtexts", "lkif": "lkif"}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
def test_no_sample_of_another_format_is_taken() -> None:
    mine = {"microtexts", "sadface", "arguebuf", "carneades", "cdcp", "lkif", "aml"}
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file() and path.stat().st_size < 2_000_000:
            text = path.read_text("utf-8", "replace")
            known = format_of_text(MapFile(text, path.name))
            folder = path.relative_to(SAMPLES).parts[0]
            expected = "cdcp" if path.name.endswith(".ann.json") else OURS.get(folder)
            if expected is not None and path.suffix not in {".txt", ".dtd"}:
                assert known is not None, path
                assert known.name == expected, path
            else:
                assert known is None or known.name not in mine, path


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
def test_the_samples_have_what_was_counted() -> None:
    folder = SAMPLES / "cdcp"
    file = MapFile(
        (folder / "00195.ann.json").read_text("utf-8"),
        "00195.ann.json",
        lambda name: (folder / name).read_text("utf-8"),
    )
    map, thread, remarks = cdcp.read(file)
    assert map is not None
    assert thread is not None
    assert remarks == ()
    # By hand: value, value, policy; reasons from 1 to 0 and from 0 to 2.
    assert [c.tags for c in map.claims] == [("value",), ("value",), ("policy",)]
    assert steps(map) == [
        ("support", "proposition-1", "proposition-0"),
        ("support", "proposition-0", "proposition-2"),
    ]
    assert all(len(c.quotes) == 1 for c in map.claims)
    toulmin = lkif.read(MapFile((SAMPLES / "lkif" / "Toulmin.xml").read_text("utf-8"), "Toulmin.xml")).map
    # By hand: three arguments pro and one exception, which another converter reads as an empty graph.
    assert toulmin is not None
    assert len(toulmin.claims) == 7
    assert steps(toulmin) == [
        ("support", "s11516", "s11515", "s11518"),
        ("support", "s11517", "s11519"),
        ("support", "s11520", "s11519", "s11521"),
        ("undercut", "s11518", "a1"),
    ]
