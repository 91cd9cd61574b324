"""Which claims have which words, so that a rule about words looks at the few claims that have them and not at all others.

A map is read once for all rules. What an index returns may be too much and never too little: whoever asks looks closer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.model.map import ArgumentMap, for_the_last_map

LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The claims in whose texts each word stands, by their numbers in the map.

    Words are runs of letters, casefolded: *don't* is "don" and "t", *M4a* is "m" and "a".
    """

    claims: Mapping[str, Sequence[int]]

    def having(self, *words: str) -> frozenset[int]:
        """Return the claims with one of some words, given in any case.

        Example:
            >>> index_of(enumerate(["It rains.", "RAIN!", "Don't."])).having("rain", "t")
            frozenset({1, 2})
        """
        return frozenset().union(*(self.claims.get(word.casefold(), ()) for word in words))

    def having_any(self, is_meant: Callable[[str], object]) -> frozenset[int]:
        """Return the claims with a word of which something is true; each word is asked once."""
        return frozenset().union(*(claims for word, claims in self.claims.items() if is_meant(word)))


def index_of(texts: Iterable[tuple[int, str]]) -> WordIndex:
    """Return the index of texts, each with the number of its claim, in ascending order; a claim may have several."""
    claims: dict[str, list[int]] = {}
    for number, text in texts:
        for word in set(LETTERS.findall(text.casefold())):
            claims.setdefault(word, []).append(number)
    return WordIndex(claims)


@for_the_last_map
def words_of_claims(map: ArgumentMap) -> WordIndex:
    """Return which claims have which words in their own texts."""
    return index_of((number, claim.text) for number, claim in enumerate(map.claims))


@for_the_last_map
def words_of_quotes(map: ArgumentMap) -> WordIndex:
    """Return which claims have which words in what is quoted for them."""
    return index_of(
        (number, part)
        for number, claim in enumerate(map.claims)
        for quote in claim.quotes
        for part in quote.parts
    )


@for_the_last_map
def folded_texts(map: ArgumentMap) -> tuple[str, ...]:
    """Return the text of each claim, with one space for every run of white space and none around it."""
    return tuple(" ".join(claim.text.split()) for claim in map.claims)
