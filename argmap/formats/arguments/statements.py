"""What comes back of a map from formats of statements and arguments, which know no examples and fewer kinds of relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.formats.keeping import folded, kept
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind


def with_examples_as_claims(map: ArgumentMap) -> ArgumentMap:
    """Return a map whose examples are claims that say what they show, for formats that know statements alone."""
    data = plain_data(map)
    claims = [{"id": each.id, "text": f"{each.name}: {each.text}"} for each in map.examples]
    data["claims"] = [*data.get("claims", ()), *claims]
    data.pop("examples", None)
    return ArgumentMap.model_validate({name: value for name, value in data.items() if value != []})


def without(map: ArgumentMap, *kinds: RelationKind, backings: bool = False) -> ArgumentMap:
    """Return a map without relations of some kinds, and without what leads to these.

    Args:
        map: The map.
        kinds: The kinds that go.
        backings: Whether supports of relations go, too.
    """
    gone = {relation.id for relation in map.relations if relation.kind in kinds}
    if backings:
        known = map.relations_by_id
        gone |= {r.id for r in map.relations if r.kind is RelationKind.SUPPORT and r.target in known}
    onto: dict[str, list[str]] = {}
    for relation in map.relations:
        onto.setdefault(relation.target, []).append(relation.id)
    todo = [*gone]
    while todo:
        above = [id for id in onto.get(todo.pop(), ()) if id not in gone]
        gone |= {*above}
        todo += above
    if not gone:
        return map
    relations = tuple(relation for relation in map.relations if relation.id not in gone)
    data: Mapping[str, Any] = {**plain_data(map), "relations": [plain_data(each) for each in relations]}
    return ArgumentMap.model_validate(
        {name: value for name, value in data.items() if name not in {"expect", "breaches", "questions"}}
    )


def statements(
    map: ArgumentMap, carries: frozenset[str], *gone: RelationKind, backings: bool = False
) -> ArgumentMap:
    """Return what comes back of a map from a format of statements and arguments: examples as claims, texts on one line."""
    return folded(kept(with_examples_as_claims(without(map, *gone, backings=backings)), carries))
