"""A small language model and its parts: a bigram table beside one block of causal attention."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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
)
from argmap.plugins.math_in_ml.numerics import np
from argmap.plugins.math_in_ml.positions import ESSENTIAL, SUFFICES
from argmap.plugins.math_in_ml.rhyme import verses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Tokens = NDArray[np.intp]
    Weights = dict[str, Array]


VASWANI = Source("Attention is all you need", "Vaswani et al.", 2017, "equation 1 and section 3.5")
SHANNON = Source("A mathematical theory of communication", "Shannon", 1948, "section 6, conditional entropy")
KINGMA = Source("Adam: a method for stochastic optimization", "Kingma & Ba", 2015, "algorithm 1")
D, STEPS, RATE = 16, 150, 0.02
EVERY = 15
BLOCK, UNSCALED = "attention block", "loss added by leaving out 1/√d"
SMALL = "Vaswani et al. (2017), Attention is all you need, section 3.2.1"
DECIMALS = 2
"""Decimals of a trained loss that survive another processor's rounding."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which pieces of the block are there."""

    positions: bool = True
    scale: bool = True
    mask: bool = True


def read() -> tuple[Tokens, Tokens, int]:
    """Return words and next words by verse, −1 where there is none, and the number of different words.

    Shapes: (verses, longest verse − 1).
    """
    said = verses()
    index = {word: i for i, word in enumerate(sorted({word for verse in said for word in verse}))}
    longest = max(map(len, said))
    table = np.array([[index[w] for w in verse] + [-1] * (longest - len(verse)) for verse in said])
    return table[:, :-1], table[:, 1:], len(index)


def bigram_loss(x: Tokens, y: Tokens) -> float:
    """Return H(next | current) of the text in nats: the least loss of any model that sees one word (Shannon 1948)."""
    pairs = Counter(zip(x[y >= 0].tolist(), y[y >= 0].tolist(), strict=True))
    firsts = Counter(x[y >= 0].tolist())
    return -sum(n * np.log(n / firsts[a]) for (a, _), n in pairs.items()) / sum(pairs.values())


def begin(words: int, length: int, random: np.random.Generator) -> Weights:
    """Return small random weights: E embeds words, P positions; W_q, W_k, W_v, W_o are the head's; U unembeds."""
    shapes = {"E": (words, D), "P": (length, D), "U": (D, words)} | {f"W_{n}": (D, D) for n in "qkvo"}
    return {name: random.standard_normal(shape) / np.sqrt(D) for name, shape in shapes.items()}


def forward(w: Weights, x: Tokens, parts: Parts) -> dict[str, Array]:
    """Return all values of h = x + softmax(Q Kᵀ / √d) V W_o and softmax(h U). Shapes: (verses, words, …)."""
    h = w["E"][x] + (w["P"][: x.shape[1]] if parts.positions else 0)
    q, k, v = (h @ w[f"W_{n}"] for n in "qkv")
    score = q @ k.transpose(0, 2, 1) * factor(parts)
    if parts.mask:
        score = np.where(np.tri(x.shape[1], dtype=bool), score, -np.inf)
    a = softmax(score)
    z = a @ v
    out = h + z @ w["W_o"]
    return {"h": h, "q": q, "k": k, "v": v, "a": a, "z": z, "out": out, "p": softmax(out @ w["U"])}


def factor(parts: Parts) -> float:
    """Return 1/√d, or 1 without the scale."""
    return D**-0.5 if parts.scale else 1.0


def softmax(s: Array) -> Array:
    """Return exp(s) / Σ exp(s) over the last axis."""
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def losses(p: Array, y: Tokens) -> Array:
    """Return −log p(next word) at every place, 0 where there is none. Shapes: p (verses, words, all words)."""
    chosen = np.take_along_axis(p, np.maximum(y, 0)[..., None], axis=-1)[..., 0]
    return np.where(y >= 0, -np.log(chosen), 0.0)


def gradient(w: Weights, x: Tokens, y: Tokens, parts: Parts) -> tuple[Weights, float]:
    """Return the derivatives of the mean loss by every weight, and the loss: backprop by hand."""
    f, count = forward(w, x, parts), int((y >= 0).sum())
    logits = f["p"].copy()
    rows, columns = np.nonzero(y >= 0)
    logits[rows, columns, y[rows, columns]] -= 1
    logits *= (y >= 0)[..., None] / count
    out = logits @ w["U"].T
    z = out @ w["W_o"].T
    a = z @ f["v"].transpose(0, 2, 1)
    score = f["a"] * (a - (a * f["a"]).sum(axis=-1, keepdims=True)) * factor(parts)
    into = {"q": score @ f["k"], "k": score.transpose(0, 2, 1) @ f["q"], "v": f["a"].transpose(0, 2, 1) @ z}
    h = out + sum(into[n] @ w[f"W_{n}"].T for n in "qkv")
    gradients = {f"W_{n}": _outer(f["h"], into[n]) for n in "qkv"}
    gradients |= {"W_o": _outer(f["z"], out), "U": _outer(f["out"], logits)}
    gradients |= {"E": np.zeros_like(w["E"]), "P": np.zeros_like(w["P"])}
    np.add.at(gradients["E"], x, h)
    if parts.positions:
        gradients["P"][: x.shape[1]] = h.sum(axis=0)
    return gradients, float(losses(f["p"], y).sum() / count)


def _outer(left: Array, right: Array) -> Array:
    return np.einsum("bti,btj->ij", left, right)


