"""Posts of sources without ids: which are the same, by author and words, and by what the user has decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from argmap.errors import ArgmapError, UnknownName
from argmap.importers.assemble import Assembled
from argmap.importers.updates.alignment import Alignment, ComparedPost, aligned
from argmap.importers.updates.same_people import same_people
from argmap.model.base import shortened
from argmap.model.thread import Thread

NUMBERED = re.compile(r"\[name \d+\]")


class UndecidedPosts(ArgmapError):
    """Posts may be one or two, and nobody has said which."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user has decided about posts of sources without ids.

    Attributes:
        same: The places in the file of posts that are the same, by their ids in the dataset.
        as_new: Whether all posts that are left in doubt are new.
        by_words: Whether posts are aligned by their words though the source has ids.
    """

    same: Mapping[str, int] = field(default_factory=dict)
    as_new: bool = False
    by_words: bool = False


def content_alignment(old: Thread, new: Assembled, decisions: Decisions) -> Alignment:
    """Return which posts are the same by author, words and order.

    Args:
        old: The thread of the dataset.
        new: The other import.
        decisions: What the user has decided.

    Raises:
        UndecidedPosts: several pairs are possible.
        ArgmapError: a decision is not possible.
    """
    people = same_people(old, new.thread)
    # Names are compared as gaps: where they are replaced now, the dataset may still have them, under other numbers.
    hidden = new.names.redacted if new.thread.source.redacted else str
    left = [
        ComparedPost(post.author, _gaps(hidden(old.text_of(post.id))), post.created) for post in old.posts
    ]
    right = [
        ComparedPost(_person(post.author, people), _gaps(new.thread.text_of(post.id)), post.created)
        for post in new.thread.posts
    ]
    alignment = aligned(left, right, _decided(old, new, decisions, left, right))
    if alignment.doubts and not decisions.as_new:
        rows = [
            f"{old.posts[doubt.old].id} {shortened(left[doubt.old].text)!r} or post "
            f"{new.places[new.thread.posts[doubt.new].id]} of the file {shortened(right[doubt.new].text)!r} "
            f"(likeness {doubt.likeness:.2f})"
            for doubt in alignment.doubts
        ]
        first = alignment.doubts[0]
        example = f"--same {old.posts[first.old].id}={new.places[new.thread.posts[first.new].id]}"
        raise UndecidedPosts(
            "the source has no ids of posts, and these may be one post, edited, or two; nothing was written:\n  "
            + "\n  ".join(rows)
            + f"\nsay which are the same ({example}, once for each), or that the others are new (--as-new)"
        )
    return alignment


def _gaps(text: str) -> str:
    return NUMBERED.sub("[name]", text)


def _person(author: str | None, people: Mapping[str, str]) -> str | None:
    """Return who wrote a post of the other import: a participant of the dataset, or a newcomer, marked as one."""
    return None if author is None else people.get(author, f"new {author}")


def _decided(
    old: Thread,
    new: Assembled,
    decisions: Decisions,
    left: Sequence[ComparedPost],
    right: Sequence[ComparedPost],
) -> dict[int, int]:
    """Return the places of posts that the user has paired.

    Raises:
        ArgmapError: there is no such post, or its author is another.
    """
    at = {new.places[post.id]: number for number, post in enumerate(new.thread.posts)}
    pairs: dict[int, int] = {}
    for id, place in decisions.same.items():
        if id not in old.posts_by_id:
            raise UnknownName("post", id, old.posts_by_id)
        if place not in at:
            raise ArgmapError(f"the file has no post {place}; it has {len(at)}, counted from 1")
        a, b = old.numbers[id] - 1, at[place]
        if left[a].author != right[b].author:
            raise ArgmapError(
                f"post {id!r} and post {place} of the file have different authors; no update changes an author"
            )
        if b in pairs.values():
            raise ArgmapError(f"post {place} of the file cannot be two posts of the dataset")
        pairs[a] = b
    return pairs
