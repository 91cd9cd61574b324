"""What is computed when: what comes before all cycles, the cycles and what lies between them, what comes after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from argmap.solver.bipolar import BipolarGraph
from argmap.solver.gradual.order import Adjacency, Incoming, Order, Positions, incoming, outgoing, peel


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
    # What is on or behind a cycle leads nowhere else, so these out-degrees need no counting anew. Taking away
    # what leads nowhere, and then what led only there, leaves the core.
    leading = np.full(graph.size, -1, dtype=np.intp)
    leading[rest] = onward.degrees()[rest]
    behind = peel(inward, leading, np.flatnonzero(leading == 0))
    return Plan(inward, onward, before, rest[leading[rest] > 0], behind.reversed())
