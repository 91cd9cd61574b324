"""What an analysis adds to a picture or an outline: whether a node stands, and how strong it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from argmap.analysis.acceptability import acceptability
from argmap.analysis.strength import strengths
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap

SIGNS: Mapping[Label, str] = MappingProxyType({Label.IN: "✓", Label.OUT: "×", Label.UNDECIDED: "?"})
CELLS = 5
"""Cells of a bar of strength in text."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Labels and strengths by id of claim, example and step; empty where they are not shown."""

    status: Mapping[str, Label] = field(default_factory=dict)
    strength: Mapping[str, float | None] = field(default_factory=dict)


NO_MARKS = Marks()


def marks(map: ArgumentMap, *, status: bool = False, strength: bool = False) -> Marks:
    """Return the marks asked for: grounded labels, and strengths by the default model."""
    return Marks(
        acceptability(map).labels if status else {},
        strengths(map).values if strength else {},
    )


def bar(strength: float) -> str:
    """Return a strength from 0 to 1 as a bar and a number.

    Example:
        >>> bar(0.62)
        '▰▰▰▱▱ 0.62'
    """
    full = filled(strength, CELLS)
    return f"{'▰' * full}{'▱' * (CELLS - full)} {strength:.2f}"


def filled(strength: float, cells: int) -> int:
    """Return how many of the cells of a bar are filled.

    Example:
        >>> filled(0.5, 5)
        3
    """
    return int(strength * cells + 0.5)
