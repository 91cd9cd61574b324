"""The model: threads, claims, examples, relations, schemes and the map that holds them."""

from argmap.model.claim import Claim, Issue
from argmap.model.commitment import Commitment, Stance
from argmap.model.example import Example, Reference
from argmap.model.expectation import Expectations, Label
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, Span, find_quote
from argmap.model.relation import ENDPOINTS, NodeKind, Relation, RelationKind
from argmap.model.scheme import CriticalQuestion, Scheme, scheme, schemes
from argmap.model.thread import Participant, Post, Provenance, Thread, ThreadSource

__all__ = [
    "ENDPOINTS",
    "ArgumentMap",
    "Claim",
    "Commitment",
    "CriticalQuestion",
    "Example",
    "Expectations",
    "Issue",
    "Label",
    "NodeKind",
    "Participant",
    "Post",
    "Provenance",
    "Quote",
    "Reference",
    "Relation",
    "RelationKind",
    "Scheme",
    "Span",
    "Stance",
    "Thread",
    "ThreadSource",
    "find_quote",
    "scheme",
    "schemes",
]
