"""Relations: inferences from premises to a target, and what may be at their ends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from argmap.model.base import By, Confidence, Fraction, Note, Record, Slug
from argmap.model.quote import Quote


class RelationKind(StrEnum):
    """What a relation does to its target.

    A support of a relation is a backing: it says why the inference holds. An explanation says why something is
    so that nobody doubts, and is no argument that it is so.

    Source:
        Pollock (1987), Defeasible Reasoning: rebutting defeaters attack a conclusion, undercutting
        defeaters attack the step to it. Toulmin (1958), The Uses of Argument, chapter 3: backing.
        Govier (2010), A Practical Study of Argument, chapter 1: argument and explanation.
    """

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"
    EXPLAINS = "explains"

    @property
    def is_argument(self) -> bool:
        """Whether such a relation speaks for or against its target."""
        return self not in {RelationKind.REPHRASE, RelationKind.EXPLAINS}


class NodeKind(StrEnum):
    """What an id in a map can name."""

    ISSUE = "issue"
    CLAIM = "claim"
    EXAMPLE = "example"
    RELATION = "relation"


class Relation(Record):
    """An inference or another relation: premises that together support, attack, undercut, rephrase or explain a target."""

    id: Slug = Field(description="Id of the relation, unique in the map; undercuts point at it.")
    kind: RelationKind = Field(description="What the premises do to the target.")
    premises: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(
        description="Ids of claims or examples; more than one are linked: they count only together."
    )
    target: Slug = Field(description="Id of a claim or example; for an undercut or a backing, of a relation.")
    scheme: Slug | None = Field(None, description="Id of the argumentation scheme that the relation follows.")
    question: Slug | None = Field(None, description="Id of the critical question that this objection raises.")
    weight: Fraction | None = Field(None, description="Strength of the relation, 0 to 1.")
    quotes: tuple[Quote, ...] = Field(
        (), description="The words that express the relation, such as 'so I guess'."
    )
    by: By = None
    confidence: Confidence = None
    note: Note = None

    @property
    def is_linked(self) -> bool:
        return len(self.premises) > 1

    def __repr__(self) -> str:
        verb = self.kind if self.kind is RelationKind.EXPLAINS else f"{self.kind}s"
        return f"<Relation {self.id}: {' + '.join(self.premises)} {verb} {self.target}>"


SOURCES = frozenset({NodeKind.CLAIM, NodeKind.EXAMPLE})

ENDPOINTS: Mapping[RelationKind, tuple[frozenset[NodeKind], frozenset[NodeKind]]] = MappingProxyType(
    {
        RelationKind.SUPPORT: (SOURCES, SOURCES | {NodeKind.RELATION}),
        RelationKind.ATTACK: (SOURCES, SOURCES),
        RelationKind.UNDERCUT: (SOURCES, frozenset({NodeKind.RELATION})),
        RelationKind.REPHRASE: (frozenset({NodeKind.CLAIM}), frozenset({NodeKind.CLAIM})),
        RelationKind.EXPLAINS: (SOURCES, SOURCES),
    }
)
"""What may be at the ends of each kind of relation: the kinds of its premises, and of its target."""
