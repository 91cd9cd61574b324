"""Abstract argumentation frameworks: arguments and attacks, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]
Labels = NDArray[np.int8]
"""One label for each argument: 1 in, -1 out, 0 undecided."""

WIDE = 256
"""From how many arguments at a time an array is faster than a loop."""


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


def ancestors(graph: AttackGraph, argument: int) -> Indices:
    """Return an argument and all that attack it, directly or through others, in ascending order.

    Nothing else bears on the argument under the semantics that are directional (grounded, complete, preferred,
    ideal); stable and semi-stable sets depend on the rest too.

    Source:
        Baroni & Giacomin (2007), On principle-based evaluation of extension-based argumentation semantics:
        directionality. DOI 10.1016/j.artint.2007.04.004
    """
    starts, attackers = neighbours(graph.size, graph.targets, graph.sources)
    marks = bytearray(graph.size)
    marks[argument] = 1
    level = [argument]
    while level:
        step = _wide_step if len(level) >= WIDE else _narrow_step
        level = step(starts, attackers, marks, level)
    return np.flatnonzero(np.frombuffer(marks, np.uint8)).astype(np.int32)


def neighbours(size: int, sources: Indices, targets: Indices) -> tuple[Indices, Indices]:
    """Return for each node where its targets start, with one end more, and all targets, node by node."""
    starts = np.zeros(size + 1, np.int32)
    np.cumsum(np.bincount(sources, minlength=size), out=starts[1:])
    # One sort of whole numbers is several times as fast as an argsort, and the order depends on nothing else.
    keys = (sources.astype(np.int64) << 32) | targets
    keys.sort()
    return starts, keys.astype(np.int32)


def _narrow_step(starts: Indices, attackers: Indices, marks: bytearray, level: list[int]) -> list[int]:
    """Return who attacks a few arguments and was not marked before; marks them."""
    found: list[int] = []
    for node in level:
        for attacker in attackers[starts[node] : starts[node + 1]].tolist():
            if not marks[attacker]:
                marks[attacker] = 1
                found.append(attacker)
    return found


def _wide_step(starts: Indices, attackers: Indices, marks: bytearray, level: list[int]) -> list[int]:
    """Return who attacks many arguments and was not marked before; marks them."""
    nodes = np.array(level)
    counts = starts[nodes + 1] - starts[nodes]
    ends = np.cumsum(counts)
    places = np.repeat(starts[nodes] - (ends - counts), counts) + np.arange(ends[-1])
    reached, seen = attackers[places], np.frombuffer(marks, np.uint8)
    found = np.unique(reached[seen[reached] == 0])
    seen[found] = 1
    return list(map(int, found))
