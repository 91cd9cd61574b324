"""What an annotator can say about chosen words, each as a record of the answers that it needs.

A front end asks for the answers; `argmap.editing.guided.changes` says what a move writes. Nothing here knows of terminals.
"""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.annotations import Stance
from argmap.model.relation import RelationKind


@dataclass(frozen=True, slots=True)
class Attitude:
    """How an author stands to a claim: the stance, whether it is said as a guess, and on which condition it is taken.

    The condition is the id of a claim, or words.
    """

    stance: Stance = Stance.ASSERTS
    hedged: bool = False
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Inference:
    """The relation that starts from a new claim or example.

    `linked` are the ids of further premises; `implicit` the sentences of implicit premises that are made with it. `scheme`
    is that of the relation; `question` the critical question that an objection raises.
    """

    kind: RelationKind
    target: str
    linked: tuple[str, ...] = ()
    implicit: tuple[str, ...] = ()
    scheme: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim with everything that connects it.

    One of these says what it does: `issue` (it answers an issue of the map), `new_issue` (it answers a question that is made
    with it), `inference`, `joins` (the relation of which it is one more premise), `reply_to` (the question of somebody
    that it answers), `condition_of` (the claim that its author takes the stance on if this one holds; this one they then do
    not assert), or `meta`. `exclusive` says whether the theses of its issue exclude each other.
    """

    text: str
    id: str | None = None
    label: str | None = None
    issue: str | None = None
    new_issue: str | None = None
    exclusive: bool | None = None
    inference: Inference | None = None
    joins: str | None = None
    reply_to: str | None = None
    condition_of: str | None = None
    meta: bool = False
    attitude: Attitude = Attitude()


@dataclass(frozen=True, slots=True)
class TakesStance:
    """A stance of the author on a claim that is in the map."""

    claim: str
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class SaysAgain:
    """The author says a claim of the map: the words are one more quote for it, and their author takes the stance."""

    claim: str
    attitude: Attitude = Attitude()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the words ask: what it is about, who is asked, and whether it doubts the claim that it is about."""

    text: str
    about: str | None = None
    to: str | None = None
    doubts: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The post answers a question, perhaps with a claim of the map."""

    question: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class NewIssue:
    """A question at issue; `parent` is the issue or thesis of which it is a sub-question."""

    question: str
    parent: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class NewExample:
    """A technical example, with the work that documents it (a record of a reference) and what it bears on."""

    name: str
    topic: str
    text: str
    inference: Inference
    reference: tuple[tuple[str, str | int], ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class FollowsScheme:
    """The argumentation scheme that a relation of the map follows; None takes it away."""

    relation: str
    scheme: str | None


@dataclass(frozen=True, slots=True)
class Ending:
    """How the discussion of an issue ended: with a thesis, or open where there is none."""

    issue: str
    thesis: str | None
    by: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Whether the author's stance on a claim in a post is said as a guess."""

    claim: str
    hedged: bool


@dataclass(frozen=True, slots=True)
class Rewording:
    """Another sentence, and perhaps label, for a claim of the map."""

    claim: str
    text: str
    label: str | None = None


Move = (
    NewClaim
    | TakesStance
    | SaysAgain
    | Asked
    | Reply
    | NewIssue
    | NewExample
    | FollowsScheme
    | Ending
    | Guess
    | Rewording
)
