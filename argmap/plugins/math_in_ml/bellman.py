"""Why value iteration and Q-learning converge: the Bellman backup is a contraction."""

from __future__ import annotations

from itertools import pairwise
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
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


PUTERMAN = Source(
    "Markov decision processes", "Puterman", 1994, "proposition 6.2.4, the operator is a contraction"
)
WATKINS = Source("Q-learning", "Watkins & Dayan", 1992, "the convergence theorem")
STATES, ACTIONS, GAMMA = 30, 4, 0.9
PAIRS, SWEEPS, LEARNING = 200, 60, 3000
SHOWN = (0, 10, 30, 100, 300, 1000, 2999)
LEFT = "Q-learning, last error / first"


def backup(value: Array, p: Array, r: Array) -> Array:
    """Return T V = max over a of r(s, a) + γ Σ p(s' | s, a) V(s').

    Shapes: V (states), p (states, actions, states), r (states, actions); returns (states).
    """
    return (r + GAMMA * p @ value).max(axis=1)


def factors(p: Array, r: Array, random: np.random.Generator) -> tuple[float, float]:
    """Return the largest ‖T V − T W‖ / ‖V − W‖ (maximum norm) over random pairs, and that for a constant shift."""
    ratios = []
    for _ in range(PAIRS):
        v, w = 10 * random.standard_normal((2, STATES))
        ratios.append(float(np.abs(backup(v, p, r) - backup(w, p, r)).max() / np.abs(v - w).max()))
    shift = float(np.abs(backup(v + 1, p, r) - backup(v, p, r)).max())
    return max(ratios), shift


def solved(p: Array, r: Array) -> tuple[Array, list[float]]:
    """Return V* by iterating far longer than needed, and the errors of the first sweeps from V = 0."""
    path = [np.zeros(STATES)]
    for _ in range(400):
        path.append(backup(path[-1], p, r))
    return path[-1], [float(np.abs(v - path[-1]).max()) for v in path[:SWEEPS]]


def q_learning(p: Array, r: Array, best: Array, random: np.random.Generator) -> list[float]:
    """Return the errors ‖Q − Q*‖ of Q-learning from samples, every pair of state and action once a sweep.

    Q ← Q + α (r + γ max Q(s', ·) − Q) with α = 1 / (1 + (1 − γ) k) in sweep k.
    """
    q, goal, ladder = np.zeros((STATES, ACTIONS)), r + GAMMA * p @ best, p.cumsum(axis=2)
    errors = []
    for k in range(LEARNING):
        errors.append(float(np.abs(q - goal).max()))
        drawn = (ladder < random.random((STATES, ACTIONS, 1))).sum(axis=2).clip(max=STATES - 1)
        q += (r + GAMMA * q.max(axis=1)[drawn] - q) / (1 + (1 - GAMMA) * k)
    return errors


def run(seed: int) -> ExperimentResult:
    """Measure the contraction of a random decision process, and how value iteration and Q-learning close in."""
    random = np.random.default_rng(seed)
    p, r = random.dirichlet(np.ones(STATES), (STATES, ACTIONS)), random.random((STATES, ACTIONS))
    largest, shift = factors(p, r, random)
    best, errors = solved(p, r)
    learned = q_learning(p, r, best, random)
    slowest = max(after / before for before, after in pairwise(errors))
    measures = (
        Measure("largest factor of a backup", largest, GAMMA, str(PUTERMAN), bound=Bound.AT_MOST),
        Measure(
            "factor for a constant shift", shift, GAMMA, "derivation: probabilities sum to 1", tolerance=1e-6
        ),
        Measure("value iteration, slowest sweep", slowest, GAMMA, str(PUTERMAN), 1e-6, bound=Bound.AT_MOST),
        Measure(
            LEFT, learned[-1] / learned[0], 0.1, str(WATKINS), bound=Bound.AT_MOST, role=MeasureRole.EVIDENCE
        ),
    )
    sweeps = tuple(k + 1 for k in SHOWN)
    plot = Plot(
        "sweeps",
        "largest error",
        (
            Series(
                "value iteration",
                sweeps[:4],
                tuple(errors[k] if k < SWEEPS else errors[-1] for k in SHOWN[:4]),
            ),
            Series("Q-learning", sweeps, tuple(learned[k] for k in SHOWN)),
        ),
        log_x=True,
        log_y=True,
    )
    headline = (
        f"a backup leaves {slowest:.1f} of an error; Q-learning from {learned[0]:.1f} to {learned[-1]:.2f}"
    )
    return ExperimentResult(headline, measures, plot)


EXPERIMENT = Experiment(
    name="bellman-contraction",
    title="The Bellman backup contracts",
    question="Why does it help to replace a guess of the value by what follows from it, again and again?",
    predictions={
        ESSENTIAL: "A backup shrinks any error to the discount times its size or less, so every start ends at one fixed point.",
        SUFFICES: "A maximum and an average compute it, and with enough samples the values come out right.",
    },
    criteria=(
        Criterion(
            Statement("Q-learning finds the values of a small decision process from samples."),
            LEFT,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.1,
                "The theorem promises convergence and no speed; a tenth of the error is progress that no sampling noise explains.",
                str(WATKINS),
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0.9,
                "After three thousand sweeps over every state and action, nine tenths of the error would be no convergence in sight.",
                str(WATKINS),
            ),
        ),
        UNDERSTANDING,
    ),
    shows=(
        "The code's backup shrinks errors to at most 0.9 of their size, as the theorem says, and Q-learning from samples "
        "comes close to the values."
    ),
    shows_not="Thirty states in a table; with function approximation the backup need not contract at all.",
    sources=(PUTERMAN, WATKINS),
    run=run,
)
