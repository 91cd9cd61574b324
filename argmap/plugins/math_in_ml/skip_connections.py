"""What a skip connection does to a gradient on its way through fifty layers."""

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
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


HE = Source(
    "Identity mappings in deep residual networks", "He, Zhang, Ren & Sun", 2016, "section 2, equation 5"
)
HAYOU = Source("Stable ResNet", "Hayou et al.", 2021, "uniform scaling of the branches by 1/√L")
WIDTH, LAYERS, DRAWS = 64, 50, 4
SHOWN = (1, 5, 10, 20, 30, 40, 50)
KEPT, LEVEL = "gradient with skips / plain", "with skips, branches over √L / as they are"


def layer(x: Array, f: Array, skip: float, branch: float) -> Array:
    """Return skip · x + branch · f, the layer's output. Shapes: (width,)."""
    return skip * x + branch * f


def back(g: Array, inner: Array, skip: float, branch: float) -> Array:
    """Return ∂E/∂x of a layer: skip · g along the identity, and branch · g through f (He et al. 2016, equation 5)."""
    return skip * g + branch * inner


def gradient_ratio(depth: int, gain: float, skip: float, branch: float, random: np.random.Generator) -> float:
    """Return ‖∂E/∂x₀‖ / ‖∂E/∂x_L‖ through L layers x ← skip · x + branch · tanh(W x), W ~ N(0, gain² / width)."""
    weights = random.standard_normal((depth, WIDTH, WIDTH)) * gain / np.sqrt(WIDTH)
    x, slopes = random.standard_normal(WIDTH), []
    for w in weights:
        f = np.tanh(w @ x)
        slopes.append(1 - f**2)
        x = layer(x, f, skip, branch)
    g = random.standard_normal(WIDTH)
    first = float(np.linalg.norm(g))
    for w, slope in zip(weights[::-1], reversed(slopes), strict=True):
        g = back(g, w.T @ (slope * g), skip, branch)
    return float(np.linalg.norm(g)) / first


def mean_ratio(depth: int, gain: float, skip: float, branch: float, seed: int) -> float:
    """Return the geometric mean of the ratio over a few draws."""
    random = np.random.default_rng((seed, depth))
    ratios = [gradient_ratio(depth, gain, skip, branch, random) for _ in range(DRAWS)]
    return float(np.exp(np.mean(np.log(ratios))))


def run(seed: int) -> ExperimentResult:
    """Measure the ratio for plain layers, residual layers, and residual layers whose branches are scaled by 1/√L."""
    halved = mean_ratio(LAYERS, 0.5, 0.0, 1.0, seed)
    paths = {
        "plain": [mean_ratio(n, 1.0, 0.0, 1.0, seed) for n in SHOWN],
        "with skips": [mean_ratio(n, 1.0, 1.0, 1.0, seed) for n in SHOWN],
        "with skips, 1/√L": [mean_ratio(n, 1.0, 1.0, n**-0.5, seed) for n in SHOWN],
    }
    plain, residual, scaled = (path[-1] for path in paths.values())
    measures = (
        Measure(
            "plain, gain ½, power of ten",
            round(np.log10(halved)),
            -10,
            "derivation: each layer keeps at most half, ½⁵⁰ ≈ 10⁻¹⁵",
            bound=Bound.AT_MOST,
        ),
        Measure(
            "plain, gain 1",
            plain,
            0.5,
            "derivation: the slope of tanh is below 1",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            KEPT, residual / plain, 10, str(HE), unit="times", bound=Bound.AT_LEAST, role=MeasureRole.EVIDENCE
        ),
        Measure(
            "with skips, branches over √L",
            scaled,
            1.3,
            f"{HAYOU}: between 1 and √e",
            tolerance=0.35,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            LEVEL, scaled / residual, 0.5, f"{HAYOU}: stable", bound=Bound.AT_MOST, role=MeasureRole.EVIDENCE
        ),
    )
    lines = tuple(Series(name, SHOWN, tuple(path)) for name, path in paths.items())
    plot = Plot("layers", "gradient at the input / at the output", lines, log_y=True)
    return ExperimentResult(
        f"gradient after 50 layers: {plain:.2f}, with skips {residual:.0f}, scaled {scaled:.1f}",
        measures,
        plot,
    )


EXPERIMENT = Experiment(
    name="skip-connections",
    title="Gradients past fifty layers",
    question="Does adding a layer's input to its output keep the gradient alive?",
    predictions={
        ESSENTIAL: "The identity adds a path of factor one, and a variance argument says by how much to scale the branches.",
        SUFFICES: "Adding x is one sum more, and it is plain that what is added comes through.",
    },
    criteria=(
        Criterion(
            Statement(
                "Adding a layer's input to its output keeps the gradient of fifty layers from vanishing."
            ),
            KEPT,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                10,
                "Ten times the gradient of the plain network is another order of magnitude.",
                str(HE),
            ),
            speaks_against=Threshold(
                Bound.AT_MOST, 1, "The plain network would keep as much without the sum.", str(HE)
            ),
        ),
        Criterion(
            Statement(
                "The derived scale 1/√L of the branches keeps the gradient from growing over fifty layers."
            ),
            LEVEL,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.5,
                "Half of the growth, or less, is what a scale must do that is to keep it level.",
                str(HAYOU),
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST, 1, "Gradients would grow as much with the scale as without it.", str(HAYOU)
            ),
        ),
        UNDERSTANDING,
    ),
    shows=(
        "Adding x keeps the gradient from vanishing and lets it grow instead; the derived scale 1/√L keeps it near its "
        "size over fifty layers."
    ),
    shows_not="At the start of training only, for one width and one nonlinearity; normalisation layers solve it differently.",
    sources=(HE, HAYOU),
    run=run,
)
