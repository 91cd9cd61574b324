"""AIF in RDF: rdflib and pyshacl see what the AIF ontology promises, and what is written comes back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.aif.rdf import JSONLD, RDFXML, TURTLE
from argmap.formats.aif.triples import KEPT
from argmap.formats.protocol import Format, MapFile
from argmap.formats.registry import FORMATS, format_named, format_of_text
from argmap.model.map import ArgumentMap
from argmap.storage.load import load_map
from tests.formats.aif.test_aif import claims_and_steps
from tests.strategies import maps

rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed (pip install 'argmap[rdf]')")
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")

DATA = Path(__file__).parents[3] / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/map.yaml"))
ALL = pytest.mark.parametrize("known", [TURTLE, RDFXML, JSONLD], ids=["turtle", "xml", "json-ld"])
SYNTAX = {"aif-turtle": "turtle", "aif-rdfxml": "xml", "aif-jsonld": "json-ld"}

TRAM = """\
@prefix aif: <http://www.arg.tech/aif#> .
@prefix n: <http://www.aifdb.org/nodes/> .

n:1 a aif:I-node ; aif:claimText "A tram is quiet." .
n:2 a aif:I-node ; aif:claimText "Rubber is soft." ; aif:Premise n:10 .
n:10 a aif:RA-node, aif:Cause_To_Effect_Inference ; aif:Premise n:2 ; aif:Conclusion n:1 .
n:9 a aif:I-node ; aif:claimText "It squeaks." .
n:11 a aif:CA-node ; aif:ConflictingElement n:9 ; aif:ConflictedElement n:10 .
n:3 a aif:L-node ; aif:claimText "Ann : A tram is quiet." ; aif:source "Ann" ; aif:Locution n:5 ; aif:StartLocution n:7 .
n:4 a aif:L-node ; aif:claimText "Bob : It squeaks." ; aif:source "Bob : It squeaks." ; aif:EndLocution n:7 .
n:5 a aif:YA-node ; aif:Locution n:3 ; aif:IllocutionaryContent n:1 .
n:6 a aif:YA-node ; <http://www.w3.org/2000/01/rdf-schema#label> "Disagreeing" ; aif:Anchor n:7 ; aif:IllocutionaryContent n:1 .
n:7 a aif:TA-node, aif:Transition ; aif:StartLocution n:3 ; aif:EndLocution n:4 .
"""
"""By hand, as AIFdb's export writes it: both directions of a relation by one property, and a source that is the whole text."""


def written(known: Format, map: ArgumentMap) -> str:
    assert known.write is not None
    return known.write(map).text


def read(known: Format, text: str) -> ArgumentMap | None:
    assert known.read is not None
    return known.read(MapFile(text, "tram.ttl")).map


def test_properties_are_read_in_both_directions() -> None:
    assert TURTLE.read is not None
    map, thread, remarks = TURTLE.read(MapFile(TRAM, "tram.ttl"))
    assert map is not None
    assert thread is not None
    assert [(r.id, str(r.kind), r.premises, r.target, r.scheme) for r in map.relations] == [
        ("n10", "support", ("n2",), "n1", "cause-to-effect"),
        ("n11", "undercut", ("n9",), "n10", None),
    ]
    assert [(p.author, p.reply_to, p.text) for p in thread] == [
        ("ann", None, "A tram is quiet."), ("bob", "n3", "It squeaks."),
    ]  # fmt: skip
    assert [(c.participant, str(c.stance), c.claim) for c in map.commitments] == [
        ("ann", "asserts", "n1"), ("bob", "denies", "n1"),
    ]  # fmt: skip
    assert remarks == ()


def test_json_ld_says_the_same_as_turtle() -> None:
    graph = rdflib.Graph().parse(data=TRAM, format="turtle")
    read_again = read(JSONLD, graph.serialize(format="json-ld"))
    assert read_again is not None
    assert read_again == read(TURTLE, TRAM)


