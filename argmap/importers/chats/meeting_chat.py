"""The chat of one meeting, whichever program wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.importers.protocol import RawPost
from argmap.model.posts import Provenance


@dataclass(frozen=True, slots=True)
class MeetingChat:
    """The chat of one meeting.

    Attributes:
        posts: The messages.
        keyed: Whether their keys are ids of the program.
        reply_structure: How it is known which message answers which.
        notes: What is to be said about it.
    """

    posts: Sequence[RawPost]
    keyed: bool = False
    reply_structure: Provenance = Provenance.UNKNOWN
    notes: tuple[str, ...] = ()
