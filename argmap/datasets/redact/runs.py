"""Runs of words that posts have: found again in any text, and masked there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from argmap.dialogue.words import MASK

WORD = re.compile(r"[^\W_]+")
LEAST = 4
"""Words in a row from which a text is taken to repeat a post."""


class Runs:
    """The runs of four words that posts have. Letter case, and what stands between words, do not count.

    A run is kept as a number of 64 bits, so that memory grows with the number of words, and not with their length.
    """

    def __init__(self) -> None:
        self._runs: set[int] = set()

    def add(self, text: str) -> None:
        """Take in the words of a post; of one with fewer than four words there is no run."""
        self._runs.update(hash(run) for _, _, run in _runs(text))

    def first(self, text: str) -> str | None:
        """Return the first run of a text that a post has, as it is written there; None if there is none."""
        return next((text[start:end] for start, end, run in _runs(text) if hash(run) in self._runs), None)

    def masked(self, text: str) -> str:
        """Return a text with every run that a post has replaced by `[…]`.

        Example:
            >>> runs = Runs()
            >>> runs.add("Tabs are better than spaces, I think.")
            >>> runs.masked("Nora says that tabs are better than spaces for her.")
            'Nora says that […] for her.'
        """
        parts: list[str] = []
        done = begin = end = 0
        for start, stop, run in _runs(text):
            if hash(run) not in self._runs:
                continue
            if start > end or not end:
                parts += [text[done:begin], MASK] if end else []
                done, begin = end, start
            end = stop
        return "".join([*parts, text[done:begin], MASK, text[end:]]) if end else text


def _runs(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield begin, end and words of every run of four words."""
    words = [*WORD.finditer(text)]
    plain = [unicodedata.normalize("NFKC", word.group()).casefold() for word in words]
    for number in range(len(words) - LEAST + 1):
        last = number + LEAST
        yield words[number].start(), words[last - 1].end(), tuple(plain[number:last])
