"""Abstract argumentation frameworks: arguments and attacks, and nothing else; and their grounded labelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]
Labels = NDArray[np.int8]
"""One label for each argument: 1 in, -1 out, 0 undecided."""

IN, OUT, UNDECIDED = 1, -1, 0

FEW = 4_000
"""Up to how many attacks a loop over lists is faster than rounds over arrays."""

SHARE = 8
"""A round must settle one attack in so many: all rounds together then cost no more than so many first ones."""


@dataclass(frozen=True, slots=True, eq=False)
class AttackGraph:
    """A framework of `size` arguments, numbered from 0, in which `sources[k]` attacks `targets[k]`.

    `sources` and `targets` are int32 arrays of one length; an attack may occur twice, and an argument may
    attack itself. `names` are the arguments' names where the input gave any.

    Source:
        Dung (1995), On the acceptability of arguments, definition 2. DOI 10.1016/0004-3702(94)00041-X
    """

    size: int
    sources: Indices
    targets: Indices
    names: tuple[str, ...] | None = field(default=None)


def attack_graph(
    size: int, attacks: Iterable[tuple[int, int]], names: tuple[str, ...] | None = None
) -> AttackGraph:
    """Return the framework of `size` arguments with attacks given as pairs: who attacks, who is attacked."""
    pairs = np.array(list(attacks), np.int32).reshape(-1, 2)
    return AttackGraph(size, pairs[:, 0].copy(), pairs[:, 1].copy(), names)


def restricted(graph: AttackGraph, kept: NDArray[np.bool_]) -> tuple[AttackGraph, Indices]:
    """Return the framework of the arguments that are kept, and which they were; `kept` is a mask over all."""
    indices = np.flatnonzero(kept).astype(np.int32)
    inside = kept[graph.sources] & kept[graph.targets]
    renumbered = (np.cumsum(kept) - 1).astype(np.int32)
    names = None if graph.names is None else tuple(graph.names[k] for k in indices.tolist())
    sources, targets = graph.sources[inside], graph.targets[inside]
    return AttackGraph(len(indices), renumbered[sources], renumbered[targets], names), indices


def neighbours(size: int, sources: Indices, targets: Indices) -> tuple[Indices, Indices]:
    """Return for each node where its targets start, with one end more, and all targets, node by node."""
    starts = np.zeros(size + 1, np.int32)
    np.cumsum(np.bincount(sources, minlength=size), out=starts[1:])
    # One sort of whole numbers is several times as fast as an argsort, and the order depends on nothing else.
    keys = (sources.astype(np.int64) << 32) | targets
    keys.sort()
    return starts, keys.astype(np.int32)


def grounded(graph: AttackGraph) -> Labels:
    """Return the grounded labelling, `(size,)` int8: 1 in, -1 out, 0 undecided.

    Arguments that nothing attacks are in, what they attack is out, and so on until nothing changes. While many
    labels follow at a time, all attacks are looked at in rounds, and those that are settled leave; what remains,
    such as a long chain, is walked through one by one.

    Source:
        Dung (1995), definition 20: the least fixpoint of the characteristic function; as a labelling, Caminada
        (2006), On the issue of reinstatement in argumentation.
    """
    labels = np.zeros(graph.size, np.int8)
    sources, targets = graph.sources.astype(np.intp), graph.targets.astype(np.intp)
    before = len(sources) * SHARE
    while len(sources) > FEW and (before - len(sources)) * SHARE >= before:
        before = len(sources)
        sources, targets = _round(labels, sources, targets)
    rest = AttackGraph(graph.size, sources.astype(np.int32), targets.astype(np.int32))
    _finish(labels, *undecided_part(rest, labels))
    return labels


def undecided_part(graph: AttackGraph, labels: Labels) -> tuple[AttackGraph, Indices]:
    """Return the framework restricted to the undecided arguments, and which arguments these are.

    Its complete, preferred, stable and semi-stable extensions, each joined with the arguments that are in, are
    those of the whole.
    """
    return restricted(graph, labels == UNDECIDED)


def _round(
    labels: Labels, sources: NDArray[np.intp], targets: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Label what is attacked by nothing undecided, and what that attacks; return the attacks left to settle."""
    undecided = labels == UNDECIDED
    attacked = np.zeros(len(labels), np.bool_)
    attacked[targets] = True
    standing = undecided & ~attacked
    labels[standing] = IN
    labels[targets[standing[sources]]] = OUT
    undecided = labels == UNDECIDED
    left = undecided[sources] & undecided[targets]
    return sources[left], targets[left]


def _finish(labels: Labels, rest: AttackGraph, indices: Indices) -> None:
    starts, targets = neighbours(rest.size, rest.sources, rest.targets)
    attackers = np.bincount(rest.targets, minlength=rest.size)
    labels[indices] = _walked(starts.tolist(), targets.tolist(), attackers.tolist())


def _walked(starts: list[int], targets: list[int], attackers: list[int]) -> list[int]:
    """Return the labels, found by walking from the arguments without attackers; `attackers` is used up."""
    labels = [UNDECIDED if count else IN for count in attackers]
    standing = [node for node, count in enumerate(attackers) if not count]
    for node in standing:  # it grows while it is walked
        for victim in targets[starts[node] : starts[node + 1]]:
            if labels[victim] == UNDECIDED:
                labels[victim] = OUT
                for freed in targets[starts[victim] : starts[victim + 1]]:
                    attackers[freed] -= 1
                    if not attackers[freed]:
                        labels[freed] = IN
                        standing.append(freed)
    return labels
