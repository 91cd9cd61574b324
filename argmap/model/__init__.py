"""The model: threads, claims, examples, relations, schemes and the map that holds them."""

from argmap.model.annotations import (
    Answer,
    Breach,
    Commitment,
    Expectations,
    Label,
    Question,
    StagePosts,
    Stance,
)
from argmap.model.annotator import Annotator
from argmap.model.claim import Claim, Example, Issue, IssueOutcome, Reference, Sense
from argmap.model.difference import Difference, FieldChange, PartChange, diff
from argmap.model.discussion import Discussion, DiscussionRule, Fallacy, Stage, discussion, discussion_rule
from argmap.model.map import ArgumentMap
from argmap.model.posts import Fingerprint, Gone, Participant, Post, Provenance, ThreadSource
from argmap.model.quote import Quote, Span, find_quote
from argmap.model.relation import ENDPOINTS, NodeKind, Relation, RelationKind
from argmap.model.scheme import BearsOn, CriticalQuestion, Scheme, scheme, schemes
from argmap.model.thread import Thread

__all__ = [
    "ENDPOINTS",
    "Annotator",
    "Answer",
    "ArgumentMap",
    "BearsOn",
    "Breach",
    "Claim",
    "Commitment",
    "CriticalQuestion",
    "Difference",
    "Discussion",
    "DiscussionRule",
    "Example",
    "Expectations",
    "Fallacy",
    "FieldChange",
    "Fingerprint",
    "Gone",
    "Issue",
    "IssueOutcome",
    "Label",
    "NodeKind",
    "PartChange",
    "Participant",
    "Post",
    "Provenance",
    "Question",
    "Quote",
    "Reference",
    "Relation",
    "RelationKind",
    "Scheme",
    "Sense",
    "Span",
    "Stage",
    "StagePosts",
    "Stance",
    "Thread",
    "ThreadSource",
    "diff",
    "discussion",
    "discussion_rule",
    "find_quote",
    "scheme",
    "schemes",
]
