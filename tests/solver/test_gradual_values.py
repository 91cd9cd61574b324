"""Strengths are those of the papers' formulas: by hand, by a second writing of the formulas, by reference values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.solver.bipolar import BipolarGraph, bipolar_graph
from argmap.solver.gradual import order
from argmap.solver.gradual.models import MODELS, model_named
from argmap.solver.gradual.solve import gradual_strengths
from tests.solver.gradual_small import (
    BIPOLAR_MODELS,
    EVERY_MODEL,
    FORMULAS,
    acyclic_strengths,
    edges_of,
    framework,
    frameworks,
    renumbered,
)

REFERENCE = Path(__file__).parents[2].parent / "shared" / "samples" / "engines" / "qbaf_reference.json"
NAMES = {
    "DFQuAD": "df-quad",
    "QuadraticEnergy": "quadratic-energy",
    "SquaredDFQuAD": "squared-df-quad",
    "EulerBased": "euler-based",
    "EulerBasedTop": "euler-based-top",
}

# Base .5 and one attacker, supporter or both of strength .8, worked out by hand.
ONE_ATTACK = {
    "df-quad": 0.5 * 0.2,
    "quadratic-energy": 0.5 - 0.5 * 0.64 / 1.64,
    "squared-df-quad": 0.5 - 0.5 * 0.8 / 1.8,
    "euler-based": 1 - 0.75 / (1 + 0.5 * 0.44932896411722156),
    "euler-based-top": 1 - 0.75 / (1 + 0.5 * 0.44932896411722156),
    "h-categoriser": 0.5 / 1.8,
    "max-based": 0.5 / 1.8,
}


def strengths(graph: BipolarGraph, model: str) -> list[float | None]:
    return gradual_strengths(graph, model_named(model)).listed()


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_one_attack_by_hand(model: str) -> None:
    assert strengths(bipolar_graph([0.5, 0.8], attacks=[(1, 0)]), model) == pytest.approx(
        [ONE_ATTACK[model], 0.8], abs=1e-15
    )


@pytest.mark.parametrize("model", BIPOLAR_MODELS)
def test_an_attack_and_an_equal_support_cancel_out(model: str) -> None:
    graph = bipolar_graph([0.3, 0.6, 0.6], attacks=[(1, 0)], supports=[(2, 0)])
    assert strengths(graph, model) == pytest.approx([0.3, 0.6, 0.6], abs=1e-15)


def test_a_weight_scales_what_arrives() -> None:
    assert strengths(framework([0.5, 0.8], [(1, 0, -0.5)]), "df-quad") == pytest.approx([0.3, 0.8])


def test_two_supports_of_df_quad_add_up_like_probabilities() -> None:
    # .5 + .5 · (1 - (1 - .5)(1 - .4)) = .85
    assert strengths(bipolar_graph([0.5, 0.5, 0.4], supports=[(1, 0), (2, 0)]), "df-quad")[
        0
    ] == pytest.approx(0.85)


def test_only_the_strongest_attack_counts_in_the_max_based_model() -> None:
    # By hand: 1 / (1 + .9).
    graph = bipolar_graph([1.0, 0.9, 0.5], attacks=[(1, 0), (2, 0)])
    assert strengths(graph, "max-based")[0] == pytest.approx(1 / 1.9)


def test_attacks_add_up_in_the_h_categoriser() -> None:
    # Besnard & Hunter (2001): 1 / (1 + Σ); the attackers of 0 have 1 and 1 / (1 + 1).
    graph = bipolar_graph([1.0, 1.0, 1.0, 1.0], attacks=[(1, 0), (2, 0), (3, 2)])
    assert strengths(graph, "h-categoriser") == pytest.approx([1 / 2.5, 1.0, 0.5, 1.0])


@pytest.mark.parametrize("model", sorted(set(EVERY_MODEL) - set(BIPOLAR_MODELS)))
def test_a_model_for_attacks_refuses_supports(model: str) -> None:
    with pytest.raises(ArgmapError, match="defined for attacks only, and there are 1 supports"):
        strengths(bipolar_graph([0.5, 0.5], supports=[(0, 1)]), model)


def test_an_unknown_model_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean 'df-quad'"):
        model_named("dfquad")


def test_every_model_is_named_by_its_parts() -> None:
    parts = {name: (model.aggregation.name, model.influence.name) for name, model in MODELS.items()}
    assert parts == {
        "df-quad": ("product", "linear(1)"),
        "quadratic-energy": ("sum", "2-max(1)"),
        "squared-df-quad": ("product", "1-max(1)"),
        "euler-based": ("sum", "euler-based"),
        "euler-based-top": ("top", "euler-based"),
        "h-categoriser": ("sum", "1-max(1)"),
        "max-based": ("top", "1-max(1)"),
    }


def test_an_empty_framework_has_no_strengths() -> None:
    solution = gradual_strengths(bipolar_graph([]), model_named("df-quad"))
    assert solution.converged
    assert solution.listed() == []


def _references() -> list[Any]:
    return json.loads(REFERENCE.read_text("utf-8")) if REFERENCE.exists() else []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference values are not beside the repository")
def test_strengths_equal_the_reference_values() -> None:
    for case in _references():
        number = {name: place for place, name in enumerate(case["arguments"])}
        ends = {key: [(number[s], number[t]) for s, t in case[key]] for key in ("attacks", "supports")}
        graph = bipolar_graph(case["base"], ends["attacks"], ends["supports"])
        for name, expected in case["strength"].items():
            wanted = [expected[argument] for argument in case["arguments"]]
            assert strengths(graph, NAMES[name]) == pytest.approx(wanted, abs=1e-9), (case["name"], name)


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_strengths_are_those_of_the_formula(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(attacks_only=MODELS[model].attacks_only))
    assert strengths(graph, model) == pytest.approx(acyclic_strengths(graph, model), abs=1e-12)


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_nodes_one_by_one_are_like_nodes_in_rounds(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(attacks_only=MODELS[model].attacks_only))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "NARROW_ROUNDS", 0)
        assert strengths(graph, model) == pytest.approx(acyclic_strengths(graph, model), abs=1e-12)


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_without_attack_and_support_the_base_score_stays(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(attacks_only=MODELS[model].attacks_only, cyclic=True))
    found = strengths(graph, model)
    for node in set(range(graph.size)) - set(graph.targets.tolist()):
        assert found[node] == graph.base[node]


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_a_higher_base_score_never_lowers_the_strength(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(attacks_only=MODELS[model].attacks_only))
    node = data.draw(st.integers(0, graph.size - 1))
    raised = graph.base.tolist()
    raised[node] = data.draw(st.floats(raised[node], 1))
    before, after = strengths(graph, model)[node], strengths(framework(raised, edges_of(graph)), model)[node]
    assert before is not None
    assert after is not None
    assert after >= before - 1e-15


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_names_and_order_change_nothing(model: str, data: st.DataObject) -> None:
    graph = data.draw(frameworks(attacks_only=MODELS[model].attacks_only))
    numbers = data.draw(st.permutations(range(graph.size)))
    places = data.draw(st.permutations(range(len(graph.sources))))
    found = strengths(renumbered(graph, numbers, places), model)
    assert [found[number] for number in numbers] == pytest.approx(strengths(graph, model), abs=1e-12)


@pytest.mark.parametrize("model", EVERY_MODEL)
@pytest.mark.parametrize("size", [10_000])
def test_a_deep_thread_works(model: str, size: int) -> None:
    base = [0.2 + 0.6 * (node % 7) / 7 for node in range(size)]
    graph = bipolar_graph(base, attacks=[(node + 1, node) for node in range(size - 1)])
    expected = base[-1]
    for score in base[-2::-1]:
        expected = float(_one_attacked(model, score, expected))
    assert strengths(graph, model)[0] == pytest.approx(expected, abs=1e-12)


def _one_attacked(model: str, base: float, attacker: float) -> float:
    return FORMULAS[model](base, [attacker], [])


def test_a_wide_round_and_a_deep_thread_meet() -> None:
    # 500 leaves attack 0, which a chain of 500 supporters supports: by hand, DF-QuAD at weight 1.
    leaves = [(node, 0) for node in range(1, 501)]
    chain = [(501, 0), *((node + 1, node) for node in range(501, 1000))]
    graph = bipolar_graph(np.full(1001, 0.001).tolist(), leaves, chain)
    found = strengths(graph, "df-quad")
    end = 0.001
    for _ in range(499):
        end = 0.001 + 0.999 * end
    assert found[501] == pytest.approx(end, abs=1e-12)
    energy = 0.999**500 - (1 - end)
    assert found[0] == pytest.approx(0.001 + energy * (0.001 if energy < 0 else 0.999), abs=1e-12)
