"""What another import changes in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.posts import Post
from argmap.model.thread import Thread


@dataclass(frozen=True, slots=True)
class EditedPost:
    """A post whose words changed in the source; `before` is "" where it had none."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What another import changes.

    Attributes:
        thread: The thread with everything: posts that the source dropped keep their words.
        added: The ids of new posts.
        edited: The posts with other words.
        missing: The ids of posts that the source no longer has, or whose words it no longer has; they are kept.
        moved: The ids of posts that stand in another order in the file; the dataset keeps its own.
        completed: The ids of posts that got an address, a label, another time or the post that they answer.
        kept: Sentences about what the source says differently, and the dataset keeps.
        common: How many posts both have.
    """

    thread: Thread
    added: tuple[str, ...] = ()
    edited: tuple[EditedPost, ...] = ()
    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    common: int = 0


def details(post: Post) -> tuple[object, ...]:
    """Return what the source says about a post beside its author and its words."""
    return post.reply_to, post.created, post.cue, post.url, post.label
