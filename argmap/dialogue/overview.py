"""What a discussion shows about those who take part: everything in one result."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.dialogue.common_ground import CommonGround, Concession, concessions, shared_ground
from argmap.dialogue.critical_questions import CriticalPoint, critical_points
from argmap.dialogue.equivocation import SharedTerm, shared_terms
from argmap.dialogue.moves import Move
from argmap.dialogue.objections import Challenge, Objection, challenges, unanswered
from argmap.dialogue.participants import ParticipantSummary, participants
from argmap.dialogue.turns import Shift, shifts, turning_points
from argmap.model.map import ArgumentMap
from argmap.result import Result


@dataclass(frozen=True, slots=True)
class Dialogue(Result):
    """What a discussion shows; each field is documented at the function that makes it."""

    participants: tuple[ParticipantSummary, ...]
    shared_ground: tuple[CommonGround, ...]
    concessions: tuple[Concession, ...]
    turning_points: tuple[Move, ...]
    shifts: tuple[Shift, ...]
    unanswered: tuple[Objection, ...]
    challenges: tuple[Challenge, ...]
    critical_points: tuple[CriticalPoint, ...]
    shared_terms: tuple[SharedTerm, ...]


def dialogue(map: ArgumentMap) -> Dialogue:
    """Return what a discussion shows about participants, common ground, open points and shared terms."""
    return Dialogue(
        participants=participants(map),
        shared_ground=shared_ground(map),
        concessions=concessions(map),
        turning_points=turning_points(map),
        shifts=shifts(map),
        unanswered=unanswered(map),
        challenges=challenges(map),
        critical_points=critical_points(map),
        shared_terms=shared_terms(map),
    )
