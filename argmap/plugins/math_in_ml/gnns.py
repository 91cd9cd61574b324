"""What averaging over neighbours does: equivariant to the order of nodes, and smoothing at the rate of an eigenvalue."""

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
    without_round_off,
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES, UNDERSTANDING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


KIPF = Source(
    "Semi-supervised classification with graph convolutional networks",
    "Kipf & Welling",
    2017,
    "section 2, equation 2",
)
OONO = Source(
    "Graph neural networks exponentially lose expressive power for node classification",
    "Oono & Suzuki",
    2020,
    "theorem 2, the rate of an eigenvalue",
)
NODES, CHORDS, FEATURES = 24, 12, 8
LAYERS, SETTLED = 400, 300
SHOWN = tuple(range(0, 41, 4))
DEPTH = 20
LEFT = f"differences left after {DEPTH} layers"


def ring_with_chords(random: np.random.Generator) -> Array:
    """Return the adjacency matrix of a ring (so the graph is connected) with random chords. Shape: (nodes, nodes)."""
    a = np.zeros((NODES, NODES))
    for i in range(NODES):
        a[i, (i + 1) % NODES] = 1
    for i, j in random.integers(NODES, size=(CHORDS, 2)):
        a[i, j] = float(i != j)
    return np.maximum(a, a.T)


def propagation(a: Array) -> Array:
    """Return Â = D̃^(−½) (A + I) D̃^(−½), D̃ the degrees of A + I (Kipf & Welling 2017, section 2.2)."""
    loops = a + np.eye(len(a))
    root = 1 / np.sqrt(loops.sum(axis=1))
    return root[:, None] * loops * root


def gcn(a: Array, x: Array, weights: Array) -> Array:
    """Return Â ReLU(Â X W₀) W₁ (Kipf & Welling 2017, equation 9 without softmax). Shapes: X (nodes, features)."""
    hat = propagation(a)
    return hat @ np.maximum(hat @ x @ weights[0], 0) @ weights[1]


def roughness(hat: Array, x: Array) -> list[float]:
    """Return the norm of what is left of Âᵏ x beside the smooth eigenvector, for k = 0, 1, …, in units of the first.

    It is taken out and rescaled at every step, so that round-off does not grow.
    """
    smooth = np.linalg.eigh(hat)[1][:, -1]
    norms, left = [1.0], x
    for _ in range(LAYERS):
        left = left - smooth * (smooth @ left)
        left = left / np.linalg.norm(left)
        left = hat @ left
        norms.append(norms[-1] * float(np.linalg.norm(left)))
    return norms


def run(seed: int) -> ExperimentResult:
    """Renumber the nodes of a graph under a two-layer network, and propagate until the slowest rate is left."""
    random = np.random.default_rng(seed)
    a, x = ring_with_chords(random), random.standard_normal((NODES, FEATURES))
    weights = random.standard_normal((2, FEATURES, FEATURES)) / np.sqrt(FEATURES)
    order = random.permutation(NODES)
    apart = float(np.abs(gcn(a[np.ix_(order, order)], x[order], weights) - gcn(a, x, weights)[order]).max())
    hat = propagation(a)
    values = np.sort(np.abs(np.linalg.eigvalsh(hat)))
    left = roughness(hat, random.standard_normal(NODES))
    rate = (left[LAYERS] / left[SETTLED]) ** (1 / (LAYERS - SETTLED))
    measures = (
        Measure(
            "change by renumbering nodes", without_round_off(apart), 0.0, "derivation: P Â Pᵀ P X = P Â X"
        ),
        Measure(
            "largest eigenvalue of Â", float(values[-1]), 1.0, "derivation: √degree is its eigenvector", 1e-9
        ),
        Measure("rate of smoothing", rate, float(values[-2]), f"{OONO}", tolerance=0.005),
        Measure(LEFT, left[DEPTH], 0.1, str(OONO), bound=Bound.AT_MOST, role=MeasureRole.EVIDENCE),
    )
    plot = Plot(
        "layers",
        "what is left beside the smooth part",
        (
            Series("propagated", SHOWN, tuple(left[k] for k in SHOWN)),
            Series("power of the eigenvalue", SHOWN, tuple(float(values[-2]) ** k for k in SHOWN)),
        ),
        log_y=True,
    )
    return ExperimentResult(
        f"late layers keep {rate:.3f} of the differences, |λ₂| = {values[-2]:.3f}", measures, plot
    )


EXPERIMENT = Experiment(
    name="graph-smoothing",
    title="Smoothing over a graph",
    question="What do the layers of a graph network do to the differences between nodes?",
    predictions={
        ESSENTIAL: "They shrink at the rate of the second eigenvalue, so depth has a price that can be computed beforehand.",
        SUFFICES: "Averaging neighbours is easy to grasp, and that averages even out differences too.",
    },
    criteria=(
        Criterion(
            Statement(
                "Twenty layers of averaging wipe out most differences between the nodes of a small graph."
            ),
            LEFT,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.1,
                "With a tenth left, nine tenths of what told the nodes apart are gone.",
                f"{OONO}: expressive power falls exponentially with depth",
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                0.5,
                "With half of the differences left, most of them would have survived.",
                f"{OONO}: expressive power falls exponentially with depth",
            ),
        ),
        UNDERSTANDING,
    ),
    shows="The code smooths at the rate of the second eigenvalue, as the theorem says, and twenty layers leave little.",
    shows_not="Propagation without trained weights; large weights can undo some of the smoothing.",
    sources=(KIPF, OONO),
    run=run,
)
