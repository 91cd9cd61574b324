"""Ids of the rows of a table: those that stand in rows with other words are no ids, and replies to them are doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argmap.importers.protocol import RawPost
from argmap.importers.words import short_digest

SHOWN = 5


def with_sound_ids(
    posts: Sequence[RawPost], column: str | None
) -> tuple[list[RawPost], bool, tuple[str, ...]]:
    """Return posts, whether the column holds ids, and what to say about those that are none.

    An id in several rows with other words is left out in all of them, and so are the replies to it: nobody knows which row
    is meant. If that is so for most rows, the column names something else, such as the discussion.

    Args:
        posts: A post for each row, with what the column holds as its key.
        column: The name of the column; None if there is none.
    """
    first: dict[str, RawPost] = {}
    doubtful = {post.key: None for post in posts if first.setdefault(post.key, post) != post}
    if not doubtful or column is None:
        return list(posts), True, ()
    rows = sum(post.key in doubtful for post in posts)
    if rows * 2 > len(posts):
        return _without_ids(posts, column, next(iter(doubtful)))
    lost = sum(post.parent in doubtful for post in posts)
    made = [
        replace(
            post,
            key=_made(post) if post.key in doubtful else post.key,
            parent=None if post.parent in doubtful else post.parent,
        )
        for post in posts
    ]
    shown = ", ".join(map(repr, list(doubtful)[:SHOWN])) + (", …" if len(doubtful) > SHOWN else "")
    number = f"{len(doubtful)} id stands" if len(doubtful) == 1 else f"{len(doubtful)} ids stand"
    return made, True, (f"{number} in several rows with other words ({shown}){_links(lost)}.",)


def _without_ids(
    posts: Sequence[RawPost], column: str, shown: str
) -> tuple[list[RawPost], bool, tuple[str, ...]]:
    lost = sum(post.parent is not None for post in posts)
    rows = [replace(post, key=f"row-{number}", parent=None) for number, post in enumerate(posts, start=1)]
    sentence = f"The column {column!r} holds no ids of posts: {shown!r} stands in rows with other words"
    return rows, False, (f"{sentence}{_links(lost)}.",)


def _made(post: RawPost) -> str:
    """Return a key for a row whose id is that of others, too: the same row gets it again."""
    return f"{post.key} {short_digest(repr((post.author, post.created, post.text)))}"


def _links(number: int) -> str:
    """Return what to say of the posts of which it is left out what they answer."""
    if not number:
        return ""
    return f"; of {number} {'reply' if number == 1 else 'replies'} it was left out which post is answered"
