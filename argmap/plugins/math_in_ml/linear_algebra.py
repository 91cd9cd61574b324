"""What writing a computation as matrix products is good for."""

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
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


GOLUB = Source(
    "Matrix computations", "Golub & Van Loan", 2013, "section 1.1, on the order of products and their flops"
)
N, R = 120, 12
SIZES = (15, 30, 60, 120, 240)
SAVED = "operations of (A B) v / of A (B v)"


def looped(a: Array, b: Array) -> tuple[Array, int]:
    """Return A B by three loops, and the multiplications and additions counted. Shapes: (m, k), (k, n)."""
    product, flops = np.zeros((a.shape[0], b.shape[1])), 0
    rows, columns = a.tolist(), b.T.tolist()
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            total = 0.0
            for x, y in zip(row, column, strict=True):
                total += x * y
                flops += 2
            product[i, j] = total
    return product, flops


def product_flops(m: int, k: int, n: int) -> int:
    """Return the operations of an (m, k) times a (k, n) matrix: 2 m k n (Golub & Van Loan 2013, section 1.1)."""
    return 2 * m * k * n


def left_first(a: Array, b: Array, v: Array) -> Array:
    """Return (A B) v."""
    return (a @ b) @ v


def right_first(a: Array, b: Array, v: Array) -> Array:
    """Return A (B v), the same by associativity."""
    return a @ (b @ v)


def costs(n: int, r: int) -> tuple[int, int]:
    """Return the operations of (A B) v and of A (B v) for A of shape (n, r) and B of shape (r, n)."""
    return product_flops(n, r, n) + product_flops(n, n, 1), product_flops(r, n, 1) + product_flops(n, r, 1)


def run(seed: int) -> ExperimentResult:
    """Multiply A (120, 12), B (12, 120) and a vector in both orders, and count."""
    random = np.random.default_rng(seed)
    a, b, v = random.standard_normal((N, R)), random.standard_normal((R, N)), random.standard_normal(N)
    product, counted = looped(a, b)
    left = counted + looped(product, v[:, None])[1]
    inner, first = looped(b, v[:, None])
    right = first + looped(a, inner)[1]
    apart = float(np.abs(left_first(a, b, v) - right_first(a, b, v)).max())
    associative = "derivation: matrix products are associative"
    measures = (
        Measure(
            "loops against product",
            without_round_off(float(np.abs(product - a @ b).max())),
            0.0,
            "definition",
        ),
        Measure("operations counted in A B", counted, product_flops(N, R, N), str(GOLUB)),
        Measure("operations counted in A (B v)", right, costs(N, R)[1], str(GOLUB)),
        Measure("(A B) v against A (B v)", without_round_off(apart), 0.0, associative),
        Measure(
            SAVED,
            left / right,
            (R + 1) * N / (2 * R),
            "derivation: (r+1) n / 2r",
            1e-9,
            unit="times",
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "rank of A B",
            int(np.linalg.matrix_rank(a @ b)),
            R,
            "derivation: at most r, and r with probability 1",
        ),
    )
    both = [costs(n, R) for n in SIZES]
    plot = Plot(
        "rows of A",
        "operations",
        (
            Series("(A B) v", SIZES, tuple(left for left, _ in both)),
            Series("A (B v)", SIZES, tuple(right for _, right in both)),
        ),
        log_x=True,
        log_y=True,
    )
    return ExperimentResult(f"A(Bv) takes {right:,} operations, (AB)v {left:,}", measures, plot)


EXPERIMENT = Experiment(
    name="linear-algebra-structure",
    title="The same product in another order",
    question="Does it pay to see a computation as a product of matrices?",
    predictions={
        ESSENTIAL: "Associativity and rank allow orders and sizes of work that are hard to see in the loops.",
        SUFFICES: "One rule of a first course in linear algebra is enough to find the cheaper order.",
    },
    criteria=(
        Criterion(
            Statement(
                "A grasp of linear algebra lets one structure computations better.",
                ("linear-algebra-structures-computations",),
            ),
            SAVED,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                2,
                "Half of the operations saved, for the same numbers, is a better structure.",
                str(GOLUB),
            ),
            speaks_against=Threshold(
                Bound.AT_MOST,
                1,
                "If the order that the algebra allows saved nothing, there would be nothing better about it.",
                str(GOLUB),
            ),
        ),
    ),
    shows="The numbers are the same in both orders, and one order takes 65 times the operations of the other.",
    shows_not="Operations are counted, not time; memory and caches decide much of the rest. Most products are not of low rank.",
    sources=(GOLUB,),
    run=run,
    estimates=(
        Estimate(
            "A is a matrix of 120 × 12 numbers, B one of 12 × 120, and v has 120 numbers. A (B v) is computed: first B v, then A times the result, counting every multiplication and every addition. About how many operations does that take?",
            "operations counted in A (B v)",
        ),
    ),
)
