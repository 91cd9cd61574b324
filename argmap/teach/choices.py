"""Which wrong answers stand beside a key, so that nothing in the look of the answers sets the key apart.

Somebody who has not read the thread can still guess: the longest answer, the one that repeats the question, the one that is
most like the others, the one without numbers. The wrong answers are chosen so that the key takes every place in the order
of each such sign, in turn from seed to seed.

Source:
    Haladyna, Downing & Rodriguez (2002), A review of multiple-choice item-writing guidelines, guidelines 22 to 28: the
    length and the form of options, and clues to the right one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

NEAREST = 20
"""Wrong answers that are tried in all combinations: the first ones, which are the nearest to the key in the matter."""

UNEVEN = 0.35
"""Distance from which the look of the answers gives a key away, and no exercise is made."""

CHIEF = 3
"""Signs that show first, which are length and words shared with the question: by each there must be wrong answers on both sides of the key."""

FAR = 0.1
"""What it counts against a wrong answer to be the last of those that are tried, beside its look."""

STEM = 5
"""Letters that two words must share at their beginning to count as one."""

SMALL = frozenset(
    [
        "about",
        "after",
        "also",
        "been",
        "before",
        "being",
        "could",
        "does",
        "doing",
        "down",
        "each",
        "from",
        "have",
        "having",
        "here",
        "into",
        "just",
        "more",
        "most",
        "only",
        "other",
        "over",
        "same",
        "should",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "very",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "without",
        "would",
        "aber",
        "alle",
        "auch",
        "beim",
        "dass",
        "dann",
        "denn",
        "diese",
        "dieser",
        "dieses",
        "doch",
        "durch",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "haben",
        "hatte",
        "kann",
        "kein",
        "keine",
        "mehr",
        "nach",
        "nicht",
        "noch",
        "nur",
        "oder",
        "oder",
        "ohne",
        "sein",
        "seine",
        "sich",
        "sind",
        "sollte",
        "über",
        "und",
        "unter",
        "viel",
        "wenn",
        "werden",
        "wird",
        "wurde",
        "zwischen",
    ]
)
"""Words that say nothing of the matter, in English and German; shorter ones than four letters never count."""

WORD = re.compile(r"[^\W\d_]{4,}")
PATTERNS = (
    re.compile(r"\d+|(?<=\S )[A-ZÄÖÜ]\w*"),
    re.compile(
        r"\b(?:not?|never|nobody|nothing|neither|nor|without|cannot|kein\w*|nicht|nie)\b|n't\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:should|must|ought|needs?|ha(?:s|ve) to|soll\w*|muss|müss\w*|brauch\w*)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:all|always|every\w*|only|none|alle\w*|immer|jede\w*|nur)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:may|might|can|could|often|some\w*|perhaps|likely|about|kann|könn\w*|oft|manch\w*|vielleicht)\b",
        re.IGNORECASE,
    ),
    re.compile("[,;:]"),
)
"""Signs that are counted: numbers and names, negations, what should be, sweeping words, hedges, and parts of a sentence."""

WEIGHTS = (3.0, 3.0, 3.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 2.0)
"""How much each sign counts: length, words shared with the question and their share, long words, those above, likeness to the others."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer: what it says, why it is wrong, and the claims in whose posts both can be read.

    `look` is the text whose look is compared, where it is not the one that is read: that in English of a text that is translated.
    """

    text: str
    why: str
    said: tuple[str, ...] = ()
    look: str = ""

    @property
    def compared(self) -> str:
        """The text whose look is compared."""
        return self.look or self.text


def said_by(wrong: Iterable[Wrong]) -> tuple[str, ...]:
    """Return the claims of some wrong answers, each once, in their order."""
    return tuple(dict.fromkeys(name for one in wrong for name in one.said))


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words that make two texts seem related.

    Example:
        >>> sorted(stems("Parked cars should not be parked here."))
        ['cars', 'parke']
    """
    return frozenset(word[:STEM].lower() for word in WORD.findall(text) if word.lower() not in SMALL)


def likeness(one: str, other: str) -> float:
    """Return how many of the words of two texts are the same, from 0 to 1."""
    return overlap(stems(one), stems(other))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of what two sets have in common, from 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one | other else 0.0


