"""How the state of a debate changed post by post: what stood after each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.analysis.acceptability import grounded_labels
from argmap.analysis.result import Result
from argmap.analysis.theory import DEFAULT, Reading, theory
from argmap.graph.ordering import UNSAID, Place, natural, node_places, quote_place
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Moment(Result):
    """The state after a post: what it added to the map, the label of each thesis known by then, and what changed.

    `number` counts posts from 1. `changed` are ids of claims and examples known before whose label is another now.
    """

    number: int
    post: str
    added: tuple[str, ...]
    theses: Mapping[str, Label]
    changed: tuple[str, ...]


def timeline(map: ArgumentMap, reading: Reading = DEFAULT) -> tuple[Moment, ...]:
    """Return the grounded state after each post that added something.

    A claim is known from its first quote on, an unstated premise from the moment its partners are, a relation
    from the moment when all that it relates is known and, if it is quoted, its first quote.
    """
    if map.thread is None:
        return ()
    said = appearances(map)
    posts = {map.thread.numbers[post.id]: post.id for post in map.thread.posts}
    moments: list[Moment] = []
    before: Mapping[str, Label] = {}
    for number in sorted(set(said.values()) & posts.keys()):
        known = {name for name, first in said.items() if first <= number}
        after = grounded_labels(theory(map, reading, known))
        added = sorted((n for n, first in said.items() if first == number), key=natural)
        changed = [n for n in sorted(map.nodes, key=natural) if n in before and before[n] is not after[n]]
        tops = {thesis: after[thesis] for thesis in theses(map) if thesis in after}
        moments.append(Moment(number, posts[number], tuple(added), tops, tuple(changed)))
        before = after
    return tuple(moments)


def appearances(map: ArgumentMap) -> dict[str, int]:
    """Return the number of the post from which on each claim, example and relation is known."""
    places = node_places(map)
    found = {name: places.get(name, UNSAID)[0] for name in map.nodes}
    waiting = list(map.relations)
    while waiting:
        ready = [relation for relation in waiting if relation.target in found]
        found.update((relation.id, _appears(map, relation, found)) for relation in ready)
        left = [relation for relation in waiting if relation.id not in found]
        if not ready:  # undercuts of each other: known with their premises
            found.update((r.id, max(found[p] for p in r.premises)) for r in left)
            break
        waiting = left
    return found


def _appears(map: ArgumentMap, relation: Relation, found: Mapping[str, int]) -> int:
    ends = max(found[name] for name in (*relation.premises, relation.target))
    quoted: list[Place] = [quote_place(map, quote) for quote in relation.quotes]
    return max(ends, min(quoted, default=(0, 0))[0])
