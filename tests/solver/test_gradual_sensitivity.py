"""Derivatives equal finite differences, and an edge adds what is lost without it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap.solver.bipolar import BipolarGraph, bipolar_graph
from argmap.solver.gradual.models import MODELS, model_named
from argmap.solver.gradual.sensitivity import marginals, sensitivity
from argmap.solver.gradual.solve import gradual_strengths
from tests.solver.gradual_small import EVERY_MODEL, edges_of, framework, frameworks

STEP = 1e-6


def test_the_slope_of_an_attacked_node_by_hand() -> None:
    # DF-QuAD: s = w · (1 - a), so the slopes are 1 - a and -w.
    found = sensitivity(bipolar_graph([0.5, 0.8], attacks=[(1, 0)]), model_named("df-quad"), 0)
    assert found == pytest.approx([0.2, -0.5])


def test_a_node_that_bears_on_nothing_has_slope_zero() -> None:
    found = sensitivity(bipolar_graph([0.5, 0.8, 0.1], attacks=[(1, 0)]), model_named("df-quad"), 1)
    assert found is not None
    assert found.tolist() == [0.0, 1.0, 0.0]


def test_the_slope_of_a_balance_is_the_mean_of_both_sides() -> None:
    # Attack and support are equal. DF-QuAD with w = .3: .3 downwards, .7 upwards.
    graph = bipolar_graph([0.3, 0.6, 0.6], attacks=[(1, 0)], supports=[(2, 0)])
    assert sensitivity(graph, model_named("df-quad"), 0) == pytest.approx([1.0, -0.5, 0.5])


def test_an_attacker_of_strength_zero_has_the_slope_of_its_rise() -> None:
    found = sensitivity(bipolar_graph([0.3, 0.0], attacks=[(1, 0)]), model_named("df-quad"), 0)
    assert found == pytest.approx([1.0, -0.3])


def test_two_strongest_attackers_share_the_slope() -> None:
    # Max-based: s = 1 / (1 + x), with the slope -1 / (1 + x)² at x = .5.
    graph = bipolar_graph([1.0, 0.5, 0.5], attacks=[(1, 0), (2, 0)])
    slope = -1 / 1.5**2
    assert sensitivity(graph, model_named("max-based"), 0) == pytest.approx([1 / 1.5, slope / 2, slope / 2])


def test_the_slope_through_a_strength_of_exactly_one_is_right() -> None:
    # Two supports, one of them 1: s = w + (1 - w)(1 - (1 - 1)(1 - b)); only the first still counts.
    graph = bipolar_graph([0.5, 1.0, 0.4], supports=[(1, 0), (2, 0)])
    assert sensitivity(graph, model_named("df-quad"), 0) == pytest.approx([0.0, 0.5 * 0.6, 0.0])


def test_the_slope_on_a_cycle_by_hand() -> None:
    # s = w (1 - s) = w / (1 + w), with the derivative 1 / (1 + w)².
    found = sensitivity(bipolar_graph([0.5], attacks=[(0, 0)]), model_named("df-quad"), 0)
    assert found == pytest.approx([1 / 1.5**2])


def test_slopes_are_not_available_where_every_strength_is_a_solution() -> None:
    # a = 1 - b and b = 1 - a: no derivative.
    assert sensitivity(bipolar_graph([1.0, 1.0], [(0, 1), (1, 0)]), model_named("df-quad"), 0) is None


def test_slopes_are_not_available_on_very_large_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.solver.gradual.sensitivity.LARGEST_CORE", 2)
    ring = bipolar_graph([0.5] * 3, [(0, 1), (1, 2), (2, 0)])
    assert sensitivity(ring, model_named("df-quad"), 0) is None


def _moved(graph: BipolarGraph, model: str, node: int, base: int, by: float) -> float:
    moved = graph.base.copy()
    moved[base] += by
    found = gradual_strengths(
        framework(moved.tolist(), edges_of(graph)), model_named(model), tolerance=1e-14
    ).values[node]
    return float(found)


@pytest.mark.parametrize("cyclic", [False, True])
@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_a_slope_is_what_a_small_step_shows(cyclic: bool, model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(5, 7, cyclic=cyclic, attacks_only=MODELS[model].attacks_only))
    inner = framework(np.clip(graph.base, 0.01, 0.99).tolist(), edges_of(graph))
    node, base = (data.draw(st.integers(0, graph.size - 1)) for _ in range(2))
    assume(gradual_strengths(inner, model_named(model)).converged)
    found = sensitivity(inner, model_named(model), node)
    assert found is not None
    here = _moved(inner, model, node, base, 0)
    up, down = (_moved(inner, model, node, base, by) - here for by in (STEP, -STEP))
    assume(up + down == pytest.approx(0, abs=1e-9))  # at a kink the two sides differ
    assert found[base] == pytest.approx((up - down) / (2 * STEP), abs=1e-4)


@pytest.mark.parametrize("cyclic", [False, True])
@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_an_edge_adds_what_is_lost_without_it(cyclic: bool, model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(cyclic=cyclic, attacks_only=MODELS[model].attacks_only))
    node = data.draw(st.integers(0, graph.size - 1))
    found = marginals(graph, model_named(model), node, range(len(graph.sources)))
    before = gradual_strengths(graph, model_named(model)).listed()[node]
    for place, effect in enumerate(found):
        edges = edges_of(graph)
        del edges[place]
        after = gradual_strengths(framework(graph.base.tolist(), edges), model_named(model)).listed()[node]
        if before is not None and after is not None and effect is not None:
            assert effect == pytest.approx(before - after, abs=1e-8)


def test_slopes_and_marginals_of_a_deep_thread_take_no_recursion() -> None:
    size = 10_000
    graph = bipolar_graph([0.5] * size, supports=[(node + 1, node) for node in range(size - 1)])
    found = sensitivity(graph, model_named("df-quad"), 0)
    # s = 1 - (1 - w)ⁿ multiplied out: each slope is the product of all other (1 - w).
    assert found is not None
    assert found[:3] == pytest.approx([0.0, 0.0, 0.0])
    effects = marginals(graph, model_named("df-quad"), 0, [0, 1, size - 2])
    assert effects == pytest.approx([0.5, 0.25, 0.0])
