"""The words of posts after another import: each text once, and repeated by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.model.posts import Fingerprint, Gone, Post
from argmap.model.thread import Thread


def worded(
    posts: Sequence[Post], words: Mapping[str, str | None], old: Thread, *, withholds: bool
) -> Iterator[Post]:
    """Yield the posts with their words; a new or edited one that has the very words of an earlier one repeats it.

    A post that has not changed stays as it is written, unless it repeats one that has.

    Args:
        posts: The posts, in order.
        words: The words of those that are new or edited.
        old: The thread of the dataset.
        withholds: Whether the dataset may not hold the words.
    """
    holders: dict[str, str] = {}
    for post in posts:
        text = words.get(post.id)
        before = old.text_of(post.id) if post.id in old.posts_by_id else ""
        if text is None and post.repeats in words:
            text = before
        if text:
            holder = holders.get(text)
            hidden = withholds and holder is None
            yield post.model_copy(
                update={
                    "text": None if holder or hidden else text,
                    "repeats": holder,
                    "withheld": Fingerprint.of(text) if hidden else None,
                    "gone": None,
                }
            )
        elif text == "" and post.gone is None:
            yield post.model_copy(update={"gone": Gone.EMPTY, "text": None, "repeats": None})
        else:
            yield post
        text = text or before
        if text:
            holders.setdefault(text, post.id)
