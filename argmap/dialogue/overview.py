"""What a discussion shows about those who take part: every part computed once, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from argmap.dialogue.attribution import Attribution, Saying, makers, sayings, speakers
from argmap.dialogue.common_ground import CommonGround, Concession, concessions, shared_ground
from argmap.dialogue.critical_questions import CriticalPoint, critical_points
from argmap.dialogue.equivocation import SharedTerm, shared_terms
from argmap.dialogue.moves import AuthorOfPost, Move, Standpoint, moves, standpoints
from argmap.dialogue.objections import Challenge, Objection, answers_to, challenges, unanswered
from argmap.dialogue.participants import ParticipantSummary, participants
from argmap.dialogue.turns import Retreat, Shift, retreats, shifts, turning_points
from argmap.graph.index import MapIndex
from argmap.model.map import ArgumentMap
from argmap.result import Result, plain

SHOWN = (
    "participants",
    "shared_ground",
    "concessions",
    "turning_points",
    "shifts",
    "unanswered",
    "challenges",
    "critical_points",
    "shared_terms",
)
"""The parts that plain data hold."""


@dataclass(frozen=True, eq=False)
class Dialogue(Result):
    """What a discussion shows; each part is documented at the function that makes it."""

    index: MapIndex

    def to_dict(self) -> dict[str, Any]:
        """Return what the discussion shows as plain data, ready for JSON."""
        return {name: plain(getattr(self, name)) for name in SHOWN}

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        return moves(self.index.map)

    @cached_property
    def standpoints(self) -> tuple[Standpoint, ...]:
        return standpoints(self.index.map, self.moves, self.index.answers)

    @cached_property
    def sayings(self) -> Mapping[str, tuple[Saying, ...]]:
        return sayings(self.index.map)

    @cached_property
    def speakers(self) -> Mapping[str, tuple[AuthorOfPost, ...]]:
        return speakers(self.index.map, self.sayings)

    @cached_property
    def attribution(self) -> Attribution:
        return makers(self.index.map, self.moves)

    @cached_property
    def replies(self) -> Mapping[str, tuple[str, ...]]:
        return answers_to(self.index.map, self.index.statements)

    @cached_property
    def retreats(self) -> tuple[Retreat, ...]:
        exclusive = {issue.id for issue in self.index.map.issues if issue.is_exclusive}
        rivals = {thesis: issue for thesis, issue in self.index.answers.items() if issue in exclusive}
        return retreats(self.moves, rivals)

    @cached_property
    def participants(self) -> tuple[ParticipantSummary, ...]:
        return participants(
            self.index.map, self.moves, self.standpoints, self.challenges, self.retreats, self.attribution
        )

    @cached_property
    def shared_ground(self) -> tuple[CommonGround, ...]:
        return shared_ground(self.index.map, self.index.stances)

    @cached_property
    def concessions(self) -> tuple[Concession, ...]:
        return concessions(self.moves, self.standpoints, self.index.influences)

    @cached_property
    def turning_points(self) -> tuple[Move, ...]:
        return turning_points(self.moves)

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        return shifts(self.moves, self.standpoints, self.index.answers)

    @cached_property
    def unanswered(self) -> tuple[Objection, ...]:
        return unanswered(
            self.index.map, self.replies, self.speakers, self.index.influences, self.index.stances
        )

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        return challenges(self.index.map, self.moves, self.sayings)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return critical_points(self.index.map, self.replies)

    @cached_property
    def shared_terms(self) -> tuple[SharedTerm, ...]:
        return shared_terms(self.index.map, self.index.sides, self.index.answers)


def dialogue(map: ArgumentMap) -> Dialogue:
    """Return what a discussion shows about participants, common ground, open points and shared terms."""
    return Dialogue(MapIndex(map))
