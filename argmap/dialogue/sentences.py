"""Posts as sentences, with where they stand; enough of a splitter for discussions in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model.thread import Thread

END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n|\n(?=[-*>] )")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Dr|St|No|p|pp|ca)\.|\b[A-Z]\.)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a post: its words to the letter, and their place in the text (code points, end excluded)."""

    post: str
    text: str
    start: int
    end: int


def sentences(thread: Thread) -> tuple[Sentence, ...]:
    """Return the sentences of every post that has words of its own, in order; quotations of other posts are left out."""
    return tuple(s for post in thread.posts if post.text for s in _of(post.id, post.text))


def _of(post: str, text: str) -> Iterator[Sentence]:
    start = 0
    for end, after in [*((m.start(), m.end()) for m in END.finditer(text)), (len(text), len(text))]:
        if ABBREVIATION.search(text[start:end]):
            continue
        found = text[start:end].strip()
        if found and not found.startswith(">"):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Sentence(post, found, begin, begin + len(found))
        start = after
