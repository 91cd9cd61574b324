"""Posts as lines of a given width: which characters of a post stand on which line. Nothing here is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len

from argmap.cli.edit.annotation.cursor import PostText
from argmap.model.quote import Span

LEAST_WIDTH = 8


class LineKind(Enum):
    """What a line of the thread is: the head of a post, a stretch of its words, words of others that it quotes, or nothing."""

    HEAD = "head"
    WORDS = "words"
    OTHERS = "others"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One line: its post, the characters of the post on it, and, where a sentence begins, its number from 1."""

    kind: LineKind
    post: str
    start: int = 0
    end: int = 0
    number: int | None = None


def thread_lines(posts: Sequence[PostText], width: int) -> tuple[ThreadLine, ...]:
    """Return the lines of a thread: for each post its head, its sentences, each on a line of its own, and an empty line.

    Args:
        posts: the posts.
        width: cells for words; at least a few are taken where there are less.
    """
    return tuple(line for post in posts for line in _of_post(post, max(width, LEAST_WIDTH)))


def _of_post(post: PostText, width: int) -> Iterator[ThreadLine]:
    yield ThreadLine(LineKind.HEAD, post.id)
    end = 0
    for number, span in enumerate(post.spans, start=1):
        yield from _between(post, end, span.start, width)
        for place, part in enumerate(wrapped(post.text, span, width)):
            yield ThreadLine(LineKind.WORDS, post.id, part.start, part.end, number if place == 0 else None)
        end = span.end
    yield from _between(post, end, len(post.text), width)
    yield ThreadLine(LineKind.GAP, post.id)


def _between(post: PostText, start: int, end: int, width: int) -> Iterator[ThreadLine]:
    """Yield the lines of what belongs to no sentence: words of others, and empty lines between paragraphs."""
    between = post.text[start:end]
    if not between.strip():
        if between.count("\n") > 1 and start > 0 and end < len(post.text):
            yield ThreadLine(LineKind.GAP, post.id)
        return
    first = start + len(between) - len(between.lstrip())
    for part in wrapped(post.text, Span(first, first + len(between.strip())), width):
        yield ThreadLine(LineKind.OTHERS, post.id, part.start, part.end)


def wrapped(text: str, span: Span, width: int) -> Iterator[Span]:
    """Yield the parts of a stretch of text that fit into a width, broken at spaces, between wide characters, or anywhere.

    Args:
        text: the text.
        span: the stretch.
        width: cells.
    """
    if text[span.start : span.end].isascii() and "\t" not in text:
        yield from _wrapped_ascii(text, span, width)
        return
    start, cells, stop, after = span.start, 0, 0, span.start
    place = span.start
    while place < span.end:
        char = text[place]
        if char == "\n":
            yield Span(start, place)
            start = after = place + 1
            cells = stop = 0
            place += 1
            continue
        size = 1 if char == "\t" else cell_len(char)
        if size > 1 and place > start:
            stop = after = place
        if cells + size > width and not char.isspace():
            # At the last space if there is one, else before this character.
            cut, begin = (stop, after) if stop > start else (place, place)
            if cut > start:
                yield Span(start, cut)
                start, stop = begin, 0
                cells = cell_len(text[start:place])
        if char.isspace():
            stop, after = place, place + 1
        cells += size
        place += 1
    if start < span.end:
        yield Span(start, span.end)


def _wrapped_ascii(text: str, span: Span, width: int) -> Iterator[Span]:
    """Yield the parts of a stretch where every character is one cell wide: most threads are, and may be long."""
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        while end - start > width:
            space = text.rfind(" ", start + 1, start + width + 1)
            cut = start + width if space < 0 else space
            yield Span(start, cut)
            start = cut if space < 0 else cut + 1
        yield Span(start, end)
        start = end + 1
