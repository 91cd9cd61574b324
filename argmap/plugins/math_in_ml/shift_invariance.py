"""How far a convolutional network is from ignoring shifts, and what a blur before striding repairs."""

from __future__ import annotations

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
    Unmeasured,
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


ZHANG = Source(
    "Making convolutional networks shift-invariant again",
    "Zhang",
    2019,
    "section 3, striding and anti-aliased pooling",
)
SIDE, IMAGES, CHANNELS = 32, 24, 4
SHIFTS = tuple(range(9))
MOVED, REPAIRED = "change by other shifts", "change with blur / without"
BLUR_7 = tuple(weight / 64 for weight in (1, 6, 15, 20, 15, 6, 1))
"""Zhang's largest filter: the binomial one."""


def convolve(x: Array, w: Array) -> Array:
    """Return a circular 3 × 3 convolution. Shapes: x (images, in, side, side), w (out, in, 3, 3)."""
    moved = np.stack([np.roll(x, (-a, -b), axis=(2, 3)) for a in (-1, 0, 1) for b in (-1, 0, 1)], axis=-1)
    return np.einsum("icxyk,ock->ioxy", moved, w.reshape(*w.shape[:2], 9), optimize=True)


def blur(x: Array) -> Array:
    """Return x smoothed along both axes by the binomial filter of width 7."""
    for axis in (2, 3):
        moved = (
            weight * np.roll(x, offset, axis) for weight, offset in zip(BLUR_7, range(-3, 4), strict=True)
        )
        x = sum(moved, start=np.zeros_like(x))
    return x


def pool(x: Array, *, smooth: bool) -> Array:
    """Return the maximum over 2 × 2 windows at every second place; `smooth` blurs before places are dropped."""
    dense = np.maximum(
        np.maximum(x, np.roll(x, -1, 2)), np.maximum(np.roll(x, -1, 3), np.roll(x, (-1, -1), (2, 3)))
    )
    return (blur(dense) if smooth else dense)[:, :, ::2, ::2]


def features(x: Array, weights: list[Array], *, smooth: bool) -> Array:
    """Return the mean over places after convolution, ReLU and pooling, twice. Shapes: (images, channels)."""
    for w in weights:
        x = pool(np.maximum(convolve(x, w), 0), smooth=smooth)
    return x.mean(axis=(2, 3))


def changes(images: Array, weights: list[Array], *, smooth: bool) -> list[float]:
    """Return the change of the features by a shift, over their standard deviation between images, for each shift."""
    still = features(images, weights, smooth=smooth)
    spread = float(still.std(axis=0).mean())
    moved = (features(np.roll(images, s, axis=3), weights, smooth=smooth) for s in SHIFTS)
    return [without_round_off(float(np.sqrt(((f - still) ** 2).mean())) / spread) for f in moved]


def run(seed: int) -> ExperimentResult:
    """Shift noise images by 0 to 8 pixels before a random network with and without a blur."""
    random = np.random.default_rng(seed)
    images = random.standard_normal((IMAGES, 1, SIDE, SIDE))
    weights = [random.standard_normal((CHANNELS, c, 3, 3)) / np.sqrt(9 * c) for c in (1, CHANNELS)]
    plain, smooth = (changes(images, weights, smooth=choice) for choice in (False, True))
    off_grid = [s for s in SHIFTS if s % 4]
    hard, soft = (float(np.mean([change[s] for s in off_grid])) for change in (plain, smooth))
    stride = "derivation: two strides of 2 make a grid of 4"
    measures = (
        Measure("change by a shift of 4", plain[4], 0.0, stride),
        Measure("change by a shift of 8", plain[8], 0.0, stride),
        Measure(MOVED, hard, 0.1, str(ZHANG), unit="sd", bound=Bound.AT_LEAST, role=MeasureRole.EVIDENCE),
        Measure(REPAIRED, soft / hard, 0.6, str(ZHANG), bound=Bound.AT_MOST, role=MeasureRole.EVIDENCE),
    )
    plot = Plot(
        "shift in pixels",
        "change of features in sd",
        (Series("max-pooling", SHIFTS, tuple(plain)), Series("blur before striding", SHIFTS, tuple(smooth))),
    )
    return ExperimentResult(f"a shift changes features by {hard:.2f} sd, blurred {soft:.2f}", measures, plot)


EXPERIMENT = Experiment(
    name="cnn-shift-invariance",
    title="How shift-invariant a CNN is",
    question="Does a convolutional network with pooling give the same answer to a shifted image?",
    predictions={
        ESSENTIAL: "Striding samples below the Nyquist rate, so invariance fails between multiples of the stride and a blur repairs it.",
        SUFFICES: "Convolution and pooling follow from the notion of shift invariance, so a shifted image gets the same answer.",
    },
    criteria=(
        Criterion(
            Statement("A convolutional network with pooling gives the same answer to a shifted image."),
            MOVED,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.1,
                "A tenth of the difference between two images is small beside what the features tell apart.",
                f"{ZHANG}: shift invariance is lost where signals are sampled",
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0.5,
                "Half of the difference between two images is no longer the same answer.",
                f"{ZHANG}: shift invariance is lost where signals are sampled",
            ),
        ),
        Criterion(
            Statement("The blur that sampling theory asks for restores much of the invariance to shifts."),
            REPAIRED,
            speaks_for=Threshold(
                Bound.AT_MOST, 0.5, "Half of the change removed, or more, is much of it.", str(ZHANG)
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST, 1, "The blur would remove nothing of the change.", str(ZHANG)
            ),
        ),
        Unmeasured(
            Statement(
                "Convolutional networks follow naturally from the shift invariance of visual processing.",
                ("cnns-follow-from-invariance",),
            ),
            "It measures how far a network keeps to the notion, and not whether the notion led to the network.",
        ),
    ),
    shows=(
        "The network ignores shifts by multiples of 4, the product of its strides, and no others; a blur before striding "
        "removes most of the change."
    ),
    shows_not="Weights are random and images are noise, the hardest case; trained networks on photographs change less.",
    sources=(ZHANG,),
    run=run,
)
