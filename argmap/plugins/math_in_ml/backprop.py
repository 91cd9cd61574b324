"""What a gradient costs: reverse mode against central differences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.experiments.protocol import (
    Bound,
    Criterion,
    Estimate,
    Experiment,
    ExperimentResult,
    Measure,
    MeasureRole,
    Plot,
    Series,
    Source,
    Threshold,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING, USEFUL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


GRIEWANK = Source("Evaluating derivatives", "Griewank & Walther", 2008, "the cheap gradient principle")
RUMELHART = Source(
    "Learning representations by back-propagating errors",
    "Rumelhart, Hinton & Williams",
    1986,
    "equations 4 to 7",
)
SIZES = (64, 128, 128, 128, 1)
WIDTHS = (8, 16, 32, 64, 128)
BATCH, CHECKED, STEP = 16, 24, 1e-5
SAVED = "cost of differences / cost of a gradient"
DIFFERENCE_ERROR = 1e-5
"""Relative errors below this are the differences' own: step² and round-off over step."""


def forward(weights: list[Array], x: Array) -> list[Array]:
    """Return the activations y₀ = x, yₗ = tanh(Wₗ yₗ₋₁), the last one linear. Shapes: (units, batch)."""
    y = [x]
    for w in weights[:-1]:
        y.append(np.tanh(w @ y[-1]))
    return [*y, weights[-1] @ y[-1]]


def loss(weights: list[Array], x: Array, t: Array) -> float:
    """Return E = ½ Σ (y − t)² over the batch."""
    return float(0.5 * ((forward(weights, x)[-1] - t) ** 2).sum())


def back(w: Array, delta: Array) -> Array:
    """Return ∂E/∂y below a layer: the transposed Jacobian Wᵀ times ∂E/∂(W y)."""
    return w.T @ delta


def gradient(weights: list[Array], x: Array, t: Array) -> list[Array]:
    """Return ∂E/∂W for every layer by the chain rule, from the end (Rumelhart et al. 1986, equations 4 to 7)."""
    y = forward(weights, x)
    delta, gradients = y[-1] - t, []
    for layer in reversed(range(len(weights))):
        gradients.append(delta @ y[layer].T)
        if layer:
            delta = back(weights[layer], delta) * (1 - y[layer] ** 2)
    return gradients[::-1]


def flops(sizes: tuple[int, ...], batch: int) -> tuple[int, int]:
    """Return the multiplications and additions in matrix products: of a forward pass, and of a whole gradient."""
    layers = [2 * m * n * batch for n, m in pairwise(sizes)]
    return sum(layers), 3 * sum(layers) - layers[0]  # nothing is passed back to the input


def difference_error(weights: list[Array], x: Array, t: Array, random: np.random.Generator) -> float:
    """Return the largest error of the gradient against central differences, relative to the largest derivative."""
    exact, worst = gradient(weights, x, t), 0.0
    for _ in range(CHECKED):
        w = weights[layer := int(random.integers(len(weights)))]
        place = tuple(int(random.integers(n)) for n in w.shape)
        kept, pair = w[place], []
        for w[place] in (kept + STEP, kept - STEP):
            pair.append(loss(weights, x, t))
        w[place] = kept
        worst = max(worst, abs((pair[0] - pair[1]) / (2 * STEP) - exact[layer][place]))
    return worst / max(float(np.abs(g).max()) for g in exact)


def run(seed: int) -> ExperimentResult:
    """Check the gradient of a four-layer network on a sample of weights, and count what it costs."""
    random = np.random.default_rng(seed)
    pairs = list(pairwise(SIZES))
    weights = [random.standard_normal((m, n)) / np.sqrt(n) for n, m in pairs]
    x, t = random.standard_normal((SIZES[0], BATCH)), random.standard_normal((1, BATCH))
    error = difference_error(weights, x, t, random)
    once, whole = flops(SIZES, BATCH)
    count = sum(w.size for w in weights)
    measures = (
        Measure(
            "error against differences",
            error if error > DIFFERENCE_ERROR else 0.0,
            0.0,
            "derivation: the gradient is exact, differences are not",
        ),
        Measure(
            "cost of a gradient", whole / once, 5.0, str(GRIEWANK), unit="forward passes", bound=Bound.AT_MOST
        ),
        Measure(
            "cost of differences", 2 * count, 82_176, "derivation: two for each weight", unit="forward passes"
        ),
        Measure(
            SAVED,
            2 * count * once / whole,
            1000,
            f"{GRIEWANK}: at most 5 forward passes, whatever the number of weights",
            unit="times",
            bound=Bound.AT_LEAST,
            role=MeasureRole.EVIDENCE,
        ),
    )
    costs = [flops((64, n, n, n, 1), BATCH) for n in WIDTHS]
    counts = tuple(64 * n + 2 * n * n + n for n in WIDTHS)
    plot = Plot(
        "weights",
        "cost in forward passes",
        (
            Series("central differences", counts, tuple(2 * n for n in counts)),
            Series("backprop", counts, tuple(whole / once for once, whole in costs)),
        ),
        log_x=True,
        log_y=True,
    )
    return ExperimentResult(
        f"gradient costs {whole / once:.2f} forward passes, differences {2 * count:,}", measures, plot
    )


EXPERIMENT = Experiment(
    name="backprop",
    title="The cost of a gradient",
    question="How much does the gradient of a network cost, by backprop and by trying every weight?",
    predictions={
        ESSENTIAL: "Deriving the gradient buys it for a few forward passes, whatever the number of weights.",
        SUFFICES: "Backprop is the chain rule from school, applied to one layer after the other.",
    },
    criteria=(
        Criterion(
            USEFUL,
            SAVED,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                10,
                "Ten times cheaper is the difference between a day of training and ten days.",
                str(GRIEWANK),
            ),
            speaks_against=Threshold(
                Bound.AT_MOST,
                1,
                "If trying every weight cost no more, deriving the gradient would buy nothing.",
                str(GRIEWANK),
            ),
        ),
        UNDERSTANDING,
    ),
    shows="For 41,088 weights the derived gradient costs less than three forward passes, and trying every weight 82,176.",
    shows_not="One technique, one small network, and nothing is trained; a cheap gradient need not be a useful one.",
    sources=(GRIEWANK, RUMELHART),
    run=run,
    estimates=(
        Estimate(
            "A network has 41,088 weights. Its gradient is found by moving each weight up a little and then down a little, with one forward pass for each move. About how many forward passes does that take?",
            "cost of differences",
        ),
    ),
)
