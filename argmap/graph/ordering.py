"""The order in which the parts of a map are shown: as the thread says them, whatever the order in the file.

Only issues and theses keep the order of the file: which side comes first is the annotator's choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from argmap.graph.sides import theses
from argmap.model.map import ArgumentMap, for_the_last_map
from argmap.model.quote import Quote, first_place
from argmap.model.relation import Relation, RelationKind

Place = tuple[int, int]
"""Number of a post and offset in it."""

NodeKey = tuple[int, Place, bool, tuple[str | int, ...]]

DIGITS = re.compile(r"(\d+)")

UNSAID: Place = (10**9, 0)
KIND_ORDER = {kind: rank for rank, kind in enumerate(RelationKind)}


@for_the_last_map
def node_places(map: ArgumentMap) -> Mapping[str, Place]:
    """Return where each claim and example is first said; an unstated premise comes after its partners."""
    said = {
        node.id: min(quote_place(map, q) for q in node.quotes) for node in map.nodes.values() if node.quotes
    }
    borrowed: dict[str, Place] = {}
    for relation in map.relations:
        partners = [said[premise] for premise in relation.premises if premise in said]
        place = max(partners, default=said.get(relation.target, UNSAID))
        for premise in relation.premises:
            borrowed[premise] = min(place, borrowed.get(premise, UNSAID))
    return {**borrowed, **said}


def node_key(map: ArgumentMap) -> Callable[[str], NodeKey]:
    """Return a sort key for ids of claims and examples: theses first, then as they are said."""
    places = node_places(map)
    ranks = {thesis: rank for rank, thesis in enumerate(theses(map))}
    quoted = {node.id for node in map.nodes.values() if node.quotes}

    @cache  # relations are sorted by the keys of their premises
    def key(node: str) -> NodeKey:
        return (ranks.get(node, len(ranks)), places.get(node, UNSAID), node not in quoted, natural_key(node))

    return key


@lru_cache(maxsize=1 << 18)  # one analysis sorts the same ids dozens of times, of maps of 100,000 claims too
def natural_key(name: str) -> tuple[str | int, ...]:
    """Return a sort key for ids that counts the numbers in them.

    Example:
        >>> sorted(["c10", "c2", "c1"], key=natural_key)
        ['c1', 'c2', 'c10']
    """
    return tuple(int(part) if part.isdigit() else part for part in DIGITS.split(name))


def relation_key(
    map: ArgumentMap, key: Callable[[str], NodeKey] | None = None
) -> Callable[[Relation], tuple[object, ...]]:
    """Return a sort key for relations: reasons before objections, then as their premises are said.

    Args:
        map: the map.
        key: `node_key(map)`, where it is known already.
    """
    key = node_key(map) if key is None else key
    return lambda relation: (
        KIND_ORDER[relation.kind],
        min(key(premise) for premise in relation.premises),
        natural_key(relation.id),
    )


def quote_place(map: ArgumentMap, quote: Quote) -> Place:
    """Return where the words of a quote stand."""
    if map.thread is None:
        return UNSAID
    start = first_place(quote, map.thread.text_of(quote.post))
    if start is None:
        start = quote.at[0][0] if quote.at else 0
    return (map.thread.numbers[quote.post], start)
