"""What `check` says of documents in memory, and where it says a fault stands in a file."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given

import argmap
from argmap.lint import check
from argmap.lint.settings import Settings
from argmap.model import ArgumentMap, Claim, Post, Provenance, Quote, Relation, Thread, ThreadSource
from tests.strategies import maps

THREAD = Thread(
    id="t",
    title="T",
    source=ThreadSource(kind="text"),
    authorship=Provenance.UNKNOWN,
    reply_structure=Provenance.UNKNOWN,
    posts=[
        Post(id="p1", text="Convolution is a sum of products, and a sum of products is simple."),
        Post(id="p2", text="Attention is an average."),
    ],
)


def with_quote(**quote: str) -> ArgumentMap:
    claim = Claim(id="c1", text="It is simple.", quotes=[Quote(**{"post": "p1", **quote})])
    return ArgumentMap(id="m", title="M", thread=THREAD, claims=[claim])


@pytest.mark.parametrize(
    ("quote", "code", "help"),
    [
        pytest.param(
            {"exact": "a sum of product is"},
            "AM401",
            "nearest: 'a sum of products is' (likeness 0.97)",
            id="near miss",
        ),
        pytest.param({"exact": "an average"}, "AM401", "it occurs in post 'p2'", id="other post"),
        pytest.param({"exact": "zebra crossing"}, "AM401", "quote the exact words of the post", id="nowhere"),
        pytest.param({"exact": "sum of products"}, "AM402", "add a prefix or suffix", id="twice"),
    ],
)
def test_a_quote_that_does_not_hold_gets_the_nearest_help(
    quote: dict[str, str], code: str, help: str
) -> None:
    found = {diagnostic.code: diagnostic.help for diagnostic in check(with_quote(**quote))}
    assert found.get(code) == help


def test_a_wrong_prefix_is_told_from_wrong_words() -> None:
    found = [d for d in check(with_quote(exact="is simple", prefix="sums")) if d.code == "AM401"]
    assert [str(d.location) for d in found] == ["claims[0].quotes[0].prefix"]
    assert "but not with that prefix" in found[0].message


def test_a_prefix_makes_a_repeated_quote_unique() -> None:
    codes = {d.code for d in check(with_quote(exact="sum of products", prefix="and a"))}
    assert not codes & {"AM401", "AM402"}


def test_a_fault_in_memory_is_placed_by_its_path(math_in_ml: ArgumentMap) -> None:
    lonely = Claim(id="lonely", text="Nobody answers this.", implicit=True)
    edited = math_in_ml.model_copy(update={"claims": (*math_in_ml.claims, lonely)})
    found = check(ArgumentMap.model_validate(edited.model_dump()), Settings(select=("AM2",)))
    # A map in memory has no comments, so that other findings of the bundled map are not allowed here.
    assert [str(d) for d in found if "lonely" in d.message] == [
        f"claims[{len(math_in_ml.claims)}].id: AM203 claim 'lonely' is connected to nothing; add a relation to it, or 'answers: ISSUE'"
    ]


def test_the_bundled_map_has_no_finding_of_any_severity(root: Path) -> None:
    assert argmap.check(root / "data" / "math-in-ml") == ()


@given(maps())
def test_every_sound_map_can_be_checked_and_findings_are_sorted(map: ArgumentMap) -> None:
    found = check(map)
    assert list(found) == sorted(found, key=lambda d: d.sort_key())


@given(maps())
def test_a_support_cycle_is_reported_exactly_when_networkx_finds_one(map: ArgumentMap) -> None:
    # A relation is on the way to its target, so that a backing of it can close a cycle.
    graph = nx.DiGraph(
        (start, relation.target)
        for relation in map.relations
        if relation.kind == "support" and relation.target not in {relation.id, *relation.premises}
        for start in (*relation.premises, relation.id)
    )
    reported = any(d.code == "AM202" for d in check(map))
    assert reported is not nx.is_directed_acyclic_graph(graph)


def test_a_long_support_chain_is_no_recursion_error() -> None:
    claims = [Claim(id=f"c{n}", text=f"Claim {n}.", implicit=True) for n in range(5_000)]
    chain = [
        Relation(id=f"r{n}", kind="support", premises=[f"c{n + 1}"], target=f"c{n}") for n in range(4_999)
    ]
    assert check(ArgumentMap(id="m", title="M", claims=claims, relations=chain)) == ()
    ring = [*chain, Relation(id="last", kind="support", premises=["c0"], target="c4999")]
    assert {d.code for d in check(ArgumentMap(id="m", title="M", claims=claims, relations=ring))} == {"AM202"}
