"""The order in which things are told: as the thread says them. Expected values: by hand."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.graph.ordering import UNSAID, node_key, node_places, relation_key
from argmap.model import ArgumentMap
from tests.graph.small import changed, small
from tests.strategies import maps


def told(map: ArgumentMap) -> str:
    return " ".join(sorted(map.nodes, key=node_key(map)))


def stepped(map: ArgumentMap) -> str:
    return " ".join(relation.id for relation in sorted(map.relations, key=relation_key(map)))


def test_a_claim_stands_where_it_is_first_said() -> None:
    map = small(said={"a": "p3", "b": "p2"})
    places = node_places(map)
    # Every post holds "This is claim a. This is claim b.": b starts at offset 17.
    assert (places["a"], places["b"]) == ((3, 0), (2, 17))


def test_a_quote_that_was_lost_counts_from_the_start_of_its_post() -> None:
    map = small(said={"a": "p2"})
    lost = changed(map.claims[0].quotes[0], exact="words that nobody said")
    assert node_places(changed(map, claims=[changed(map.claims[0], quotes=[lost])]))["a"] == (2, 0)


# Each row: steps, what small() takes besides, and the nodes in the order of telling.
NODES = {
    "theses come first, in the order of the file": (
        [],
        {"theses": {"i": "z y"}, "said": {"a": "p1", "z": "p9"}},
        "z y a",
    ),
    "claims come as they are said": ([], {"said": {"a": "p3", "b": "p1", "c": "p2"}}, "b c a"),
    "one post is read from its start": ([], {"said": {"b": "p1", "a": "p1"}}, "b a"),
    "an unstated premise comes after its partners": (
        ["r: a + m + b supports t"],
        {"unstated": ["m"], "said": {"a": "p3", "b": "p5", "t": "p1", "z": "p6"}},
        "t a b m z",
    ),
    "an unstated premise alone comes after its conclusion": (
        ["r: m supports t"],
        {"unstated": ["m"], "said": {"t": "p2", "a": "p1", "z": "p3"}},
        "a t m z",
    ),
    "what nobody says comes last, by id": ([], {"said": {"z": "p9"}, "unstated": ["b", "a"]}, "z a b"),
    "an example that nobody quotes stands like a premise": (
        ["r: e supports t"],
        {"examples": ["e"], "said": {"t": "p1", "z": "p2"}},
        "t e z",
    ),
}


@pytest.mark.parametrize(("steps", "fields", "expected"), NODES.values(), ids=NODES)
def test_order_of_nodes(steps: list[str], fields: dict[str, object], expected: str) -> None:
    assert told(small(*steps, **fields)) == expected


STEPS = {
    "reasons before objections": (["o: a attacks t", "r: b supports t"], {"a": "p1", "b": "p2"}, "r o"),
    "then undercuts, then rephrases": (
        ["w: c rephrases t", "u: d undercuts r", "r: a supports t"],
        {"c": "p1", "d": "p2", "a": "p3"},
        "r u w",
    ),
    "reasons as their first premise is said": (
        ["r: a + b supports t", "s: c supports t"],
        {"a": "p9", "b": "p1", "c": "p2"},
        "r s",
    ),
    "the same premise by id": (["s: a supports t", "r: a supports u"], {"a": "p1"}, "r s"),
}


@pytest.mark.parametrize(("steps", "said", "expected"), STEPS.values(), ids=STEPS)
def test_order_of_relations(steps: list[str], said: dict[str, str], expected: str) -> None:
    assert stepped(small(*steps, said=said)) == expected


@given(maps())
def test_keys_tell_all_nodes_and_relations_apart(map: ArgumentMap) -> None:
    assert len({node_key(map)(node) for node in map.nodes}) == len(map.nodes)
    assert len({relation_key(map)(relation) for relation in map.relations}) == len(map.relations)


@given(maps())
def test_places_do_not_depend_on_the_order_of_relations(map: ArgumentMap) -> None:
    turned = changed(map, relations=map.relations[::-1])
    assert node_places(turned) == node_places(map)


def test_a_map_without_thread_is_ordered_by_id() -> None:
    map = small("r: b + a supports t", unstated=["a", "b", "t"], thread=None)
    assert set(node_places(map).values()) == {UNSAID}
    assert told(map) == "a b t"
