"""SADFace: read as its README and its validator mean it, written so that its validator and arguebuf take it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.arguments.sadface import FORMAT, NATIVE, read, recognises, write
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from tests.strategies import examples, maps

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "sadface"

TRAM: dict[str, Any] = {
    "metadata": {"core": {"id": "1", "analyst_name": "Ann Analyst", "title": "Trams", "description": "About trams.", "notes": ""}},
    "resources": [{"id": "r", "type": "text", "content": "Let us build a tram. A tram is quiet!\r\nA tram is quiet at night.", "metadata": {}}],
    "nodes": [
        {"id": "a", "type": "atom", "text": "The town should build a tram.", "metadata": {},
         "sources": [{"resource_id": "r", "text": "Let us build a tram.", "offset": 0, "length": 20}]},
        {"id": "b", "type": "atom", "text": "A tram is quiet.", "metadata": {},
         "sources": [{"resource_id": "r", "text": "A tram is quiet", "offset": 39, "length": 15}]},
        {"id": 0, "type": "atom", "text": "Quiet is good.", "sources": [], "metadata": {}},
        {"id": "d", "type": "atom", "text": "Rails squeal.", "sources": [], "metadata": {}},
        {"id": "s", "type": "scheme", "name": "Argument from Positive Consequences", "metadata": {}},
        {"id": "t", "type": "scheme", "name": "conflict", "metadata": {}},
        {"id": "u", "type": "scheme", "name": "disagreement", "metadata": {}},
    ],
    "edges": [
        {"id": "1", "source_id": "b", "target_id": "s"},
        {"id": "2", "source_id": 0, "target_id": "s"},
        {"id": "3", "source_id": "s", "target_id": "a"},
        {"id": "4", "source_id": "d", "target_id": "t"},
        {"id": "5", "source_id": "t", "target_id": "s"},
        {"id": "6", "source_id": "d", "target_id": "u"},
        {"id": "7", "source_id": "u", "target_id": "a"},
    ],
}  # fmt: skip


def changed(**new: Any) -> dict[str, Any]:
    return json.loads(json.dumps({**TRAM, **new}))  # type: ignore[no-any-return]


def steps(map: ArgumentMap) -> list[tuple[str, ...]]:
    return [(r.id, str(r.kind), *r.premises, r.target) for r in map.relations]


def test_atoms_schemes_and_sources_are_read() -> None:
    map, thread, remarks = read(MapFile(json.dumps(TRAM), "t.json"))
    assert map is not None
    assert thread is not None
    assert remarks == ()
    assert (map.id, map.title, map.note, map.annotators) == (
        "trams",
        "Trams",
        "About trams.",
        ("Ann Analyst",),
    )
    # By hand: linked premises under a scheme, an undercut of that step, and an attack.
    assert steps(map) == [
        ("s", "support", "b", "n0", "a"),
        ("t", "undercut", "d", "s"),
        ("u", "attack", "d", "a"),
    ]
    assert map.relations[0].scheme == "consequences-positive"
    quotes = {claim.id: claim.quotes[0] for claim in map.claims if claim.quotes}
    assert quotes["a"].exact == "Let us build a tram."
    assert (quotes["b"].exact, quotes["b"].suffix) == (
        "A tram is quiet",
        "at night.",
    )  # the second of the two
    assert [(post.author, post.id) for post in thread.posts] == [(None, "resource-1")]


@pytest.mark.parametrize(
    ("part", "rows", "remark"),
    [
        ("edges", [{"id": "1", "source_id": "b", "target_id": "x"}], "edge 1 names x, which is no node; it was left out"),
        ("edges", [{"id": "1", "source_id": "b", "target_id": "a"}], "edge 1 joins two statements without a step, and is read as a support"),
        ("edges", [], "step s has no premise; it was left out"),
        ("edges", [{"id": "1", "source_id": "b", "target_id": "s"}], "step s has no conclusion; it was left out"),
        ("edges", [7], "items of edges that are no objects, and were left out: 1"),
        ("edges", {}, None),
        ("nodes", [*TRAM["nodes"], {"id": "a", "type": "atom"}], "node 8 of the list has the id a of another; it was left out"),
        ("nodes", [*TRAM["nodes"], {"type": "atom"}], "node 8 of the list has no id; it was left out"),
        ("nodes", [*TRAM["nodes"], {"id": "x", "type": "x"}], "node x is neither an atom nor a scheme; it was left out"),
        ("nodes", [*TRAM["nodes"], {"id": "x", "type": "scheme", "name": "Modus ponens"}], "steps called 'Modus ponens', which are taken for supports: 1"),
        ("resources", [{"id": "r", "content": "Other words."}], "atom a quotes words that are not in resource r, or cannot be told from others there"),
        ("resources", [{"id": "q", "content": "Other words."}], "atom a quotes the resource r, which has no text here"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(part: str, rows: Any, remark: str | None) -> None:
    map, _, remarks = read(MapFile(json.dumps(changed(**{part: rows})), "t.json"))
    assert map is not None
    if remark is not None:
        assert f"t.json: AM019 {remark}" in [str(each) for each in remarks]


@pytest.mark.parametrize(
    "name",
    [
        "attack",
        "Conflict",
        "Default Conflict",
        "disagreement",
        "rebuttal",
        "Con",
        "Counter-example",
        "undermine",
        "Opposition",
    ],
)
def test_whatever_says_against_is_an_attack(name: str) -> None:
    nodes = [{**node, "name": name} if node["id"] == "u" else node for node in TRAM["nodes"]]
    map = read(MapFile(json.dumps(changed(nodes=nodes)))).map
    assert map is not None
    assert map.relations_by_id["u"].kind is RelationKind.ATTACK


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "t.json:1:1: AM018 SADFace: this is no JSON: Expecting value"),
        ('{"nodes": [', "t.json:1:12: AM018 SADFace: this is no JSON: Expecting value"),
        ("[]", "t.json:1:1: AM018 SADFace: a JSON object is expected"),
        ("{}", "t.json:1: AM018 SADFace: it has no list of nodes"),
        ("[" * 10_000 + "]" * 10_000, "t.json:1: AM018 SADFace: its brackets are nested too deep"),
        ("1" * 10_000, "t.json:1: AM018 SADFace: this is no JSON: Exceeds the limit"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_error(text: str, error: str) -> None:
    map, _, remarks = read(MapFile(text, "t.json"))
    assert map is None
    assert [str(each)[: len(error)] for each in remarks] == [error]


# Writing


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    text = write(map).text
    assert recognises(MapFile(text))
    assert (read(MapFile(text)).map, read(MapFile(text)).diagnostics) == (map, ())


@settings(max_examples=20)
@given(maps())
def test_by_itself_a_document_says_statements_and_steps(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    del data["metadata"]["argmap"]
    alone, _, remarks = read(MapFile(json.dumps(data)))
    assert alone is not None
    assert all("quotes" in str(each) for each in remarks)  # of places that cannot be told from others
    assert NATIVE.keeps is not None
    said = NATIVE.keeps(map)
    assert [(c.id, c.text) for c in alone.claims] == [(c.id, c.text) for c in said.claims]
    assert sorted(steps(alone)) == sorted(steps(said))


@settings(max_examples=20)
@given(maps())
def test_a_changed_document_counts_and_keeps_the_rest(map: ArgumentMap) -> None:
    data = json.loads(write(map).text)
    data["nodes"].append({"id": "x", "type": "atom", "text": "New.", "sources": [], "metadata": {}})
    made, _, remarks = read(MapFile(json.dumps(data)))
    assert made is not None
    assert remarks == ()
    assert made["x"].text == "New."  # type: ignore[union-attr]
    assert {c.id: (c.quotes, c.tags) for c in map.claims}.items() <= {
        c.id: (c.quotes, c.tags) for c in made.claims
    }.items()
    assert {r.id for r in map.relations} == {r.id for r in made.relations}


@settings(max_examples=15)
@given(maps())
def test_its_own_validator_takes_what_is_written(map: ArgumentMap) -> None:
    validation = pytest.importorskip("sadface.validation", reason="pip install sadface", exc_type=ImportError)
    data = json.loads(write(map).text)
    checks = (
        "check_edges_block",
        "check_global_metadata_block",
        "check_nodes_block",
        "check_resources_block",
    )
    assert [problem for check in checks for problem in getattr(validation, check)(data)] == []
    ids = [part["id"] for name in ("nodes", "edges", "resources") for part in data[name]]
    assert len(ids) == len(set(ids))  # which the validator does not look at


@settings(max_examples=15)
@given(maps())
def test_arguebuf_reads_as_many_nodes_of_each_kind(map: ArgumentMap) -> None:
    arguebuf = pytest.importorskip("arguebuf", reason="pip install arguebuf", exc_type=ImportError)
    from arguebuf.load._load_sadface import load_sadface

    data = json.loads(write(map).text)
    data["metadata"]["core"] |= {
        "title": "",
        "description": "",
        "notes": "",
    }  # arguebuf wants what SADFace refuses
    graph = load_sadface(data)
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


@examples(30)
@given(st.data())
def test_any_mutation_is_read_or_refused(data: st.DataObject) -> None:
    text = json.dumps(TRAM)
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    if data.draw(st.booleans()):
        junk = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda s: st.lists(s, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "text", "name", "core", "argmap", "sources"]), s, max_size=3), max_leaves=6)  # fmt: skip
        text = json.dumps(changed(**{data.draw(st.sampled_from([*TRAM])): data.draw(junk)}))
    else:
        text = f"{text[:start]}{data.draw(st.text(max_size=5))}{text[end:]}"
    map, _, remarks = read(MapFile(text))
    assert map is not None or remarks


# Samples


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
def test_documents_of_others() -> None:
    file = MapFile((SAMPLES / "hangback.json").read_text("utf-8"), "hangback.json")
    assert format_of_text(file) is FORMAT
    map, _, remarks = read(file)
    assert map is not None
    assert remarks == ()
    # By hand from the file: two reasons as linked premises of one support, and a conflict with one of them.
    assert (len(map.claims), map.title) == (4, "Hangback Example")
    assert [(str(r.kind), len(r.premises)) for r in map.relations] == [("support", 2), ("attack", 1)]
    assert map.relations[1].target in map.relations[0].premises
    empty = MapFile((SAMPLES / "minimal.json").read_text("utf-8"), "minimal.json")
    assert format_of_text(empty) is FORMAT
    assert read(empty).map is not None
