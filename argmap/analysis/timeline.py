"""How the state of a debate changed post by post: what stood after each of them.

All posts are looked at in one pass, each in a world of its own (`argmap.reasoning.wellfounded`): in the world of
a post, the steps and claims that nobody knows yet fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.analysis.acceptability import label
from argmap.analysis.result import Result
from argmap.analysis.theory import DEFAULT, Reading, Theory, theory
from argmap.graph.ordering import UNSAID, natural, node_places, quote_place
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.reasoning.assumptions import Framework, Rule
from argmap.reasoning.wellfounded import Worlds, grounded

MOST_WORLDS = 1_000
"""Posts looked at in one pass; more would only take more memory."""

Histories = Mapping[str, tuple[Label, ...]]
"""For each claim, example and step its label after each post, those before it is known included."""


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
    numbers = sorted(set(said.values()) & posts.keys())
    added: dict[int, list[str]] = {number: [] for number in numbers}
    for name in sorted(said, key=natural):
        added.get(said[name], []).append(name)
    tops: dict[int, dict[str, Label]] = {number: {} for number in numbers}
    changed: dict[int, list[str]] = {number: [] for number in numbers}
    ranks = {name: rank for rank, name in enumerate(theses(map))}
    return ()


def appearances(map: ArgumentMap) -> dict[str, int]:
    return {}
