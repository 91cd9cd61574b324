"""What a convolution is among linear layers: the kind that commutes with shifts."""

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
    Unmeasured,
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING, USEFUL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


GOODFELLOW = Source(
    "Deep learning", "Goodfellow, Bengio & Courville", 2016, "section 9.2, equivariance to translation"
)
GRAY = Source("Toeplitz and circulant matrices: a review", "Gray", 2006, "chapter 3, circulant matrices")
SIDE, RING = 32, 16
SHIFT = (3, 5)
SIDES = (8, 16, 32, 64)
PADS = ("wrap", "constant")
PADDED = "zero padding, broken by"


def convolve(x: Array, w: Array, pad: str = "wrap") -> Array:
    """Return y(i, j) = Σ w(a, b) x(i + a, j + b) over a 3 × 3 window; `pad` is how x goes on beyond its edge.

    Shapes: x (side, side), w (3, 3); returns (side, side).
    """
    wide = np.pad(x, 1, mode=pad)  # type: ignore[call-overload]
    n = len(x)
    return sum(w[a, b] * wide[a : a + n, b : b + n] for a in range(3) for b in range(3))


def shift(x: Array) -> Array:
    """Return x moved around by SHIFT."""
    return np.roll(x, SHIFT, axis=(0, 1))


def broken(layer: object, x: Array) -> float:
    """Return ‖f(S x) − S f(x)‖ / ‖f(x)‖, which is 0 for a layer f that commutes with the shift S."""
    y = layer(x)  # type: ignore[operator]
    return float(np.linalg.norm(layer(shift(x)) - shift(y)) / np.linalg.norm(y))  # type: ignore[operator]


def averaged(m: Array) -> Array:
    """Return the mean of S⁻ˢ M Sˢ over all shifts s of a ring: the part of M that commutes with shifts."""
    return np.mean([np.roll(m, (s, s), axis=(0, 1)) for s in range(len(m))], axis=0)


def circular(kernel: Array, x: Array) -> Array:
    """Return the circular convolution Σ kernel(i − j) x(j)."""
    n = len(x)
    return np.array([sum(kernel[(i - j) % n] * x[j] for j in range(n)) for i in range(n)])


def run(seed: int) -> ExperimentResult:
    """Shift an image before and after three layers, and look for all linear maps that commute with shifts."""
    random = np.random.default_rng(seed)
    x, w = random.standard_normal((SIDE, SIDE)), random.standard_normal((3, 3))
    dense = random.standard_normal((SIDE**2, SIDE**2)) / SIDE
    layers = [lambda y, pad=pad: convolve(y, w, pad) for pad in PADS]
    circle, zeros = (broken(layer, x) for layer in layers)
    full = broken(lambda y: (dense @ y.ravel()).reshape(y.shape), x)
    m, signal = averaged(random.standard_normal((RING, RING))), random.standard_normal(RING)
    apart = float(np.abs(m @ signal - circular(m[:, 0], signal)).max())
    exact = "derivation: the same sum over moved pixels"
    measures = (
        Measure("circular convolution, broken by", circle, 0.0, exact),
        Measure(
            PADDED,
            zeros,
            0.05,
            "derivation: the edge does not move",
            bound=Bound.AT_LEAST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "dense layer, broken by", full, np.sqrt(2), "derivation: two independent vectors", tolerance=0.15
        ),
        Measure("weights of the convolution", w.size, 9, "definition"),
        Measure("weights of the dense layer", dense.size, SIDE**4, "definition"),
        Measure("averaged map against a convolution", without_round_off(apart), 0.0, str(GRAY)),
    )
    pixels = tuple(side**2 for side in SIDES)
    plot = Plot(
        "pixels",
        "weights",
        (
            Series("dense layer", pixels, tuple(float(n**2) for n in pixels)),
            Series("3 × 3 convolution", pixels, (9.0,) * len(pixels)),
        ),
        log_x=True,
        log_y=True,
    )
    return ExperimentResult(
        f"commutes with shifts (off by {circle:g}) with 9 of {dense.size:,} weights", measures, plot
    )


EXPERIMENT = Experiment(
    name="convolution",
    title="Convolution and shifts",
    question="Does a layer give the shifted answer to a shifted image, and which linear layers do?",
    predictions={
        ESSENTIAL: "The linear maps that commute with shifts are exactly the circular convolutions, so the design follows from a symmetry.",
        SUFFICES: "A small window that slides over an image moves with the image, which anybody can see.",
    },
    criteria=(
        Criterion(
            Statement("A convolution that pads with zeros gives the shifted answer to a shifted image."),
            PADDED,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.01,
                "One part in a hundred would be an exception that a user of the layer may forget.",
                f"{GOODFELLOW}: convolution is equivariant to translation",
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0.05,
                "A twentieth of the answer at the edge of a small image is no rounding; the symmetry would be that of the ring only.",
                f"{GRAY}: the matrices that commute with shifts of a ring are circulant",
            ),
        ),
        UNDERSTANDING,
        Unmeasured(
            USEFUL,
            "That the code does what two theorems say shows that they are true, and not that they are of use.",
        ),
    ),
    shows=(
        "The code's circular convolution commutes with shifts and the average of a dense layer over all shifts is one, "
        "as the theorems say; a convolution that pads with zeros does not commute."
    ),
    shows_not="Real layers take strides as well, which breaks the symmetry further; nothing is learned here.",
    sources=(GOODFELLOW, GRAY),
    run=run,
    estimates=(
        Estimate(
            "A layer takes an image of 32 × 32 pixels and gives an image of the same size, and every pixel it gives depends on every pixel it takes by a weight of its own. About how many weights does the layer have?",
            "weights of the dense layer",
        ),
    ),
)
