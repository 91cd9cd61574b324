"""Sections cut to a screen: what comes first is kept, and what is left out is counted."""

from __future__ import annotations

from dataclasses import replace

from argmap.rendering.report.parts import ReportItem, Section

LINES, COLUMNS = 24, 96
"""The size of a screen, without a margin."""

MORE = "{} more; `argmap analyse --full` lists all."


def screenful(section: Section) -> Section:
    """Return a section with as many of its items as fit on a screen; at least the first is kept."""
    room = LINES - sum(_lines(text) for text in (section.lead, *section.paragraphs) if text) - 1
    kept, _ = _fitting(section.items, room)
    return replace(section, items=kept)


def _fitting(items: tuple[ReportItem, ...], room: int) -> tuple[tuple[ReportItem, ...], int]:
    """Return the items that fit, each with what fits below it, and the lines that are left."""
    kept: list[ReportItem] = []
    for place, item in enumerate(items):
        left = room - _lines(item.text)
        last = place == len(items) - 1
        if kept and left < (0 if last and not item.below else 1):
            kept.append(ReportItem(MORE.format(len(items) - place)))
            return tuple(kept), 0
        below, room = _fitting(item.below, left) if item.below else ((), left)
        kept.append(replace(item, below=below))
    return tuple(kept), room


def _lines(text: str) -> int:
    return 1 + (len(text) - 1) // COLUMNS
