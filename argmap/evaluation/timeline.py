"""How the state of a debate changed post by post: what stood after each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.evaluation.history import History, history
from argmap.evaluation.labels import label
from argmap.evaluation.theory import DEFAULT, Interpretation
from argmap.graph.ordering import UNSAID, natural_key, node_places, quote_place
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from argmap.result import Result
from argmap.solver.wellfounded import bits


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


def timeline(map: ArgumentMap, interpretation: Interpretation = DEFAULT) -> tuple[Moment, ...]:
    """Return the grounded state after each post that added something.

    A claim is known from its first quote on, an unstated premise from the moment its partners are, a relation
    from the moment when all that it relates is known and, if it is quoted, its first quote.
    """
    if map.thread is None:
        return ()
    said = appearances(map)
    posts = {map.thread.numbers[post.id]: post.id for post in map.thread.posts}
    numbers = sorted(set(said.values()) & posts.keys())
    place = {number: index for index, number in enumerate(numbers)}
    past = history(map, interpretation, said, numbers)
    added: list[list[str]] = [[] for _ in numbers]
    changed: list[list[str]] = [[] for _ in numbers]
    for name in sorted((name for name in said if said[name] in place), key=natural_key):
        added[place[said[name]]].append(name)
        if name in map.nodes:
            for index in _turns(past, name, place[said[name]], len(numbers)):
                changed[index].append(name)
    tops = [(thesis, said[thesis]) for thesis in theses(map)]
    return tuple(
        Moment(
            number,
            posts[number],
            tuple(added[index]),
            {name: _label(past, name, index) for name, first in tops if first <= number},
            tuple(changed[index]),
        )
        for number, index in place.items()
    )


def _label(past: History, name: str, index: int) -> Label:
    return label(bool(past.holds[name] >> index & 1), bool(past.fails[name] >> index & 1))


def _turns(past: History, name: str, known: int, posts: int) -> Iterator[int]:
    """Return the posts after which a label is another than after the one before, from when it is known on."""
    holds, fails = past.holds[name] >> known, past.fails[name] >> known
    compared = (1 << (posts - known - 1)) - 1  # all but the last, after which nothing follows
    turned = ((holds ^ holds >> 1) | (fails ^ fails >> 1)) & compared
    return (known + 1 + bit for bit in bits(turned))


def appearances(map: ArgumentMap) -> dict[str, int]:
    """Return the number of the post from which on each claim, example and relation is known.

    Undercuts of each other are known together.
    """
    places = node_places(map)
    found = {name: places.get(name, UNSAID)[0] for name in map.nodes}
    for relation in map.relations:
        for chain in reversed(_onward(map, relation, found)):
            latest = max(_own(map, step, found) for step in chain)
            target = found.get(chain[-1].target, latest)
            found.update((step.id, max(latest, target)) for step in chain)
    return found


def _onward(map: ArgumentMap, relation: Relation, found: Mapping[str, int]) -> list[list[Relation]]:
    """Return the relations from one on to what is known, each bearing on the next; a circle of them is one link."""
    path: dict[str, Relation] = {}
    name = relation.id
    while name not in found and name not in path:
        path[name] = map.relations_by_id[name]
        name = path[name].target
    steps = list(path.values())
    start = list(path).index(name) if name in path else len(steps)
    return [*([step] for step in steps[:start]), *([steps[start:]] if start < len(steps) else [])]


def _own(map: ArgumentMap, relation: Relation, found: Mapping[str, int]) -> int:
    """Return when the premises of a relation and its first quote are known."""
    quoted = min((quote_place(map, quote)[0] for quote in relation.quotes), default=0)
    return max(quoted, *(found[premise] for premise in relation.premises))
