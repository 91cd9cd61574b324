"""What can be reached from where."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from argmap.solver.gradual.order import Adjacency, Positions


def reachable(adjacency: Adjacency, nodes: Positions) -> NDArray[np.bool_]:
    """Return, as a mask, these nodes and all that their edges lead to in the end, step by step in rounds."""
    known = np.zeros(len(adjacency.starts) - 1, dtype=bool)
    while len(nodes):
        known[nodes] = True
        nodes = adjacency.others[adjacency.of(nodes)[0]]
        nodes = np.unique(nodes[~known[nodes]])
    return known