def beside(
    key: str, pool: Sequence[Wrong], *, asked: str, most: int, turn: tuple[str, int]
) -> tuple[tuple[Wrong, ...], float]:
    """Return the wrong answers of a pool that stand beside a key, and how far their look is from what the turn wants.

    Args:
        key: the look of the right answer.
        pool: wrong answers, the nearest in the matter first; those that say the same as the key or as an earlier one are
            left out.
        asked: the question.
        most: wrong answers at most.
        turn: the name of the exercise, and the seed; the next seed wants the key at another place.

    Returns:
        As many as there are, `most` at most; and the mean distance of the key from the places it should take, of 1 at most.
    """
    unlike = {wrong.compared: wrong for wrong in reversed(pool) if wrong.compared != key}
    nearest = [unlike[text] for text in dict.fromkeys(w.compared for w in pool) if text in unlike][:NEAREST]
    count = min(most, len(nearest))
    if count == 0:
        return (), 1.0
    values, like = _looks([key, *(wrong.compared for wrong in nearest)], asked)
    if any((row[1:] > row[0]).all() or (row[1:] < row[0]).all() for row in values[:CHIEF]):
        return tuple(nearest[:count]), 1.0
    chosen = np.array(list(combinations(range(1, len(nearest) + 1), count)))
    places = [_places(row[0], row[chosen]) for row in values]
    shown = np.hstack([np.zeros((len(chosen), 1), int), chosen])
    company = like[shown[:, :, None], shown[:, None, :]].sum(axis=2)
    places.append(_places(company[:, :1], company[:, 1:]))
    wanted = _wanted(turn, count + 1)
    weighed = [
        weight * np.abs(place - want) for weight, place, want in zip(WEIGHTS, places, wanted, strict=True)
    ]
    off = np.sum(weighed, axis=0) / (sum(WEIGHTS) * count)
    best = int(np.argmin(off + FAR * chosen.mean(axis=1) / NEAREST))
    return tuple(nearest[place - 1] for place in chosen[best]), float(off[best])


def _looks(texts: Sequence[str], asked: str) -> tuple[Array, Array]:
    """Return the value of each sign for each text, a sign to a row, and how alike each two of them are."""
    shared = [len(stems(text) & stems(asked)) for text in texts]
    share = [many / (len(stems(text)) or 1) for many, text in zip(shared, texts, strict=True)]
    counts = [[float(len(pattern.findall(text))) for text in texts] for pattern in PATTERNS]
    letters = [fmean(map(len, text.split() or [""])) for text in texts]
    like = [[0.0 if one is other else likeness(one, other) for other in texts] for one in texts]
    return np.array([[float(len(t)) for t in texts], shared, share, letters, *counts]), np.array(like)


def question_looks(questions: Sequence[Sequence[str]]) -> Array:
    """Return how questions look, a question to a row: the signs of the first and of the last text in each, and how alike the two are.

    Each sign is divided by its deviation, so that no sign counts more than another.
    """
    rows = []
    for texts in questions:
        first, last = texts[0], texts[-1]
        counts = [float(len(pattern.findall(text))) for text in (first, last) for pattern in PATTERNS]
        rows.append([*counts, float(len(first)), float(len(last)), 3 * likeness(first, last)])
    looks = np.array(rows)
    return np.asarray(looks / (looks.std(axis=0) + 1e-9))


def _places(key: Array, others: Array) -> Array:
    """Return the place of a key among others, from 0 for the smallest; equal ones share theirs."""
    below, equal = (others < key).sum(axis=1), (others == key).sum(axis=1)
    return np.asarray(below + equal / 2)


def _wanted(turn: tuple[str, int], count: int) -> list[int]:
    """Return the place that the key should take by each sign; every place comes up once in so many seeds as there are."""
    name, seed = turn
    start = sha256(name.encode("utf-8")).digest()
    return [(start[sign] + seed + sign * (seed // count)) % count for sign in range(len(WEIGHTS))]


def by_turn(turn: tuple[str, int], count: int) -> int:
    """Return a place among so many, each in turn from seed to seed: that of a key among answers that have an order of their own."""
    return _wanted(turn, count)[0]


def evenly_placed(places: Sequence[tuple[int, int]], draw: random.Random) -> list[int]:
    """Return the place of the key for each of some questions, so that among questions with as many answers all places are used evenly.

    Args:
        places: for each question the number of its answers, and the place where the key must stay, or -1.
        draw: what draws among places that are used as often.

    Example:
        >>> sorted(evenly_placed([(3, -1), (3, -1), (3, -1)], random.Random(0)))
        [0, 1, 2]
    """
    used: dict[tuple[int, int], int] = {}
    for count, fixed in places:
        if fixed >= 0:
            used[count, fixed] = used.get((count, fixed), 0) + 1
    placed = []
    for count, fixed in places:
        place = fixed
        if fixed < 0:
            place = min(range(count), key=lambda p: (used.get((count, p), 0), draw.random()))
            used[count, place] = used.get((count, place), 0) + 1
        placed.append(place)
    return placed
