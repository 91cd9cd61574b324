"""The shape of an argument. Expected values: by hand, by counting, and by enumerating paths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise, product

import networkx as nx
import pytest
from hypothesis import assume, given

from argmap.graph.balance import Balance, direct_balance, whole_balance
from argmap.graph.centrality import key_claims
from argmap.graph.chains import _through, breadth, depths, longest_chain
from argmap.graph.cycles import Cycle, CycleKind, cycles
from argmap.graph.flow import Flow, flow
from argmap.graph.index import MapIndex
from argmap.graph.influence import signed_reach
from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements_of
from argmap.graph.structure import Counts, counts, parts, structure
from argmap.graph.views import joined
from argmap.model import ArgumentMap, RelationKind
from tests.evaluation.orders import shuffled
from tests.graph.small import small, tangles
from tests.strategies import examples, maps

ONE = {"i": "t"}

# Each row: steps, depth and breadth of thesis t, its longest chain (worked out by hand).
SHAPES = {
    "nothing": ([], 0, 0, "t"),
    "one reason": (["r: a supports t"], 1, 1, "a r t"),
    "an objection is a step too": (["r: a attacks t", "s: b supports a"], 2, 1, "b s a r t"),
    "linked premises stand side by side": (["r: a + b supports t"], 1, 2, "a r t"),
    "an undercut stands below its step": (["r: a supports t", "s: b undercuts r"], 2, 1, "b s r t"),
    "the longer way counts for depth and the shorter for breadth": (
        ["r: a supports t", "s: b supports t", "q: a supports b"],
        2,
        2,
        "a q b s t",
    ),
    "of equal chains the first": (["s: b supports t", "r: a supports t"], 1, 2, "a r t"),
    "a circle is one place": (
        ["r: a supports t", "s: b supports a", "q: a supports b"],
        1,
        1,
        "a r t",
    ),
    "a chain passes a circle on a shortest way": (
        ["r: a supports t", "s: b supports a", "q: a supports b", "k: c supports b"],
        2,
        1,
        "c k b s a r t",
    ),
    "other words are no step": (["r: a supports b", "s: b rephrases t"], 1, 1, "a r t"),
    "what undercuts other words is": (["r: a rephrases t", "s: b undercuts r"], 1, 1, "b s r t"),
}


@pytest.mark.parametrize(("steps", "depth", "width", "chain"), SHAPES.values(), ids=SHAPES)
def test_depth_breadth_and_longest_chain(steps: list[str], depth: int, width: int, chain: str) -> None:
    stream = flow(small(*steps, theses=ONE))
    assert depths(stream)["t"] == depth
    assert breadth(stream, "t") == width
    assert longest_chain(stream, "t") == tuple(chain.split())


BALANCES = {
    "reasons and objections": (["r: a supports t", "s: b attacks t"], (1, 0, 1, 0, 0), (1, 0, 1, 0, 0)),
    "an undercut of a reason": (["r: a supports t", "s: b undercuts r"], (1, 0, 0, 1, 0), (1, 0, 0, 1, 0)),
    "an undercut of an objection defends": (
        ["r: a attacks t", "s: b undercuts r"],
        (0, 1, 1, 0, 0),
        (0, 1, 1, 0, 0),
    ),
    "deeper steps count in the whole": (
        ["r: a supports t", "s: b attacks a", "q: c attacks b", "k: d supports b"],
        (1, 0, 0, 0, 0),
        (1, 1, 2, 0, 0),
    ),
    "what helps and hurts is both": (
        ["r: a supports t", "s: a attacks t", "q: b supports a"],
        (1, 0, 1, 0, 0),
        (1, 0, 1, 0, 1),
    ),
    "other words are no reasons": (["r: a rephrases t"], (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
}


@pytest.mark.parametrize(("steps", "direct", "whole"), BALANCES.values(), ids=BALANCES)
def test_balance(steps: list[str], direct: tuple[int, ...], whole: tuple[int, ...]) -> None:
    map = small(*steps, theses=ONE)
    assert direct_balance(map, "t") == Balance(*direct)
    assert whole_balance(map, "t", signed_reach(map)) == Balance(*whole)


CIRCLES = {
    "none": (["r: a supports b", "s: b supports t"], []),
    "what supports itself": (["r: a supports a"], [("reasons", "a", "r")]),
    "two that support each other": (["r: a supports b", "s: b supports a"], [("reasons", "a b", "r s")]),
    "two that attack each other": (["r: a attacks b", "s: b attacks a"], [("objections", "a b", "r s")]),
    "a step that undercuts itself": (["r: a undercuts r"], [("objections", "", "r")]),
    "undercuts that chase each other": (
        ["r: a undercuts s", "s: b undercuts r"],
        [("objections", "", "r s")],
    ),
    "a support that closes a circle of attack": (
        ["r: a supports b", "s: b attacks a"],
        [("objections", "a b", "r s")],
    ),
    "both kinds at once": (
        ["r: a supports b", "s: b supports a", "q: a attacks b"],
        [("reasons", "a b", "r s"), ("objections", "a b", "q r s")],
    ),
    "a claim that rests on itself in other words": (
        ["r: a supports b", "s: b rephrases a"],
        [("reasons", "a", "r")],
    ),
}


@pytest.mark.parametrize(("steps", "expected"), CIRCLES.values(), ids=CIRCLES)
def test_circles(steps: list[str], expected: list[tuple[str, str, str]]) -> None:
    map = small(*steps, theses=ONE)
    assert cycles(map, flow(map)) == tuple(
        Cycle(CycleKind(kind), tuple(claims.split()), tuple(ids.split())) for kind, claims, ids in expected
    )


def test_the_claim_in_the_middle_is_a_hub_with_what_rests_on_it() -> None:
    map = small("r: a supports m", "s: b supports m", "q: m supports t", "k: c supports t", theses=ONE)
    (hub,) = key_claims(map, flow(map))
    assert (hub.claim, hub.lines, hub.total, hub.percent, hub.rest) == ("m", 2, 3, 67, ("t",))


def test_lines_of_argument_beyond_count_are_told_in_percent() -> None:
    steps = [
        f"{name}{n}: {name}{n}x supports {end}"
        for n in range(50)
        for name in "ab"
        for end in ("t" if n == 0 else f"j{n}",)
    ]
    joints = [f"{name}k{n}: j{n + 1} supports {name}{n}x" for n in range(49) for name in "ab"]
    map = small(*steps, *joints, theses=ONE)
    best = key_claims(map, flow(map), limit=1)[0]
    assert (best.claim, best.percent, best.lines, best.total) == ("j1", 100, None, None)


def test_a_map_hangs_together_through_its_issues() -> None:
    map = small("r: a supports t", "s: b supports c", theses={"i": "t u"})
    assert parts(map) == (("a", "t", "u"), ("b", "c"))


def test_counts_of_the_bundled_map(math_in_ml: ArgumentMap) -> None:
    """Counted in data/math-in-ml/map.yaml by searching for the words."""
    assert counts(math_in_ml) == Counts(
        issues=4,
        claims=34,
        theses=6,
        unstated=6,
        examples=16,
        supports=27,
        attacks=2,
        undercuts=3,
        rephrases=0,
        explanations=1,
        linked=6,
    )


def test_the_shape_of_the_bundled_map(math_in_ml: ArgumentMap) -> None:
    """Read off data/math-in-ml/map.yaml by hand."""
    found = structure(MapIndex(math_in_ml))
    assert (found.depth, found.cycles, len(found.parts)) == (4, (), 10)
    assert found.longest_chain[::2] == (
        "cnn-shift-invariance",
        "cnns-follow-from-invariance",
        "motivation-need-not-be-math",
        "theory-for-requirement",
    )
    assert {shape.thesis: (shape.depth, len(shape.examples)) for shape in found.theses} == {
        "math-is-essential": (3, 1),
        "most-needs-no-deep-math": (2, 8),
        "hard-requirement": (4, 0),
        "useful-not-required": (3, 1),
        "academics-did-not-invent": (3, 0),
        "credit-to-academics": (2, 1),
    }
    assert [(hub.claim, hub.lines) for hub in found.key_claims[:2]] == [
        ("simple-math-suffices", 8),  # eight examples
        ("motivation-need-not-be-math", 6),  # three premises, on to two theses
    ]


def test_a_map_without_theses_or_without_anything_has_a_shape() -> None:
    assert structure(MapIndex(small("r: a supports b"))).longest_chain == ("a", "r", "b")
    assert (structure(MapIndex(small())).depth, structure(MapIndex(small())).longest_chain) == (0, ())
    only_examples = structure(MapIndex(small("r: e supports f", examples=["e", "f"])))
    assert (only_examples.depth, only_examples.parts) == (0, (("e", "f"),))


def test_a_chain_of_three_thousand_is_three_thousand_deep() -> None:
    found = structure(
        MapIndex(small(*(f"r{n}: c{n + 1} supports c{n}" for n in range(3_000)), theses={"i": "c0"}))
    )
    assert (found.depth, len(found.longest_chain), found.theses[0].breadth) == (3_000, 6_001, 1)
    assert found.key_claims[0].percent == 100


def test_a_circle_of_ten_thousand_is_found() -> None:
    steps = [f"r{n}: c{n} supports c{(n + 1) % 10_000}" for n in range(10_000)]
    (circle,) = structure(MapIndex(small(*steps, theses={"i": "c0"}))).cycles
    assert len(circle.claims) == 10_000


@given(maps())
def test_a_shape_does_not_depend_on_the_order_in_the_file(map: ArgumentMap) -> None:
    assert structure(MapIndex(shuffled(map))) == structure(MapIndex(map))


@given(tangles())
def test_nor_does_that_of_a_tangle(map: ArgumentMap) -> None:
    assert structure(MapIndex(shuffled(map))) == structure(MapIndex(map))


@given(maps())
def test_a_shape_turns_into_plain_data(map: ArgumentMap) -> None:
    assert json.loads(json.dumps(structure(MapIndex(map)).to_dict())) == structure(MapIndex(map)).to_dict()


@examples(75)
@given(tangles())
def test_depth_is_that_of_the_longest_path(map: ArgumentMap) -> None:
    stream = flow(map)
    assume(nx.is_directed_acyclic_graph(nx.DiGraph(stream.targets)))
    for end, depth in depths(stream).items():
        assert depth == max(_steps_on(stream, path) for path in _paths_down(stream, end))


@examples(75)
@given(tangles())
def test_the_longest_chain_is_a_path_of_that_depth(map: ArgumentMap) -> None:
    stream = flow(map)
    for end in {statements_of(map)[claim.id] for claim in map.claims}:
        chain = longest_chain(stream, end)
        assert chain[-1] == end
        assert len(set(chain)) == len(chain)
        assert all(other in stream.targets[one] for one, other in pairwise(chain))
        assert sum(stream.length(stream.place[name]) for name in chain) == depths(stream)[end]


@examples(75)
@given(tangles())
def test_lines_through_a_hub_are_those_that_enumeration_finds(map: ArgumentMap) -> None:
    stream = flow(map)
    assume(nx.is_directed_acyclic_graph(nx.DiGraph(stream.targets)))
    ends = {statements_of(map)[claim.id] for claim in map.claims if claim.is_thesis}
    lines = [path for end in ends for path in _paths_down(stream, end) if not stream.sources[path[-1]]]
    for hub in key_claims(map, stream, limit=9):
        assert hub.total == len(lines)
        assert hub.lines == sum(statements_of(map)[hub.claim] in path for path in lines)


@examples(75)
@given(tangles())
def test_a_step_is_in_a_circle_exactly_when_its_target_leads_back_to_it(map: ArgumentMap) -> None:
    found = {step for circle in cycles(map, flow(map)) for step in circle.steps}
    graph = nx.DiGraph(flow(map).targets)
    assert found == {
        relation.id
        for relation in map.relations
        if relation.kind is not RelationKind.REPHRASE
        and any(nx.has_path(graph, after, relation.id) for after in graph.successors(relation.id))
    }


@given(tangles())
def test_every_step_of_an_argument_is_counted_once_in_its_balance(map: ArgumentMap) -> None:
    reach = signed_reach(map)
    for claim in map.claims:
        if claim.is_thesis:
            balance = whole_balance(map, claim.id, reach)
            steps = [r for r in map.relations if claim.id in reach.get(r.id, {})]
            counted = sum(relation.kind is not RelationKind.REPHRASE for relation in steps)
            assert sum(balance.to_dict().values()) == counted


def _paths_down(stream: Flow, end: str) -> Iterator[tuple[str, ...]]:
    todo = [(end,)]
    while todo:
        path = todo.pop()
        yield path
        todo += [(*path, below) for below in stream.sources[path[-1]]]


def _steps_on(stream: Flow, path: tuple[str, ...]) -> int:
    return sum(name in stream.steps for name in path)


@given(tangles())
def test_parts_are_the_connected_components_that_networkx_finds(map: ArgumentMap) -> None:
    groups = (set(group) & map.nodes.keys() for group in nx.weakly_connected_components(joined(map)))
    assert {frozenset(part) for part in parts(map)} == {frozenset(group) for group in groups if group}


@given(tangles())
def test_a_chain_passes_a_circle_as_networkx_would(map: ArgumentMap) -> None:
    graph = flow(map)
    for members in graph.places:
        circle: nx.DiGraph[str] = nx.DiGraph()
        names = sorted(members, key=natural_key)
        circle.add_edges_from((n, other) for n in names for other in graph.targets[n] if other in members)
        for exit, entry in product(members, members):
            if exit != entry:
                assert _through(graph, exit, entry) == nx.shortest_path(circle, entry, exit)[-2::-1]
