"""What all readers share: ids that stay, relations that go with their ends, and what comes back from a sidecar."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import BadSidecar, kept, likeness, sidecar_of, with_sidecar
from argmap.formats.protocol import Format, MapFile, hanging, losses
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from tests.strategies import examples


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


ENDS = st.sampled_from(["a", "b", "r0", "r1", "r2", "r3", "x"])


@examples(30)
@given(st.lists(st.tuples(st.lists(ENDS, min_size=1, max_size=2), ENDS), max_size=4))
def test_what_hangs_in_the_air_is_what_taking_away_round_by_round_finds(
    ends: list[tuple[list[str], str]],
) -> None:
    relations = [(f"r{place}", premises, target) for place, (premises, target) in enumerate(ends)]
    left, gone, nodes = [*relations], [], {"a", "b"}
    while True:
        known = nodes | {id for id, _, _ in left}
        lost = [each for each in left if each[2] not in known or not set(each[1]) <= nodes]
        if not lost:
            break
        gone += [id for id, _, _ in lost]
        left = [each for each in left if each not in lost]
    assert [*hanging(relations, nodes)] == gone


def test_a_chain_of_five_thousand_steps_is_pruned_in_no_time() -> None:
    claims = tuple(Claim(id=f"c{n}", text="x") for n in range(5_001))
    steps = tuple(
        Relation(id=f"r{n}", kind="undercut" if n else "support", premises=(f"c{n + 1}",), target=f"r{n - 1}" if n else "c0")
        for n in range(5_000)
    )  # fmt: skip
    map = ArgumentMap(id="m", title="M", claims=claims, relations=steps)
    carries = {"title", "claims.id", "claims.text", "relations.id", "relations.kind=undercut", "relations.premises", "relations.target"}  # fmt: skip
    begun = time.process_time()
    assert kept(map, carries).relations == ()
    assert [loss.id for loss in losses(map, carries) if loss.kind != "id"] == [f"r{n}" for n in range(5_000)]
    assert likeness(map) == likeness(map)
    assert time.process_time() - begun < 5  # 20 s, if each round looks at all that is left


@pytest.mark.parametrize(
    "sidecar", ["{", "[" * 100_000, "9" * 5_000], ids=["cut off", "deep", "a long number"]
)
def test_a_sidecar_that_is_damaged_is_told(sidecar: str) -> None:
    made = MapBuilder(MapFile(""), "a test")
    made.claim("a", "A.")
    known = Format("test", "a test", (), lambda file: False)
    with pytest.raises(BadSidecar, match="the sidecar is no JSON"):
        with_sidecar(made.reading(), sidecar, known)
