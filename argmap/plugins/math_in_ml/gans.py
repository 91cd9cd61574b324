"""What the game of a GAN measures: how far two distributions are apart."""

from __future__ import annotations

from functools import cache
from math import log
from typing import TYPE_CHECKING

from argmap.experiments.protocol import (
    Bound,
    Experiment,
    ExperimentResult,
    Measure,
    Plot,
    Series,
    Source,
    Unmeasured,
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING, USEFUL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


GOODFELLOW = "Goodfellow et al. (2014), Generative adversarial nets, section 4.1"
SOURCE = Source(
    "Generative adversarial nets", "Goodfellow et al.", 2014, "section 4.1, proposition 1 and theorem 1"
)
MEANS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
MEAN, SPREAD = 1.5, 1.2
RIVALS = 40


@cache
def grid() -> Array:
    """Return the points at which densities are compared, from -12 to 14 by .005. Shape: (5201,)."""
    return np.linspace(-12, 14, 5201)


def normal(mean: float, sd: float) -> Array:
    """Return the probability of each cell of the grid under N(mean, sd²)."""
    density = np.exp(-0.5 * ((grid() - mean) / sd) ** 2)
    return density / density.sum()


def optimal(p: Array, q: Array) -> Array:
    """Return D*(x) = p(x) / (p(x) + q(x)) (Goodfellow et al. 2014, proposition 1)."""
    return p / (p + q)


def value(d: Array, p: Array, q: Array) -> float:
    """Return V(D) = E_p log D + E_q log(1 − D), in nats."""
    below_one = np.minimum(d, 1 - 2.0**-53)  # where D rounds to 1, q is so small that nothing is lost
    return float((p * np.log(d) + q * np.log1p(-below_one)).sum())


def divergence(p: Array, q: Array) -> float:
    """Return the Jensen-Shannon divergence ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q) / 2, in nats."""
    m = (p + q) / 2
    return float(0.5 * (p * np.log(p / m)).sum() + 0.5 * (q * np.log(q / m)).sum())


def best_rival(best: Array, p: Array, q: Array, random: np.random.Generator) -> float:
    """Return the highest V of discriminators that differ from `best` by a random bend of its logit."""
    logit, values = np.log(best) - np.log1p(-best), []
    for _ in range(RIVALS):
        centre, height = random.uniform(-3, 5), random.uniform(0.1, 1.0) * random.choice((-1, 1))
        bent = np.clip(logit + height * np.exp(-((grid() - centre) ** 2)), -30, 30)
        values.append(value(1 / (1 + np.exp(-bent)), p, q))
    return max(values)


def run(seed: int) -> ExperimentResult:
    """Play the game for N(0, 1) against N(1.5, 1.2²) on a grid, and for other means."""
    random = np.random.default_rng(seed)
    p, q = normal(0, 1), normal(MEAN, SPREAD)
    best = optimal(p, q)
    game_value, jsd = value(best, p, q), divergence(p, q)
    rival, same = best_rival(best, p, q, random), value(optimal(p, p), p, p)
    measures = (
        Measure(
            "V(D*) − (2 JSD − log 4)",
            without_round_off(game_value - (2 * jsd - log(4))),
            0.0,
            f"{GOODFELLOW}, theorem 1",
        ),
        Measure(
            "V(D*)",
            game_value,
            -1.00187,
            "numerical integration of 2 JSD − log 4",
            tolerance=1e-5,
            unit="nats",
        ),
        Measure(
            "best of 40 other D",
            rival,
            game_value,
            f"{GOODFELLOW}, proposition 1",
            unit="nats",
            bound=Bound.AT_MOST,
        ),
        Measure("V(D*) of equal distributions", same, -log(4), f"{GOODFELLOW}, theorem 1", 1e-6, unit="nats"),
    )
    others = [normal(mean, SPREAD) for mean in MEANS]
    plot = Plot(
        "mean of the generator",
        "nats",
        (
            Series("V(D*) + log 4", MEANS, tuple(value(optimal(p, o), p, o) + log(4) for o in others)),
            Series("Jensen-Shannon divergence", MEANS, tuple(divergence(p, o) for o in others)),
        ),
    )
    return ExperimentResult(
        f"the game's value −{abs(game_value):.3f} is 2 JSD − log 4 to the last digit", measures, plot
    )


EXPERIMENT = Experiment(
    name="gan-divergence",
    title="What a GAN's game measures",
    question="What does the best discriminator's score say about generator and data?",
    predictions={
        ESSENTIAL: "The game has a value that is a divergence between distributions, lowest when they are equal.",
        SUFFICES: "One line of calculus finds the best discriminator, and putting it in gives the value.",
    },
    criteria=(
        UNDERSTANDING,
        Unmeasured(
            USEFUL,
            "All its measures follow from the theorem: that the code does what it says does not show that it is of use.",
        ),
    ),
    shows="The code does what proposition 1 and theorem 1 of the paper say: every measure is a check of it.",
    shows_not="Discriminator and generator are ideal here; that training ever gets there does not follow.",
    sources=(SOURCE,),
    run=run,
)
