"""In which order nodes can be computed, and what can be reached from where.

Many nodes are ready at once in the first rounds, and then few: most claims of a discussion are leaves, ready in
the first round, and a thread of replies leaves one node ready at a time. A round costs some ten array operations,
whatever its width; a node of the loop costs a microsecond.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from argmap.solver.bipolar import BipolarGraph, Indices, Values
from argmap.solver.components import components

Positions = NDArray[np.intp]

NARROW = 48
"""A round of fewer nodes is slower than the loop."""

NARROW_ROUNDS = 64
"""How many narrow rounds are made before the loop takes over: turning arrays into lists costs as much."""


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Edges sorted by one of their ends: those of node n lead to `others[starts[n]:starts[n + 1]]`."""

    starts: Positions
    others: Positions

    def degrees(self) -> Positions:
        return np.diff(self.starts)

    def of(self, nodes: Positions) -> tuple[Positions, Positions]:
        """Return the places of all edges of these nodes, node by node, and how many each has."""
        first = self.starts[nodes]
        counts = self.starts[nodes + 1] - first
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return np.repeat(first - ends + counts, counts) + np.arange(total), counts


@dataclass(frozen=True, slots=True, eq=False)
class Incoming(Adjacency):
    """Edges sorted by their target, with the position of each in the graph and its weight."""

    edges: Positions
    weights: Values


def incoming(graph: BipolarGraph) -> Incoming:
    """Return the edges of a graph by target, those of one node in their order in the graph."""
    edges = _sorted_pairs(graph.targets, np.arange(len(graph.targets)), len(graph.targets))
    starts = _starts(graph.targets, graph.size)
    return Incoming(starts, graph.sources[edges].astype(np.intp), edges, graph.weights[edges])


def outgoing(graph: BipolarGraph) -> Adjacency:
    """Return the edges of a graph by source."""
    return Adjacency(
        _starts(graph.sources, graph.size), _sorted_pairs(graph.sources, graph.targets, graph.size)
    )


def _sorted_pairs(first: Indices, second: Positions | Indices, limit: int) -> Positions:
    """Return the numbers of `second`, all below `limit`, in the order of `first`."""
    if (first[1:] >= first[:-1]).all():
        return second.astype(np.intp)
    # Two numbers sorted as one: faster than any argsort.
    bits = limit.bit_length()
    pairs = first.astype(np.int64)
    pairs <<= bits
    pairs |= second
    pairs.sort()
    pairs &= (1 << bits) - 1
    return pairs.astype(np.intp, copy=False)


def _starts(ends: Indices, size: int) -> Positions:
    starts = np.zeros(size + 1, dtype=np.intp)
    np.cumsum(np.bincount(ends, minlength=size), out=starts[1:])
    return starts


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Nodes that are computed together, or one after the other as they stand."""

    nodes: Positions
    together: bool


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Nodes in an order in which they can be computed."""

    pieces: tuple[Piece, ...] = ()

    def nodes(self) -> Positions:
        """Return all nodes, each after those of them on which it depends."""
        return np.concatenate([np.zeros(0, dtype=np.intp), *(piece.nodes for piece in self.pieces)])

    def reversed(self) -> Order:
        return Order(tuple(Piece(piece.nodes[::-1], piece.together) for piece in self.pieces[::-1]))


def peel(onward: Adjacency, waiting: Positions, ready: Positions) -> Order:
    """Return the order in which nodes become ready, beginning with `ready`.

    `waiting` is how many edges each node waits for; it is used up. Nodes on a cycle, and what is reached only
    through one, keep a number above zero and are not in the order.
    """
    pieces, narrow = [], 0
    while len(ready) and narrow < NARROW_ROUNDS:
        pieces.append(Piece(ready, together=True))
        narrow += len(ready) < NARROW
        ready = _next_round(onward, waiting, ready)
    if len(ready):
        pieces.append(Piece(_one_by_one(onward, waiting, ready), together=False))
    return Order(tuple(pieces))


def _next_round(onward: Adjacency, waiting: Positions, ready: Positions) -> Positions:
    reached = onward.others[onward.of(ready)[0]]
    np.subtract.at(waiting, reached, 1)
    free = reached[waiting[reached] == 0]
    return _distinct(free, waiting)


def _distinct(nodes: Positions, scratch: Positions) -> Positions:
    """Return the nodes without repetition; `scratch` holds zero at each of them, before and after."""
    scratch[nodes] = np.arange(len(nodes))
    kept: Positions = nodes[scratch[nodes] == np.arange(len(nodes))]
    scratch[nodes] = 0
    return kept


def _one_by_one(onward: Adjacency, waiting: Positions, ready: Positions) -> Positions:
    starts, others, left = onward.starts.tolist(), onward.others.tolist(), waiting.tolist()
    queue = ready.tolist()
    for node in queue:  # the queue grows while it is walked
        for other in others[starts[node] : starts[node + 1]]:
            left[other] -= 1
            if not left[other]:
                queue.append(other)
    waiting[:] = left
    return np.array(queue, dtype=np.intp)


def reachable(adjacency: Adjacency, nodes: Positions) -> NDArray[np.bool_]:
    """Return, as a mask, these nodes and all that their edges lead to in the end, step by step in rounds."""
    known = np.zeros(len(adjacency.starts) - 1, dtype=bool)
    while len(nodes):
        known[nodes] = True
        nodes = adjacency.others[adjacency.of(nodes)[0]]
        nodes = np.unique(nodes[~known[nodes]])
    return known


def components_among(inward: Adjacency, nodes: Positions) -> tuple[Positions, ...]:
    """Return the strongly connected components among `nodes`, each sorted and after those it depends on."""
    numbers = np.full(len(inward.starts) - 1, -1, dtype=np.intp)
    numbers[nodes] = np.arange(len(nodes))
    places, counts = inward.of(nodes)
    sources, ends = numbers[inward.others[places]].tolist(), np.cumsum(counts).tolist()
    starts = [0, *ends]

    def needs(node: int) -> list[int]:
        return [source for source in sources[starts[node] : ends[node]] if source >= 0]

    return tuple(np.sort(nodes[list(members)]) for members in components(len(nodes), needs))


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Edges sorted by target (`inward`) and by source (`onward`), and the three parts of the graph.

    `before` depends on no cycle, `core` holds the cycles and what lies between them, `after` depends on the core.
    """

    inward: Incoming
    onward: Adjacency
    before: Order
    core: Positions
    after: Order


def plan(graph: BipolarGraph) -> Plan:
    """Return what to compute in which order, in linear time."""
    inward, onward = incoming(graph), outgoing(graph)
    waiting = inward.degrees()
    before = peel(onward, waiting, np.flatnonzero(waiting == 0))
    rest = np.flatnonzero(waiting)
    if not len(rest):
        return Plan(inward, onward, before, rest, Order())
    # What is on or behind a cycle leads nowhere else, so these out-degrees need not be counted again. Taking away
    # what leads nowhere, and then what led only there, leaves the core.
    leading = np.full(graph.size, -1, dtype=np.intp)
    leading[rest] = onward.degrees()[rest]
    behind = peel(inward, leading, np.flatnonzero(leading == 0))
    return Plan(inward, onward, before, rest[leading[rest] > 0], behind.reversed())
