"""Where the new posts of another import stand among those of a dataset, whose order stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from argmap.model.posts import Post


def placed(old: Sequence[Post], new: Sequence[Post], before: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of all posts in order.

    A new post stands where it belongs in time: before the first post of the dataset that is later. Where most posts have no
    time, or it has none, it stands behind the post that is before it in the source. It never stands before the post that
    it answers, nor, as far as the order of the dataset allows, behind a post of the dataset that answers it.

    Args:
        old: The posts of the dataset, in order.
        new: The new posts, in the order of the source, which has no post before the one that it answers.
        before: For each new post, the ids of the posts before it in the source, nearest first, until one of the dataset.
    """
    places = {post.id: place for place, post in enumerate(old)}
    times = [_moment(post) for post in old]
    timed = sum(time is not None for time in times) * 2 > len(times)
    latest = _latest(times)
    answered = _first_answers(old)
    ends: dict[str, int] = {}
    for post in new:
        least = _behind(post.reply_to, places, ends)
        time = _moment(post)
        if timed and time is not None:
            end = bisect_right(latest, time)
        else:
            end = next((_behind(id, places, ends) for id in before.get(post.id, ())), 0)
        if post.id in answered:
            end = min(end, answered[post.id])
        ends[post.id] = max(end, least)
    rows = [((place, 1, 0), post.id) for post, place in zip(old, range(len(old)), strict=True)]
    rows += [((ends[post.id], 0, number), post.id) for number, post in enumerate(new)]
    return [id for _, id in sorted(rows)]


def _behind(id: str | None, places: Mapping[str, int], ends: Mapping[str, int]) -> int:
    """Return the first place behind a post, as the number of posts of the dataset that are before it."""
    if id is None:
        return 0
    return places[id] + 1 if id in places else ends.get(id, 0)


def _latest(times: Sequence[datetime | None]) -> list[datetime]:
    """Return for each post the latest time up to it: where it first is later than another, a later post begins."""
    latest: list[datetime] = []
    last = datetime.min.replace(tzinfo=UTC)
    for time in times:
        last = max(last, time) if time is not None else last
        latest.append(last)
    return latest


def _first_answers(old: Sequence[Post]) -> dict[str, int]:
    """Return the place of the first post that answers each post."""
    first: dict[str, int] = {}
    for place, post in enumerate(old):
        if post.reply_to is not None:
            first.setdefault(post.reply_to, place)
    return first


def _moment(post: Post) -> datetime | None:
    return datetime.fromisoformat(post.created.upper()) if post.created is not None else None
