"""How alike two texts are that may make one claim in different words, and which written claim stands for which of a map.

A text is compared by the stems of its words and by the pieces of its letters; both count more the rarer they are in the
map. Stems forgive endings, pieces forgive typing errors and joined words. Where denials are heeded, a text that says no once more,
or once less, than a claim is not alike to it. More of what a text means is not read, so that a teacher has the last word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from argmap.dialogue.denials import negations
from argmap.dialogue.words import stem, stop_words

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|%")
LEAST = 0.3
"""Likeness below which two texts are not taken for one claim; `python -m benchmarks.wording` shows what others give."""

SIZE = 3
"""Letters of a piece of a word."""

LITTLE = 0.3
"""The strength of a word without a topic beside others: enough to tell claims apart that share all the others."""

ON_WORDS = 0.5
"""The share of the words in the likeness; the rest is the letters'."""

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
DIGITS = {word: str(place) for words in NUMBERS for place, word in enumerate(words.split())} | {
    "%": "percent",
    "prozent": "percent",
}
"""One form for what is written in two: figures and words."""

Counts = Mapping[str, float]


class Likeness:
    """How alike texts are to the claims of one map.

    Args:
        claims: what each claim says, by its id.
        language: the language of the texts (BCP 47).
        heeds_denials: whether a text that says no once more, or once less, than a claim is not alike to it at all. Saying no
            twice is saying yes: "without buses nobody comes" may be "with buses people come".
    """

    def __init__(
        self, claims: Mapping[str, str], language: str | None = None, *, heeds_denials: bool = False
    ) -> None:
        self.names = tuple(claims)
        self._language = language
        self._ways = tuple(
            (_Rarity([features(text) for text in claims.values()]), features, share)
            for features, share in ((self.words, ON_WORDS), (self.letters, 1 - ON_WORDS))
        )
        vectors = [self._vectors(text) for text in claims.values()]
        self._denials = tuple(map(negations, claims.values())) if heeds_denials else ()
        self._indexes = tuple(_Index(list(way)) for way in zip(*vectors, strict=True)) if vectors else ()

    def of(self, text: str) -> list[float]:
        """Return how alike a text is to each claim, 0 to 1, in the order of the claims."""
        total = np.zeros(len(self.names))
        for (_, _, share), index, own in zip(self._ways, self._indexes, self._vectors(text), strict=False):
            total += share * index.cosines(own)
        if self._denials:
            nos = negations(text)
            total[[(nos - others) % 2 == 1 for others in self._denials]] = 0.0
        return [float(value) for value in total]

    def features(self, text: str) -> tuple[Counts, ...]:
        """Return what a text is compared by, once for many comparisons by `between`."""
        return tuple(self._vectors(text))

    def between(self, one: Sequence[Counts], other: Sequence[Counts]) -> float:
        """Return how alike two texts are, 0 to 1, by their `features`; they need not be claims of the map."""
        pairs = zip(self._ways, one, other, strict=True)
        return sum(share * cosine(here, there) for (_, _, share), here, there in pairs)

    def words(self, text: str) -> Counts:
        """Return the stems of a text's words with their strength; words without a topic have little beside others."""
        with_topic, without = self._parted(text)
        return _strengths(with_topic) | {f"{word} ": LITTLE for word in without}

    def letters(self, text: str) -> Counts:
        """Return the pieces of the stems with their strength; beginnings and ends of words are marked."""
        marked = [f" {word} " for word in self._parted(text)[0]]
        return _strengths(word[at : at + SIZE] for word in marked for at in range(len(word) - SIZE + 1))

    def _parted(self, text: str) -> tuple[list[str], list[str]]:
        """Return the stems of words with a topic, and the words without; where none has one, all count as if they had."""
        little = (stop_words(self._language) or frozenset()) - DIGITS.keys()
        words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
        without = [word for word in words if word in little]
        with_topic = [word for word in words if word not in little]
        if not with_topic:
            with_topic, without = without, []
        return [stem(DIGITS.get(word, word), self._language) for word in with_topic], without

    def _vectors(self, text: str) -> list[Counts]:
        return [rarity.weighed(features(text)) for rarity, features, _ in self._ways]


