"""AM308: claims that say nearly the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.words import STOP_WORDS
from argmap.model.map import ArgumentMap

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "nothing",
        "nobody",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "hardly",
        "less",
        "un",
        "non",
    ]
)
RAREST = 4
"""Rare words of a claim under which it is filed."""

SAME_WORD = 75
"""Likeness in percent of two forms of a word."""

MOST_FILED = 30
"""Claims under one word that are compared: a word of more is no sign of likeness."""


@rule("AM308", Severity.ADVICE)
def near_duplicate_claim(map: ArgumentMap, *, least: int = 90) -> Iterator[Finding]:
    """Two claims say nearly the same, word for word, at 90 % likeness (`least`) or more.

    Reasons for one do not count for the other. Make them one claim, or join them with a rephrase. Claims of which one
    denies the other, or that differ in a number or in what they are about (tabs, spaces), are not alike however few words
    they differ in.

    Bad:
        claims:
          - {id: c1, text: Convolution is a simple operation., implicit: true}
          - {id: c2, text: Convolution is one simple operation., implicit: true}

    Good:
        claims:
          - {id: c1, text: Convolution is a simple operation., implicit: true}
          - {id: c2, text: Convolution is not a simple operation., implicit: true}
    """
    joined = {frozenset((r.premises[0], r.target)) for r in map.relations if not r.is_linked}
    texts = [claim.text for claim in map.claims]
    for first, second, score in alike(texts, least):
        one, other = map.claims[first].id, map.claims[second].id
        if frozenset((one, other)) not in joined:
            yield Finding(
                ("claims", second, "text"),
                f"claim {other!r} is {score:.0f} % like {one!r}",
                "make them one claim, or join them with a rephrase",
            )


@dataclass(frozen=True, slots=True)
class _Said:
    """A text as its words in order, in lower case, and what makes it another statement: negations and numbers."""

    text: str
    words: frozenset[str]
    marks: tuple[tuple[str, int], ...]


def alike(texts: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of texts (the earlier first) that are alike to `least` percent or more and not the same, with the score.

    Each text is compared with those filed under one of its rarest words only, of which there are few, so that the time
    grows with the number of texts and not with that of pairs.
    """
    said = [_said(text) for text in texts]
    rarity = Counter(word for text in said for word in text.words)
    filed: dict[str, list[int]] = {}
    for index, text in enumerate(said):
        keys = sorted(text.words, key=lambda word: (rarity[word], word))[:RAREST]
        near = sorted({other for key in keys for other in filed.get(key, ())[-MOST_FILED:]})
        for other in near:
            if said[other].text != text.text and said[other].marks == text.marks:
                score = fuzz.ratio(said[other].text, text.text, score_cutoff=least)
                if score and not _contrasts(said[other].words - text.words, text.words - said[other].words):
                    yield other, index, score
                    break
        for key in keys:
            filed.setdefault(key, []).append(index)


def _contrasts(only: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether each of two texts has a word of content that is no form of a word of the other."""
    one, two = only - STOP_WORDS, other - STOP_WORDS
    return any(not _has_form(word, two) for word in one) and any(not _has_form(word, one) for word in two)


def _has_form(word: str, others: frozenset[str]) -> bool:
    return any(fuzz.ratio(word, other) >= SAME_WORD for other in others)


def _said(text: str) -> _Said:
    words = [word.lower() for word in WORD.findall(text)]
    marks = Counter(word for word in words if _is_mark(word))
    return _Said(" ".join(words), frozenset(words), tuple(sorted(marks.items())))


def _is_mark(word: str) -> bool:
    """Return whether a word turns a statement into another one: a negation, a number, a single letter."""
    negates = word in NEGATIONS or word.endswith(("n't", "n’t"))
    return negates or any(char.isdigit() for char in word) or (len(word) == 1 and word not in "ai")
