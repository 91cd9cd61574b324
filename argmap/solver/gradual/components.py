"""The strongly connected components of a part of a graph, without recursion."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from argmap.solver.gradual.order import Adjacency, Positions


def components(inward: Adjacency, nodes: Positions) -> tuple[Positions, ...]:
    """Return the components among `nodes`, each after those it depends on, each sorted.

    Source:
        Tarjan (1972), Depth-first search and linear graph algorithms. DOI 10.1137/0201010
    """
    search = _Search(inward, nodes)
    return tuple(np.array(sorted(found), dtype=np.intp) for found in search.run(nodes.tolist()))


class _Search:
    """Tarjan's search along incoming edges: a component is complete after all that it depends on."""

    def __init__(self, inward: Adjacency, nodes: Positions) -> None:
        size = len(inward.starts) - 1
        self.starts, self.sources = inward.starts.tolist(), inward.others.tolist()
        self.number = [0] * size  # 0: not seen yet; outside `nodes`: done
        self.done = [True] * size
        for node in nodes.tolist():
            self.done[node] = False
        self.low = [0] * size
        self.open: list[int] = []
        self.count = 0

    def run(self, nodes: list[int]) -> Iterator[list[int]]:
        for node in nodes:
            if not self.number[node]:
                yield from self._from(node)

    def _from(self, root: int) -> Iterator[list[int]]:
        path = [(root, self._enter(root))]
        while path:
            node, sources = path[-1]
            following = self._next(node, sources)
            if following is not None:
                path.append((following, self._enter(following)))
                continue
            path.pop()
            if path:
                parent = path[-1][0]
                self.low[parent] = min(self.low[parent], self.low[node])
            if self.low[node] == self.number[node]:
                yield self._close(node)

    def _enter(self, node: int) -> Iterator[int]:
        self.count += 1
        self.number[node] = self.low[node] = self.count
        self.open.append(node)
        return iter(self.sources[self.starts[node] : self.starts[node + 1]])

    def _next(self, node: int, sources: Iterator[int]) -> int | None:
        """Return the next source not seen yet; take note of those that are in an open component."""
        for source in sources:
            if self.done[source]:
                continue
            if not self.number[source]:
                return source
            self.low[node] = min(self.low[node], self.number[source])
        return None

    def _close(self, node: int) -> list[int]:
        found = [self.open.pop()]
        while found[-1] != node:
            found.append(self.open.pop())
        for member in found:
            self.done[member] = True
        return found
