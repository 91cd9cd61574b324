"""Why attention scores are divided by √d_k."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.experiments.protocol import (
    Bound,
    Criterion,
    Experiment,
    ExperimentResult,
    Measure,
    MeasureRole,
    Plot,
    Series,
    Source,
    Statement,
    Threshold,
    Unmeasured,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


VASWANI = Source("Attention is all you need", "Vaswani et al.", 2017, "section 3.2.1, footnote 4")
WIDTHS = (4, 16, 64, 256, 1024)
QUERIES, KEYS = 400, 16
RATIO = "slope at the widest, unscaled / scaled"


def scores(q: Array, k: Array) -> Array:
    """Return q · k for every query and each of its keys.

    Shapes: q (queries, d_k), k (queries, keys, d_k); returns (queries, keys).
    """
    return np.einsum("qd,qkd->qk", q, k)


def scaled(score: Array, d_k: int) -> Array:
    """Return the scores divided by √d_k (Vaswani et al. 2017, equation 1)."""
    return score / np.sqrt(d_k)


def softmax(score: Array) -> Array:
    """Return exp(s) / Σ exp(s) over the last axis."""
    e = np.exp(score - score.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def slope(p: Array) -> float:
    """Return the mean of Σ p(1 − p), the trace of softmax's Jacobian diag(p) − p pᵀ."""
    return float((p * (1 - p)).sum(axis=-1).mean())


def run(seed: int) -> ExperimentResult:
    """Measure Var(q·k) / d_k and softmax's slope for queries and keys with N(0, 1) components."""
    random = np.random.default_rng(seed)
    variance, raw, kept = [], [], []
    for d_k in WIDTHS:
        q, k = random.standard_normal((QUERIES, d_k)), random.standard_normal((QUERIES, KEYS, d_k))
        s = scores(q, k)
        variance.append(float(s.var()) / d_k)
        raw.append(slope(softmax(s)))
        kept.append(slope(softmax(scaled(s, d_k))))
    measures = (
        *(
            Measure(f"Var(q·k)/d_k at d_k = {d_k}", value, 1.0, str(VASWANI), tolerance=0.1)
            for d_k, value in zip(WIDTHS, variance, strict=True)
        ),
        Measure(
            "variance of scaled scores, widest", float(scaled(s, d_k).var()), 1.0, str(VASWANI), tolerance=0.1
        ),
        Measure(
            RATIO,
            raw[-1] / kept[-1],
            0.1,
            f"{VASWANI}: “extremely small gradients”",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "slope scaled, widest / narrowest",
            kept[-1] / kept[0],
            1.0,
            f"{VASWANI}: to counteract the effect",
            tolerance=0.1,
            role=MeasureRole.EVIDENCE,
        ),
    )
    plot = Plot(
        "d_k",
        "slope of softmax",
        (Series("unscaled", WIDTHS, tuple(raw)), Series("scaled by 1/√d_k", WIDTHS, tuple(kept))),
        log_x=True,
    )
    return ExperimentResult(
        f"softmax slope at d_k = {WIDTHS[-1]}: {raw[-1]:.2f} unscaled, {kept[-1]:.2f} scaled", measures, plot
    )


EXPERIMENT = Experiment(
    name="attention-scaling",
    title="Scaling attention scores by 1/√d_k",
    question="Does dividing by √d_k keep softmax's gradient alive as queries and keys grow wider?",
    predictions={
        ESSENTIAL: "The variance of q·k is d_k, so unscaled scores saturate softmax and scaled ones do not.",
        "the factor is a tweak": "Softmax has much the same slope without it.",
    },
    criteria=(
        Criterion(
            Statement(
                "The normalisation used in attention has a mathematical justification.",
                ("normalisation-is-justified",),
            ),
            RATIO,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.1,
                "The justification is that softmax has “extremely small gradients” without the factor; a tenth of the slope is that.",
                str(VASWANI),
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0.9,
                "With nine tenths of the slope left without the factor, the effect that justifies it would not be there.",
                str(VASWANI),
            ),
        ),
        Unmeasured(
            Statement(
                "The mathematical justifications in machine learning are the work of academics.",
                ("justifications-are-academic",),
            ),
            "It measures what the factor does, and not who found it.",
        ),
    ),
    shows="At d_k = 1024 softmax passes hardly any gradient without the factor, and as much as at d_k = 4 with it.",
    shows_not="Trained queries and keys are not independent; nothing is trained here.",
    sources=(VASWANI,),
    run=run,
)
