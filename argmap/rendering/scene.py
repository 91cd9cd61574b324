"""What is in the picture, before anybody decides how it looks: computed once, read by every writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.dialogue.commitments import Voice, common_ground, doubts, taken, voices
from argmap.graph.index import MapIndex
from argmap.graph.ordering import node_key, relation_key
from argmap.graph.views import View
from argmap.model.annotations import Stance
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.marks import NO_MARKS, Marks


@dataclass(frozen=True, slots=True)
class Scene:
    """A view with all that was computed about it; nodes and relations are in the order of showing.

    `ranks` holds the rank of each thesis, `sides` the thesis each node speaks for.
    """

    view: View
    ranks: Mapping[str, int]
    sides: Mapping[str, str | None]
    voices: Mapping[str, tuple[Voice, ...]]
    grants: Mapping[str, tuple[Voice, ...]]
    agreed: Mapping[str, tuple[str, ...]]
    doubts: Mapping[str, tuple[str, ...]]
    nodes: tuple[Claim | Example, ...]
    relations: tuple[Relation, ...]
    incoming: Mapping[str, tuple[Relation, ...]]
    undercut: frozenset[str]
    marks: Marks = NO_MARKS

    @property
    def map(self) -> ArgumentMap:
        return self.view.map

    def rank(self, node: str) -> int | None:
        """Return the rank of the thesis that a node speaks for, if it takes a side.

        Args:
            node: id of a claim or an example.

        Returns:
            The rank, 0 for the first thesis; None if the node takes no side.
        """
        side = self.sides.get(node)
        return None if side is None else self.ranks[side]

    def onto(self, target: str) -> tuple[Relation, ...]:
        """Return the relations shown that end on `target`, in the order of showing.

        Args:
            target: id of a claim, an example or a relation.
        """
        return self.incoming.get(target, ())


def scene(view: View, marks: Marks = NO_MARKS, index: MapIndex | None = None) -> Scene:
    """Return everything that a picture or a text needs to know.

    Args:
        view: the part of the map that is shown.
        marks: what is shown on its nodes.
        index: what the graph of the map says, where it is known already.
    """
    map = view.map
    index = MapIndex(map) if index is None else index
    key = node_key(map)
    relations = tuple(sorted(view.relations(), key=relation_key(map, key)))
    return Scene(
        view=view,
        ranks={thesis: rank for rank, thesis in enumerate(index.theses)},
        sides=index.sides,
        voices=voices(map),
        grants=taken(map, Stance.CONCEDES),
        agreed=common_ground(map),
        doubts=doubts(map),
        nodes=tuple(map.nodes[name] for name in sorted(map.nodes, key=key) if name in view.shown),
        relations=relations,
        incoming=_incoming(relations),
        undercut=frozenset(r.target for r in relations if r.kind is RelationKind.UNDERCUT),
        marks=marks,
    )


def _incoming(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    incoming: dict[str, list[Relation]] = {}
    for relation in relations:
        incoming.setdefault(relation.target, []).append(relation)
    return {target: tuple(ending) for target, ending in incoming.items()}
