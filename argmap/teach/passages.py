"""The posts that an exercise needs: who has them, and nothing else of the map, can answer it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_parts
from argmap.model.thread import Thread
from argmap.teach.item import Item, PostMarks, ThreadPost


def passages(
    map: ArgumentMap,
    names: Iterable[str],
    *,
    beside: Iterable[str] = (),
    posts: Iterable[str] = (),
    quotes: Iterable[Quote] = (),
) -> tuple[PostMarks, ...]:
    """Return the posts that a question needs, in the order of the thread, with the words marked at which the question points.

    Args:
        map: the map of the claims and its thread; without a thread there are no posts.
        names: the claims and examples that the question names.
        beside: those that its answers name, right and wrong: their posts are there, and none of their words is marked, also
            where the question points at the same words. A mark on one answer only would tell the key.
        posts: further posts, of which nothing is marked unless a quote is.
        quotes: further words to mark.
    """
    thread = map.thread
    if thread is None:
        return ()
    offered = [quote for name in beside for quote in map.nodes[name].quotes]
    pointed = [*quotes, *(quote for name in names for quote in map.nodes[name].quotes)]
    marked = [quote for quote in pointed if not any(_touch(thread, quote, other) for other in offered)]
    needed = {*posts, *(quote.post for quote in (*pointed, *offered))}
    ordered = sorted(needed, key=lambda post: thread.numbers[post])
    return tuple(PostMarks(post, _marks(thread, post, marked)) for post in ordered)


def posts_of(map: ArgumentMap, items: Iterable[Item]) -> tuple[ThreadPost, ...]:
    """Return the posts that some exercises need, in the order of the thread."""
    thread = map.thread
    if thread is None:
        return ()
    needed = {passage.post for item in items for passage in item.passages}
    people = thread.participants_by_id
    return tuple(
        ThreadPost(post.id, number, people[post.author].name if post.author else "", thread.text_of(post.id))
        for number, post in enumerate(thread.posts, 1)
        if post.id in needed
    )


def marked_parts(post: ThreadPost, marks: Iterable[tuple[int, int]]) -> Sequence[tuple[str, bool]]:
    """Return the text of a post in parts, each with whether it is marked; joined they are the text.

    Example:
        >>> marked_parts(ThreadPost("p1", 1, "Ana", "no, never"), [(4, 9)])
        [('no, ', False), ('never', True)]
    """
    parts, end = [], 0
    for start, stop in marks:
        parts += [(post.text[end:start], False), (post.text[start:stop], True)]
        end = stop
    return [(text, marked) for text, marked in (*parts, (post.text[end:], False)) if text]


def words_at(thread: Thread, quote: Quote) -> frozenset[tuple[int, int]]:
    """Return where the words of a quote stand in its post, also of one whose words are withheld: first character, and the one behind the last."""
    text = thread.text_of(quote.post)
    if not text:
        return frozenset(quote.at or ())
    return frozenset((span.start, span.end) for place in find_parts(quote, text)[:1] for span in place)


def _touch(thread: Thread, one: Quote, other: Quote) -> bool:
    """Return whether two quotes share words, or stand so close that their marks would be one."""
    return one.post == other.post and any(
        start <= stop and begin <= end
        for start, end in words_at(thread, one)
        for begin, stop in words_at(thread, other)
    )


def _marks(thread: Thread, post: str, quotes: Iterable[Quote]) -> tuple[tuple[int, int], ...]:
    """Return where the words of quotes stand in a post; those that touch are one."""
    spans = {span for quote in quotes if quote.post == post for span in words_at(thread, quote)}
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
