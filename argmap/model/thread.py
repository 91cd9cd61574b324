"""A sound thread, and AM121 to AM123: the rules that it keeps. A thread that breaks one of them is refused."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from argmap.diagnostics import Finding, Rule, rule
from argmap.errors import UnknownName
from argmap.model.base import counted
from argmap.model.faults import enforce
from argmap.model.posts import Post, ThreadDocument


@rule("AM121")
def duplicate_thread_id(thread: ThreadDocument) -> Iterator[Finding]:
    """Two posts, or two participants, of a thread have the same id.

    Quotes and commitments name posts by id. If two posts have the same id, readers cannot tell which one is meant.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts:
            - {id: p1, author: a, text: Yes.}
            - {id: p1, author: a, text: No.}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts:
            - {id: p1, author: a, text: Yes.}
            - {id: p2, author: a, text: No.}
    """
    for field in ("participants", "posts"):
        seen: set[str] = set()
        for index, item in enumerate(getattr(thread, field)):
            if item.id in seen:
                yield Finding((field, index, "id"), f"{item.id!r} is already the id of one of the {field}")
            seen.add(item.id)


@rule("AM122")
def dangling_post_reference(thread: ThreadDocument) -> Iterator[Finding]:
    """A post names an author, an answered post or a repeated post that the thread does not have.

    Without this rule, a typing error could make a post anonymous or break a conversation in two, silently.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: b, text: Yes.}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: Yes.}]
    """
    known = {
        "author": {participant.id for participant in thread.participants},
        "reply_to": {post.id for post in thread.posts},
        "repeats": {post.id for post in thread.posts},
    }
    for index, post in enumerate(thread.posts):
        for field, ids in known.items():
            name = getattr(post, field)
            if name is not None and name not in ids:
                yield Finding(
                    ("posts", index, field),
                    f"{field} {name!r} is not in this thread",
                    subject=name,
                    known=ids,
                )


@rule("AM123")
def late_repetition(thread: ThreadDocument) -> Iterator[Finding]:
    """A post repeats a post that does not come before it.

    Only an earlier post can be repeated. This also prevents cycles of repetitions.

    Bad:
        thread:
          posts:
            - {id: p1, repeats: p2}
            - {id: p2, text: Yes.}

    Good:
        thread:
          posts:
            - {id: p1, text: Yes.}
            - {id: p2, repeats: p1}
    """
    everyone = {post.id for post in thread.posts}
    earlier: set[str] = set()
    for index, post in enumerate(thread.posts):
        if post.repeats in everyone and post.repeats not in earlier:
            yield Finding(
                ("posts", index, "repeats"),
                f"post {post.id!r} cannot repeat {post.repeats!r}, which does not come before it",
            )
        earlier.add(post.id)


THREAD_RULES: tuple[Rule, ...] = (duplicate_thread_id, dangling_post_reference, late_repetition)


class Thread(ThreadDocument):
    """A discussion thread: participants and posts in the order in which they were made.

    `len(thread)` is the number of posts, a loop over it yields them, `thread["p1"]` is one of them, and
    `"p1" in thread` says whether it is there.
    """

    @model_validator(mode="after")
    def _sound(self) -> Thread:
        enforce(self, THREAD_RULES)
        return self

    def __len__(self) -> int:
        return len(self.posts)

    def __bool__(self) -> bool:
        return True  # a thread without posts is still a thread: `if map.thread` asks whether there is one

    def __iter__(self) -> Iterator[Post]:  # type: ignore[override]  # pydantic's own yields names of fields
        return iter(self.posts)

    def __contains__(self, part: object) -> bool:
        """Return whether the thread has a post: an id, or the post itself."""
        return part in self.posts_by_id if isinstance(part, str) else part in self.posts

    def __getitem__(self, post_id: str) -> Post:
        """Return the post of that id.

        Raises:
            UnknownName: the thread has no such post.
        """
        if post_id not in self.posts_by_id:
            raise UnknownName("post", post_id, self.posts_by_id)
        return self.posts_by_id[post_id]

    def __repr__(self) -> str:
        return f"<Thread {self.id}: {counted(len(self.participants), 'participant')}, {counted(len(self.posts), 'post')}>"