class _Index:
    """The texts that each feature is in, so that a text is compared only with those that share one with it."""

    def __init__(self, vectors: Sequence[Counts]) -> None:
        self._lengths = np.array([_length(vector) or 1.0 for vector in vectors])
        places: dict[str, list[tuple[int, float]]] = {}
        for place, vector in enumerate(vectors):
            for feature, weight in vector.items():
                places.setdefault(feature, []).append((place, weight))
        self._places = {
            feature: (np.array([place for place, _ in those]), np.array([weight for _, weight in those]))
            for feature, those in places.items()
        }

    def cosines(self, own: Counts) -> NDArray[np.float64]:
        """Return the cosine with each text, in their order."""
        inner = np.zeros(len(self._lengths))
        for feature, weight in own.items():
            if feature in self._places:
                places, weights = self._places[feature]
                inner[places] += weight * weights
        return np.minimum(1.0, inner / (self._lengths * (_length(own) or 1.0)))


class _Rarity:
    """Inverse document frequency, smoothed so that what is in no text counts as what is in one (Salton & Buckley 1988)."""

    def __init__(self, texts: Sequence[Counts]) -> None:
        seen = Counter(feature for text in texts for feature in text)
        self._weights = {feature: 1 + log(len(texts) / number) for feature, number in seen.items()}
        self._unseen = 1 + log(max(1, len(texts)))

    def weighed(self, strengths: Counts) -> Counts:
        return {
            feature: strength * self._weights.get(feature, self._unseen)
            for feature, strength in strengths.items()
        }


def _strengths(features: Iterable[str]) -> dict[str, float]:
    return {feature: 1 + log(number) for feature, number in Counter(features).items()}


def cosine(one: Counts, other: Counts) -> float:
    """Return the cosine of the angle between two vectors of counts; 0 where one has none."""
    inner = sum(weight * other[feature] for feature, weight in one.items() if feature in other)
    lengths = _length(one) * _length(other)
    return min(1.0, inner / lengths) if lengths else 0.0


def _length(vector: Counts) -> float:
    return sqrt(sum(weight * weight for weight in vector.values()))


def assigned(likeness: Mapping[str, Sequence[float]], names: Sequence[str], least: float) -> dict[str, str]:
    """Return the assignment of texts to names with the largest sum of likenesses; each is used once.

    Args:
        likeness: for each text by its id, how alike it is to each of the names, in their order.
        names: what they can be assigned to.
        least: the likeness below which nothing is assigned.
    """
    weights = {
        (id, name): value
        for id, row in likeness.items()
        for name, value in zip(names, row, strict=True)
        if value >= least
    }
    return heaviest(weights)


def heaviest(weights: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Return the one-to-one assignment with the largest sum of weights, in the order in which the pairs are given.

    A maximum-weight matching (Galil 1986, Efficient Algorithms for Finding Maximum Matching in Graphs), for one connected
    part at a time: its time grows with the cube of a part, and what shares nothing is in different parts.

    Args:
        weights: the pairs that can be assigned, each with its weight above 0.

    Example:
        >>> heaviest({("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.7})
        {'a': 'y', 'b': 'x'}
    """
    graph: nx.Graph[tuple[int, str]] = nx.Graph()
    graph.add_weighted_edges_from(((0, one), (1, other), weight) for (one, other), weight in weights.items())
    number = {node: place for place, part in enumerate(nx.connected_components(graph)) for node in part}
    parts: dict[int, nx.Graph[tuple[int, str]]] = {}
    for (one, other), weight in weights.items():
        # A part is made anew, in the order of the pairs: a view of a set of nodes has the order of their hashes.
        parts.setdefault(number[0, one], nx.Graph()).add_edge((0, one), (1, other), weight=weight)
    chosen = {min(pair)[1]: max(pair)[1] for part in parts.values() for pair in nx.max_weight_matching(part)}
    return {one: chosen[one] for one in dict.fromkeys(one for one, _ in weights) if one in chosen}
