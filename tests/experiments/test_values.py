"""The core of each experiment against hand calculation, brute force and exact invariances."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.plugins.math_in_ml import (
    attention,
    attention_scaling,
    backprop,
    bellman,
    convolution,
    gans,
    gnns,
    language_model,
    linear_algebra,
    measure_theory,
    recurrent,
    rhyme,
    shift_invariance,
    skip_connections,
    symbolic_derivatives,
    systems,
)

seeds = st.integers(0, 2**32 - 1)


def test_softmax_of_two_equal_scores_is_a_half_with_slope_a_half() -> None:
    p = attention_scaling.softmax(np.zeros((1, 2)))
    assert p.tolist() == [[0.5, 0.5]]
    assert attention_scaling.slope(p) == 0.5  # 2 · ½ · ½


def test_attention_over_equal_tokens_is_their_mean() -> None:
    x, w = np.ones((3, 2)), np.eye(2)
    assert np.allclose(attention.attend(x, w, w, w), 1)


@given(seeds)
def test_attention_commutes_with_every_permutation(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, w = random.standard_normal((6, 4)), random.standard_normal((3, 4, 4))
    order = random.permutation(6)
    assert np.allclose(attention.attend(x[order], *w), attention.attend(x, *w)[order])


def test_the_first_position_is_sines_of_0_and_cosines_of_0() -> None:
    assert attention.positions(2, 4)[0].tolist() == [0, 1, 0, 1]
    assert attention.positions(2, 4)[1] == pytest.approx([np.sin(1), np.cos(1), np.sin(0.01), np.cos(0.01)])


def test_the_gradient_of_one_linear_weight_is_input_times_error() -> None:
    (found,) = backprop.gradient([np.array([[2.0]])], np.array([[3.0]]), np.array([[1.0]]))
    assert found.tolist() == [[15.0]]  # (2 · 3 − 1) · 3


def test_a_gradient_through_one_layer_costs_twice_its_forward_pass() -> None:
    assert backprop.flops((3, 2), 1) == (12, 24)  # forward 2 · 3 · 2, and the same for ∂E/∂W


def test_a_backup_of_one_state_is_reward_and_discounted_value() -> None:
    p, r = np.ones((1, 2, 1)), np.array([[1.0, 2.0]])
    assert bellman.backup(np.array([10.0]), p, r).tolist() == [11.0]  # 2 + 0.9 · 10


@given(seeds)
def test_a_circular_convolution_commutes_with_shifts_to_the_last_bit(seed: int) -> None:
    random = np.random.default_rng(seed)
    x, w = random.standard_normal((6, 6)), random.standard_normal((3, 3))
    shifted = convolution.convolve(convolution.shift(x), w)
    assert np.array_equal(shifted, convolution.shift(convolution.convolve(x, w)))


def test_a_window_of_one_in_the_middle_changes_nothing() -> None:
    w = np.zeros((3, 3))
    w[1, 1] = 1
    x = np.arange(9.0).reshape(3, 3)
    assert np.array_equal(convolution.convolve(x, w), x)


def test_an_average_over_shifts_has_equal_diagonals() -> None:
    m = convolution.averaged(np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert m.tolist() == [[2.5, 2.5], [2.5, 2.5]]  # (1 + 4) / 2 and (2 + 3) / 2


def test_the_divergence_of_equal_distributions_is_0_and_their_value_minus_log_4() -> None:
    p = gans.normal(0, 1)
    assert gans.divergence(p, p) == 0
    assert gans.value(gans.optimal(p, p), p, p) == pytest.approx(-log(4))


def test_propagation_over_one_edge_is_a_half_everywhere() -> None:
    # Degrees with loops are 2 and 2: every entry is 1 / √(2 · 2).
    assert gnns.propagation(np.array([[0.0, 1.0], [1.0, 0.0]])) == pytest.approx(np.full((2, 2), 0.5))


@given(seeds)
def test_a_graph_network_does_not_see_the_numbers_of_nodes(seed: int) -> None:
    random = np.random.default_rng(seed)
    a, x = gnns.ring_with_chords(random), random.standard_normal((gnns.NODES, 3))
    w, order = random.standard_normal((2, 3, 3)), random.permutation(gnns.NODES)
    assert np.allclose(gnns.gcn(a[np.ix_(order, order)], x[order], w), gnns.gcn(a, x, w)[order])


def test_loops_and_product_agree_on_a_hand_calculation() -> None:
    product, flops = linear_algebra.looped(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]))
    assert (product.tolist(), flops) == ([[11.0]], 4)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
def test_the_formula_counts_what_the_loops_do(m: int, k: int, n: int) -> None:
    _, counted = linear_algebra.looped(np.ones((m, k)), np.ones((k, n)))
    assert counted == linear_algebra.product_flops(m, k, n)


def test_distributions_one_cell_apart_are_a_step_apart() -> None:
    p, q = measure_theory.line(3), measure_theory.line(4)
    assert measure_theory.wasserstein(p, q) == pytest.approx(measure_theory.STEP)
    assert measure_theory.jensen_shannon(p, q) == pytest.approx(log(2))


def test_the_mean_of_cos_z_is_exp_of_minus_a_half() -> None:
    z = np.linspace(-10, 10, 100_001)
    density = np.exp(-(z**2) / 2) / sqrt(2 * np.pi)
    assert float((np.cos(z) * density).sum() * (z[1] - z[0])) == pytest.approx(exp(-0.5))


def test_an_orthogonal_recurrence_keeps_the_length_of_a_gradient() -> None:
    q = recurrent.orthogonal(np.random.default_rng(3))
    assert recurrent.norms(q, np.ones(recurrent.UNITS))[-1] == pytest.approx(1)


def test_a_shift_by_the_stride_moves_what_is_pooled() -> None:
    x = np.random.default_rng(0).standard_normal((2, 1, 8, 8))
    for smooth in (False, True):
        moved = shift_invariance.pool(np.roll(x, 2, 3), smooth=smooth)
        assert np.allclose(moved, np.roll(shift_invariance.pool(x, smooth=smooth), 1, 3))


def test_a_blur_keeps_the_mean_and_what_is_constant() -> None:
    assert sum(shift_invariance.BLUR_7) == 1
    assert np.allclose(shift_invariance.blur(np.ones((1, 1, 8, 8))), 1)


def test_pooling_takes_the_largest_of_each_window() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    assert shift_invariance.pool(x, smooth=False)[0, 0].tolist() == [[5, 7], [13, 15]]


def test_without_a_branch_a_gradient_passes_unchanged() -> None:
    random = np.random.default_rng(0)
    assert skip_connections.gradient_ratio(10, 1.0, 1.0, 0.0, random) == 1


def test_two_steps_of_the_logistic_map_expand_as_by_hand() -> None:
    # 4 · 4x(1 − x) · (1 − 4x + 4x²) = 16x − 80x² + 128x³ − 64x⁴
    assert symbolic_derivatives.expanded(2) == [0, 16, -80, 128, -64]


@given(st.integers(1, 4), st.fractions(0, 1, max_denominator=64))
def test_expanded_and_automatic_derivatives_agree_in_exact_arithmetic(k: int, x: Fraction) -> None:
    c, automatic = symbolic_derivatives.expanded(k), symbolic_derivatives.derivative_automatic(k, x)  # type: ignore[arg-type]
    assert symbolic_derivatives.derivative_expanded(c, x) == automatic


def test_a_ring_of_two_sends_each_half_twice() -> None:
    held = np.array([[[1.0], [2.0]], [[10.0], [20.0]]])
    summed, sent = systems.ring_all_reduce(held)
    assert summed.tolist() == [[[11.0], [22.0]]] * 2
    assert sent == 2  # one number of two to reduce, one to gather


@given(st.integers(2, 7), seeds)
def test_every_worker_of_a_ring_ends_with_the_sum(workers: int, seed: int) -> None:
    held = np.random.default_rng(seed).integers(-9, 9, (workers, workers, 2)).astype(float)
    summed, sent = systems.ring_all_reduce(held)
    assert all(np.array_equal(vector, held.sum(axis=0)) for vector in summed)
    assert sent == 2 * (workers - 1) * 2


def test_the_third_verse_is_the_rhyme_word_for_word() -> None:
    said = "This is the rat that ate the malt that lay in the house that Jack built ."
    assert " ".join(rhyme.verses()[2]) == said


def test_the_loss_of_a_bigram_is_the_conditional_entropy_by_brute_force() -> None:
    x, y, _ = language_model.read()
    pairs = [(a, b) for a, b in zip(x.ravel(), y.ravel(), strict=True) if b >= 0]
    surprise = [-log(sum(p == pair for p in pairs) / sum(p[0] == pair[0] for p in pairs)) for pair in pairs]
    assert language_model.bigram_loss(x, y) == pytest.approx(sum(surprise) / len(pairs))


@pytest.mark.parametrize(
    "parts", [language_model.Parts(), language_model.Parts(positions=False, scale=False)]
)
def test_the_gradient_of_the_language_model_is_that_of_differences(parts: language_model.Parts) -> None:
    x, y, words = language_model.read()
    x, y = x[:3, :8], y[:3, :8]
    random = np.random.default_rng(1)
    w = language_model.begin(words, x.shape[1], random)
    exact, _ = language_model.gradient(w, x, y, parts)
    for name in w:
        place = tuple(random.integers(n) for n in w[name].shape)
        if name == "E":
            place = (x[0, 0], place[1])
        kept, pair = w[name][place], []
        for w[name][place] in (kept + 1e-5, kept - 1e-5):
            pair.append(language_model.gradient(w, x, y, parts)[1])
        w[name][place] = kept
        assert (pair[0] - pair[1]) / 2e-5 == pytest.approx(exact[name][place], abs=1e-8), name
