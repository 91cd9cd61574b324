"""What operating systems, compilers and networks classes teach, at work inside machine learning."""

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
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


DAO = Source(
    "FlashAttention: fast and memory-efficient exact attention with IO-awareness",
    "Dao, Fu, Ermon, Rudra & Ré",
    2022,
    "section 3.1, algorithm 1",
)
PATARASUK = Source(
    "Bandwidth optimal all-reduce algorithms for clusters of workstations",
    "Patarasuk & Yuan",
    2009,
    "the lower bound and the ring that meets it",
)
TOKENS, WIDTH, TILE = 512, 32, 64
WORKERS, NUMBERS = 8, 4096
MANY = (2, 4, 8, 16, 32, 64)
HELD, BUSIEST = "scores held, tiled / whole", "numbers at the busiest worker, ring / star"


def softmax(score: Array) -> Array:
    """Return exp(s − max s) / Σ exp(s − max s) over the last axis."""
    e = np.exp(score - score.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def rescale(old: Array, new: Array) -> Array:
    """Return exp(m_old − m_new), by which sums made with the old maximum count under the new one."""
    return np.exp(old - new)


def tiled_attention(q: Array, k: Array, v: Array) -> tuple[Array, int]:
    """Return softmax(q kᵀ) v, made tile by tile, and the most scores held at once (Dao et al. 2022, algorithm 1).

    Shapes: q, k, v and the result are (tokens, width); m and l are the running maximum and sum of each row.
    """
    out, held = np.zeros_like(q), 0
    for rows in np.split(np.arange(TOKENS), TOKENS // TILE):
        m, l, o = np.full((TILE, 1), -np.inf), np.zeros((TILE, 1)), np.zeros((TILE, WIDTH))  # noqa: E741
        for columns in np.split(np.arange(TOKENS), TOKENS // TILE):
            s = q[rows] @ k[columns].T
            held = max(held, s.size)
            new = np.maximum(m, s.max(axis=1, keepdims=True))
            p, factor = np.exp(s - new), rescale(m, new)
            m, l, o = new, factor * l + p.sum(axis=1, keepdims=True), factor * o + p @ v[columns]  # noqa: E741
        out[rows] = o / l
    return out, held


def ring_all_reduce(held: Array) -> tuple[Array, int]:
    """Return what every worker holds after a sum around a ring, and the numbers that each of them has sent.

    Shapes: held is (workers, workers, n / workers): each worker's vector in as many chunks as there are workers.
    """
    held, p, sent = held.copy(), len(held), 0
    for turn in range(2 * (p - 1)):
        moves = [(w, (w - turn + (turn >= p - 1) * p) % p) for w in range(p)]
        chunks = [(w, c, held[w, c].copy()) for w, c in moves]
        for w, c, chunk in chunks:
            reduced = held[(w + 1) % p, c] + chunk if turn < p - 1 else chunk
            held[(w + 1) % p, c] = reduced
        sent += chunks[0][2].size
    return held, sent


def run(seed: int) -> ExperimentResult:
    """Compute attention in tiles, sum around a ring, and let a naive softmax overflow."""
    random = np.random.default_rng(seed)
    q, k, v = (random.standard_normal((TOKENS, WIDTH)) for _ in range(3))
    tiled, held = tiled_attention(q, k, v)
    error = float(np.abs(tiled - softmax(q @ k.T) @ v).max())
    vectors = random.standard_normal((WORKERS, WORKERS, NUMBERS // WORKERS))
    summed, sent = ring_all_reduce(vectors)
    apart = float(np.abs(summed - vectors.sum(axis=0)).max())
    large = 1000 * random.standard_normal((16, 16))
    with np.errstate(over="ignore", invalid="ignore"):
        naive = np.exp(large) / np.exp(large).sum(axis=1, keepdims=True)
    measures = (
        Measure("tiled against whole attention", without_round_off(error), 0.0, str(DAO)),
        Measure("scores held of 262,144", held, TOKENS**2 / 64, "derivation: one of 8 × 8 tiles"),
        Measure(HELD, held / TOKENS**2, 0.1, str(DAO), bound=Bound.AT_MOST, role=MeasureRole.EVIDENCE),
        Measure("ring against sum", without_round_off(apart), 0.0, "definition of all-reduce"),
        Measure(
            "sent by each worker", sent, 2 * (WORKERS - 1) / WORKERS * NUMBERS, str(PATARASUK), unit="numbers"
        ),
        Measure(
            BUSIEST,
            sent / (2 * (WORKERS - 1) * NUMBERS),
            0.5,
            str(PATARASUK),
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "naive softmax: rows lost to overflow",
            int((~np.isfinite(naive)).any(axis=1).sum()),
            1,
            "derivation: exp(710) is larger than any double",
            bound=Bound.AT_LEAST,
        ),
        Measure(
            "shifted softmax: rows lost",
            int((~np.isfinite(softmax(large))).any(axis=1).sum()),
            0,
            "derivation",
        ),
    )
    plot = Plot(
        "workers",
        "numbers sent, in units of the vector",
        (
            Series("root of a star", MANY, tuple(2.0 * (p - 1) for p in MANY)),
            Series("each worker of a ring", MANY, tuple(2 * (p - 1) / p for p in MANY)),
        ),
        log_x=True,
        log_y=True,
    )
    return ExperimentResult(f"same attention with {held:,} of {TOKENS**2:,} scores held", measures, plot)


EXPERIMENT = Experiment(
    name="systems",
    title="Tiles, rings and overflow",
    question="Do blocking, message passing and floating point decide anything inside machine learning?",
    predictions={
        ESSENTIAL: "A sum that can be split and rescaled gives the same result from a small fast memory or around a ring.",
        SUFFICES: "What a systems class teaches about memory and traffic is enough to find these forms.",
    },
    criteria=(
        Criterion(
            Statement("Blocking gives the same attention with much less memory."),
            HELD,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.5,
                "The same attention in half of the memory, or less, is a difference that decides what fits.",
                str(DAO),
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST,
                1,
                "Blocking would save no memory.",
                str(DAO),
            ),
        ),
        Criterion(
            Statement("A ring spreads the traffic of a sum over its workers."),
            BUSIEST,
            speaks_for=Threshold(
                Bound.AT_MOST, 0.5, "The busiest worker would send half as much, or less.", str(PATARASUK)
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST, 1, "The busiest worker would send as much as without a ring.", str(PATARASUK)
            ),
        ),
        Unmeasured(
            Statement(
                "Operating systems, compilers and networks are important too.", ("systems-also-important",)
            ),
            "It counts what three ideas save inside machine learning; the claim leaves open what the subjects are important for.",
        ),
        Unmeasured(
            Statement(
                "The average class in operating systems, compilers or networks has nothing to do with core machine learning.",
                ("classes-unrelated-to-core-ml",),
            ),
            "That an idea is used does not tell what an average class covers.",
        ),
    ),
    shows="The same attention takes a small share of the memory, and the same sum a small share of the traffic of one machine.",
    shows_not=(
        "Elements are counted, not time, and how many are saved follows from the sizes chosen. That an idea is used does not "
        "show who had it or what an average class covers."
    ),
    sources=(DAO, PATARASUK),
    run=run,
    estimates=(
        Estimate(
            "Attention over 512 tokens has one score for each pair of tokens. It is computed in square tiles of 64 × 64 scores, and only one tile is held at a time. About how many scores are held at once?",
            "scores held of 262,144",
        ),
    ),
)
