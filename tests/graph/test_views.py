"""Parts of maps and maps as networkx graphs. Expected values: by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName
from argmap.graph.views import View, conclusion, flat, focused, joined, whole
from argmap.model import ArgumentMap
from tests.graph.small import changed, small, tangles

CHAIN = small(
    "r1: a supports t",
    "r2: b + p supports a",
    "r3: c supports b",
    "u1: d undercuts r1",
    "u2: f undercuts u1",
    "x1: g attacks s",
    theses={"i": "t s"},
    unstated=["p"],
)
"""i — t ← a ← (b + p), b ← c; d undercuts r1, f undercuts that; i — s ⊣ g."""


def test_the_whole_map_shows_every_issue_claim_and_example(math_in_ml: ArgumentMap) -> None:
    assert whole(math_in_ml).shown == {*math_in_ml.issues_by_id, *math_in_ml.nodes}
    assert whole(math_in_ml).relations() == math_in_ml.relations


def test_without_examples_those_linked_with_a_claim_stay() -> None:
    map = small("r: a + e supports t", "s: x supports t", examples=["e", "x"])
    assert whole(map, examples=False).shown == {"a", "e", "t"}


def test_a_node_counts_the_reasons_that_are_not_shown() -> None:
    map = small("r: a supports t", "s: x supports t", "q: y supports t", examples=["x", "y"])
    view = whole(map, examples=False)
    assert (view.hidden_reasons("t"), view.hidden_reasons("a")) == (2, 0)


# Each row: the middle, hops, and what is shown.
FOCUS = {
    "no hop is the claim alone": ("a", 0, "a"),
    "one hop is its reasons and conclusion": ("a", 1, "a b p t"),
    "two hops go on": ("a", 2, "a b c d f i p s t"),
    "three hops are everything": ("a", 3, "a b c d f g i p s t"),
    "an issue has its theses near": ("i", 1, "i s t"),
    "a thesis has its issue and rivals near": ("t", 1, "a i s t"),
    "linked premises stay together": ("c", 1, "b c"),
    "linked premises stay together further on": ("c", 2, "a b c p"),
    "a premise brings its partners": ("p", 1, "a b p"),
    "an undercut comes with the step it ends on": ("d", 1, "a d t"),
    "and with the step under that": ("f", 1, "a d f t"),
    "a relation is shown whole": ("r2", 0, "a b p"),
    "an undercutting relation too": ("u2", 0, "a d f t"),
    "one hop from a relation": ("r3", 1, "a b c p"),
}


@pytest.mark.parametrize(("node", "hops", "expected"), FOCUS.values(), ids=FOCUS)
def test_focus(node: str, hops: int, expected: str) -> None:
    assert " ".join(sorted(focused(whole(CHAIN), node, hops).shown)) == expected


def test_focus_keeps_hidden_what_the_view_hides() -> None:
    map = small("r: e supports t", "s: a supports t", examples=["e"])
    assert focused(whole(map, examples=False), "t", 3).shown == {"a", "t"}


def test_focus_on_an_unknown_name_suggests_a_known_one() -> None:
    map = small("linear: algebra supports thesis")
    with pytest.raises(
        UnknownName, match=r"no issue, claim, example or relation 'algebar'; did you mean 'algebra'\?"
    ):
        focused(whole(map), "algebar", 1)


@given(tangles(), st.data(), st.integers(0, 3))
def test_more_hops_never_show_less(map: ArgumentMap, data: st.DataObject, hops: int) -> None:
    node = data.draw(st.sampled_from(sorted(map.kinds)))
    fewer, more = focused(whole(map), node, hops), focused(whole(map), node, hops + 1)
    assert fewer.shown <= more.shown


@given(tangles(), st.data())
def test_a_relation_in_focus_is_shown(map: ArgumentMap, data: st.DataObject) -> None:
    if map.relations:
        relation = data.draw(st.sampled_from(map.relations))
        assert focused(whole(map), relation.id, 0).shows(relation)


# Each row: steps, what is shown, the relations that are shown.
SHOWN = {
    "a step needs all its premises": (["r: a + b supports t"], "a t", []),
    "a step needs its target": (["r: a supports t"], "a", []),
    "an undercut needs the step": (["r: a supports t", "u: b undercuts r"], "a b", []),
    "an undercut with its step": (["r: a supports t", "u: b undercuts r"], "a b t", ["r", "u"]),
    "undercuts in a circle need their premises": (
        ["u: a undercuts w", "w: b undercuts u"],
        "a b",
        ["u", "w"],
    ),
    "one premise missing hides the circle": (["u: a undercuts w", "w: b undercuts u"], "a", []),
    "an undercut of itself ends": (["u: a undercuts u"], "a", ["u"]),
}


@pytest.mark.parametrize(("steps", "shown", "expected"), SHOWN.values(), ids=SHOWN)
def test_shown_relations(steps: list[str], shown: str, expected: list[str]) -> None:
    view = View(small(*steps), frozenset(shown.split()))
    assert [relation.id for relation in view.relations()] == expected


def test_the_joined_graph_of_the_chain() -> None:
    """2 theses, 6 claims, 1 issue and 6 relations; 7 premises, 6 targets and 2 answers."""
    graph = joined(CHAIN)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (9 + 1 + 6, 7 + 6 + 2)
    assert graph.nodes["u1"] == {"kind": "relation", "relation": "undercut", "linked": False}
    assert graph.nodes["i"]["kind"] == "issue"
    assert {("d", "u1"), ("u1", "r1"), ("r1", "t"), ("t", "i")} <= set(graph.edges)


def test_the_joined_graph_of_the_bundled_map(math_in_ml: ArgumentMap) -> None:
    premises = sum(len(relation.premises) for relation in math_in_ml.relations)
    theses = sum(claim.is_thesis for claim in math_in_ml.claims)
    graph = joined(math_in_ml)
    assert graph.number_of_nodes() == len(math_in_ml.kinds)
    lower = sum(issue.parent is not None for issue in math_in_ml.issues)
    assert graph.number_of_edges() == premises + len(math_in_ml.relations) + theses + lower


def test_the_flat_graph_of_the_chain() -> None:
    """9 claims; one edge for each of 7 premises, those of undercuts on the conclusion of the step."""
    graph = flat(CHAIN)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (9, 7)
    assert graph.edges["b", "a", "r2"] == {"relation": "r2", "kind": "support", "linked": True}
    assert graph.edges["f", "t", "u2"] == {
        "relation": "u2",
        "kind": "undercut",
        "linked": False,
        "undercuts": "u1",
    }


def test_the_flat_graph_keeps_weights() -> None:
    map = small("r: a supports t")
    weighted = changed(map, relations=[changed(map.relations[0], weight=0.25)])
    assert flat(weighted).edges["a", "t", "r"]["weight"] == 0.25


def test_the_flat_graph_keeps_parallel_steps() -> None:
    assert flat(small("r: a supports t", "s: a attacks t")).number_of_edges("a", "t") == 2


CONCLUSIONS = {
    "a support": (["r: a supports t"], "r", "t"),
    "an undercut": (["r: a supports t", "u: b undercuts r"], "u", "t"),
    "an undercut of an undercut": (["r: a supports t", "u: b undercuts r", "w: c undercuts u"], "w", "t"),
    "an undercut of itself": (["u: a undercuts u"], "u", None),
    "undercuts of each other": (["u: a undercuts w", "w: b undercuts u"], "u", None),
    "an undercut on a circle": (["u: a undercuts w", "w: b undercuts u", "x: c undercuts u"], "x", None),
}


@pytest.mark.parametrize(("steps", "relation", "expected"), CONCLUSIONS.values(), ids=CONCLUSIONS)
def test_conclusion(steps: list[str], relation: str, expected: str | None) -> None:
    map = small(*steps)
    assert conclusion(map, map.relations_by_id[relation]) == expected


def test_a_step_without_conclusion_is_no_edge_of_the_flat_graph() -> None:
    assert flat(small("u: a undercuts w", "w: b undercuts u")).number_of_edges() == 0


def test_graphs_do_not_depend_on_the_order_of_relations() -> None:
    turned = changed(CHAIN, relations=CHAIN.relations[::-1])
    assert list(flat(turned).edges(data=True)) == list(flat(CHAIN).edges(data=True))
    assert list(joined(turned).nodes) == list(joined(CHAIN).nodes)


def shows_by_walking(view: View, name: str) -> bool:
    """Return whether a relation is shown, by the definition: its ends are, and those of what it undercuts."""
    walked: set[str] = set()
    while name in view.map.relations_by_id:
        if name in walked:
            return True
        walked.add(name)
        if not view.shown.issuperset(view.map.relations_by_id[name].premises):
            return False
        name = view.map.relations_by_id[name].target
    return name in view.shown


@given(tangles(), st.data())
def test_a_relation_is_shown_as_a_walk_along_its_undercuts_says(
    map: ArgumentMap, data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(map.nodes)))) if map.nodes else set()
    view = View(map, frozenset(map.nodes.keys() - hidden))
    assert {r.id for r in view.relations()} == {n for n in map.relations_by_id if shows_by_walking(view, n)}
