"""Relations: inferences from premises to a target, and what may be at their ends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from argmap.model.base import Fraction, Record, Slug
from argmap.model.quote import Quote


class RelationKind(StrEnum):
    """What a relation does to its target.

    Source:
        Pollock (1987), Defeasible Reasoning: rebutting defeaters attack a conclusion, undercutting
        defeaters attack the step to it.
    """

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"


class NodeKind(StrEnum):
    """What an id in a map can name."""

    ISSUE = "issue"
    CLAIM = "claim"
    EXAMPLE = "example"
    RELATION = "relation"


class Relation(Record):
    """An inference: premises that together support, attack, undercut or rephrase a target."""

    id: Slug = Field(description="Id of the relation, unique in the map; undercuts point at it.")
    kind: RelationKind = Field(description="What the premises do to the target.")
    premises: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(
        description="Ids of claims or examples; more than one are linked: they count only together."
    )
    target: Slug = Field(description="Id of a claim or example; for an undercut, of a relation.")
    scheme: Slug | None = Field(None, description="Id of the argumentation scheme that the relation follows.")
    question: Slug | None = Field(None, description="Id of the critical question that this objection raises.")
    weight: Fraction | None = Field(None, description="Strength of the relation, 0 to 1.")
    quotes: tuple[Quote, ...] = Field(
        (), description="The words that express the relation, such as 'so I guess'."
    )

    @property
    def is_linked(self) -> bool:
        return len(self.premises) > 1

    def __repr__(self) -> str:
        return f"<Relation {self.id}: {' + '.join(self.premises)} {self.kind}s {self.target}>"


SOURCES = frozenset({NodeKind.CLAIM, NodeKind.EXAMPLE})

ENDPOINTS: Mapping[RelationKind, tuple[frozenset[NodeKind], frozenset[NodeKind]]] = MappingProxyType(
    {
        RelationKind.SUPPORT: (SOURCES, SOURCES),
        RelationKind.ATTACK: (SOURCES, SOURCES),
        RelationKind.UNDERCUT: (SOURCES, frozenset({NodeKind.RELATION})),
        RelationKind.REPHRASE: (frozenset({NodeKind.CLAIM}), frozenset({NodeKind.CLAIM})),
    }
)
"""What may be at the ends of each kind of relation: the kinds of its premises, and of its target."""
