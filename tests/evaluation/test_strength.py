"""The strength of a map's claims: what is an argument, what a step, and what moves a thesis. Values by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.strength import contributions, sensitivities, sensitivity, solved, strengths
from argmap.model import ArgumentMap
from argmap.solver.gradual.models import MODELS
from tests.graph.small import changed, small, tangles
from tests.strategies import maps

ONE = {"i": "t"}
BIPOLAR = sorted(name for name, model in MODELS.items() if not model.attacks_only)


def weighed(
    map: ArgumentMap, scores: dict[str, float], weights: dict[str, float] | None = None
) -> ArgumentMap:
    """Return the map with these base scores and weights of relations."""
    claims = [changed(claim, base_score=scores.get(claim.id)) for claim in map.claims]
    relations = [changed(relation, weight=(weights or {}).get(relation.id)) for relation in map.relations]
    return changed(map, claims=claims, relations=relations)


# Each row: steps, base scores, weights, and the DF-QuAD strength of t (.5 unless given), worked out by hand.
BY_HAND: dict[str, tuple[list[str], dict[str, float], dict[str, float], float]] = {
    "what nothing bears on keeps its base score": ([], {"t": 0.3}, {}, 0.3),
    "a reason": (["r: a supports t"], {"a": 0.8}, {}, 0.5 + 0.5 * 0.8),
    "an objection": (["r: a attacks t"], {"a": 0.8}, {}, 0.5 - 0.5 * 0.8),
    "a weight scales the reason": (["r: a supports t"], {"a": 0.8}, {"r": 0.5}, 0.5 + 0.5 * 0.4),
    "two reasons": (["r: a supports t", "s: b supports t"], {"a": 0.8, "b": 0.5}, {}, 0.5 + 0.5 * 0.9),
    "linked premises are as strong as the weakest": (["r: a + b supports t"], {"a": 0.8, "b": 0.4}, {}, 0.7),
    "an undercut takes its share of the step": (
        ["r: a supports t", "s: b undercuts r"],
        {"a": 0.8, "b": 0.25},
        {},
        0.5 + 0.5 * 0.8 * 0.75,
    ),
    "an undercut of an attack too": (
        ["r: a attacks t", "s: b undercuts r"],
        {"a": 0.8, "b": 0.25},
        {},
        0.5 - 0.5 * 0.8 * 0.75,
    ),
    "two undercuts multiply what they leave": (
        ["r: a supports t", "s: b undercuts r", "q: c undercuts r"],
        {"a": 1.0, "b": 0.5, "c": 0.2},
        {"r": 0.5},
        0.5 + 0.5 * 0.5 * 0.5 * 0.8,
    ),
    "an undercut may be undercut": (
        ["r: a supports t", "s: b undercuts r", "q: c undercuts s"],
        {"a": 1.0, "b": 0.5, "c": 0.4},
        {},
        0.5 + 0.5 * (1 - 0.6 * 0.5),
    ),
    "rephrased claims are one sentence": (
        ["r: a supports b", "s: b rephrases t"],
        {"a": 0.5, "t": 0.2, "b": 0.4},
        {},
        0.3 + 0.7 * 0.5,
    ),
    "a base score that one of them has is that of all": (["s: b rephrases t"], {"b": 0.9}, {}, 0.9),
    "a premise said twice counts once": (
        ["r: a + b supports t", "s: a rephrases b"],
        {"a": 0.6},
        {},
        0.5 + 0.5 * 0.6,
    ),
}


@pytest.mark.parametrize(("steps", "scores", "weights", "expected"), BY_HAND.values(), ids=BY_HAND)
@pytest.mark.parametrize("linked", ["minimum", "product"])
def test_strength_by_hand(
    steps: list[str], scores: dict[str, float], weights: dict[str, float], expected: float, linked: Any
) -> None:
    found = strengths(solved(weighed(small(*steps, theses=ONE), scores, weights), linked=linked))
    if linked == "product" and scores == {"a": 0.8, "b": 0.4}:
        expected = 0.5 + 0.5 * 0.8 * 0.4
    assert found.values["t"] == pytest.approx(expected, abs=1e-12)


def test_an_example_is_a_premise_with_the_default_base_score() -> None:
    map = small("r: e supports t", theses=ONE, examples=["e"])
    assert strengths(solved(map)).values == {"e": 0.5, "r": 1.0, "t": 0.75}
    assert strengths(solved(map, default=0.2)).values == pytest.approx({"e": 0.2, "r": 1.0, "t": 0.36})


def test_a_step_has_the_share_of_its_weight_that_undercuts_leave() -> None:
    map = weighed(small("r: a supports t", "s: b undercuts r", theses=ONE), {"b": 0.25}, {"r": 0.8})
    found = strengths(solved(map)).values
    assert (found["r"], found["s"]) == (pytest.approx(0.6), 1.0)


def test_the_result_says_which_model_was_used() -> None:
    found = strengths(solved(small(theses=ONE), "quadratic-energy", linked="product"))
    told = (found.model, found.aggregation, found.influence, found.linked, found.converged, found.iterations)
    assert told == ("quadratic-energy", "sum", "2-max(1)", "product", True, 0)


def test_undercuts_that_undercut_each_other_settle() -> None:
    # Each step is 1 - .5 times the other: s = 1 - s/2, so s = 2/3.
    map = small("r: a undercuts s", "s: b undercuts r", theses=ONE)
    found = strengths(solved(map))
    assert found.converged
    assert found.iterations > 0
    assert found.values == {
        "a": 0.5,
        "b": 0.5,
        "t": 0.5,
        "r": pytest.approx(2 / 3),
        "s": pytest.approx(2 / 3),
    }


def test_what_did_not_converge_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.solver.gradual.solve.TOGETHER", 1)
    monkeypatch.setattr("argmap.solver.gradual.solve.EACH", 1)
    map = small("r: a attacks b", "s: b attacks a", "q: a supports t", "p: c supports d", theses=ONE)
    found = strengths(solved(map))
    assert not found.converged
    assert {name for name, value in found.values.items() if value is None} == {"a", "b", "t"}
    assert sensitivity(solved(map), "t").slopes is None
    assert {c.value for c in contributions(solved(map), "t").relations} == {None}
    assert json.loads(json.dumps(found.to_dict()))["values"]["a"] is None


@pytest.mark.parametrize("model", ["h-categoriser", "max-based"])
def test_a_model_for_attacks_takes_a_map_of_attacks_and_undercuts_only(model: str) -> None:
    attacks = small("r: a attacks t", "s: b undercuts r", theses=ONE)
    assert strengths(solved(attacks, model)).values["t"] == pytest.approx(0.5 / 1.25)
    with pytest.raises(ArgmapError, match="defined for attacks only"):
        strengths(solved(small("r: a supports t", theses=ONE), model))


def test_unknown_names_are_refused() -> None:
    map = small("r: a supports t", theses=ONE)
    with pytest.raises(UnknownName, match="no model of strength 'euler'"):
        strengths(solved(map, "euler"))
    with pytest.raises(UnknownName, match="linked premises 'max'"):
        strengths(solved(map, linked="max"))  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="no claim or example 'r'"):
        sensitivity(solved(map), "r")
    with pytest.raises(UnknownName, match="no claim or example 'x'"):
        contributions(solved(map), "x")
    with pytest.raises(ArgmapError, match="default base score 2 is not between 0 and 1"):
        strengths(solved(map, default=2))


@pytest.mark.parametrize("model", BIPOLAR)
def test_maps_without_much_in_them_have_strengths(model: str) -> None:
    assert strengths(solved(small(), model)).values == {}
    assert strengths(solved(small(examples=["e"]), model)).values == {"e": 0.5}
    assert strengths(solved(small(unstated=["a"]), model)).values == {"a": 0.5}


def test_slopes_by_hand_are_sorted_by_size() -> None:
    # t = w(1 - u·a) and u = r(1 - s·b), with the claims at .5 and the steps at 1.
    map = small("r: a attacks t", "s: b undercuts r", theses=ONE)
    found = sensitivity(solved(map), "t")
    assert found.strength == pytest.approx(0.375)
    assert found.slopes is not None
    assert [(slope.id, slope.slope) for slope in found.slopes] == [
        ("t", pytest.approx(0.75)),
        ("a", pytest.approx(-0.25)),
        ("b", pytest.approx(0.25)),
        ("r", pytest.approx(-0.125)),
        ("s", pytest.approx(0.125)),
    ]


def test_claims_that_rephrase_one_another_share_their_slope() -> None:
    found = sensitivity(solved(small("r: a rephrases t", theses=ONE)), "t")
    assert found.to_dict()["slopes"] == [{"id": "a", "slope": 1.0}, {"id": "t", "slope": 1.0}]


def test_contributions_by_hand_are_sorted_by_size() -> None:
    # With both .5 + .5(1 - .2·.5) = .95; without r .5 + .5·.5 = .75, without s .5 + .5·.8 = .9.
    map = weighed(small("s: b supports t", "r: a supports t", "q: t supports c", theses=ONE), {"a": 0.8})
    found = contributions(solved(map), "t")
    assert [(c.id, c.value) for c in found.relations] == [
        ("r", pytest.approx(0.2)),
        ("s", pytest.approx(0.05)),
    ]


def test_a_rephrase_contributes_what_it_brings_together() -> None:
    # With it t is b's sentence too and is supported: .75; without it t stands alone.
    map = small("r: a supports b", "s: b rephrases t", theses=ONE)
    assert {c.id: c.value for c in contributions(solved(map), "t").relations} == {"r": 0.25, "s": 0.25}


def test_contributions_and_slopes_on_a_cycle() -> None:
    # t = .5(1 - a), a = .5(1 - t), so both are 1/3; without the attack on t, t is .5, without the other t is .25.
    map = small("r: a attacks t", "s: t attacks a", theses=ONE)
    found = {c.id: c.value for c in contributions(solved(map), "t").relations}
    assert found == {"r": pytest.approx(1 / 3 - 1 / 2), "s": pytest.approx(1 / 3 - 1 / 4)}
    slopes = sensitivity(solved(map), "t").slopes
    assert slopes is not None
    assert slopes[0].id == "t"
    # t = w(1 - v)/(1 - wv), so dt/dw = (1 - v)/(1 - wv)².
    assert slopes[0].slope == pytest.approx(0.5 / 0.75**2)


def test_a_deep_thread_has_strengths() -> None:
    depth = 3_000
    steps = [f"r{n}: c{n + 1} attacks c{n}" for n in range(depth)]
    map = small(*steps, theses={"i": "c0"}, said=dict.fromkeys((f"c{n}" for n in range(depth + 1)), "p1"))
    # s = .5(1 - s) has the solution 1/3.
    assert strengths(solved(map)).values["c0"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("model", BIPOLAR)
@settings(max_examples=20)
@given(data=st.data())
def test_strengths_of_any_map_are_from_0_to_1(model: str, data: st.DataObject) -> None:
    found = strengths(solved(data.draw(maps()), model))
    assert all(value is None or 0 <= value <= 1 for value in found.values.values())
    assert found.converged is (None not in found.values.values())


@settings(max_examples=15)
@given(st.data())
def test_the_order_in_the_file_changes_nothing(data: st.DataObject) -> None:
    map = data.draw(tangles())
    shuffled = changed(
        map,
        claims=data.draw(st.permutations(map.claims)),
        relations=data.draw(st.permutations(map.relations)),
    )
    assert strengths(solved(shuffled)) == strengths(solved(map))
    thesis = map.claims[0].id
    assert sensitivity(solved(shuffled), thesis) == sensitivity(solved(map), thesis)
    assert contributions(solved(shuffled), thesis) == contributions(solved(map), thesis)


@settings(max_examples=30)
@given(st.data())
def test_a_contribution_is_what_is_lost_without_the_relation(data: st.DataObject) -> None:
    map = data.draw(tangles())
    thesis = map.claims[0].id
    before = strengths(solved(map)).values[thesis]
    told = {c.id: c.value for c in contributions(solved(map), thesis).relations}
    for relation in map.relations:
        after = strengths(solved(_without(map, relation.id))).values[thesis]
        value = told.get(relation.id, 0.0)
        if before is not None and after is not None and value is not None:
            assert value == pytest.approx(before - after, abs=1e-8)


def _without(map: ArgumentMap, gone: str) -> ArgumentMap:
    """Return the map without a relation and without what undercuts it, and so on."""
    lost = {gone}
    while more := {r.id for r in map.relations if r.target in lost} - lost:
        lost |= more
    return changed(map, relations=[r for r in map.relations if r.id not in lost])


def test_the_bundled_map_has_strengths_in_every_model(math_in_ml: ArgumentMap) -> None:
    for model in BIPOLAR:
        assert strengths(solved(math_in_ml, model)).converged


@pytest.mark.parametrize(
    ("model", "expected"),
    # The fixed point by hand: A = 1 − h(10 C), B = h(A), C = h(10 B) with h(x) = x²/(1 + x²). Uncertainpy's notebook on
    # gradual argumentation prints .2247 .0478 .1853 for it (Runge-Kutta of order 4, to a thousandth).
    [("quadratic-energy", (0.2241, 0.0478, 0.1861))],
)
def test_a_circle_that_spirals_settles(model: str, expected: tuple[float, float, float]) -> None:
    tens = range(10)
    steps = [f"ab{b}: a supports b{b}" for b in tens]
    steps += [f"bc{b}-{c}: b{b} supports c{c}" for b in tens for c in tens]
    steps += [f"ca{c}: c{c} attacks a" for c in tens]
    scores = {f"{side}{n}": 0.0 for side in "bc" for n in tens}
    found = strengths(solved(weighed(small(*steps, theses={"i": "a"}), {"a": 1.0, **scores}), model))
    assert [found.values[name] for name in ("a", "b3", "c7")] == pytest.approx(expected, abs=5e-5)


def test_slopes_for_which_no_time_is_left_are_not_available() -> None:
    whole = solved(small("r: a supports t", theses=ONE))
    (found,) = sensitivities(whole, ["t"])
    assert found == sensitivity(whole, "t")
    assert found.slopes
    (late,) = sensitivities(whole, ["t"], seconds=-1)
    assert (late.thesis, late.strength, late.slopes) == ("t", found.strength, None)
