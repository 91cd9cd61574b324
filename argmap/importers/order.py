"""Which post of a source answers which, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from argmap.importers.protocol import RawPost


def in_order(
    posts: Sequence[RawPost], parents: Mapping[str, str], times: Mapping[str, str | None]
) -> list[RawPost]:
    """Return posts by time, and none before the one that it answers, whatever the clocks of their senders say.

    A post without a time, such as a deleted one, stands at the time of what it answers. Where most have no time, the
    order of the file is the better guess.
    """
    timed = sum(times[post.key] is not None for post in posts) * 2 > len(posts)
    replies: dict[str | None, list[int]] = {}
    for index, post in enumerate(posts):
        replies.setdefault(parents.get(post.key), []).append(index)
    ordered: list[RawPost] = []
    ready = [(_time(posts[index], times, "") if timed else "", index) for index in replies.get(None, ())]
    heapify(ready)
    while ready:
        time, index = heappop(ready)
        ordered.append(posts[index])
        for reply in replies.get(posts[index].key, ()):
            heappush(ready, (_time(posts[reply], times, time) if timed else "", reply))
    return ordered


def _time(post: RawPost, times: Mapping[str, str | None], above: str) -> str:
    """Return the time of a post in an order of times: never before the post above it, or that post's if it has none."""
    return max(times[post.key] or above, above)


def parents_of(posts: Sequence[RawPost], count: Callable[[str], None]) -> dict[str, str]:
    """Return the key that each post answers; what is not there, or would close a cycle, is left out.

    Args:
        posts: The posts, each key once.
        count: Is called with what was left out.
    """
    known = {post.key for post in posts}
    parents: dict[str, str] = {}
    for post in posts:
        if post.parent is not None and post.parent in known:
            parents[post.key] = post.parent
        elif post.parent is not None:
            count("post answers one that is not in the source")
    clear: set[str] = set()
    for post in posts:
        path: list[str] = []
        seen: set[str] = set()
        place: str | None = post.key
        while place is not None and place not in clear and place not in seen:
            seen.add(place)
            path.append(place)
            place = parents.get(place)
        if place is not None and place in seen:
            del parents[path[-1]]
            count("reply that closed a cycle was cut")
        clear |= seen
    return parents
