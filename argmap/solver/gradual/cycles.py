"""The strengths on cycles: all of them together if that settles, else one knot after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from argmap.solver.bipolar import BipolarGraph, Values
from argmap.solver.gradual.blocks import Block, blocks_of
from argmap.solver.gradual.components import components
from argmap.solver.gradual.models import GradualModel
from argmap.solver.gradual.order import Positions
from argmap.solver.gradual.plan import Plan
from argmap.solver.gradual.reach import reachable
from argmap.solver.gradual.walk import Arrival, walk

TOLERANCE = 1e-10
TOGETHER = 240
"""How many iterations the whole core gets before its knots are told apart, which takes longer in large graphs."""

EACH = 10_000
"""How many iterations each knot gets. After that there is no result."""


def settle(
    graph: BipolarGraph, model: GradualModel, planned: Plan, values: Values, tolerance: float
) -> tuple[int, Positions]:
    """Set the strengths of the core in `values`; return the number of iterations and the nodes without a result."""
    core = planned.core
    start = values[core]
    arrival = _walk(blocks_of(graph, planned.inward, core, model), values, tolerance, TOGETHER)
    if arrival.converged:
        return arrival.iterations, core[:0]
    values[core] = start
    return _one_by_one(graph, model, planned, values, tolerance)


def _one_by_one(
    graph: BipolarGraph, model: GradualModel, planned: Plan, values: Values, tolerance: float
) -> tuple[int, Positions]:
    iterations, lost = 0, np.zeros(graph.size, dtype=bool)
    for knot in components(planned.inward, planned.core):
        if lost[knot].any():
            continue
        blocks = blocks_of(graph, planned.inward, knot, model)
        if not _is_cyclic(blocks, knot):
            values[knot] = blocks[0].strengths(values)
            continue
        arrival = _walk(blocks, values, tolerance, EACH)
        iterations = max(iterations, arrival.iterations)
        if not arrival.converged:
            lost |= reachable(planned.onward, knot)
    return iterations, np.flatnonzero(lost)


def _is_cyclic(blocks: Sequence[Block], knot: Positions) -> bool:
    return len(knot) > 1 or bool((blocks[0].sources == knot[0]).any())


def _walk(blocks: Sequence[Block], values: Values, tolerance: float, limit: int) -> Arrival:
    """Walk from the strengths in `values`, and leave there where the walk ended."""
    nodes = np.concatenate([block.nodes for block in blocks])
    local, near = _near(blocks, nodes, values)

    def model(strengths: Values) -> Values:
        local[: len(nodes)] = strengths
        found = [block.strengths(local) for block in near]
        return found[0] if len(found) == 1 else np.concatenate(found)

    arrival = walk(model, values[nodes], tolerance, limit)
    values[nodes] = arrival.strengths
    return arrival


def _near(blocks: Sequence[Block], nodes: Positions, values: Values) -> tuple[Values, list[Block]]:
    """Return the strengths of these nodes and then of all others that bear on them, and blocks numbered like that."""
    numbers = np.full(len(values), -1, dtype=np.intp)
    numbers[nodes] = np.arange(len(nodes))
    outside = np.zeros(len(values), dtype=bool)
    for block in blocks:
        outside[block.sources] = True
    outside[nodes] = False
    others = np.flatnonzero(outside)
    numbers[others] = np.arange(len(nodes), len(nodes) + len(others))
    near = [replace(block, sources=numbers[block.sources]) for block in blocks]
    return np.concatenate([values[nodes], values[others]]), near
