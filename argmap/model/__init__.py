"""The model: threads, claims, examples, relations, schemes and the map that holds them."""

from argmap.model.breach import Breach, StagePosts
from argmap.model.claim import Claim, Issue
from argmap.model.commitment import Commitment, Stance
from argmap.model.discussion import Discussion, DiscussionRule, Fallacy, Stage, discussion, discussion_rule
from argmap.model.example import Example, Reference
from argmap.model.expectation import Expectations, Label
from argmap.model.map import ArgumentMap
from argmap.model.posts import Participant, Post, Provenance, ThreadSource
from argmap.model.quote import Quote, Span, find_quote
from argmap.model.relation import ENDPOINTS, NodeKind, Relation, RelationKind
from argmap.model.scheme import CriticalQuestion, Scheme, scheme, schemes
from argmap.model.thread import Thread

__all__ = [
    "ENDPOINTS",
    "ArgumentMap",
    "Breach",
    "Claim",
    "Commitment",
    "CriticalQuestion",
    "Discussion",
    "DiscussionRule",
    "Example",
    "Expectations",
    "Fallacy",
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
    "Stage",
    "StagePosts",
    "Stance",
    "Thread",
    "ThreadSource",
    "discussion",
    "discussion_rule",
    "find_quote",
    "scheme",
    "schemes",
]