@pytest.mark.parametrize(("syntax", "known"), [("xml", RDFXML), ("pretty-xml", RDFXML), ("nt", TURTLE)])
def test_xml_and_n_triples_say_the_same_as_turtle(syntax: str, known: Format) -> None:
    text = rdflib.Graph().parse(data=TRAM, format="turtle").serialize(format=syntax)
    assert format_of_text(MapFile(text)) is known
    assert read(known, text) == read(TURTLE, TRAM)


ENTITIES = """\
<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ {} ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:aif="http://www.arg.tech/aif#">
<aif:I-node rdf:about="&n;1"><aif:claimText>A tram is quiet.</aif:claimText></aif:I-node>
</rdf:RDF>
"""


def test_entities_for_addresses_are_read() -> None:
    map = read(RDFXML, ENTITIES.format('<!ENTITY n "http://www.aifdb.org/nodes/" >'))
    assert map is not None
    assert [(claim.id, claim.text) for claim in map.claims] == [("n1", "A tram is quiet.")]


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY n "&b;&b;&b;&b;">',
        f'<!ENTITY n "{"n" * 1_000}">',
        '<!ENTITY n SYSTEM "file:///etc/hostname">',
        '<!ENTITY % p "x"><!ENTITY n "x">',
    ],
    ids=["nested", "long", "of a file", "parameter"],
)
def test_entities_that_grow_or_open_files_are_refused(entities: str) -> None:
    assert RDFXML.read is not None
    map, _, remarks = RDFXML.read(MapFile(ENTITIES.format(entities), "bomb.rdf"))
    assert map is None
    assert [str(each) for each in remarks] == [
        "bomb.rdf:1: AM018 AIF in RDF: the document defines entities that are no short names for addresses, and is not read"
    ]


def test_xml_that_breaks_off_is_told_with_its_line() -> None:
    assert RDFXML.read is not None
    found = RDFXML.read(MapFile(ENTITIES.format("")[:120], "cut.rdf")).diagnostics
    assert str(found[0]).startswith("cut.rdf:3: AM018 AIF in RDF: this cannot be read as RDF: ")


@ALL
@pytest.mark.parametrize("name", NAMES)
def test_queries_find_every_claim_step_and_end(known: Format, name: str) -> None:
    map = load_map(DATA / name)
    graph = rdflib.Graph().parse(data=written(known, map), format=SYNTAX[known.name])
    aif = "PREFIX aif: <http://www.arg.dundee.ac.uk/aif#> "

    def count(pattern: str) -> int:
        return int(next(iter(graph.query(f"{aif} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")))[0])

    kinds = Counter(str(r.kind) for r in map.relations)
    assert count("?i a aif:I-node ; aif:claimText ?t") == len(map)
    assert count("?s a aif:RA-node") == kinds["support"]
    assert count("?s a aif:CA-node") == kinds["attack"] + kinds["undercut"]
    assert (
        count("?s a aif:CA-node ; aif:Conclusion ?t . ?t a ?c FILTER (?c != aif:I-node)") == kinds["undercut"]
    )
    told = [r for r in map.relations if str(r.kind) != "explains"]
    assert count("?s aif:Premise ?p") == sum(len(r.premises) for r in told)
    assert count("?s aif:Conclusion ?c") == len(told)
    assert map.thread is not None
    assert count("?l a aif:L-node ; aif:source ?who") == sum(post.author is not None for post in map.thread)


