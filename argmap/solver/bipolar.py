"""Quantitative bipolar frameworks: arguments with base scores, attacks and supports with weights.

For everybody who has arrays. Maps become such graphs in `argmap.evaluation.strength`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from argmap.errors import ArgmapError

Values = NDArray[np.float64]
Indices = NDArray[np.int32]
Kinds = NDArray[np.int8]


class NodeRule(IntEnum):
    """How a node gets its strength from what points at it.

    ARGUMENT follows the model. The others are gates, the same in every model, and make inference steps:
    a STEP keeps the share of its base score that its attackers leave; MINIMUM and PRODUCT combine strengths.
    """

    ARGUMENT = 0
    STEP = 1
    MINIMUM = 2
    PRODUCT = 3


@dataclass(frozen=True, slots=True, eq=False)
class BipolarGraph:
    """A framework of `size` nodes, numbered from 0, in which `sources[k]` bears on `targets[k]`.

    `base` is (size,) float64 in [0, 1]. `sources` and `targets` are int32 and as long as `weights`, float64
    in [-1, 1]: below zero for an attack, above for a support; the strength that arrives is strength × |weight|.
    An edge may occur twice and counts twice, and a node may point at itself. `rules` holds a `NodeRule` for each
    node, int8; None when all are arguments.

    Raises:
        ArgmapError: a base score or weight out of range, an edge to a node that is not there, or arrays
            of different lengths.

    Source:
        Baroni, Rago & Toni (2019), From fine-grained properties to broad principles for gradual argumentation:
        quantitative bipolar argumentation frameworks.
    """

    size: int
    base: Values
    sources: Indices
    targets: Indices
    weights: Values
    names: tuple[str, ...] | None = field(default=None)
    rules: Kinds | None = field(default=None)

    def __post_init__(self) -> None:
        if not len(self.sources) == len(self.targets) == len(self.weights):
            raise ArgmapError("sources, targets and weights must be of one length")
        for known in (self.base, self.names, self.rules):
            if known is not None and len(known) != self.size:
                raise ArgmapError(
                    f"a graph of {self.size} nodes needs {self.size} base scores, names and rules"
                )
        _refuse_outside(self.base, 0, 1, "base score")
        _refuse_outside(self.weights, -1, 1, "weight")
        for ends in (self.sources, self.targets):
            _refuse_outside(ends, 0, self.size - 1, "node of an edge")


def bipolar_graph(
    base: Sequence[float],
    attacks: Iterable[tuple[int, int]] = (),
    supports: Iterable[tuple[int, int]] = (),
) -> BipolarGraph:
    """Return the framework with these base scores, attacks and supports, all of weight 1.

    Example:
        >>> bipolar_graph([0.5, 0.8], attacks=[(1, 0)]).weights
        array([-1.])
    """
    against, by = list(attacks), list(supports)
    ends = np.array([*against, *by], dtype=np.int32).reshape(-1, 2)
    weights = np.repeat([-1.0, 1.0], [len(against), len(by)])
    scores = np.asarray(base, dtype=np.float64)
    return BipolarGraph(len(scores), scores, ends[:, 0], ends[:, 1], weights)


def part(graph: BipolarGraph, nodes: NDArray[np.bool_], edges: NDArray[np.bool_]) -> BipolarGraph:
    """Return the nodes and edges of two masks as a graph of its own; edges with an end outside are left out."""
    kept = edges & nodes[graph.sources] & nodes[graph.targets]
    numbers = (np.cumsum(nodes) - 1).astype(np.int32)
    names = graph.names and tuple(name for name, inside in zip(graph.names, nodes, strict=True) if inside)
    return BipolarGraph(
        int(nodes.sum()),
        graph.base[nodes],
        numbers[graph.sources[kept]],
        numbers[graph.targets[kept]],
        graph.weights[kept],
        names,
        None if graph.rules is None else graph.rules[nodes],
    )


def _refuse_outside(values: Values | Indices, low: float, high: float, what: str) -> None:
    # Written so that nan is refused too: it is neither above nor below.
    if len(values) and not (values.min() >= low and values.max() <= high):
        worst = next(value for value in values.tolist() if not low <= value <= high)
        raise ArgmapError(f"{what} {worst} is not between {low} and {high}")
