"""Numbered things in an order in which each comes after what it depends on, cycles together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator


def components(size: int, needs: Callable[[int], Collection[int]]) -> Iterator[tuple[int, ...]]:
    """Yield the strongly connected components of `size` things of which each needs others, dependencies first.

    Source:
        Tarjan (1972), Depth-first search and linear graph algorithms, with an explicit stack: arguments can
        be deeper than Python's own. DOI 10.1137/0201010
    """
    index = [0] * size
    low = [0] * size
    waiting: list[int] = []
    count = 0
    for start in range(size):
        if index[start]:
            continue
        count += 1
        index[start] = low[start] = count
        waiting.append(start)
        path = [(start, iter(needs(start)))]
        while path:
            thing, onward = path[-1]
            for other in onward:
                if not index[other]:
                    if not (fresh := needs(other)):  # nothing to wait for, as for half of all
                        index[other] = -1
                        yield (other,)
                        continue
                    count += 1
                    index[other] = low[other] = count
                    waiting.append(other)
                    path.append((other, iter(fresh)))
                    break
                if 0 < index[other] < low[thing]:
                    low[thing] = index[other]
            else:
                path.pop()
                if path and low[thing] < low[path[-1][0]]:
                    low[path[-1][0]] = low[thing]
                if low[thing] == index[thing]:
                    yield _closed(waiting, thing, index)


def _closed(waiting: list[int], thing: int, index: list[int]) -> tuple[int, ...]:
    """Take a finished component off the stack; a negative index marks its members as done."""
    if waiting[-1] == thing:
        index[waiting.pop()] = -1
        return (thing,)
    members: list[int] = []
    while True:
        member = waiting.pop()
        index[member] = -1
        members.append(member)
        if member == thing:
            return tuple(members)