def train(x: Tokens, y: Tokens, words: int, parts: Parts, seed: int) -> tuple[Weights, list[float]]:
    """Return weights after training on the whole text at once, and the loss at every step (Kingma & Ba 2015)."""
    w, path = begin(words, x.shape[1], np.random.default_rng(seed)), []
    m, v = ({name: np.zeros_like(value) for name, value in w.items()} for _ in range(2))
    for t in range(1, STEPS + 1):
        g, loss = gradient(w, x, y, parts)
        path.append(loss)
        for n, value in g.items():
            m[n], v[n] = 0.9 * m[n] + 0.1 * value, 0.99 * v[n] + 0.01 * value**2
            w[n] -= RATE * (m[n] / (1 - 0.9**t)) / (np.sqrt(v[n] / (1 - 0.99**t)) + 1e-8)
    return w, path


def leak(w: Weights, x: Tokens, y: Tokens, parts: Parts) -> float:
    """Return how much the losses of earlier words change when the last word of the longest verse is another."""
    other = x.copy()
    other[-1, -1] = (other[-1, -1] + 1) % len(w["E"])
    before, after = (losses(forward(w, z, parts)["p"], y)[-1, :-1] for z in (x, other))
    return float(np.abs(before - after).max())


def run(seed: int) -> ExperimentResult:
    """Train the block whole, without positions and without the scale, and hold it against the bigram's bound."""
    x, y, words = read()
    bound, floor = bigram_loss(x, y), len(x) * np.log(len(x)) / int((y >= 0).sum())
    w, whole = train(x, y, words, Parts(), seed)
    _, unplaced = train(x, y, words, Parts(positions=False), seed)
    _, unscaled = train(x, y, words, Parts(scale=False), seed)
    seen_one = f"{SHANNON}: a bound for every model that sees one word"
    measures = (
        Measure("bigram", bound, 0.779156, "hand count of 195 pairs of words", tolerance=1e-6, unit="nats"),
        Measure(
            BLOCK,
            _in_nats(whole),
            bound,
            seen_one,
            unit="nats",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            "attention block − least possible",
            round(whole[-1] - floor, DECIMALS),
            0.0,
            "derivation: eight verses begin alike, 8 log 8 / 195",
            unit="nats",
            bound=Bound.AT_LEAST,
        ),
        Measure(
            "without positions",
            _in_nats(unplaced),
            bound,
            seen_one,
            unit="nats",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure(
            UNSCALED,
            round(_in_nats(unscaled) - _in_nats(whole), DECIMALS),
            0.1,
            f"{SMALL}: unscaled scores fall behind for large widths only",
            unit="nats",
            bound=Bound.AT_MOST,
            role=MeasureRole.EVIDENCE,
        ),
        Measure("losses changed by a later word", leak(w, x, y, Parts()), 0.0, "definition of a causal mask"),
    )
    steps = tuple(range(1, STEPS + 1, EVERY))
    lines = {"attention block": whole, "without positions": unplaced, "without 1/√d": unscaled}
    series = tuple(
        Series(name, steps, tuple(round(p[s - 1], DECIMALS) for s in steps)) for name, p in lines.items()
    )
    plot = Plot(
        "steps of training", "loss in nats", (*series, Series("bigram", steps, (bound,) * len(steps)))
    )
    return ExperimentResult(
        f"bigram {bound:.2f} nats a word, one attention block {_in_nats(whole):.2f}", measures, plot
    )


def _in_nats(path: list[float]) -> float:
    return round(path[-1], DECIMALS)


EXPERIMENT = Experiment(
    name="language-model",
    title="A language model in one block",
    question="What do the parts of a language model give: attention, positions, and the scale of its scores?",
    predictions={
        ESSENTIAL: "No model that sees one word can beat the conditional entropy, and a model that attends to all earlier words can.",
        SUFFICES: "Products of matrices and softmax are enough to write the model and its gradient down.",
    },
    criteria=(
        Criterion(
            Statement(
                "Attention to earlier words gives less loss than any model that sees one word can have."
            ),
            BLOCK,
            speaks_for=Threshold(
                Bound.AT_MOST,
                0.7,
                "A tenth below the bound of 0.78 nats is more than the last steps of training change.",
                str(SHANNON),
            ),
            speaks_against=Threshold(
                Bound.AT_LEAST, 0.78, "A table of pairs of words would do as well.", str(SHANNON)
            ),
        ),
        Criterion(
            Statement("The scale 1/√d of the scores matters for a model of width 16."),
            UNSCALED,
            speaks_for=Threshold(
                Bound.AT_LEAST,
                0.1,
                "A tenth of a nat a word is more than starting from other random weights changes.",
                SMALL,
            ),
            speaks_against=Threshold(
                Bound.AT_MOST,
                0.05,
                "Starting from other random weights changes the loss as much.",
                f"{SMALL}: unscaled scores fall behind for large widths only",
            ),
        ),
        Unmeasured(
            Statement(
                "Academics had a role in building large language models.",
                ("credit-to-academics",),
            ),
            "Losses do not tell who had an idea, or where they worked; who invented a part is not measured.",
        ),
        Unmeasured(
            Statement(
                "Academics did not invent large language models and are not the experts to consult on them.",
                ("academics-did-not-invent",),
            ),
            "Losses do not tell who had an idea, or where they worked; who invented a part is not measured.",
        ),
    ),
    shows="One block of attention learns a rhyme below the bound of every model that sees one word.",
    shows_not=(
        "Thirty-one words learned by heart: no new text is predicted, and at this width positions and scale hardly matter. "
        "Who invented a part is not measured."
    ),
    sources=(VASWANI, SHANNON, KINGMA),
    run=run,
)
