"""What sums on a grid tell of averages, and of distributions that do not overlap; no measure theory is used."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from argmap.experiments.protocol import (
    Experiment,
    ExperimentResult,
    Measure,
    Plot,
    Series,
    Source,
    Statement,
    Unmeasured,
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, USEFUL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


ARJOVSKY = Source(
    "Wasserstein generative adversarial networks", "Arjovsky, Chintala & Bottou", 2017, "example 1"
)
WASSERMAN = Source("All of statistics", "Wasserman", 2004, "section 5.4, the central limit theorem")
SAMPLES = (16, 64, 256, 1024)
REPEATS = 400
CELLS, STEP = 161, 0.0125
"""Cells of the x axis, and their width."""

OFFSETS = (0, 1, 4, 16, 40, 80)


def errors(random: np.random.Generator) -> list[float]:
    """Return the root mean square error of the mean of cos Z, Z ~ N(0, 1), against exp(−½), for each sample size."""
    drawn = [np.cos(random.standard_normal((REPEATS, n))).mean(axis=1) for n in SAMPLES]
    return [float(np.sqrt(((means - exp(-0.5)) ** 2).mean())) for means in drawn]


def line(offset: int) -> Array:
    """Return the distribution of x on a vertical line `offset` cells to the right; y is the same on every line."""
    p = np.zeros(CELLS)
    p[offset] = 1.0
    return p


def jensen_shannon(p: Array, q: Array) -> float:
    """Return ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in nats; cells without mass add nothing."""
    m = (p + q) / 2
    parts = [x[x > 0] * np.log(x[x > 0] / m[x > 0]) for x in (p, q)]
    return float(sum(part.sum() for part in parts) / 2)


def wasserstein(p: Array, q: Array) -> float:
    """Return the least work W₁ of moving p to q: the area between their distribution functions."""
    return float(np.abs((p - q).cumsum()).sum() * STEP)


def run(seed: int) -> ExperimentResult:
    """Estimate an expectation from samples, and move a line of mass away from another."""
    mean_errors = errors(np.random.default_rng(seed))
    slope = float(np.polyfit(np.log(SAMPLES), np.log(mean_errors), 1)[0])
    apart = [(jensen_shannon(line(0), line(k)), wasserstein(line(0), line(k))) for k in OFFSETS]
    stuck = max(abs(js - log(2)) for js, _ in apart[1:])
    carried = max(abs(w - k * STEP) for (_, w), k in zip(apart, OFFSETS, strict=True))
    measures = (
        Measure("error falls with samples as a power", slope, -0.5, str(WASSERMAN), tolerance=0.06),
        Measure("divergence of separate lines − log 2", without_round_off(stuck), 0.0, str(ARJOVSKY)),
        Measure("W₁ − distance of the lines", without_round_off(carried), 0.0, str(ARJOVSKY)),
        Measure("divergence of a line from itself", apart[0][0], 0.0, str(ARJOVSKY)),
    )
    distances = tuple(k * STEP for k in OFFSETS)
    plot = Plot(
        "distance of the lines",
        "divergence",
        (
            Series("Jensen-Shannon", distances, tuple(js for js, _ in apart)),
            Series("W₁", distances, tuple(w for _, w in apart)),
        ),
    )
    return ExperimentResult(
        f"means err ∝ n^{slope:.2f}; lines apart: JS log 2, W₁ their distance", measures, plot
    )


EXPERIMENT = Experiment(
    name="measure-theory",
    title="Averages, and distributions apart",
    question="How fast do means of samples improve, and what do two divergences say of distributions that do not overlap?",
    predictions={
        ESSENTIAL: "A divergence that compares densities cannot tell how far apart two separate lines are, and a distance can.",
        SUFFICES: "Means of samples converge as the square root says, and finite sums are enough to compute all of it.",
    },
    criteria=(
        Unmeasured(
            Statement(
                "Machine learning does not need measure-theoretic probability.",
                ("measure-theory-not-needed",),
            ),
            "Everything here is a sample or a sum over 161 cells, so no outcome could have shown a need of measure theory.",
        ),
        Unmeasured(
            USEFUL,
            "All its measures follow from theorems: that the code does what they say does not show that they are of use.",
        ),
    ),
    shows=(
        "The code does what the theorems say, on a grid and without measure theory: on separate lines Jensen-Shannon stays "
        "at log 2, and W₁ is their distance."
    ),
    shows_not=(
        "The lines are an extreme case, drawn on a grid; nobody trained a network on them here. What is lost without "
        "measure theory elsewhere, a grid cannot show."
    ),
    sources=(ARJOVSKY, WASSERMAN),
    run=run,
)
