"""Which words of a text are others in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from argmap.result import Result

TOKEN = re.compile(r"(\w+(?:['’-]\w+)*|[^\w\s])(\s*)")
LEAST_ALIKE = 0.3
"""Share of words in common below which the texts are shown one after the other: marks in every gap would hide both."""


class WordStatus(StrEnum):
    """Whether some words are in both texts, or in one of them."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class WordPiece(Result):
    """Some words that stand together, with the space behind them."""

    text: str
    wording: WordStatus


def word_changes(before: str, after: str) -> tuple[WordPiece, ...]:
    """Return two texts as one: the words that both have, and those that one has alone, in order.

    Without the added pieces it is the first text, without the dropped ones the second, but for white space.

    Example:
        >>> "".join(f"[{p.text}]" if p.wording is WordStatus.DROPPED else p.text for p in word_changes("It may rain.", "It rain."))
        'It [may ]rain.'
    """
    one, other = TOKEN.findall(before.strip()), TOKEN.findall(after.strip())
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in other], autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return tuple(_pieces([(WordStatus.DROPPED, one), (WordStatus.ADDED, other)]))
    runs: list[tuple[WordStatus, list[tuple[str, str]]]] = []
    opcodes = matcher.get_opcodes()
    dropped_from = {start for tag, start, *_ in opcodes if tag in {"delete", "replace"}}
    for tag, start, end, other_start, other_end in opcodes:
        if tag == "equal":
            space = one[end - 1][1] if end in dropped_from else ""
            runs.append((WordStatus.KEPT, _spaced(other[other_start:other_end], space)))
        else:
            runs += [(WordStatus.DROPPED, one[start:end]), (WordStatus.ADDED, other[other_start:other_end])]
    return tuple(_pieces(runs))


def _spaced(words: list[tuple[str, str]], space: str) -> list[tuple[str, str]]:
    """Return words that both texts have; dropped ones behind them keep the distance that the first text has."""
    return words if words[-1][1] else [*words[:-1], (words[-1][0], space)]


def _pieces(runs: list[tuple[WordStatus, list[tuple[str, str]]]]) -> Iterator[WordPiece]:
    """Yield runs of words as texts; behind a run that ends a text, another one keeps its distance."""
    written = [(wording, "".join(word + space for word, space in words)) for wording, words in runs if words]
    for place, (wording, text) in enumerate(written):
        following = written[place + 1 : place + 2]
        is_last = wording is WordStatus.DROPPED and following and not text.endswith((" ", "\n"))
        yield WordPiece(f"{text} " if is_last and following[0][1][:1].isalnum() else text, wording)
