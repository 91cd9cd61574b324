"""Tables, Reasons.js and TGF: what spreadsheets and plain lists of edges say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.formats.graphs import reasons, tgf
from argmap.formats.graphs.tables import EDGES, FORMAT, read, write
from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from tests.strategies import examples, maps

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

NODES = """id;kind;text;label;above;implicit;tags
tram;map;Trams;;;;
q;issue;Should there be a tram?;;;;
build;claim;"Build a tram; soon.";Tram;q;;city street
quiet;;A tram is quiet.;;;;
good;claim;Quiet is good.;;;yes;
squeal;claim;'=Rails squeal.;;;;
graz;example;"In Graz, it does.";Graz;;;
"""
ROWS = "id;kind;source;target;weight\nr1;support;quiet;build;0.5\nr1;support;good;build;0.5\nu;attack;squeal;r1;\n;con;squeal;build;\n;;graz;quiet;\n"


def steps(map: ArgumentMap | None) -> list[tuple[str, ...]]:
    assert map is not None
    return [(str(r.kind), *r.premises, r.target) for r in map.relations]


def table(nodes: str, edges: str | None, name: str = "t.csv") -> MapFile:
    return MapFile(nodes, name, {f"{name.partition('.')[0]}-edges.csv": edges}.get)


def test_rows_with_one_id_are_linked_premises() -> None:
    map, thread, remarks = read(table(NODES, ROWS))
    assert map is not None
    assert thread is None
    assert (map.id, map.title, [issue.id for issue in map.issues]) == ("tram", "Trams", ["q"])
    assert [(c.id, c.text, c.implicit) for c in map.claims] == [
        ("build", "Build a tram; soon.", False),
        ("quiet", "A tram is quiet.", False),
        ("good", "Quiet is good.", True),
        ("squeal", "=Rails squeal.", False),
    ]
    assert (map.claims[0].label, map.claims[0].answers, map.claims[0].tags) == (
        "Tram",
        "q",
        ("city", "street"),
    )
    assert [(e.id, e.name) for e in map.examples] == [("graz", "Graz")]
    assert steps(map) == [
        ("support", "quiet", "good", "build"),
        ("undercut", "squeal", "r1"),
        ("attack", "squeal", "build"),
        ("support", "graz", "quiet"),
    ]
    assert map.relations[0].weight == 0.5
    assert [str(each) for each in remarks] == [
        "t-edges.csv: AM019 edges without a kind, which are taken for supports: 1"
    ]


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ("Node\tStatement\na\tA.\nb\tB.\n", "From\tTo\tType\na\tb\t-\n"),
        ("\ufeffsep=;\r\nid;text\r\na;A.\r\nb;B.\r\n", "\ufeffsource;target;kind\r\na;b;con\r\n"),
        ("key,claim\na,A.\n\nb,B.\n", "premise,conclusion,sign\na,b,against\n"),
    ],
)
def test_tables_as_others_write_them(nodes: str, edges: str) -> None:
    map = read(table(nodes, edges)).map
    assert map is not None
    assert [c.text for c in map.claims] == ["A.", "B."]
    assert steps(map) == [("attack", "a", "b")]


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ("", "", "t.csv:1: AM018 tables: a table with the columns id, text is expected, and id, text is missing"),
        ("id,text\na,A.\n", "from,where\n", "t-edges.csv:1: AM018 tables: a table with the columns source, target is expected, and target is missing"),
        ("id,text\na,A.\n", None, "t.csv: AM019 there is no table of edges beside it (t-edges.csv), and so no relation"),
        ("id,text\n,A.\n", ROWS[:29], "t.csv:2: AM019 a node without an id was left out"),
        ("id,text\na,A.\na,B.\n", ROWS[:29], "t.csv:3: AM019 claim a is there twice; the first one is kept"),
        ("id,text\na,A.\n", "source,target,kind\na,b,pro\n", "t-edges.csv:2: AM019 edge 1 names b, which is not in the map; it was left out"),
        ("id,text\na,A.\n" + "b" * 200_000, ROWS[:29], "t.csv:3: AM018 tables: the table cannot be read: field larger than field limit (131072)"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(nodes: str, edges: str | None, message: str) -> None:
    assert message in [str(each) for each in read(table(nodes, edges)).diagnostics]


@given(maps())
def test_what_is_written_comes_back(map: ArgumentMap) -> None:
    written = write(map)
    made, _, remarks = read(table(written.text, written.beside[EDGES]))
    assert made is not None
    assert remarks == ()
    assert FORMAT.keeps is not None
    assert likeness(made) == likeness(FORMAT.keeps(map))
    assert made.id == map.id


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1+1", "+1", "-1", "@x", "''-x", "'quoted'", 'He said "no", and\nleft; = 3']
)
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    map = ArgumentMap(id="m", title="M", claims=(Claim(id="a", text=text),))
    written = write(map)
    assert not any(
        cell[:1] in {"=", "+", "-", "@"} for row in csv.reader(io.StringIO(written.text)) for cell in row
    )
    made = read(table(written.text, written.beside[EDGES])).map
    assert made is not None
    assert made.claims[0].text == " ".join(text.split())


@settings(max_examples=15)
@given(maps())
def test_pandas_reads_the_same_cells(map: ArgumentMap) -> None:
    written = write(map)
    nodes = pd.read_csv(io.StringIO(written.text), dtype=str, keep_default_na=False)
    edges = pd.read_csv(io.StringIO(written.beside[EDGES]), dtype=str, keep_default_na=False)
    assert list(nodes["id"][1:]) == [each.id for each in (*map.issues, *map.claims, *map.examples)]
    assert list(zip(edges["id"], edges["source"], strict=True)) == [
        (r.id, p) for r in map.relations for p in r.premises
    ]


def test_numbers_that_nodes_and_edges_share_are_those_of_nodes_but_for_undercuts() -> None:
    nodes = "Id,Label\n0,Build it.\n1,It is dear.\n2,It is quiet.\n"
    edges = "Source,Target,Type,Id,Label,Weight\n1,0,Directed,0,attack,1.0\n2,0,Directed,1,,0.5\n2,1,Directed,2,undercuts,\n"
    map, _, remarks = read(table(nodes, edges))  # the columns of tables that Gephi exports
    assert map is not None
    assert [claim.text for claim in map.claims] == ["Build it.", "It is dear.", "It is quiet."]
    by_id = {claim.id: claim.text for claim in map.claims}
    assert [
        (str(r.kind), *(by_id[p] for p in r.premises), by_id.get(r.target, r.target)) for r in map.relations
    ] == [
        ("attack", "It is dear.", "Build it."),
        ("support", "It is quiet.", "Build it."),
        ("undercut", "It is quiet.", map.relations[1].id),
    ]
    assert [str(each) for each in remarks] == [
        "t-edges.csv: AM019 edges without a kind, which are taken for supports: 1"
    ]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("contra", "attack"), ("Opposes", "attack"), ("undermines", "attack"), ("−", "attack"), ("because", "support"), ("causes", None), ("does not support", None)],
)  # fmt: skip
def test_an_edge_of_a_kind_that_is_not_known_never_becomes_a_support(word: str, kind: str | None) -> None:
    map, _, remarks = read(table("id,text\na,A.\nb,B.\n", f"source,target,kind\na,b,{word}\n"))
    assert steps(map) == ([(kind, "a", "b")] if kind else [])
    said = f"t-edges.csv: AM019 edges of the kind {word!r}, which argmap does not know, and were left out: 1"
    assert [str(each) for each in remarks] == ([] if kind else [said])


# Reasons.js and TGF


def test_lists_of_reasons() -> None:
    text = '[{"id":"a","text":"A."},{"id":1,"text":"B."},{"id":"e","from":["a",1],"to":"a","type":"because"},{"from":1,"to":"e","type":"objection"},{"from":"a","to":1,"type":"hm"},{"from":"a","to":"x","type":"so"},7]'
    map, _, remarks = reasons.read(MapFile(text, "r.json"))
    assert steps(map) == [("support", "a", "1", "a"), ("undercut", "1", "a-supports"), ("support", "a", "1")]
    assert [str(each) for each in remarks] == [
        "r.json: AM019 item 7 is neither a statement nor an edge; it was left out",
        "r.json: AM019 edges of the type 'hm', which are taken for supports: 1",
        "r.json: AM019 edge 6 names x, which is not in the map; it was left out",
    ]
    assert format_of_text(MapFile(text.replace(",7]", "]"))) is reasons.FORMAT
    assert reasons.read(MapFile("{}")).map is None


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ("source,target,relation\nRain,Wet,support\nRoof,Wet,attack\n", [("support", "rain", "wet"), ("attack", "roof", "wet")]),
        ("from;to;type;relation\na;b;con;r1\nc;r1;con;r2\n", [("attack", "a", "b"), ("undercut", "c", "r1")]),
        ("id,from,to,type\n1,2,1,con\n2,3,2,pro\n3,4,2,undercut\n", [("attack", "n2", "n1"), ("support", "n3", "n2"), ("undercut", "n4", "2")]),
    ],
)  # fmt: skip
def test_a_table_of_edges_alone_is_a_map_of_names(edges: str, expected: list[tuple[str, ...]]) -> None:
    map, _, remarks = read(MapFile(edges, "e.csv"))
    assert steps(map) == expected
    assert remarks == ()


def test_trivial_graphs() -> None:
    map, _, remarks = tgf.read(MapFile("1 A.\n2\n#\n2 1\n1 2 +\n1 2 hm\n1\n1 9\n", "g.tgf"))
    assert map is not None
    assert [c.text for c in map.claims] == ["A.", "Argument 2"]
    assert steps(map) == [("attack", "n2", "n1"), ("support", "n1", "n2")]
    assert map.note == "Edges without a word are read as attacks, as in files of abstract argumentation."
    assert [str(each)[:60] for each in remarks] == [
        "g.tgf:6: AM019 the edge says 'hm', which argmap does not kno",
        "g.tgf:7: AM019 an edge needs two nodes; it was left out",
        "g.tgf:8: AM019 relation 2 names 9, which is not in the map; ",
    ]
    assert "one line with # is expected" in str(tgf.read(MapFile("1\n")).diagnostics[0])


@examples(30)
@given(
    st.text(st.sampled_from("id,text;\n\"'=ab#12 \t[]{}:\x00"), max_size=60),
    st.sampled_from([NODES, ROWS, "[]", "1 a\n#\n1 1"]),
)
def test_any_text_is_read_or_refused(junk: str, start: str) -> None:
    for text in (junk, f"{start}{junk}"):
        for reader in (tgf.read, reasons.read, read):
            map, _, remarks = reader(table(text, ROWS + junk))
            assert map is not None or remarks


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of other projects are not here")
def test_samples() -> None:
    map = reasons.read(MapFile((SAMPLES / "reasons" / "readme_graph.json").read_text("utf-8"), "g.json")).map
    assert steps(map) == [("support", "p1", "c1"), ("support", "c1", "p1")]  # the two lead to each other
    graph = tgf.read(MapFile((SAMPLES / "tgf" / "reinstatement1.tgf").read_text("utf-8"), "r.tgf")).map
    assert steps(graph) == [("attack", "n1", "n2"), ("attack", "n2", "n3")]
