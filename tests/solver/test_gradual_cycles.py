"""On cycles, strengths are what the model leaves where it is, or there is no result."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.solver.bipolar import BipolarGraph, bipolar_graph
from argmap.solver.gradual import solve as solving
from argmap.solver.gradual.models import MODELS, model_named
from argmap.solver.gradual.order import components_among, plan
from argmap.solver.gradual.solve import gradual_strengths, walk
from tests.solver.gradual_small import EVERY_MODEL, applied, frameworks, renumbered

GOLDEN = (sqrt(5) - 1) / 2
CLIQUE = [(a, b) for a in range(3) for b in range(3) if a != b]


def test_mutual_attackers_of_the_h_categoriser_meet_in_the_golden_section() -> None:
    # By hand: s = 1 / (1 + s).
    found = gradual_strengths(
        bipolar_graph([1.0, 1.0], attacks=[(0, 1), (1, 0)]), model_named("h-categoriser")
    )
    assert found.listed() == pytest.approx([GOLDEN, GOLDEN], abs=1e-9)


# By hand, with base score 1: s = 1 / (1 + 4s²), so s = .5; s = (1 - s)²; and base score 1 is 1 for ever.
@pytest.mark.parametrize(
    ("model", "expected"), [("quadratic-energy", 0.5), ("df-quad", (3 - sqrt(5)) / 2), ("euler-based", 1.0)]
)
def test_three_mutual_attackers_settle_although_they_swing(model: str, expected: float) -> None:
    found = gradual_strengths(bipolar_graph([1.0, 1.0, 1.0], attacks=CLIQUE), model_named(model))
    assert found.converged
    assert found.listed() == pytest.approx([expected] * 3, abs=1e-9)


def wheel(width: int) -> BipolarGraph:
    """Return A (base score 1), which supports B1, B2, …, which all support C1, C2, …, which all attack A."""
    first, second = range(1, width + 1), range(width + 1, 2 * width + 1)
    supports = [(0, b) for b in first] + [(b, c) for b in first for c in second]
    return bipolar_graph([1.0] + [0.0] * 2 * width, [(c, 0) for c in second], supports)


# The fixed point by bisection on A, outside this package, with h(x) = x²/(1+x²) for quadratic energy:
# A = 1 - h(nC), B = h(A), C = h(nB); for DF-QuAD B = A, C = 1 - (1-B)ⁿ, A = (1-C)ⁿ.
@pytest.mark.parametrize(
    ("model", "width", "expected"),
    [
        ("quadratic-energy", 10, (0.2240877, 0.0478143, 0.1860790)),
        ("quadratic-energy", 5, (0.3678988, 0.1192140, 0.2621556)),
        ("df-quad", 10, (0.0334161, 0.0334161, 0.2881384)),
    ],
)
def test_a_slow_spiral_arrives_in_its_middle(
    model: str, width: int, expected: tuple[float, float, float]
) -> None:
    solution = gradual_strengths(wheel(width), model_named(model))
    assert solution.converged
    assert [solution.values[k] for k in (0, 1, width + 1)] == pytest.approx(expected, abs=1e-7)


def test_a_self_attack_of_df_quad_settles_in_the_middle() -> None:
    # By hand: s = 1 - s.
    assert gradual_strengths(
        bipolar_graph([1.0], attacks=[(0, 0)]), model_named("df-quad")
    ).listed() == pytest.approx([0.5])


def test_iterations_are_counted_only_for_cycles() -> None:
    assert (
        gradual_strengths(bipolar_graph([0.5, 0.5], attacks=[(0, 1)]), model_named("df-quad")).iterations == 0
    )
    assert gradual_strengths(bipolar_graph([0.5], attacks=[(0, 0)]), model_named("df-quad")).iterations > 0


def test_a_slow_cycle_arrives_where_it_is_going() -> None:
    # a = 1 · (1 - b) and b = .999 · (1 - a): a = 1, b = 0 is too far off for a hundred plain iterations.
    found = gradual_strengths(bipolar_graph([1.0, 0.999], attacks=[(0, 1), (1, 0)]), model_named("df-quad"))
    assert found.converged
    assert found.listed() == pytest.approx([1.0, 0.0], abs=1e-7)


def test_what_did_not_converge_has_no_strength_nor_has_what_depends_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "TOGETHER", 2)
    monkeypatch.setattr(solving, "EACH", 2)
    # 0 and 1 attack each other, 2 depends on them, 3 supports 0, and 4 attacks 5.
    graph = bipolar_graph([0.9, 0.8, 0.5, 0.4, 0.3, 0.2], [(0, 1), (1, 0), (1, 2), (4, 5)], [(3, 0)])
    found = gradual_strengths(graph, model_named("df-quad"))
    assert not found.converged
    assert found.strengths is None
    assert found.listed() == [None, None, None, 0.4, 0.3, pytest.approx(0.14)]


def test_a_walk_that_has_no_end_says_so() -> None:
    arrival = walk(lambda here: np.mod(here + 0.37, 1.0), np.array([0.2]), 1e-10, 200)
    assert not arrival.converged
    assert arrival.iterations == 200


@pytest.mark.parametrize("together", [0, solving.TOGETHER])
@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_a_result_is_a_fixed_point_from_0_to_1(together: int, model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(cyclic=True, attacks_only=MODELS[model].attacks_only))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "TOGETHER", together)
        found = gradual_strengths(graph, model_named(model)).strengths
    if found is not None:
        assert ((found >= 0) & (found <= 1)).all()
        assert applied(graph, model, found.tolist()) == pytest.approx(found.tolist(), abs=1e-8)


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_names_and_order_change_nothing_on_cycles(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(cyclic=True, attacks_only=MODELS[model].attacks_only))
    numbers = data.draw(st.permutations(range(graph.size)))
    places = data.draw(st.permutations(range(len(graph.sources))))
    one, other = (
        gradual_strengths(graph, model_named(model)),
        gradual_strengths(renumbered(graph, numbers, places), model_named(model)),
    )
    if one.converged and other.converged:
        assert other.values[numbers] == pytest.approx(one.values, abs=1e-8)


@given(frameworks(cyclic=True))
def test_components_are_the_nodes_that_reach_each_other_in_an_order_of_dependence(
    graph: BipolarGraph,
) -> None:
    planned = plan(graph)
    reach = np.eye(graph.size, dtype=bool)
    reach[graph.sources, graph.targets] = True
    for _ in range(graph.size):
        reach = reach | (reach.astype(int) @ reach.astype(int) > 0)
    groups = components_among(planned.inward, planned.core)
    assert sorted(node for component in groups for node in component.tolist()) == planned.core.tolist()
    for place, component in enumerate(groups):
        mutual = reach[component[0]] & reach[:, component[0]]
        assert component.tolist() == np.flatnonzero(mutual).tolist()
        assert not any(reach[later, component].any() for later in groups[place + 1 :])


def test_a_long_chain_between_two_cycles_takes_no_recursion() -> None:
    size = 10_000
    chain = [(node, node + 1) for node in range(size - 1)]
    graph = bipolar_graph([0.9] * size, [(1, 0), *chain, (size - 1, size - 2)])
    found = gradual_strengths(graph, model_named("df-quad"))
    assert found.strengths is not None
    back = np.zeros(size)
    back[1:] += found.strengths[:-1]
    expected = 0.9 * (1 - back)
    expected[0] = 0.9 * (1 - found.strengths[1])
    expected[-2] *= 1 - found.strengths[-1]
    assert found.strengths == pytest.approx(expected, abs=1e-9)
