"""xAIF: files of OVA are read with the words that they mark, and what is written comes back."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.aif import nodeset
from argmap.formats.aif.spans import marked, marked_text
from argmap.formats.aif.xaif import read, recognises, write
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from argmap.model.quote import find_quote
from argmap.model.source_text import verbatim
from argmap.storage.load import load_map
from tests.strategies import examples, maps

SAMPLES = Path(os.environ.get("ARGMAP_SAMPLES") or Path(__file__).parents[4] / "shared" / "samples")
DATA = Path(__file__).parents[3] / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/map.yaml"))


def file(nodes: str, edges: str, /, **others: Any) -> MapFile:
    """Return a file in xAIF: nodes as lines "id type text", edges as "from>to"; `others` are keys of "AIF" but for text and OVA."""
    rows = [line.strip().split(" ", 2) for line in nodes.strip().splitlines()]
    outside = {name: others.pop(name) for name in ("text", "OVA", "ova") if name in others}
    aif = {
        "nodes": [{"nodeID": id, "type": type, "text": text} for id, type, text in rows],
        "edges": [
            {"edgeID": 0, "fromID": edge.split(">")[0], "toID": edge.split(">")[1]} for edge in edges.split()
        ],
        **others,
    }
    return MapFile(json.dumps({"AIF": aif, "dialog": True, **outside}), "tram.json")


NODES = "3 L Ann: A tram is quiet.\n4 I A tram is quiet.\n5 YA Asserting\n6 I Rubber is soft.\n7 RA RA"
EDGES = "3>5 5>4 6>7 7>4"
ANN = [{"participantID": 1, "firstname": "Ann", "surname": ""}]


def test_marked_words_of_a_locution_are_those_of_its_post() -> None:
    text = 'Ann: <span id="node3" class="highlighted">A tram is <b>quiet</b>,<br>I think.</span> Well.'
    reading = read(
        file(NODES, EDGES, participants=ANN, locutions=[{"nodeID": 3, "personID": "1"}], text=text)
    )
    assert reading.map is not None
    assert reading.thread is not None
    assert [(p.author, p.text) for p in reading.thread] == [("ann", "A tram is quiet,\nI think.")]
    assert reading.map.claims[0].quotes[0].exact == "A tram is quiet,\nI think."
    # By hand: "Well" is in no span, and Ann is a name.
    assert [each.message for each in reading.diagnostics] == [
        "letters of the source text that are words of no locution, and were left out: 4"
    ]


@pytest.mark.parametrize("as_object", [False, True])
def test_marked_claims_are_quotes_of_the_whole_text(as_object: bool) -> None:
    html = 'So. <span id="6">Soft</span> &amp; <span id="node4">quiet</span> is <span id="1">soft</span> and quiet.'
    text = {"txt": html} if as_object else html
    reading = read(file("4 I A tram is quiet.\n6 I Rubber is soft.\n7 CA CA", "6>7 7>4", text=text))
    assert reading.map is not None
    assert reading.thread is not None
    words = "So. Soft & quiet is soft and quiet."
    assert [post.text for post in reading.thread] == [words]
    quote = reading.map.claims[0].quotes[0]
    assert [words[span.start : span.end] for span in find_quote(quote, words)] == ["quiet"]
    assert find_quote(quote, words)[0].start == words.index("quiet")


def test_edges_of_both_lists_are_read() -> None:
    both = {"edges": [{"fromID": "6", "toID": "7"}, {"fromID": 7, "toID": "4", "visible": True}]}
    reading = read(file("4 I a\n6 I b\n7 CA CA", "6>7", OVA=both))
    assert reading.map is not None
    assert [(r.premises, r.target) for r in reading.map.relations] == [(("n6",), "n4")]
    assert "edges that are in OVA's list and not in AIF's: 1; they are in the map" in str(
        reading.diagnostics[0]
    )
    assert read(file("4 I a\n6 I b", "", ova=[])).diagnostics == ()


def test_fulfilments_say_scheme_and_critical_question() -> None:
    # An objection to an argument from expert opinion that asks whether the expert knows the field.
    reading = read(
        file(
            "1 I a\n2 I b\n3 I c\n7 RA Expert Opinion\n8 CA CA\n9 MA x\n10 CA CA",
            "1>7 7>2 3>8 8>7 3>9 9>1 3>10 10>7",
            schemefulfillments=[{"nodeID": "9", "schemeID": "144"}],
            cqdescriptorfulfillments=[
                {"nodeID": 7, "descriptorID": "field", "selectedID": "8"},
                {"nodeID": 7, "descriptorID": "1881", "selectedID": "10"},
            ],
            descriptorfulfillments=[{"nodeID": 7, "descriptorID": "3", "selectedID": "1"}],
        )
    )
    assert reading.map is not None
    assert [(r.scheme, r.question) for r in reading.map.relations] == [
        ("expert-opinion", None), (None, "field"), (None, None), (None, None),
    ]  # fmt: skip
    assert {each.message for each in reading.diagnostics} == {
        "roles of premises in schemes (descriptorfulfillments), which have no place in a map: 1",
        "critical question 1881 of step 7 is not known; it was left out",
    }


def test_a_file_of_ova2_is_read() -> None:
    nodes = [
        {"id": 1, "x": 10, "y": 20, "color": "b", "text": "A tram is quiet.", "type": "I", "scheme": "0", "participantID": 0},
        {"id": 2, "x": 10, "y": 90, "color": "r", "text": "Default Conflict", "type": "CA", "scheme": "71", "participantID": 0},
        {"id": 3, "x": 10, "y": 160, "color": "b", "text": "It squeaks.", "type": "I", "scheme": "0", "participantID": 0},
        {"id": 4, "x": 90, "y": 160, "color": "b", "text": "Ann: It squeaks.", "type": "L", "scheme": "0", "participantID": 5},
        {"id": 5, "x": 90, "y": 160, "color": "y", "text": "Asserting", "type": "YA", "scheme": "74", "participantID": 0},
    ]  # fmt: skip
    pairs = [(2, 1), (1, 0), (3, 4), (4, 2)]
    edges = [{"from": nodes[a], "to": nodes[b]} for a, b in pairs]
    people = [{"id": 5, "firstname": "Ann", "surname": ""}]
    data = {"nodes": nodes, "edges": edges, "participants": people, "analysis": {"txt": ""}}
    text = MapFile(json.dumps(data), "ova2.json")
    known = format_of_text(text)
    assert known is not None
    assert known.name == "xaif"
    map, _, remarks = read(text)
    assert map is not None
    assert [(str(r.kind), r.premises, r.target) for r in map.relations] == [("attack", ("n3",), "n1")]
    assert [(c.participant, c.claim) for c in map.commitments] == [("ann", "n3")]
    assert remarks == ()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of third parties are not here")
@pytest.mark.parametrize(
    ("name", "claims", "posts", "people"),
    [
        ("generated_by_xaif-0.3.6_duplicate_edge_ids", 2, ["First Sentence. ", "Second Sentence."], {"Default Speaker"}),
        ("xaif_readme", 3, ["disagreements between party members are entirely to be expected.", "the SNP has disagreements.", "it's not uncommon for there to be disagreements between party members. "], {"Speaker 1", "Speaker 2", "Person 2"}),
        ("xaif_tutorial_2", 2, ["A", "B"], {"Participant Rachel"}),
    ],
)  # fmt: skip
def test_samples_keep_words_and_people(name: str, claims: int, posts: list[str], people: set[str]) -> None:
    sample = MapFile((SAMPLES / "xaif" / f"{name}.json").read_text(encoding="utf-8"), f"{name}.json")
    assert recognises(sample)
    assert not nodeset.recognises(sample)
    map, thread, _ = read(sample)
    assert map is not None
    assert thread is not None
    assert (len(map.claims), len(map.relations)) == (claims, 1)
    assert [post.text for post in thread] == posts
    assert {p.name for p in thread.participants if p.id in {post.author for post in thread}} == people
    assert read(MapFile(write(map).text)).map == map


@given(maps())
def test_any_map_comes_back(map: ArgumentMap) -> None:
    text, lost, _ = write(map)
    assert lost == ()
    assert recognises(MapFile(text))
    assert not nodeset.recognises(MapFile(text))
    assert read(MapFile(text, "other.json")) == (map, map.thread, ())


@given(maps())
def test_ova_gets_every_node_and_edge_and_the_words_of_every_post(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    aif, ova = data["AIF"], data["OVA"]
    assert [node["nodeID"] for node in ova["nodes"]] == [node["nodeID"] for node in aif["nodes"]]
    assert Counter((e["fromID"], e["toID"]) for e in ova["edges"]) == Counter((e["fromID"], e["toID"]) for e in aif["edges"])  # fmt: skip
    places = [(node["x"], node["y"]) for node in ova["nodes"]]
    assert len(places) == len({*places})
    text = marked_text(data["text"])
    assert map.thread is not None
    shown = [text.words(node["nodeID"]) for node in aif["nodes"] if node["type"] == "L"]
    assert shown == [verbatim(map.thread.text_of(post.id)) for post in map.thread]


@given(st.text(st.sampled_from("<>&;\"' \nab#x12span/id=node")), st.sampled_from(["3", "3_a", "a-b"]))
def test_any_words_can_be_marked(words: str, node: str) -> None:
    assert marked_text(f"x{marked(words, node)}y").words(node) == verbatim(words)


@examples(30)
@given(st.integers(0, 1200), st.integers(0, 40), st.text(max_size=8))
def test_a_damaged_file_is_read_or_refused(start: int, length: int, put: str) -> None:
    text = file(NODES, EDGES, participants=ANN, text='<span id="node3">A <span id=4>tram</span>').text
    map, _, remarks = read(MapFile(text[:start] + put + text[start + length :]))
    assert map is not None or remarks


@pytest.mark.parametrize("rest", [None, 3, [], {}, "x", [[]], {"nodes": 1, "edges": [1]}, {"txt": 3}, True])
def test_other_values_than_documented_are_read_or_refused(rest: object) -> None:
    for name in ("text", "OVA", "ova", "participants", "locutions", "schemefulfillments", "cqdescriptorfulfillments", "edges"):  # fmt: skip
        assert read(file(NODES, EDGES, **{name: rest})).map is not None
    assert read(MapFile(json.dumps({"AIF": rest, "analysis": rest, "nodes": rest, "edges": rest}))).diagnostics or isinstance(rest, list | dict)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_package_xaif_counts_on_from_what_is_written(name: str) -> None:
    package = pytest.importorskip("xaif", reason="the package xaif is not installed (pip install xaif)")
    map = load_map(DATA / name)
    data = json.loads(write(map).text)
    aif = package.AIF(data)
    assert aif.is_valid_json_aif()
    assert aif.is_json_aif_dialog()
    before = len(data["AIF"]["nodes"])
    first, second = (node["nodeID"] for node in data["AIF"]["nodes"][:2])
    aif.add_component("argument_relation", relation_type="CA", iNode_ID1=first, iNode_ID2=second)
    assert len(data["AIF"]["nodes"]) == before + 1
    again = read(MapFile(json.dumps(data))).map
    assert again is not None
    assert Counter(str(r.kind) for r in again.relations) == Counter(
        str(r.kind) for r in map.relations
    ) + Counter(["attack"])
