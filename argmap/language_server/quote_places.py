"""Where quoted words stand in the text of a thread's file, and which words of a post a stretch of that text holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from argmap.language_server.dataset_files import SourceFile, TextStretch
from argmap.model.quote import Quote, Span, find_quote
from argmap.storage.positions import Place

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")


def words_at(quote: Mapping[str, Any], words: str, text: str) -> tuple[Span, ...]:
    """Return the places of words in a post, where the quote that they are of tells which is meant.

    Args:
        quote: the record of a quote, as a file has it.
        words: its words, or one of their parts.
        text: the text of the post.
    """
    context = {key: quote[key] for key in ("prefix", "suffix") if isinstance(quote.get(key), str)}
    try:
        whole = isinstance(quote.get("exact"), str)
        return find_quote(Quote(post="post", exact=words, **(context if whole else {})), text)
    except ValidationError:
        return ()


def in_file(source: SourceFile, place: Place, text: str, span: Span) -> TextStretch:
    """Return where a stretch of a post stands in its file.

    White space is not counted, so that indented lines and wrapped ones are found as well; where a text is written with
    escapes, the place is near.

    Args:
        source: the thread's file.
        place: the place of the text of the post.
        text: the text of the post.
        span: the stretch of it.
    """
    marks = _marks(source.text, place)
    first = _count(text[: span.start])
    last = first + _count(text[span.start : span.end]) - 1
    if not marks or first >= len(marks):
        return source.stretch(place)
    return TextStretch(source.file, marks[first], marks[min(last, len(marks) - 1)] + 1)


def in_post(source: SourceFile, place: Place, text: str, start: int, end: int) -> Span | None:
    """Return the stretch of a post that a stretch of its file shows; None if its words are not in the post.

    Args:
        source: the thread's file.
        place: the place of the text of the post.
        text: the text of the post.
        start: where the stretch of the file begins.
        end: where it ends.
    """
    marks = _marks(source.text, place)
    chosen = [mark for mark in marks if start <= mark < end]
    if not chosen:
        return None
    before = bisect_left(marks, start)
    raw, first = source.text[chosen[0] : chosen[-1] + 1], source.text[place.start]
    found = [span for words in _decoded(raw, first) for span in words_at({}, words, text)]
    return min(found, key=lambda span: (abs(_count(text[: span.start]) - before), span.start), default=None)


def _decoded(words: str, first: str) -> Iterator[str]:
    """Yield a text as it is, and as the quotation marks around it say."""
    yield words
    if first == "'":
        yield words.replace("''", "'")
    if first == '"':
        try:
            yield str(yaml.safe_load(f'"{words}"'))
        except yaml.YAMLError:
            return


def _marks(text: str, place: Place) -> list[int]:
    """Return where the characters of a value stand that are no white space, without its quotation marks."""
    start, end = place.start, place.end
    header = BLOCK_HEADER.match(text, start)
    if header:
        start = header.end()
    elif text[start : start + 1] in {"'", '"'}:
        start, end = start + 1, end - 1
    return [start + found.start() for found in re.finditer(r"\S", text[start:end])]


def _count(text: str) -> int:
    """Return how many characters are no white space."""
    return len("".join(text.split()))
