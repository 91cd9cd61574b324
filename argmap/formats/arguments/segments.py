"""Places of a source text as quotes: each is checked to be verbatim, and has as much context as makes it unique."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from argmap.model.quote import Quote, find_parts
from argmap.model.source_text import verbatim

CONTEXTS = (0, 20, 60, 200, 1_000)
"""Characters around a quote that are tried, until it is unique."""


class SourceText:
    """A text as a post holds it, with the offsets of the file that it was in.

    Attributes:
        words: The words of the post.
    """

    def __init__(self, text: str) -> None:
        self.words = verbatim(text)
        self._original = text
        self._same = self.words == text
        self._before = len(text) - len(text.lstrip("\r\n"))

    def offset(self, place: int) -> int:
        """Return where a character of the file, counted from 0, stands in the post."""
        if self._same:
            return place
        marked = f"x{self._original[self._before : place]}x"
        return min(max(len(verbatim(marked)) - 2, 0), len(self.words))

    def span(self, words: str, place: int) -> tuple[int, int] | None:
        """Return where words stand in the post: at a place in the file, or else wherever they are first; None if nowhere."""
        said = verbatim(words)
        start = self.offset(place) if place >= 0 else -1
        if not said.strip():
            return None
        if start < 0 or self.words[start : start + len(said)] != said:
            start = self.words.find(said)
        return (start, start + len(said)) if start >= 0 else None

    def quotes(self, post: object, spans: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        """Return places as quotes: those next to each other as one, and several as one quote that leaves words out.

        Args:
            post: The key of the post.
            spans: First character and the one behind the last of each, in the post.

        Returns:
            Quotes as map.yaml holds them; none for places that are empty, or cannot be told from others.
        """
        joined: list[tuple[int, int]] = []
        for span in sorted(spans):
            start, end = _trimmed(self.words, max(span[0], 0), min(span[1], len(self.words)))
            if start >= end:
                continue
            if joined and not self.words[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        if not joined:
            return []
        whole = self._quote(post, joined)
        if whole is not None:
            return [whole]
        return [quote for span in joined if (quote := self._quote(post, [span])) is not None]

    def _quote(self, post: object, spans: Sequence[tuple[int, int]]) -> dict[str, Any] | None:
        parts = tuple(" ".join(self.words[start:end].split()) for start, end in spans)
        exact = parts[0] if len(parts) == 1 else parts
        first, last = spans[0][0], spans[-1][1]
        for length in CONTEXTS:
            prefix = " ".join(self.words[max(0, first - length) : first].split())
            suffix = " ".join(self.words[last : last + length].split())
            context = {name: words for name, words in (("prefix", prefix), ("suffix", suffix)) if words}
            fits = find_parts(Quote(post="p", exact=exact, **context), self.words)
            if len(fits) == 1:
                same = [(part.start, part.end) for part in fits[0]] == [*spans]
                return {"post": post, "exact": exact, **context} if same else None
        return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class Finder:
    """Finds words in a text in the order in which they come, whatever their white space."""

    def __init__(self, text: str) -> None:
        self._folded = " ".join(text.split())
        self._starts: list[int] = []  # of each word, in the folded text
        self._places: list[int] = []  # of each word, in the text
        position = 0
        for match in re.finditer(r"\S+", text):
            self._starts.append(position)
            self._places.append(match.start())
            position += len(match.group()) + 1
        self._from = 0

    def find(self, words: str) -> tuple[int, int] | None:
        """Return where words stand behind those found before, or else anywhere; None if they do not.

        Returns:
            The first character and the one behind the last, in the text.
        """
        folded = " ".join(words.split())
        if not folded:
            return None
        place = self._folded.find(folded, self._from)
        if place < 0:
            place = self._folded.find(folded)
        if place < 0:
            return None
        self._from = place + len(folded)
        return self._offset(place), self._offset(place + len(folded) - 1) + 1

    def _offset(self, position: int) -> int:
        word = bisect_right(self._starts, position) - 1
        return self._places[word] + position - self._starts[word]
