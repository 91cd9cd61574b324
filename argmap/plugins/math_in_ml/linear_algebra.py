"""What writing a computation as matrix products is good for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from argmap.experiments.protocol import (
    Bearing,
    Experiment,
    ExperimentResult,
    Measure,
    Plot,
    Series,
    Source,
    without_round_off,
)
from argmap.plugins.math_in_ml.positions import MATTERS, OVERRATED

GOLUB = Source(
    "Matrix computations", "Golub & Van Loan", 2013, "section 1.1, on the order of products and their flops"
)
N, R = 120, 12
SIZES = (15, 30, 60, 120, 240)

Array = NDArray[np.float64]


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
    left, right = costs(N, R)
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
        Measure("(A B) v against A (B v)", without_round_off(apart), 0.0, associative),
        Measure(
            "operations saved by the order",
            left / right,
            (R + 1) * N / (2 * R),
            "derivation: (r+1) n / 2r",
            1e-9,
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
        MATTERS: "Associativity and rank allow orders and sizes of work that nobody sees in the loops.",
        OVERRATED: "Loops and products compute the same numbers, so it is a matter of notation.",
    },
    bearing=Bearing.FOR,
    reading="the numbers are the same, and only the algebra shows that one order is 65 times cheaper",
    shows_not="Operations are counted, not time; memory and caches decide much of the rest. Most products are not of low rank.",
    sources=(GOLUB,),
    run=run,
)
