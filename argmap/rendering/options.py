"""What can be chosen about a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.experiments.outcome import Outcome
from argmap.rendering.tab import Tab

SMALL_MAP = 12
"""Up to this many nodes a map is drawn with the conclusion on top; larger ones from left to right."""


class Direction(StrEnum):
    """Where reasons stand, seen from their conclusion: Graphviz's `rankdir`, read from reason to conclusion."""

    RIGHT = "RL"
    LEFT = "LR"
    BELOW = "BT"
    ABOVE = "TB"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a picture.

    `direction` None chooses by size: reasons below in small maps, to the right in others. `wrap` is the
    width of node texts in columns. `title` replaces the map's own title; an empty one shows none. `status` marks
    what stands, falls and is open under grounded semantics, `strength` shows how strong each node is.
    `results` are outcomes by name of experiment: their numbers stand on the examples that name them.
    `tabs` are added to those of a page. `unsigned` are steps that are drawn with a label in place of what they do;
    with any, no node shows its side either, which would tell it.
    """

    theme: str = "light"
    direction: Direction | None = None
    wrap: int = 30
    title: str | None = None
    legend: bool = True
    links: bool = True
    status: bool = False
    strength: bool = False
    results: Mapping[str, Outcome] = field(default_factory=dict)
    tabs: tuple[Tab, ...] = ()
    unsigned: Mapping[str, str] = field(default_factory=dict)
