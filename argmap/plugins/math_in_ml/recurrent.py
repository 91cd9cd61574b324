"""What becomes of gradients through time: a power of one number in a linear recurrence, and less with tanh."""

from __future__ import annotations

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
    Statement,
    Threshold,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


PASCANU = Source(
    "On the difficulty of training recurrent neural networks",
    "Pascanu, Mikolov & Bengio",
    2013,
    "section 2, equation 5, and section 2.1",
)
UNITS, STEPS = 32, 60
RADII = (0.9, 1.0, 1.1)
SHOWN = tuple(range(0, STEPS + 1, 5))
SHARE = "gradient with tanh / power of r"


def orthogonal(random: np.random.Generator) -> Array:
    """Return a random orthogonal matrix. Shape: (units, units)."""
    q, _ = np.linalg.qr(random.standard_normal((UNITS, UNITS)))
    return q


def back(w: Array, gradient: Array) -> Array:
    """Return ∂E/∂x one step earlier, Wᵀ ∂E/∂x, for the linear recurrence x ← W x + input."""
    return w.T @ gradient


def norms(w: Array, start: Array) -> list[float]:
    """Return ‖∂E/∂x‖ after 0, 1, … steps back in time, in units of the first."""
    norms, g = [1.0], start / np.linalg.norm(start)
    for _ in range(STEPS):
        g = back(w, g)
        norms.append(float(np.linalg.norm(g)))
    return norms


def norm_with_tanh(w: Array, start: Array, random: np.random.Generator) -> float:
    """Return ‖∂E/∂x‖ after all steps back through x ← tanh(W x + input), in units of the first."""
    x, slopes = np.zeros(UNITS), []
    for _ in range(STEPS):
        x = np.tanh(w @ x + 0.1 * random.standard_normal(UNITS))
        slopes.append(1 - x**2)
    g = start / np.linalg.norm(start)
    for slope in reversed(slopes):
        g = back(w, slope * g)
    return float(np.linalg.norm(g))


def run(seed: int) -> ExperimentResult:
    """Send a gradient back through 60 steps of r times an orthogonal matrix."""
    random = np.random.default_rng(seed)
    q, start = orthogonal(random), random.standard_normal(UNITS)
    paths = {r: norms(r * q, start) for r in RADII}
    bent = norm_with_tanh(RADII[-1] * q, start, random)
    measures = (
        *(
            Measure(
                f"gradient after {STEPS} steps, r = {r}",
                path[-1],
                r**STEPS,
                f"derivation: {r}**{STEPS}, as every step multiplies by {r} and the orthogonal matrix keeps lengths",
                tolerance=1e-5 * r**STEPS,
            )
            for r, path in paths.items()
        ),
        Measure(f"with tanh, r = {RADII[-1]}", bent, RADII[-1] ** STEPS, str(PASCANU), bound=Bound.AT_MOST),
        Measure(
            SHARE,
            bent / RADII[-1] ** STEPS,
            0.5,
            "derivation: slopes of tanh below 1 multiply at every step",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
    )
    lines = tuple(Series(f"r = {r}", SHOWN, tuple(path[s] for s in SHOWN)) for r, path in paths.items())
    plot = Plot("steps back in time", "norm of the gradient", lines, log_y=True)
    first, _, last = (path[-1] for path in paths.values())
    return ExperimentResult(
        f"linear: {first:.4f} at r = 0.9 and {last:.0f} at 1.1 after {STEPS} steps; tanh {bent:.2f}",
        measures,
        plot,
    )


EXPERIMENT = Experiment(
    name="recurrent-gradients",
    title="Gradients through time",
    question="What becomes of a gradient that is sent back through many steps of a recurrence?",
    predictions={
        ESSENTIAL: "A linear recurrence multiplies it by one matrix at every step, so its size goes as a power.",
        SUFFICES: "That a number below one shrinks and one above grows when it is multiplied again and again, everybody sees.",
    },
    criteria=(
        Criterion(
            Statement("The gradient through tanh states goes as the power that its linear recurrence has."),
            SHARE,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                0.5,
                "Half of a power of sixty would be its order of magnitude.",
                f"{PASCANU}: largest singular values below or above 1/γ",
            ),
            speaks_against=Threshold(
                Bound.AT_MOST,
                0.1,
                "A tenth or less is another order of magnitude, so the power would be a bound and no description.",
                f"{PASCANU}: the condition is sufficient for vanishing and only necessary for exploding",
            ),
        ),
        UNDERSTANDING,
    ),
    shows=(
        "The gradient of a linear recurrence with r times an orthogonal matrix goes as rⁿ, as algebra says; with tanh "
        "states it stays far below that."
    ),
    shows_not="Trained matrices are not orthogonal, and states are not measured, only gradients.",
    sources=(PASCANU,),
    run=run,
    estimates=(
        Estimate(
            "A gradient is sent back through 60 steps, and each step multiplies its length by 0.9. About how long is it then, in units of its first length?",
            "gradient after 60 steps, r = 0.9",
        ),
    ),
)
