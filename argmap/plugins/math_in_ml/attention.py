"""What self-attention sees of the order of its tokens: nothing, until positions are added."""

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
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


VASWANI = Source(
    "Attention is all you need", "Vaswani et al.", 2017, "equation 1, and section 3.5 on positions"
)
LEE = Source("Set Transformer", "Lee et al.", 2019, "attention blocks are permutation equivariant")
TOKENS, D = 12, 16
LENGTHS = (16, 32, 64, 128)
PLACED = "change with positions added"


def weights(x: Array, w_q: Array, w_k: Array) -> Array:
    """Return softmax(Q Kᵀ / √d_k), one row for each token. Shapes: x (n, d), w (d, d); returns (n, n)."""
    score = (x @ w_q) @ (x @ w_k).T / np.sqrt(w_k.shape[1])
    e = np.exp(score - score.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def attend(x: Array, w_q: Array, w_k: Array, w_v: Array) -> Array:
    """Return Attention(Q, K, V) = softmax(Q Kᵀ / √d_k) V for Q, K, V made of the same tokens. Shape: (n, d)."""
    return weights(x, w_q, w_k) @ (x @ w_v)


def positions(n: int, d: int) -> Array:
    """Return sines and cosines of geometrically growing wavelengths (Vaswani et al. 2017, section 3.5). Shape: (n, d)."""
    angle = np.arange(n)[:, None] / 10_000 ** (2 * (np.arange(d) // 2) / d)
    return np.where(np.arange(d) % 2, np.cos(angle), np.sin(angle))


def change(x: Array, order: NDArray[np.intp], w: Array, added: Array) -> float:
    """Return ‖f(P x) − P f(x)‖ / ‖f(x)‖ for attention f after `added` was added to the tokens as they stand."""
    before = attend(x + added, *w)[order]
    return float(np.linalg.norm(attend(x[order] + added, *w) - before) / np.linalg.norm(before))


def run(seed: int) -> ExperimentResult:
    """Permute twelve tokens before and after attention, with and without positions."""
    random = np.random.default_rng(seed)
    x, w = random.standard_normal((TOKENS, D)), random.standard_normal((3, D, D)) / np.sqrt(D)
    order = np.roll(random.permutation(TOKENS), 1)
    plain = without_round_off(change(x, order, w, np.zeros((TOKENS, D))))
    placed = change(x, order, w, positions(TOKENS, D))
    sums = weights(x, w[0], w[1]).sum(axis=1)
    scores = [weights(random.standard_normal((n, D)), w[0], w[1]).size for n in LENGTHS]
    measures = (
        Measure("change by permuting tokens", plain, 0.0, str(LEE)),
        Measure(
            PLACED,
            placed,
            0.1,
            f"{VASWANI}: positions are added so that the model can use the order",
            bound=Bound.AT_LEAST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "weights of a token, sum − 1", without_round_off(float(np.abs(sums - 1).max())), 0.0, "softmax"
        ),
        Measure(
            "scores of twice the tokens", scores[1] / scores[0], 4.0, "derivation: n² pairs", unit="times"
        ),
    )
    plot = Plot(
        "tokens",
        "scores computed",
        (
            Series("self-attention", LENGTHS, tuple(float(s) for s in scores)),
            Series("one score for each token", LENGTHS, tuple(float(n) for n in LENGTHS)),
        ),
        log_x=True,
        log_y=True,
    )
    return ExperimentResult(
        f"reordering tokens changes outputs by {plain:g}, with positions by {placed:.2f}", measures, plot
    )


EXPERIMENT = Experiment(
    name="attention",
    title="Attention and order",
    question="Does self-attention know in which order its tokens stand?",
    predictions={
        ESSENTIAL: "Outputs move with the tokens whatever their order, as the symmetry says before any run, so order must be added.",
        SUFFICES: "Two products and a weighted average compute it, and they show at once that order has no place in them.",
    },
    criteria=(
        Criterion(
            Statement("Positions that are added to the tokens make attention depend on their order."),
            PLACED,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                0.1,
                "A tenth of the size of the outputs is far above rounding and visible to the layers that follow.",
                str(VASWANI),
            ),
            speaks_against=Threshold(
                Bound.AT_MOST,
                0.01,
                "A change of one part in a hundred would leave the order as good as unseen.",
                str(VASWANI),
            ),
        ),
        UNDERSTANDING,
    ),
    shows="The code permutes its outputs with its tokens, as the theorem says, until positions are added.",
    shows_not="One head with random weights; causal masks and training let networks infer something of the order.",
    sources=(VASWANI, LEE),
    run=run,
)
