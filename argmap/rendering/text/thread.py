"""A thread as text: each post with its author, below what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from argmap.model.posts import Post
from argmap.model.thread import Thread

DEEPEST = 12
"""Levels of replies that are indented; deeper ones say what they answer."""

INDENT = "    "


def thread_text(thread: Thread, *, width: int | None = None, flat: bool = False) -> str:
    """Return a thread as text: replies stand below what they answer, or (`flat`) all posts in their order."""
    heading = [thread.title, "=" * min(len(thread.title), width or len(thread.title)), ""]
    if thread.source.url:
        heading += [thread.source.url, ""]
    ordered = [(0, post) for post in thread.posts] if flat else list(_tree(thread))
    parts = [line for depth, post in ordered for line in _post(thread, post, depth, width, flat=flat)]
    return "\n".join([*heading, *parts]).rstrip() + "\n"


def post_text(thread: Thread, post: Post) -> str:
    """Return one post as it is shown in its order: a line about it, then its words."""
    return "\n".join(_post(thread, post, 0, None, flat=True)).rstrip() + "\n"


def _tree(thread: Thread) -> Iterator[tuple[int, Post]]:
    known = thread.posts_by_id
    answers: dict[str | None, list[Post]] = {}
    for post in thread.posts:
        answers.setdefault(post.reply_to if post.reply_to in known else None, []).append(post)
    shown: set[str] = set()
    todo = [(0, post) for post in reversed(answers.get(None, []))]
    while todo:
        depth, post = todo.pop()
        shown.add(post.id)
        yield depth, post
        todo += [(depth + 1, answer) for answer in reversed(answers.get(post.id, []))]
    # What is left are posts that answer each other in a cycle.
    yield from ((0, post) for post in thread.posts if post.id not in shown)


def _post(thread: Thread, post: Post, depth: int, width: int | None, *, flat: bool) -> Iterator[str]:
    margin = INDENT * min(depth, DEEPEST)
    people = thread.participants_by_id
    who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
    when = (post.created or "")[:16].replace("T", " ")
    facts = [part for part in (who, post.label, when, f"at {post.cue}" if post.cue else "") if part]
    if post.reply_to and (flat or depth > DEEPEST):
        facts.append(f"answers #{thread.numbers[post.reply_to]}")
    yield f"{margin}#{thread.numbers[post.id]} {' · '.join(facts)}  [{post.id}]"
    if post.url is not None:
        yield f"{margin}{post.url}"
    if post.absence is not None:
        yield f"{margin}({post.absence})"
    elif post.repeats is not None:
        yield f"{margin}(repeats #{thread.numbers[post.repeats]} word for word)"
    for line in (post.text or "").split("\n") if post.text else ():
        yield from _wrapped(line, margin, width)
    yield ""


def _wrapped(line: str, margin: str, width: int | None) -> Iterator[str]:
    if width is None or line.startswith(("    ", "\t")) or len(margin) + len(line) <= width:
        yield f"{margin}{line}".rstrip()
        return
    mark = "> " if line.startswith(">") else ""
    yield from wrap(
        line, max(width, len(margin) + 30), initial_indent=margin, subsequent_indent=margin + mark, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
