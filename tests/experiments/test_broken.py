"""Every experiment holds for several seeds, and does not when what it is about is broken."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import numpy as np
import pytest

from argmap.experiments.registry import EXPERIMENTS
from tests.experiments.runs import ran

BROKEN: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "attention without the division by the sum": (
        "attention",
        "weights",
        lambda x, w_q, w_k: np.exp((x @ w_q) @ (x @ w_k).T / 4),
    ),
    "attention with a causal mask left on": (
        "attention",
        "attend",
        lambda x, w_q, w_k, w_v: np.tril(np.ones((len(x), len(x)))) @ (x @ w_v),
    ),
    "scores without 1/√d_k": ("attention_scaling", "scaled", lambda score, d_k: score),
    "scores divided by d_k": ("attention_scaling", "scaled", lambda score, d_k: score / d_k),
    "a Jacobian that is not transposed": (
        "backprop",
        "back",
        lambda w, delta: w @ delta if w.shape[0] == w.shape[1] else w.T @ delta,
    ),
    "a backup without discount": ("bellman", "backup", lambda value, p, r: (r + p @ value).max(axis=1)),
    "a backup that adds over actions": (
        "bellman",
        "backup",
        lambda value, p, r: (r + 0.9 * p @ value).sum(axis=1),
    ),
    "an average over half of the shifts": (
        "convolution",
        "averaged",
        lambda m: np.mean([np.roll(m, (s, s), axis=(0, 1)) for s in range(len(m) // 2)], axis=0),
    ),
    "a shift along one axis of a transposed image": (
        "convolution",
        "shift",
        lambda x: np.roll(x.T, 3, axis=0),
    ),
    "a discriminator with its roles swapped": ("gans", "optimal", lambda p, q: q / (p + q)),
    "one half of the divergence": (
        "gans",
        "divergence",
        lambda p, q: float((p * np.log(2 * p / (p + q))).sum()),
    ),
    "propagation that is not normalised": ("gnns", "propagation", lambda a: a + np.eye(len(a))),
    "a model without its mask": (
        "language_model",
        "Parts",
        type(
            "Unmasked",
            (),
            {
                "__init__": lambda self, positions=True, scale=True: vars(self).update(
                    positions=positions, scale=scale, mask=False
                )
            },
        ),
    ),
    "a product with a factor transposed": ("linear_algebra", "right_first", lambda a, b, v: a @ (a.T @ v)),
    "half of the operations": ("linear_algebra", "product_flops", lambda m, k, n: m * k * n),
    "a divergence without the mixture": (
        "measure_theory",
        "jensen_shannon",
        lambda p, q: float(np.abs(p - q).sum()),
    ),
    "a distance that ignores how far": (
        "measure_theory",
        "wasserstein",
        lambda p, q: float(np.abs(p - q).sum() / 2),
    ),
    "a gradient that skips the matrix": ("recurrent", "back", lambda w, gradient: gradient),
    "a matrix that is not orthogonal": (
        "recurrent",
        "orthogonal",
        lambda random: random.standard_normal((32, 32)) / 5,
    ),
    "pooling without the blur": ("shift_invariance", "blur", lambda x: x),
    "no identity path": ("skip_connections", "back", lambda g, inner, skip, branch: branch * inner),
    "a chain rule without the inner derivative": (
        "symbolic_derivatives",
        "step",
        lambda value, slope: (4 * value * (1 - value), 4 * (1 - 2 * value)),
    ),
    "tiles that are not rescaled": ("systems", "rescale", lambda old, new: np.ones_like(new)),
    "a softmax that is not shifted": (
        "systems",
        "softmax",
        lambda s: np.exp(s) / np.exp(s).sum(-1, keepdims=True),
    ),
}


@pytest.mark.parametrize("name", EXPERIMENTS.names())
def test_the_measures_hold_for_several_seeds(name: str) -> None:
    failed = {seed: [m for m in ran(name, seed).measures if not m.holds] for seed in range(3)}
    assert not any(failed.values()), failed


@pytest.mark.parametrize("flaw", BROKEN)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_broken_implementation_fails_its_check(flaw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, function, replacement = BROKEN[flaw]
    study = import_module(f"argmap.plugins.math_in_ml.{module}")
    monkeypatch.setattr(study, function, replacement)
    assert not study.run(0).holds


def test_every_experiment_has_a_way_to_be_broken() -> None:
    points = entry_points(group="argmap.experiments")
    modules = {point.module.rsplit(".", 1)[1] for point in points}
    assert modules == {module for module, _, _ in BROKEN.values()}
