"""Posts as sentences, with their places in the text: a small splitter for discussions in English and German."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model.thread import Thread

END = re.compile(r"(?<=[.!?…])(?P<closing>[\"'”’“«)]*)\s+(?=[\"'“‘„»(]?[A-ZÄÖÜ0-9])|\n\s*\n|\n(?=[-*>] )")
ENGLISH = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Dr|St|No|p|pp|ca)\.|\b[A-Z]\.)$")
GERMAN = re.compile(
    r"(?:\b(?:Abb|Abs|Anm|Art|Aufl|Bd|bes|bspw|bzgl|bzw|ca|d\.\s?h|Dipl|Dr|evtl|exkl|Fa|ff|Fr|geb|ggf|Hr|Hrsg|inkl|insb"
    r"|Kap|lt|max|min|Mio|Mrd|Nr|Prof|rd|S|s|sog|St|Str|Tab|Tel|u\.\s?a|Univ|usf|usw|vgl|z\.\s?B|zzgl|[a-zA-Z]|\d{1,2})\.)$",
)
"""What a sentence does not end with: abbreviations, single letters, and in German ordinal numbers ("am 3. Mai")."""

LONGEST_ABBREVIATION = 20
"""Characters of an abbreviation, with white space inside, at most."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a post: its words to the letter, and their place in the text (code points, end excluded)."""

    post: str
    text: str
    start: int
    end: int


def sentences(thread: Thread, language: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of every post that has words of its own, in order; quotations of other posts are left out.

    Args:
        thread: the thread.
        language: the language of the posts as BCP 47 writes it; all but German are split as English.
    """
    within = GERMAN if language is not None and language.partition("-")[0] == "de" else ENGLISH
    return tuple(s for post in thread.posts if post.text for s in split_post(post.id, post.text, within))


def split_post(post: str, text: str, within: re.Pattern[str] = ENGLISH) -> Iterator[Sentence]:
    """Yield the sentences of a text; `within` matches what ends with a full stop inside a sentence."""
    start = 0
    for end, after in [
        *((max(m.start(), m.end("closing")), m.end()) for m in END.finditer(text)),
        (len(text), len(text)),
    ]:
        if within.search(text, max(start, end - LONGEST_ABBREVIATION), end):
            continue
        words = text[start:end].strip()
        if words and not words.startswith(">"):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Sentence(post, words, begin, begin + len(words))
        start = after
