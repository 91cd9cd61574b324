"""Relations on the cards of the page: what bears on a claim or an example, and what it bears on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.critical_questions import CriticalPoint
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import schemes
from argmap.rendering.breaches import BreachNote, breach_note, breaches_on_relation
from argmap.rendering.page.naming import NodeLink, node_link
from argmap.rendering.page.standing import QuestionView, questions, remark
from argmap.rendering.scene import Scene

TOWARDS = {
    RelationKind.SUPPORT: "Supported by",
    RelationKind.ATTACK: "Attacked by",
    RelationKind.UNDERCUT: "The relation is undercut by",
    RelationKind.REPHRASE: "In other words",
    RelationKind.EXPLAINS: "Explained by",
}
BACKED, BACKS = "The relation is backed by", "Backs the relation to"
WEIGHTLESS = " (carries no weight)"
FROM = {
    RelationKind.SUPPORT: "Supports",
    RelationKind.ATTACK: "Attacks",
    RelationKind.UNDERCUT: "Undercuts the relation to",
    RelationKind.REPHRASE: "Says in other words",
    RelationKind.EXPLAINS: "Explains",
}


@dataclass(frozen=True, slots=True)
class NamedScheme:
    """The scheme of a relation, with those of its critical questions that somebody raised."""

    id: str
    name: str
    raised: tuple[CriticalPoint, ...]


@dataclass(frozen=True, slots=True)
class IncomingRelation:
    """A relation that ends on the node of the card."""

    kind: str
    verb: str
    premises: tuple[NodeLink, ...]
    undercuts: tuple[IncomingRelation, ...] = ()
    scheme: NamedScheme | None = None
    breaches: tuple[BreachNote, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingRelation:
    """A relation that the node of the card is a premise of, with the other premises."""

    kind: str
    verb: str
    target: NodeLink
    others: tuple[NodeLink, ...]


def incoming(scene: Scene, relation: Relation, raised: Mapping[str, list[CriticalPoint]]) -> IncomingRelation:
    """Return a relation as the card of its target shows it, with what ends on the relation itself.

    Args:
        scene: what is shown.
        relation: a relation of the map.
        raised: the critical questions that somebody raised, by relation.
    """
    beside = scene.map.incoming.get(relation.id, ())
    return IncomingRelation(
        _css(scene, relation),
        _verb(scene, relation, TOWARDS[relation.kind] + (" (together)" if relation.is_linked else "")),
        _links(scene, relation.premises),
        tuple(
            IncomingRelation(
                _css(scene, other),
                _verb(scene, other, BACKED if scene.is_backing(other) else TOWARDS[other.kind]),
                _links(scene, other.premises),
                questions=questions(scene, other.id),
                remark=remark(other),
            )
            for other in beside
        ),
        _scheme(relation, raised.get(relation.id, [])),
        tuple(breach_note(breach) for breach in breaches_on_relation(scene.map, relation.id)),
        questions(scene, relation.id),
        remark(relation),
    )


def _css(scene: Scene, relation: Relation) -> str:
    kind = "backing" if scene.is_backing(relation) else str(relation.kind)
    return f"{kind} weightless" if scene.carries_nothing(relation) else kind


def _verb(scene: Scene, relation: Relation, verb: str) -> str:
    return verb + WEIGHTLESS if scene.carries_nothing(relation) else verb


def outgoing(scene: Scene, relation: Relation, node: str) -> OutgoingRelation:
    """Return a relation as the card of one of its premises shows it.

    Args:
        scene: what is shown.
        relation: a relation of the map.
        node: id of the premise.
    """
    undercut = scene.map.relations_by_id.get(relation.target)
    target = undercut.target if undercut is not None else relation.target
    others = tuple(premise for premise in relation.premises if premise != node)
    verb = BACKS if scene.is_backing(relation) else FROM[relation.kind]
    return OutgoingRelation(
        _css(scene, relation), _verb(scene, relation, verb), node_link(scene, target), _links(scene, others)
    )


def _links(scene: Scene, names: Sequence[str]) -> tuple[NodeLink, ...]:
    return tuple(node_link(scene, name) for name in names)


def _scheme(relation: Relation, raised: Sequence[CriticalPoint]) -> NamedScheme | None:
    known = schemes().get(relation.scheme or "")
    return None if known is None else NamedScheme(known.id, known.name, tuple(raised))
