"""Where quoted words stand in the text of a thread's file, and which words of a post a stretch of that text holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from argmap.language_server.dataset_files import SourceFile, TextStretch
from argmap.model.quote import Quote, Span, find_quote
from argmap.storage.positions import Place

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")

PLAIN = re.compile(r"\S")
SIGNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "'": re.compile(r"''|\S"),
        # Two escapes that are a surrogate pair stand for one character, as in JSON.
        '"': re.compile(
            r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|\S"
        ),
    }
)
"""How a character is written that is no white space, by the quotation mark around the text."""

WHITE = re.compile(r"\\[ \t\n\r_NLPntrvf]")
"""Escapes of white space, and the end of a line that is joined to the next (YAML 1.2.2, section 5.7)."""


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
    """Return where a stretch of a post stands in its file; the whole text where that cannot be said.

    Args:
        source: the thread's file.
        place: the place of the text of the post.
        text: the text of the post.
        span: the stretch of it.
    """
    written, read = _written(source.text, place), _read(text)
    first, last = bisect_left(read, span.start), bisect_left(read, span.end) - 1
    if len(written) != len(read) or first > last:
        return source.stretch(place)
    return TextStretch(source.file, written[first][0], written[last][1])


def in_post(source: SourceFile, place: Place, text: str, start: int, end: int) -> Span | None:
    """Return the stretch of a post that a stretch of its file shows; None if that shows no words of it.

    Args:
        source: the thread's file.
        place: the place of the text of the post.
        text: the text of the post.
        start: where the stretch of the file begins.
        end: where it ends.
    """
    written, read = _written(source.text, place), _read(text)
    first = bisect_left(written, start, key=lambda each: each[0])
    last = bisect_left(written, end, key=lambda each: each[0]) - 1
    if len(written) != len(read) or first > last or source.text[place.end : end].strip():
        return None
    return Span(read[first], read[last] + 1)


# A file and a reader see the same characters but for white space: one has indented and wrapped lines, the other has not.


def _read(text: str) -> list[int]:
    """Return where the characters of a text stand that are no white space."""
    return [sign.start() for sign in re.finditer(r"\S", text)]


def _written(text: str, place: Place) -> list[tuple[int, int]]:
    """Return from where to where the characters of a value are written that are no white space."""
    start, end = place.start, place.end
    header, mark = BLOCK_HEADER.match(text, start), text[start : start + 1]
    if header:
        start = header.end()
    elif mark in SIGNS:
        start, end = start + 1, end - 1
    signs = SIGNS.get("" if header else mark, PLAIN)
    return [sign.span() for sign in signs.finditer(text, start, end) if not _is_space(sign.group())]


def _is_space(written: str) -> bool:
    """Return whether what is written stands for white space, or for nothing."""
    code = re.fullmatch(r"\\(?:x(..)|u(....)|U(.{8}))", written)
    if code:
        return chr(int(next(filter(None, code.groups())), 16)).isspace()
    return written.isspace() or WHITE.fullmatch(written) is not None
