"""Why gradients of recurrent networks vanish or explode: a power of one number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from argmap.experiments.protocol import (
    Bearing,
    Bound,
    Experiment,
    ExperimentResult,
    Measure,
    Plot,
    Series,
    Source,
)
from argmap.plugins.math_in_ml.positions import MATTERS, OVERRATED

PASCANU = Source(
    "On the difficulty of training recurrent neural networks",
    "Pascanu, Mikolov & Bengio",
    2013,
    "section 2, equation 5, and section 2.1",
)
UNITS, STEPS = 32, 60
RADII = (0.9, 1.0, 1.1)
SHOWN = tuple(range(0, STEPS + 1, 5))

Array = NDArray[np.float64]


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
    power = "derivation: an orthogonal matrix keeps lengths"
    measures = (
        *(
            Measure(
                f"gradient after {STEPS} steps, r = {r}", path[-1], r**STEPS, power, tolerance=1e-5 * r**STEPS
            )
            for r, path in paths.items()
        ),
        Measure(f"with tanh, r = {RADII[-1]}", bent, RADII[-1] ** STEPS, str(PASCANU), bound=Bound.AT_MOST),
    )
    lines = tuple(Series(f"r = {r}", SHOWN, tuple(path[s] for s in SHOWN)) for r, path in paths.items())
    plot = Plot("steps back in time", "norm of the gradient", lines, log_y=True)
    first, _, last = (path[-1] for path in paths.values())
    return ExperimentResult(
        f"after {STEPS} steps: {first:.4f} at r = 0.9, {last:.0f} at r = 1.1", measures, plot
    )


EXPERIMENT = Experiment(
    name="recurrent-gradients",
    title="Gradients through time",
    question="What becomes of a gradient that is sent back through many steps of a recurrent network?",
    predictions={
        MATTERS: "It is multiplied by one matrix at every step, so its size goes as a power and training depends on a radius.",
        OVERRATED: "One trains, watches the loss, and clips what explodes.",
    },
    bearing=Bearing.FOR,
    reading="the whole effect is rⁿ, which simple algebra states and predicts to the digit",
    shows_not="Trained matrices are not orthogonal; with tanh the power is only an upper bound.",
    sources=(PASCANU,),
    run=run,
)
