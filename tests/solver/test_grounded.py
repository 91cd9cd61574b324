"""The grounded labelling from arrays: by hand, by the definition over all sets, by a plain loop, by reference files."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.solver import attacks as attacks_module
from argmap.solver.assumptions import abstract
from argmap.solver.attacks import AttackGraph, attack_graph, grounded, restricted, undecided_part
from argmap.solver.iccma import parse_iccma
from tests.solver import brute
from tests.solver.references import answers, as_framework, expected, path
from tests.solver.strategies import attacks

MANY = 1_000_000
Pairs = Iterable[tuple[int, int]]

# Each row: arguments, attacks, labels (worked out by hand).
BY_HAND = {
    "no arguments": (0, [], []),
    "nothing attacked": (2, [], [1, 1]),
    "a chain alternates": (4, [(0, 1), (1, 2), (2, 3)], [1, -1, 1, -1]),
    "a self-attacker is undecided": (1, [(0, 0)], [0]),
    "and leaves what it attacks undecided": (2, [(0, 0), (0, 1)], [0, 0]),
    "a self-attacker that is attacked is out": (3, [(0, 0), (1, 0), (0, 2)], [-1, 1, 1]),
    "two that attack each other are undecided": (2, [(0, 1), (1, 0)], [0, 0]),
    "an even cycle is undecided": (4, [(0, 1), (1, 2), (2, 3), (3, 0)], [0, 0, 0, 0]),
    "a cycle that is struck falls apart": (4, [(0, 1), (1, 2), (2, 3), (3, 1)], [1, -1, 1, -1]),
    "an attack that is told twice counts once": (3, [(0, 1), (0, 1), (1, 2), (1, 2)], [1, -1, 1]),
    "one standing attacker is enough": (4, [(0, 1), (1, 2), (3, 2)], [1, -1, -1, 1]),
}


@pytest.fixture(params=[0, 4_000], ids=["in rounds", "in a walk"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to find labels, whatever the size."""
    monkeypatch.setattr(attacks_module, "FEW", request.param)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("size", "pairs", "labels"), BY_HAND.values(), ids=BY_HAND)
def test_labels_by_hand(size: int, pairs: Pairs, labels: list[int]) -> None:
    assert grounded(attack_graph(size, pairs)).tolist() == labels


def test_labels_are_bytes() -> None:
    assert grounded(attack_graph(2, [(0, 1)])).dtype == np.int8


@given(attacks(), st.booleans())
def test_what_is_in_is_the_least_complete_set(drawn: tuple[int, list[tuple[int, int]]], rounds: bool) -> None:
    size, pairs = drawn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attacks_module, "FEW", 0 if rounds else 100)
        labels = grounded(attack_graph(size, pairs))
    accepted = brute.grounded(abstract(size, pairs))
    assert set(np.flatnonzero(labels == 1)) == accepted
    assert set(np.flatnonzero(labels == -1)) == {target for source, target in pairs if source in accepted}


@pytest.mark.parametrize("density", [0.8, 1.5, 2.0, 2.7, 4.0])
def test_large_frameworks_have_the_labels_of_a_plain_loop(density: float) -> None:
    graph = sparse(12_000, density)
    assert grounded(graph).tolist() == by_plain_loop(graph)


def test_the_order_of_attacks_changes_nothing() -> None:
    graph = sparse(12_000, 2)
    order = np.random.default_rng(5).permutation(len(graph.sources))
    mixed = AttackGraph(graph.size, graph.sources[order], graph.targets[order])
    assert (grounded(graph) == grounded(mixed)).all()


def test_a_million_levels_are_no_problem() -> None:
    line = np.arange(MANY, dtype=np.int32)
    labels = grounded(AttackGraph(MANY, line[:-1], line[1:]))
    assert (labels[::2] == 1).all()
    assert (labels[1::2] == -1).all()


def test_the_input_is_left_alone() -> None:
    graph = sparse(9_000, 2)
    before = graph.sources.copy(), graph.targets.copy()
    grounded(graph)
    assert (graph.sources == before[0]).all()
    assert (graph.targets == before[1]).all()


def test_labels_of_the_named_frameworks() -> None:
    for case in answers("dung_named.json"):
        framework, names = as_framework(case)
        pairs = [(body[0], head - framework.assumptions) for head, body in framework.rules]
        labels = grounded(attack_graph(framework.assumptions, pairs))
        found = {name for name, label in zip(names, labels, strict=True) if label == 1}
        assert {frozenset(found)} == expected(case, "GR"), case["name"]


def test_labels_of_competition_instances() -> None:
    for name, case in answers("iccma_answers.json").items():
        labels = grounded(parse_iccma(path(f"iccma/{name}").read_bytes()))
        assert (np.flatnonzero(labels == 1) + 1).tolist() == case["grounded_in"], name
        assert np.count_nonzero(labels == -1) == case["grounded_out_count"], name


def test_labels_of_random_instances_with_names() -> None:
    for name, case in answers("pygarg_apx_answers.json").items():
        graph = parse_iccma(path(f"pygarg_apx/{name}").read_bytes())
        standing = {graph.names[number] for number in np.flatnonzero(grounded(graph) == 1)}
        assert standing == set(map(str, case["GR"])), name


@given(attacks(5))
def test_complete_sets_are_what_is_in_and_those_of_the_undecided_part(
    drawn: tuple[int, list[tuple[int, int]]],
) -> None:
    size, pairs = drawn
    graph = attack_graph(size, pairs)
    labels = grounded(graph)
    part, indices = undecided_part(graph, labels)
    inside = brute.extensions(abstract(part.size, pairs_of(part)), "complete")
    standing = frozenset(np.flatnonzero(labels == 1).tolist())
    joined = {standing | {indices[k] for k in extension} for extension in inside}
    assert joined == brute.extensions(abstract(size, pairs), "complete")


def test_a_restriction_keeps_names_and_attacks_among_what_is_kept() -> None:
    graph = attack_graph(4, [(0, 1), (1, 3), (3, 1), (2, 3)], ("a", "b", "c", "d"))
    part, indices = restricted(graph, np.array([False, True, True, True]))
    assert part.names == ("b", "c", "d")
    assert pairs_of(part) == [(0, 2), (2, 0), (1, 2)]
    assert indices.tolist() == [1, 2, 3]


def sparse(size: int, density: float, seed: int = 1) -> AttackGraph:
    chosen = random.Random(seed)
    pairs = [(chosen.randrange(size), chosen.randrange(size)) for _ in range(int(size * density))]
    return attack_graph(size, pairs)


def pairs_of(graph: AttackGraph) -> list[tuple[int, int]]:
    return list(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True))


def by_plain_loop(graph: AttackGraph) -> list[int]:
    """Return the labels by looking at every argument again and again until nothing changes."""
    attackers: list[set[int]] = [set() for _ in range(graph.size)]
    for source, target in pairs_of(graph):
        attackers[target].add(source)
    labels = [0] * graph.size
    changed = True
    while changed:
        changed = False
        for argument, hostile in enumerate(attackers):
            label = -1 if any(labels[a] == 1 for a in hostile) else int(all(labels[a] == -1 for a in hostile))
            changed |= label != labels[argument]
            labels[argument] = label
    return labels