@pytest.mark.parametrize("name", NAMES)
def test_all_forms_are_one_graph(name: str) -> None:
    from rdflib.compare import isomorphic

    map = load_map(DATA / name)
    graphs = [
        rdflib.Graph().parse(data=written(known, map), format=SYNTAX[known.name])
        for known in (TURTLE, RDFXML, JSONLD)
    ]
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix aif: <http://www.arg.dundee.ac.uk/aif#> .
[] a sh:NodeShape ; sh:targetClass aif:I-node, aif:L-node ; sh:property [ sh:path aif:claimText ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass aif:RA-node, aif:CA-node, aif:MA-node ;
   sh:property [ sh:path aif:Premise ; sh:minCount 1 ; sh:class aif:I-node ], [ sh:path aif:Conclusion ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass aif:YA-node ;
   sh:property [ sh:path aif:Locution ; sh:minCount 1 ; sh:class aif:L-node ], [ sh:path aif:IllocutionaryContent ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass aif:TA-node ;
   sh:property [ sh:path aif:StartLocution ; sh:minCount 1 ; sh:class aif:L-node ], [ sh:path aif:EndLocution ; sh:minCount 1 ; sh:class aif:L-node ] .
"""
"""What the AIF specification asks of nodes, as shapes of SHACL."""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@ALL
@pytest.mark.parametrize("name", NAMES)
def test_shapes_of_the_specification_hold(known: Format, name: str) -> None:
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed (pip install pyshacl)")
    graph = rdflib.Graph().parse(data=written(known, load_map(DATA / name)), format=SYNTAX[known.name])
    holds, _, report = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"))
    assert holds, report


@ALL
@given(map=maps())
def test_any_map_comes_back(known: Format, map: ArgumentMap) -> None:
    text = written(known, map)
    assert format_of_text(MapFile(text)) is known
    assert known.read is not None
    assert known.read(MapFile(text, "other")) == (map, map.thread, ())


@ALL
@given(map=maps())
def test_other_programs_see_every_claim_and_step(known: Format, map: ArgumentMap) -> None:
    graph = rdflib.Graph().parse(data=written(known, map), format=SYNTAX[known.name])
    graph.remove((None, rdflib.URIRef(KEPT), None))
    seen = read(known, graph.serialize(format=SYNTAX[known.name]))
    assert seen is not None
    words, shapes = claims_and_steps(map)
    seen_words, seen_shapes = claims_and_steps(seen)
    assert seen_words == words
    # RDF has no order of premises.
    assert [unordered(shape) for shape in seen_shapes] == [unordered(shape) for shape in shapes]


def unordered(shape: Any) -> tuple[object, ...]:
    id, kind, premises, target, scheme = shape
    return id, kind, sorted(premises), target, scheme


@ALL
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nodes of the AIF ontology"),
        ("@prefix", "cannot be read as RDF"),
        ("[[" * 20_000, ""),
        ('{"@context": "https://example.org/c", "@graph": []}', ""),
        ('{"@context": {"@import": "https://example.org/c"}}', ""),
        ('{"a": ' * 20_000, ""),
    ],
)
def test_what_cannot_be_read_is_an_error(known: Format, text: str, message: str) -> None:
    assert known.read is not None
    map, _, remarks = known.read(MapFile(text))
    assert map is None
    assert [each.code for each in remarks] == ["AM018"]
    if known is TURTLE:
        assert message in remarks[0].message


def test_no_context_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("somebody opened an address")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    text = json.dumps({"a": [{"@context": ["https://example.org/context"], "@id": "x"}]})
    assert JSONLD.read is not None
    assert (
        "a context at an address, which is not fetched" in JSONLD.read(MapFile(text)).diagnostics[0].message
    )


@given(st.integers(0, len(TRAM)), st.integers(0, 40), st.text(max_size=8))
def test_a_damaged_text_is_read_or_refused(start: int, length: int, put: str) -> None:
    assert TURTLE.read is not None
    map, _, remarks = TURTLE.read(MapFile(TRAM[:start] + put + TRAM[start + length :]))
    assert map is not None or remarks


@pytest.mark.parametrize("name", [name for name in FORMATS.names() if name not in SYNTAX])
def test_files_of_other_formats_are_none_of_these(name: str) -> None:
    other = format_named(name)
    if other.write is not None:
        text = MapFile(other.write(load_map(DATA / NAMES[0])).text)
        assert not TURTLE.recognises(text)
        assert not RDFXML.recognises(text)
        assert not JSONLD.recognises(text)


def test_without_rdflib_the_line_for_pip_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rdflib", None)
    assert TURTLE.read is not None
    assert "pip install 'argmap[rdf]'" in TURTLE.read(MapFile(TRAM)).diagnostics[0].message
