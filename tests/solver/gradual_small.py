"""Small bipolar frameworks for tests, and the models written down a second time, straight from their papers."""

from __future__ import annotations

from math import exp, prod

import numpy as np
from hypothesis import strategies as st

from argmap.solver.bipolar import BipolarGraph
from argmap.solver.gradual.models import MODELS

EVERY_MODEL = sorted(MODELS)
BIPOLAR_MODELS = sorted(name for name, model in MODELS.items() if not model.attacks_only)

scores = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 0.9, 1.0]) | st.floats(0, 1)


def framework(base: list[float], edges: list[tuple[int, int, float]]) -> BipolarGraph:
    """Return the framework with these base scores and edges (source, target, signed weight)."""
    sources = np.array([source for source, _, _ in edges], dtype=np.int32)
    targets = np.array([target for _, target, _ in edges], dtype=np.int32)
    weights = np.array([weight for _, _, weight in edges], dtype=np.float64)
    return BipolarGraph(len(base), np.array(base, dtype=np.float64), sources, targets, weights)


def edges_of(graph: BipolarGraph) -> list[tuple[int, int, float]]:
    return list(zip(graph.sources.tolist(), graph.targets.tolist(), graph.weights.tolist(), strict=True))


@st.composite
def frameworks(
    draw: st.DrawFn, nodes: int = 7, edges: int = 12, *, cyclic: bool = False, attacks_only: bool = False
) -> BipolarGraph:
    """Return a small framework with weights; without cycles its edges run from higher numbers to lower ones."""
    size = draw(st.integers(1, nodes))
    base = draw(st.lists(scores, min_size=size, max_size=size))
    found = []
    for _ in range(draw(st.integers(0, edges))):
        target, source = draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))
        if not cyclic:
            target, source = sorted((target, source))
        if cyclic or source != target:
            sign = -1.0 if attacks_only or draw(st.booleans()) else 1.0
            found.append((source, target, sign * draw(scores)))
    return framework(base, found)


def renumbered(graph: BipolarGraph, numbers: list[int], order: list[int]) -> BipolarGraph:
    """Return the same framework with new numbers for its nodes and its edges in another order."""
    base = [0.0] * graph.size
    for node, number in enumerate(numbers):
        base[number] = float(graph.base[node])
    edges = [edges_of(graph)[place] for place in order]
    return framework(base, [(numbers[source], numbers[target], weight) for source, target, weight in edges])


def applied(graph: BipolarGraph, model: str, strengths: list[float]) -> list[float]:
    """Return what a model makes of all strengths at once, by its formula."""
    found = []
    for node in range(graph.size):
        arriving = [(s, w) for s, t, w in edges_of(graph) if t == node]
        attacks = [strengths[source] * -weight for source, weight in arriving if weight < 0]
        supports = [strengths[source] * weight for source, weight in arriving if weight > 0]
        found.append(FORMULAS[model](float(graph.base[node]), attacks, supports))
    return found


def acyclic_strengths(graph: BipolarGraph, model: str) -> list[float]:
    """Return the strengths by applying the model as often as the longest path can be."""
    strengths = graph.base.tolist()
    for _ in range(graph.size):
        strengths = applied(graph, model, strengths)
    return strengths


def _df_quad(base: float, attacks: list[float], supports: list[float]) -> float:
    against = 1 - prod(1 - attack for attack in attacks)
    by = 1 - prod(1 - support for support in supports)
    return base - base * (against - by) if against >= by else base + (1 - base) * (by - against)


def _max(p: int, base: float, energy: float) -> float:
    share = abs(energy) ** p / (1 + abs(energy) ** p)
    return base - base * share if energy < 0 else base + (1 - base) * share


def _euler(base: float, energy: float) -> float:
    return 1 - (1 - base**2) / (1 + base * exp(energy))


def _product(attacks: list[float], supports: list[float]) -> float:
    return prod(1 - attack for attack in attacks) - prod(1 - support for support in supports)


FORMULAS = {
    "df-quad": _df_quad,
    "quadratic-energy": lambda base, attacks, supports: _max(2, base, sum(supports) - sum(attacks)),
    "squared-df-quad": lambda base, attacks, supports: _max(1, base, _product(attacks, supports)),
    "euler-based": lambda base, attacks, supports: _euler(base, sum(supports) - sum(attacks)),
    "euler-based-top": lambda base, attacks, supports: _euler(
        base, max(supports, default=0) - max(attacks, default=0)
    ),
    "h-categoriser": lambda base, attacks, _supports: base / (1 + sum(attacks)),
    "max-based": lambda base, attacks, _supports: base / (1 + max(attacks, default=0)),
}
