"""The JSON of arguebuf: read as its schema means it, and loaded by arguebuf itself with as many parts of each kind."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.arguments.arguebuf import FORMAT, NATIVE, SAME_NAME, SCHEMES, read, recognises, write
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes
from tests.strategies import examples, maps

TRAM: dict[str, Any] = {
    "nodes": {
        "a": {"atom": {"text": "The town should build a tram.", "participant": "p1", "reference": {"resource": "r", "offset": 7, "text": "build a tram"}}},
        "b": {"atom": {"text": "A tram is quiet.", "participant": "p2"}},
        "0": {"atom": {"text": "Quiet is good."}},
        "s": {"scheme": {"support": "SUPPORT_POSITIVE_CONSEQUENCES"}},
        "t": {"scheme": {"attack": "ATTACK_DEFAULT"}},
        "u": {"scheme": {"attack": "ATTACK_DEFAULT"}},
        "v": {"scheme": {"rephrase": "REPHRASE_DEFAULT"}},
    },
    "edges": {
        "1": {"source": "b", "target": "s"}, "2": {"source": "0", "target": "s"}, "3": {"source": "s", "target": "a"},
        "4": {"source": "0", "target": "t"}, "5": {"source": "t", "target": "s"},
        "6": {"source": "b", "target": "u"}, "7": {"source": "u", "target": "a"},
        "8": {"source": "0", "target": "v"}, "9": {"source": "v", "target": "b"},
    },
    "participants": {"p1": {"name": "Ann"}, "p2": {"name": "Bo"}, "p3": {"username": "silent"}},
    "resources": {"r": {"text": "Let us build a tram. A tram is quiet!"}},
    "majorClaim": "a",
    "schemaVersion": 1,
}  # fmt: skip


def changed(**new: Any) -> str:
    return json.dumps({**TRAM, **new})


def steps(map: ArgumentMap) -> list[tuple[str, ...]]:
    return [(r.id, str(r.kind), *r.premises, r.target) for r in map.relations]


def test_atoms_schemes_speakers_and_references_are_read() -> None:
    map, thread, remarks = read(MapFile(changed(), "tram.json"))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert [(c.id, c.tags) for c in map.claims] == [("a", ("major-claim",)), ("b", ()), ("0", ())]
    # By hand from the edges: linked premises, an undercut of that step, an attack, a rephrase.
    assert steps(map) == [
        ("s", "support", "b", "0", "a"),
        ("t", "undercut", "0", "s"),
        ("u", "attack", "b", "a"),
        ("v", "rephrase", "0", "b"),
    ]
    assert map.relations[0].scheme == "consequences-positive"
    assert [person.name for person in thread.participants] == ["Ann", "Bo", "silent"]
    assert [(post.id, post.author, post.text) for post in thread.posts] == [
        ("resource-1", None, "Let us build a tram. A tram is quiet!"),
        ("by-b", "bo", "A tram is quiet."),
    ]
    assert [(c.participant, c.post, c.claim, str(c.stance)) for c in map.commitments] == [
        ("ann", "resource-1", "a", "asserts"),
        ("bo", "by-b", "b", "asserts"),
    ]
    assert [(quote.post, quote.exact) for quote in map.claims[0].quotes] == [("resource-1", "build a tram")]


@pytest.mark.parametrize(
    ("part", "rows", "remark"),
    [
        ("edges", {"1": {"source": "b", "target": "x"}}, "edge 1 names x, which is no node; it was left out"),
        ("edges", {"1": {"source": "b", "target": "s"}}, "step s has no conclusion; it was left out"),
        ("edges", {"1": 7}, "1 in edges is no object, and was left out"),
        ("nodes", {**TRAM["nodes"], "x": {}}, "node x is neither an atom nor a scheme; it was left out"),
        ("nodes", {**TRAM["nodes"], "x": {"scheme": {}}}, "1 schemes have no kind, and are taken for supports"),
        ("nodes", {**TRAM["nodes"], "x": {"scheme": {"support": "SUPPORT_GRADUALISM"}}}, "1 schemes are called GRADUALISM, which argmap does not know; they are supports without a scheme"),
        ("nodes", {**TRAM["nodes"], "x": {"scheme": {"preference": "PREFERENCE_DEFAULT"}}}, "1 schemes are preferences, which have no room in a map; they were left out"),
        ("resources", {"r": {"text": "Other words."}}, "atom a refers to words that are not in resource r, or cannot be told from others there"),
        ("resources", {"r": {}}, "resource r has no text; it was left out"),
        ("participants", {}, "a stance on a names nobody, no post or no claim; it was left out"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(part: str, rows: Any, remark: str) -> None:
    map, _, remarks = read(MapFile(changed(**{part: rows}), "t.json"))
    assert map is not None
    assert f"t.json: AM019 {remark}" in [str(each) for each in remarks]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "t.json:1:1: AM018 arguebuf: this is no JSON: Expecting value"),
        ("[]", "t.json:1:1: AM018 arguebuf: a JSON object is expected"),
        ('{"nodes": []}', "t.json:1: AM018 arguebuf: nodes and edges are expected as objects with their ids as keys"),
        ('{"a":' * 10_000, "t.json:1: AM018 arguebuf: its brackets are nested too deep"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_error(text: str, error: str) -> None:
    map, _, remarks = read(MapFile(text, "t.json"))
    assert map is None
    assert [str(each) for each in remarks] == [error]


# Writing


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    file = MapFile(write(map).text)
    assert format_of_text(file) is FORMAT
    assert (read(file).map, read(file).diagnostics) == (map, ())


@settings(max_examples=20)
@given(maps())
def test_by_itself_a_graph_says_statements_and_steps(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    del data["userdata"]
    alone = read(MapFile(json.dumps(data))).map
    assert alone is not None
    assert NATIVE.keeps is not None
    said = NATIVE.keeps(map)
    assert [(c.id, c.text) for c in alone.claims] == [(c.id, c.text) for c in said.claims]
    assert sorted(steps(alone)) == sorted(steps(said))
    assert len(alone.thread.participants) == len(map.thread.participants)  # type: ignore[union-attr]


@settings(max_examples=20)
@given(maps())
def test_a_changed_graph_counts_and_keeps_the_rest(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    data["nodes"]["new"] = {"atom": {"text": "New."}}
    made, _, remarks = read(MapFile(json.dumps(data)))
    assert made is not None
    assert remarks == ()
    assert made["new"].text == "New."  # type: ignore[union-attr]
    assert made.thread == map.thread
    assert {r.id for r in map.relations} == {r.id for r in made.relations}


@settings(max_examples=20)
@given(maps())
def test_arguebuf_loads_it_with_as_many_parts_and_gives_it_back(map: ArgumentMap) -> None:
    arguebuf = pytest.importorskip("arguebuf", reason="pip install arguebuf", exc_type=ImportError)
    from arguebuf.load._load_dict import load_dict

    graph = load_dict(json.loads(write(map).text))
    assert NATIVE.keeps is not None
    said = NATIVE.keeps(map)
    kinds = Counter(type(node.scheme) for node in graph.scheme_nodes.values())
    expected = Counter(
        {RelationKind.SUPPORT: arguebuf.Support, RelationKind.REPHRASE: arguebuf.Rephrase}.get(
            r.kind, arguebuf.Attack
        )
        for r in said.relations
    )
    assert (len(graph.atom_nodes), kinds) == (len(said.claims), expected)
    assert len(graph.edges) == sum(len(r.premises) + 1 for r in said.relations)
    assert len(graph.participants) == len(map.thread.participants)  # type: ignore[union-attr]
    back = read(MapFile(json.dumps(arguebuf.dump.dict(graph))))
    assert (back.map, back.diagnostics) == (map, ())


def test_schemes_are_those_of_argmap_and_of_arguebuf() -> None:
    arguebuf = pytest.importorskip("arguebuf", reason="pip install arguebuf", exc_type=ImportError)
    assert {*SCHEMES.values(), *SAME_NAME} <= set(schemes())
    names = {*SCHEMES, *(name.upper().replace("-", "_") for name in SAME_NAME)}
    assert names <= {each.name for each in arguebuf.Support}


@examples(30)
@given(st.data())
def test_any_mutation_is_read_or_refused(data: st.DataObject) -> None:
    text = changed()
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    if data.draw(st.booleans()):
        junk = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda s: st.lists(s, max_size=3) | st.dictionaries(st.sampled_from(["a", "atom", "text", "scheme", "support", "argmap", "reference"]), s, max_size=3), max_leaves=6)  # fmt: skip
        text = changed(**{data.draw(st.sampled_from([*TRAM, "userdata"])): data.draw(junk)})
    else:
        text = f"{text[:start]}{data.draw(st.text(max_size=5))}{text[end:]}"
    recognises(MapFile(text))
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks
