"""Sections cut to a screen: what comes first is kept, and what is left out is counted."""

from __future__ import annotations

from dataclasses import replace

from argmap.rendering.report.parts import ReportItem, Section

LINES, COLUMNS = 24, 96
"""The size of a screen, without a margin."""

TOGETHER = 3
"""So many lines below an item are told with it: a verdict is not cut off from who holds the thesis."""

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
        left = room - _least(item)
        last = place == len(items) - 1
        if kept and left < (0 if last else 1):
            kept.append(ReportItem(MORE.format(len(items) - place)))
            return tuple(kept), 0
        if _is_together(item):
            kept.append(item)
            room = left
        else:
            below, room = _fitting(item.below, room - _lines(item.text))
            kept.append(replace(item, below=below))
    return tuple(kept), room


def _least(item: ReportItem) -> int:
    """Return the lines of an item with what is always told with it: what belongs together below it, or the first of more."""
    below = item.below if _is_together(item) else item.below[:1]
    more = 1 if len(below) < len(item.below) else 0
    return _lines(item.text) + sum(map(_least, below)) + more


def _is_together(item: ReportItem) -> bool:
    return len(item.below) <= TOGETHER and not any(each.below for each in item.below)


def _lines(text: str) -> int:
    return 1 + (len(text) - 1) // COLUMNS
