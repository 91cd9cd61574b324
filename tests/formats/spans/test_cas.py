"""UIMA CAS JSON: read and written as the library of INCEpTION's makers reads and writes it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import cassis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.spans.cas import BARE, FORMAT, recognises
from argmap.model.map import ArgumentMap
from tests.mangled import SMALL, mangled
from tests.strategies import examples, maps

WORDS = "Cats 🐈 purr. Dogs bark."


def read(text: str) -> tuple[ArgumentMap, list[str]]:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text, "project.json"))
    assert map is not None, remarks
    return map, [str(each) for each in remarks]


def written(map: ArgumentMap) -> str:
    assert FORMAT.write is not None
    return FORMAT.write(map).text


def project() -> cassis.Cas:
    """Return what an annotator makes with layers of their own: a span layer with a feature, and relations on it."""
    types = cassis.TypeSystem()
    layer = types.create_type("custom.Component", "uima.tcas.Annotation")
    types.create_feature(layer, "kind", "uima.cas.String")
    steps = types.create_type("custom.Step", "uima.tcas.Annotation")
    types.create_feature(steps, "Governor", "uima.tcas.Annotation")
    types.create_feature(steps, "Dependent", "uima.tcas.Annotation")
    types.create_feature(steps, "value", "uima.cas.String")
    types.create_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence", "uima.tcas.Annotation")
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = WORDS, "text/plain"
    cats, dogs = layer(begin=0, end=11, kind="MajorClaim"), layer(begin=13, end=22, kind="Premise")
    sentence = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")
    cas.add_all([cats, dogs, sentence(begin=0, end=12)])
    cas.add(steps(begin=0, end=11, Governor=dogs, Dependent=cats, value="attacks"))
    return cas


def test_layers_of_ones_own_are_claims_and_relations() -> None:
    text = project().to_json()
    # behind the cat, which is a pair of code units, UIMA counts one more than Python
    assert {(each.get("begin"), each.get("end")) for each in json.loads(text)["%FEATURE_STRUCTURES"]} >= {
        (14, 23)
    }
    map, remarks = read(text)
    assert remarks == []
    assert map.thread is not None
    assert [post.text for post in map.thread] == [WORDS]
    assert [(claim.text, claim.tags) for claim in map.claims] == [
        ("Cats 🐈 purr", ("major-claim",)),
        ("Dogs bark", ("premise",)),
    ]
    assert [
        (str(r.kind), map.nodes[r.premises[0]].text, map.nodes[r.target].text) for r in map.relations
    ] == [("attack", "Dogs bark", "Cats 🐈 purr")]


@given(maps())
def test_every_map_comes_back_also_through_another_program(map: ArgumentMap) -> None:
    text = written(map)
    assert recognises(MapFile(text))
    assert read(text)[0] == map
    assert read(cassis.load_cas_from_json(text).to_json())[0] == map


@given(maps())
def test_by_the_annotations_alone_comes_back_what_they_can_say(map: ArgumentMap) -> None:
    assert BARE.write is not None
    assert BARE.read is not None
    assert BARE.keeps is not None
    reading = BARE.read(MapFile(BARE.write(map).text))
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(BARE.keeps(map))


def test_another_program_sees_the_same_words_and_ends(math_in_ml: ArgumentMap) -> None:
    cas = cassis.load_cas_from_json(written(math_in_ml))
    spans = {span.identifier: span for span in cas.select("custom.Span") if span.identifier}
    assert set(spans) == set(math_in_ml.nodes)
    posts = {post.identifier: post.get_covered_text() for post in cas.select("custom.Post")}
    assert math_in_ml.thread is not None
    assert posts == {post.id: math_in_ml.thread.text_of(post.id) for post in math_in_ml.thread}
    ends = Counter(
        (r.Governor.identifier, r.label, r.Dependent.identifier) for r in cas.select("custom.Relation")
    )
    steps = [r for r in math_in_ml.relations if r.target in math_in_ml.nodes]
    expected = Counter(
        (premise, str(r.kind).replace("explains", "explain").capitalize(), r.target) for r in steps for premise in r.premises
    )  # fmt: skip
    for (source, kind, target), number in expected.items():
        label = "Explains" if kind == "Explain" else kind
        assert ends[source, label, target] == number


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"%FEATURE_STRUCTURES": [1]}', "[" * 100_000])
def test_what_is_no_cas_is_refused(text: str) -> None:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is None
    assert "AM018 UIMA CAS JSON" in str(remarks[-1])


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        ({"begin": 99}, "custom.Component # has no place in the text; it was left out"),
        ({"begin": "x"}, "custom.Component # has no place in the text; it was left out"),
        ({"%ID": 3}, "# is there twice; the first one is kept"),
    ],
)
def test_what_cannot_be_read_is_said(change: dict[str, Any], remark: str) -> None:
    data = json.loads(project().to_json())
    first = next(each for each in data["%FEATURE_STRUCTURES"] if each["%TYPE"] == "custom.Component")
    first.update(change)
    if "%ID" in change:
        first["%ID"] = next(
            each["%ID"] for each in data["%FEATURE_STRUCTURES"] if each.get("kind") == "Premise"
        )
    remark = remark.replace("#", str(first["%ID"]))
    assert any(remark in each for each in read(json.dumps(data))[1])


@examples(30)
@given(st.data())
def test_any_json_is_read_or_refused(data: st.DataObject) -> None:
    assert FORMAT.read is not None
    text = data.draw(mangled(written(SMALL)) | mangled(project().to_json()))
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is not None or remarks
