"""The posts that a question needs, as exports carry them with it: a heading, and the words, those that it is about marked.

Every system shows `<strong>` and line breaks, and most remove what is newer; so nothing else is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from argmap.language import Language
from argmap.rendering.escape import html
from argmap.teach.item import ExerciseSet, Item, PostMarks
from argmap.teach.passages import marked_parts
from argmap.teach.plain import FORBIDDEN, line

BREAKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class CarriedPost:
    """A post beside a question: whose it is, and its words in parts, each with whether it is marked."""

    id: str
    heading: str
    parts: tuple[tuple[str, bool], ...]


def carried(exercises: ExerciseSet, item: Item) -> tuple[CarriedPost, ...]:
    """Return the posts of a set that one of its exercises needs, in the order of the thread; none where the set has none."""
    known = {post.id for post in exercises.posts}
    return tuple(_carried(exercises, passage) for passage in item.passages if passage.post in known)


def all_posts(exercises: ExerciseSet) -> tuple[CarriedPost, ...]:
    """Return the posts of a set once, without marks, for a system that shows them before all questions."""
    return tuple(_carried(exercises, PostMarks(post.id)) for post in exercises.posts)


def excerpts(posts: Iterable[CarriedPost]) -> tuple[CarriedPost, ...]:
    """Return only the marked words of posts that are shown elsewhere; … stands where words are left out.

    Example:
        >>> [post] = excerpts([CarriedPost("p1", "Post 1, Ana", (("a ", False), ("b", True), (" c ", False), ("d", True)))])
        >>> post.parts
        (('b', True), (' … ', False), ('d', True))
    """
    kept = []
    for post in posts:
        marked = [part for part in post.parts if part[1]]
        between = [part for one in marked for part in ((" … ", False), one)][1:]
        if between:
            kept.append(replace(post, parts=tuple(between)))
    return tuple(kept)


def without_posts(exercises: ExerciseSet) -> ExerciseSet:
    """Return a set that carries no posts, for a class that has the thread."""
    return replace(exercises, posts=())


def posts_html(
    posts: Iterable[CarriedPost], escape: Callable[[str], str] = html, mark: str = "strong"
) -> str:
    """Return posts as paragraphs of HTML that is XML as well.

    Args:
        posts: what to show.
        escape: what makes text of a text that may hold line breaks.
        mark: the element of marked words.

    Example:
        >>> posts_html([CarriedPost("p1", "Post 1, Ana", (("No, ", False), ("never", True)))])
        '<p><em>Post 1, Ana</em></p><p>No, <strong>never</strong></p>'
    """
    return "".join(
        f"<p><em>{escape(post.heading)}</em></p><p>{''.join(_part(part, escape, mark) for part in post.parts)}</p>"
        for post in posts
    )


def question_html(exercises: ExerciseSet, item: Item, *, briefly: bool = False) -> str:
    """Return the posts of a question and the question itself as HTML; without posts nothing, for the question is text.

    Args:
        exercises: the set, which has the posts.
        item: one of its exercises.
        briefly: only what is marked in the posts, which are shown elsewhere.
    """
    posts = carried(exercises, item)
    posts = excerpts(posts) if briefly else posts
    return f"{posts_html(posts)}<p>{html(line(item.prompt))}</p>" if posts else ""


def posts_text(posts: Iterable[CarriedPost]) -> str:
    """Return posts as plain text, one below the other, with marked words between « and ».

    Example:
        >>> posts_text([CarriedPost("p1", "Post 1, Ana", (("No, ", False), ("never", True)))])
        'Post 1, Ana: No, «never»'
    """
    return "\n\n".join(
        f"{post.heading}: {''.join(f'«{text}»' if marked else text for text, marked in post.parts)}"
        for post in posts
    )


def _carried(exercises: ExerciseSet, passage: PostMarks) -> CarriedPost:
    language = Language(exercises.language)
    post = next(post for post in exercises.posts if post.id == passage.post)
    author = line(post.author) or language.say("Somebody")
    heading = language.say("Post {number}, {author}", number=post.number, author=author)
    withheld = language.say("The words of post {number} are not included here.", number=post.number)
    parts = marked_parts(post, passage.marks) if post.text else [(withheld, False)]
    return CarriedPost(post.id, heading, tuple((_clean(text), marked) for text, marked in parts))


def _part(part: tuple[str, bool], escape: Callable[[str], str], mark: str) -> str:
    text, marked = part
    shown = str(escape(text)).replace("\n", "<br/>")
    return f"<{mark}>{shown}</{mark}>" if marked else shown


def _clean(text: str) -> str:
    return BREAKS.sub("\n\n", FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
