"""Marking a rebuilt map: reading it, comparing it with the reference, and saying what to look at again."""

from __future__ import annotations

from enum import StrEnum

from argmap.registry import Registry


class Feedback(StrEnum):
    """How much a sheet tells: the answers and the map, or only where to look again, for a second attempt."""

    FULL = "full"
    HINTS = "hints"


SHEETS = Registry(
    "form of a sheet",
    {form: f"argmap.teach.marking.feedback:{form}_sheets" for form in ("html", "md", "pdf")},
)
"""The forms of a student's sheet: functions from marked submissions and references to the bytes of each sheet."""
