"""Sentences in an order in which each comes after what it depends on, circles together."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.reasoning.assumptions import Framework


def components(framework: Framework) -> Iterator[tuple[int, ...]]:
    """Yield the strongly connected components of the dependencies between sentences, dependencies first.

    Source:
        Tarjan (1972), Depth-first search and linear graph algorithms, with an explicit stack: arguments can
        be deeper than Python's own. DOI 10.1137/0201010
    """
    index = [0] * framework.sentences
    low = [0] * framework.sentences
    waiting: list[int] = []
    count = 0
    for start in range(framework.sentences):
        if index[start]:
            continue
        count += 1
        index[start] = low[start] = count
        waiting.append(start)
        path = [(start, iter(framework.needs(start)))]
        while path:
            sentence, onward = path[-1]
            for other in onward:
                if not index[other]:
                    count += 1
                    index[other] = low[other] = count
                    waiting.append(other)
                    path.append((other, iter(framework.needs(other))))
                    break
                if index[other] > 0:
                    low[sentence] = min(low[sentence], index[other])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[sentence])
                if low[sentence] == index[sentence]:
                    yield _closed(waiting, sentence, index)


def _closed(waiting: list[int], sentence: int, index: list[int]) -> tuple[int, ...]:
    """Take a finished component off the stack; a negative index marks its members as done."""
    members: list[int] = []
    while True:
        member = waiting.pop()
        index[member] = -1
        members.append(member)
        if member == sentence:
            return tuple(members)
