"""Claims in a student's own words, matched with those of the reference: an optimal assignment by likeness of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
from rapidfuzz import fuzz, process

LEAST = 60.0
"""Likeness, of 100, below which two texts are not taken for one claim."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim of a student taken for one of the reference, with the likeness of their words, 0 to 1: to be confirmed."""

    written: str
    claim: str
    likeness: float


def matched(written: Mapping[str, str], claims: Mapping[str, str]) -> tuple[Matched, ...]:
    """Return the assignment of written claims to claims with the largest sum of likenesses; each is used once.

    Likeness is the token-set ratio of the texts (rapidfuzz); the assignment is a maximum-weight matching
    (Galil 1986, Efficient Algorithms for Finding Maximum Matching in Graphs).
    """
    names = list(claims)
    if not written or not names:
        return ()
    likeness = process.cdist(
        list(written.values()),
        list(claims.values()),
        scorer=fuzz.token_set_ratio,
        processor=str.casefold,
    )
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for row, (name, text) in enumerate(written.items()):
        for column, claim in enumerate(names):
            if text.strip() and likeness[row][column] >= LEAST:
                graph.add_edge(("written", name), ("claim", claim), weight=float(likeness[row][column]))
    pairs = {
        dict([one, other])["written"]: dict([one, other])["claim"]
        for one, other in nx.max_weight_matching(graph)
    }
    return tuple(
        Matched(name, pairs[name], round(graph["written", name]["claim", pairs[name]]["weight"] / 100, 3))
        for name in written
        if name in pairs
    )
