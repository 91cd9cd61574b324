"""Claims that say the same: those that rephrase each other, directly or through others, are one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


def statements_of(map: ArgumentMap) -> Mapping[str, str]:
    """Return, for every claim and example of a map, the id under which it counts.

    A thesis gives its id to what rephrases it; otherwise the first id does.
    """
    theses = {claim.id for claim in map.claims if claim.is_thesis}
    return statements(map.nodes, map.relations, lambda name: (name not in theses, natural_key(name)))


def statements(
    nodes: Iterable[str], relations: Iterable[Relation], key: Callable[[str], Any] = natural_key
) -> dict[str, str]:
    """Return, for each claim or example, the id under which it counts: the first by `key` of those that say the same.

    Rephrases of what is not among `nodes` join nothing.
    """
    one = {name: name for name in nodes}

    def first_of(name: str) -> str:
        while one[name] != name:
            one[name] = one[one[name]]  # halves the path for the next look
            name = one[name]
        return name

    for relation in relations:
        ends = (*relation.premises, relation.target)
        if relation.kind is RelationKind.REPHRASE and all(end in one for end in ends):
            first, *others = sorted({first_of(end) for end in ends}, key=key)
            one.update(dict.fromkeys(others, first))
    return {name: first_of(name) for name in one}
