"""Interchange formats: what is written is read back by other programs, and what is left out is declared truthfully."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.graphs import graphml
from argmap.formats.graphs.views import MARKDOWN
from argmap.formats.json_values import indented
from argmap.formats.own import JSON, YAML
from argmap.formats.protocol import EVERYTHING, Loss, MapFile, losses
from argmap.formats.registry import FORMATS, format_named, format_of_file, format_of_text
from argmap.model.claim import Claim, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from argmap.storage.load import load_map
from tests.strategies import maps

DATA = Path(__file__).parent.parent.parent / "data"
MAPS = [load_map(path.parent) for path in sorted(DATA.glob("*/map.yaml"))]
IDS = [map.id for map in MAPS]
NAMES = FORMATS.names()
WRITTEN = [name for name in NAMES if format_named(name).write is not None]

SMALL = ArgumentMap(
    id="small",
    title="Spaces & <tabs>",
    issues=(Issue(id="q", question="Which one?"),),
    claims=(
        Claim(id="a", text='Use "spaces".', answers="q", tags=("style", "code")),
        Claim(id="b", text="They look the same.", base_score=0.25),
        Claim(id="c", text="Editors differ.", implicit=True),
    ),
    relations=(
        Relation(id="r", kind="support", premises=("b",), target="a", weight=0.5),
        Relation(id="u", kind="undercut", premises=("c", "b"), target="r"),
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_can_be_written_or_read_and_says_what_it_is(name: str) -> None:
    known = format_named(name)
    assert known.name == name
    assert known.title
    assert known.write or known.read
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in known.suffixes)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("map", MAPS, ids=IDS)
def test_writing_is_deterministic_and_ends_with_a_line_end(map: ArgumentMap, name: str) -> None:
    write = format_named(name).write
    assert write is not None
    assert write(map) == write(map)
    assert write(map).text.endswith("\n")


# argmap's own documents


@pytest.mark.parametrize("known", [JSON, YAML], ids=["json", "yaml"])
@pytest.mark.parametrize("map", MAPS, ids=IDS)
def test_one_file_holds_the_map_with_its_thread(map: ArgumentMap, known: object) -> None:
    text, lost, _ = known.write(map)  # type: ignore[attr-defined]
    assert lost == ()
    reading = known.read(MapFile(text))  # type: ignore[attr-defined]
    assert reading.diagnostics == ()
    assert reading.map == map
    assert reading.thread == map.thread
    assert format_of_text(MapFile(text)) is known


@given(maps())
def test_any_map_comes_back_from_its_own_documents(map: ArgumentMap) -> None:
    for known in (JSON, YAML):
        assert known.write is not None
        assert known.read is not None
        assert known.read(MapFile(known.write(map).text)).map == map


def test_the_yaml_document_is_read_alike_by_pyyaml() -> None:
    for map in MAPS:
        assert YAML.write is not None
        assert yaml.safe_load(YAML.write(map).text)["thread"]["posts"][0]["id"] == map.thread.posts[0].id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: argmap/1\nid: m\ntitle: M\nclaims: [{id: a}]\n", "<text>:4:10: AM012"),
        ("format: [", "AM004"),
        ("", "AM007"),
        ("\ud800", "AM004"),
        ("format: argmap/1\nid: m\ntitle: M\nthread: thread.yaml\n", "AM014"),
    ],
)
def test_errors_in_a_text_are_diagnostics(text: str, expected: str) -> None:
    assert YAML.read is not None
    reading = YAML.read(MapFile(text))
    assert reading.map is None
    assert expected in str(reading.diagnostics[0])
    assert "/tmp" not in str(reading.diagnostics[0])


# GraphML


def test_graphml_read_by_networkx_has_every_attribute() -> None:
    text = graphml.write(SMALL).text
    graph = nx.read_graphml(io.BytesIO(text.encode()))
    assert graph.graph["title"] == "Spaces & <tabs>"
    assert dict(graph.nodes["a"]) == {
        "kind": "claim",
        "text": 'Use "spaces".',
        "implicit": False,
        "tags": "style,code",
    }
    assert (graph.nodes["b"]["base_score"], graph.nodes["c"]["implicit"]) == (0.25, True)
    assert dict(graph.nodes["r"]) == {"kind": "relation", "relation": "support", "weight": 0.5}
    assert sorted(graph.edges(data="role")) == [
        ("a", "q", "answers"),
        ("b", "r", "premise"),
        ("b", "u", "premise"),
        ("c", "u", "premise"),
        ("r", "a", "target"),
        ("u", "r", "target"),
    ]


@pytest.mark.parametrize("map", MAPS, ids=IDS)
def test_graphml_holds_every_node_and_relation(map: ArgumentMap) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml.write(map).text.encode()))
    assert {name: data["kind"] for name, data in graph.nodes(data=True)} == map.kinds
    for relation in map.relations:
        assert set(graph.predecessors(relation.id)) >= set(relation.premises)
        assert graph.edges[relation.id, relation.target]["role"] == "target"


def test_booleans_of_graphml_are_those_of_xml_schema() -> None:
    assert {">true<", ">false<"} <= set(re.findall(r">(?:true|false|True|False)<", graphml.write(SMALL).text))
    assert ">True<" not in graphml.write(SMALL).text


# losses


def test_losses_name_what_is_used_and_not_carried() -> None:
    # By hand: what SMALL uses and the paths do not name.
    assert losses(SMALL, {"id", "title", "issues", "claims.id", "claims.text", "relations.id"}) == (
        Loss("a", "claims.answers", "answers"),
        Loss("a", "claims.tags", "2 tags"),
        Loss("b", "claims.base_score", "base score"),
        Loss("c", "claims.implicit", "implicit"),
        Loss("r", "relations.kind", "kind"),
        Loss("r", "relations.premises", "1 premise"),
        Loss("r", "relations.target", "target"),
        Loss("r", "relations.weight", "weight"),
        Loss("u", "relations.kind", "kind"),
        Loss("u", "relations.premises", "2 premises"),
        Loss("u", "relations.target", "target"),
    )
    assert losses(SMALL, EVERYTHING) == ()
    assert losses(SMALL, {"id", "title", "issues", "claims"}) == (Loss("small", "relations", "2 relations"),)


def plain(text: str) -> str:
    """Return the letters and digits of a text, however it is escaped and wrapped."""
    return re.sub(
        r"[^\w]",
        "",
        re.sub(
            r"<BR[^>]*>",
            "",
            html.unescape(re.sub(r"#(\d+);", r"&#\1;", text.replace("\\n", " ").replace("\\", ""))),
        ),
    )


TEXTS = {
    "issues": ("question", "label"),
    "claims": ("text", "label"),
    "examples": ("name", "text", "topic", "experiment"),
}


@pytest.mark.parametrize("name", [name for name in WRITTEN if not name.startswith("argmap-")])
@pytest.mark.parametrize("map", MAPS, ids=IDS)
def test_what_a_format_declares_to_carry_is_in_the_text(map: ArgumentMap, name: str) -> None:
    known = format_named(name)
    assert known.write is not None
    text, lost, beside = known.write(map)
    shown, missing = plain("".join((text, *beside.values()))), {loss.kind for loss in lost}
    for section, fields in TEXTS.items():
        for item in getattr(map, section) if section not in missing else ():
            for field in fields:
                value = getattr(item, field, None)
                if value and f"{section}.{field}" not in missing:
                    assert plain(value) in shown, f"{section}.{field} of {item.id}"
    for quotes in (
        item.quotes
        for item in (*map.claims, *map.examples)
        if not missing & {"claims.quotes", "examples.quotes", "examples"}
    ):
        assert all(plain(part) in shown for quote in quotes for part in quote.parts)


# which format


@pytest.mark.parametrize(
    ("file", "name"),
    [("m.graphml", "graphml"), ("m.GV", "dot"), ("m.md", "markdown"), ("m.json", "argmap-json"), ("a/m.yml", "argmap-yaml")],
)  # fmt: skip
def test_the_ending_of_a_file_means_a_format(file: str, name: str) -> None:
    known = format_of_file(file)
    assert known is not None
    assert known.name == name


def test_no_two_formats_share_an_ending() -> None:
    endings = [suffix for name in NAMES for suffix in format_named(name).suffixes]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("text", ["", "hello", "{}", "format: argmap-thread/1\n", "format: argmap/10\n"])
def test_a_text_of_another_kind_is_no_format(text: str) -> None:
    assert format_of_text(MapFile(text)) is None
    assert format_of_file("m.txt") is None


def test_views_say_which_part_of_a_commitment_they_leave_out() -> None:
    thread = {
        "format": "argmap-thread/1", "id": "m", "title": "M", "source": {"kind": "text"},
        "authorship": "recorded", "reply_structure": "recorded",
        "participants": [{"id": "ann", "name": "Ann"}],
        "posts": [{"id": "p1", "author": "ann", "text": "It is so, I guess."}],
    }  # fmt: skip
    map = ArgumentMap.model_validate(
        {
            "id": "m", "title": "M", "thread": thread, "claims": [{"id": "a", "text": "A is so.", "implicit": True}],
            "commitments": [
                {"participant": "ann", "post": "p1", "claim": "a", "stance": "asserts", "hedged": True, "if": "if so"}
            ],
        }
    )  # fmt: skip
    lost = {loss.kind for loss in losses(map, MARKDOWN.carries)}
    assert {"commitments.hedged", "commitments.if"} <= lost
    assert "commitments.stance" not in lost


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    )
)
def test_data_are_indented_as_the_standard_library_does(data: object) -> None:
    assert indented(data) == json.dumps(data, indent=2, ensure_ascii=False)
