"""The order of posts: each comes behind those that it answers."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping


def in_order(posts: Collection[str], before: Mapping[str, Collection[str]]) -> list[str]:
    """Return posts so that each comes behind those that it answers, otherwise in the order of the file.

    Where posts answer each other in a ring, the order is that of the file.
    """
    place = {id: number for number, id in enumerate(posts)}
    waits = {id: len(before.get(id, ())) for id in posts}
    after: dict[str, list[str]] = {}
    for id, earlier in before.items():
        for each in earlier:
            after.setdefault(each, []).append(id)
    ready = [(number, id) for id, number in place.items() if not waits[id]]
    ordered: dict[str, None] = {}
    while ready:
        _, id = heapq.heappop(ready)
        ordered[id] = None
        for each in after.get(id, ()):
            waits[each] -= 1
            if not waits[each]:
                heapq.heappush(ready, (place[each], each))
    return [*ordered, *(id for id in posts if id not in ordered)]
