"""What all readers share: ids that stay, relations that go with their ends, and what comes back from a sidecar."""

from __future__ import annotations

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import sidecar_of, with_sidecar
from argmap.formats.protocol import Format, MapFile
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


def test_an_id_that_is_wanted_stays_as_it_is() -> None:
    map = MapBuilder(MapFile(""), "a test")
    map.claim("x", "One.", wanted="2024-budget")
    map.claim("y", "Two.", wanted="2024-budget")
    map.claim(7, "Three.")
    made = map.reading().map
    assert made is not None
    assert [claim.id for claim in made.claims] == ["2024-budget", "2024-budget-2", "n7"]


def test_a_relation_that_is_left_out_takes_those_onto_it_along() -> None:
    map = MapBuilder(MapFile("", "m"), "a test")
    map.claim("a", "A.")
    map.relation("r0", RelationKind.SUPPORT, ["a"], "nowhere")
    for number in range(1, 5_001):
        map.relation(f"r{number}", RelationKind.UNDERCUT, ["a"], f"r{number - 1}")
    made, _, remarks = map.reading()
    assert made is not None
    assert made.relations == ()
    assert str(remarks[1]) == "m: AM019 relation r1 names r0, which is not in the map; it was left out"
    assert str(remarks[-1]) == "m: AM019 parts left out or changed besides these: 4001"


def test_what_a_format_cannot_say_comes_back_to_a_changed_map() -> None:
    carries = frozenset({"title", "claims.id", "claims.text", "relations.id", "relations.kind=support", "relations.premises", "relations.target"})  # fmt: skip
    known = Format("few", "few", (), carries)
    whole = ArgumentMap(
        id="m",
        title="M",
        issues=(Issue(id="q", question="Is it?"),),
        claims=(Claim(id="a", text="A.", answers="q"), Claim(id="b", text="B.")),
        examples=(Example(id="e", name="E", topic="t", text="E."),),
        relations=(
            Relation(id="u", kind="undercut", premises=("e",), target="x"),
            Relation(id="s", kind="support", premises=("b",), target="a"),
            Relation(id="x", kind="explains", premises=("b",), target="a"),
        ),
        expect={"in": ["x"]},
    )
    map = MapBuilder(MapFile(""), "a test", title="M")
    map.claim("a", "A, really.")
    map.claim("b", "B.")
    map.relation("s", RelationKind.SUPPORT, ["b"], "a")
    made, _, remarks = with_sidecar(map.reading(), sidecar_of(whole, known), known)
    assert remarks == ()
    assert made is not None
    assert (made.issues, made.examples, made.expect) == (whole.issues, whole.examples, whole.expect)
    assert {relation.id for relation in made.relations} == {"u", "s", "x"}
    assert [(claim.text, claim.answers) for claim in made.claims] == [("A, really.", "q"), ("B.", None)]


def test_a_weight_of_nothing_is_a_weight() -> None:
    map = MapBuilder(MapFile(""), "a test")
    map.claim("a", "A.", base_score=0.0, implicit=False, label="")
    map.claim("b", "B.")
    map.relation("r", RelationKind.SUPPORT, ["b"], "a", weight=0.0)
    made = map.reading().map
    assert made is not None
    assert (made.claims[0].base_score, made.relations[0].weight) == (0.0, 0.0)


def test_of_very_many_errors_there_are_the_first_and_the_number() -> None:
    map = MapBuilder(MapFile("", "m"), "F")
    for line in range(1, 1_001):
        map.error("is wrong", line)
    found = map.reading().diagnostics
    assert len(found) == 101
    assert str(found[-1]) == "m: AM018 F: errors besides these: 900"
