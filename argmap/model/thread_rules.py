"""AM12x: what must hold in every thread. The thread model refuses to exist when one of these is broken."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Rule, rule
from argmap.model.posts import ThreadDocument


@rule("AM121")
def duplicate_thread_id(thread: ThreadDocument) -> Iterator[Finding]:
    """Two posts, or two participants, of a thread have the same id.

    Quotes and commitments name posts by id; with two of the same id nobody can tell which is meant.

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

    A typing error here would silently make a post anonymous or cut a conversation in two.

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
    """A post claims to repeat a post that does not come before it.

    Only an earlier post can be repeated; this also keeps repetitions from running in a circle.

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
