"""What rounding does to a derivative that is written out in powers of x: the logistic map composed with itself."""

from __future__ import annotations

from fractions import Fraction

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
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES

BAYDIN = Source(
    "Automatic differentiation in machine learning: a survey",
    "Baydin, Pearlmutter, Radul & Siskind",
    2018,
    "section 2.2, expression swell of the logistic map",
)
DEPTHS = range(1, 8)
CHECKED = 6
POINTS = 9
ORDER = "error of its derivative, power of ten"
PRODUCTS = 5
"""Products of one step below: two for the value, three for its derivative."""


def expanded(k: int) -> list[int]:
    """Return the coefficients of l after k steps of l ← 4 l (1 − l), lowest power first, as whole numbers."""
    c = [0, 1]
    for _ in range(k):
        square = [0] * (2 * len(c) - 1)
        for i, a in enumerate(c):
            for j, b in enumerate(c):
                square[i + j] += a * b
        c = [4 * ((c[i] if i < len(c) else 0) - s) for i, s in enumerate(square)]
    return c


def derivative_expanded(c: list[int], x: float | Fraction) -> float | Fraction:
    """Return the derivative of a polynomial with coefficients `c` at x, by Horner's rule, in the arithmetic of x."""
    total = x * 0
    for power in range(len(c) - 1, 0, -1):
        total = total * x + power * c[power]
    return total


def step(l: float, dl: float) -> tuple[float, float]:  # noqa: E741 (the paper's symbol)
    """Return the next l and its derivative with respect to the first: the chain rule, one step at a time."""
    return 4 * l * (1 - l), 4 * (1 - 2 * l) * dl


def derivative_automatic(k: int, x: float) -> float:
    """Return the derivative after k steps at x by forward-mode automatic differentiation, in 5 k products."""
    l, dl = x, x * 0 + 1  # noqa: E741 (a one in the arithmetic of x)
    for _ in range(k):
        l, dl = step(l, dl)  # noqa: E741
    return dl


def relative(value: float | Fraction, exact: float | Fraction) -> float:
    """Return |value − exact| / |exact|, worked out in fractions."""
    return float(abs(Fraction(value) - Fraction(exact)) / abs(Fraction(exact)))


def errors(k: int, points: list[float]) -> tuple[float, float]:
    """Return the median relative errors of the expanded and of the automatic derivative, against exact fractions."""
    c, swollen, automatic = expanded(k), [], []
    for x in points:
        exact = derivative_expanded(c, Fraction(x))
        swollen.append(relative(derivative_expanded(c, x), exact))
        automatic.append(relative(derivative_automatic(k, x), exact))
    return float(np.median(swollen)), float(np.median(automatic))


def run(seed: int) -> ExperimentResult:
    """Compare both derivatives at random points of (0.5, 1), where the expanded terms are large."""
    points = np.random.default_rng(seed).uniform(0.5, 1.0, POINTS).tolist()
    by_depth = [errors(k, points) for k in DEPTHS]
    swollen, automatic = by_depth[CHECKED - 1]
    order = round(np.log10(swollen))
    terms = [sum(c != 0 for c in expanded(k)) for k in DEPTHS]
    measures = (
        Measure(
            "terms of the expanded polynomial",
            terms[CHECKED - 1],
            2**CHECKED,
            "derivation: every step doubles the degree",
        ),
        Measure(
            ORDER,
            order,
            0,
            "derivation: large terms of alternating sign cancel",
            bound=Bound.AT_LEAST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "error of the automatic derivative",
            without_round_off(automatic),
            0.0,
            "derivation: no cancellation",
        ),
    )
    plot = Plot(
        "steps composed",
        "terms or products",
        (
            Series("terms written out", tuple(DEPTHS), tuple(terms)),
            Series(
                "products of automatic differentiation", tuple(DEPTHS), tuple(PRODUCTS * k for k in DEPTHS)
            ),
        ),
        log_y=True,
    )
    headline = f"after {CHECKED} steps: in powers of x off by 10^{order}, step by step exact"
    return ExperimentResult(headline, measures, plot)


EXPERIMENT = Experiment(
    name="symbolic-derivatives",
    title="A derivative in powers of x, and step by step",
    question="Can the derivative of a composed function be written out in powers of x and still be evaluated?",
    predictions={
        ESSENTIAL: "Both ways are the chain rule; which of them survives rounding is a question of numerical mathematics.",
        SUFFICES: "Written out, the formula doubles with every step, and the chain rule applied step by step does not.",
    },
    criteria=(
        Criterion(
            Statement(
                "A derivative of six steps that is written out in powers of x can be evaluated in double precision."
            ),
            ORDER,
            speaks_for=Threshold(
                Bound.AT_MOST,
                -3,
                "Three correct digits are enough to follow a slope.",
                "derivation: double precision has sixteen digits",
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0,
                "An error as large as the derivative leaves no digit, and not even its sign.",
                "derivation: large terms of alternating sign cancel",
            ),
        ),
        Unmeasured(
            Statement(
                "Computational techniques, not symbolic proofs, are what moves machine learning forward.",
                ("computation-moves-ml",),
            ),
            "It measures cancellation in an expanded polynomial, and no proofs; the automatic derivative that does better is "
            "itself mathematics.",
        ),
        Unmeasured(
            Statement(
                "Academics forced generations of graduate students to do symbolic proofs.",
                ("students-did-symbolic-proofs",),
            ),
            "It measures rounding errors, and not what students were made to do.",
        ),
        Unmeasured(
            Statement("Academics and theoreticians held machine learning back.", ("academics-held-ml-back",)),
            "It measures rounding errors, and not what delayed anything.",
        ),
    ),
    shows="Expanded in powers of x, a derivative drowns in its own terms; the chain rule applied step by step does not.",
    shows_not=(
        "A factored formula would do better than the expanded one. Nobody knows which proofs the thread had in mind."
    ),
    sources=(BAYDIN,),
    run=run,
)
