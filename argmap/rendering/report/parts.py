"""What a report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.analysis.analyse import Analysis
from argmap.rendering.report.naming import Names
from argmap.rendering.scene import Scene


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, with what belongs under it."""

    text: str
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, a sentence to begin with (or ""), and items."""

    title: str
    lead: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a section is told from."""

    scene: Scene
    analysis: Analysis

    @property
    def names(self) -> Names:
        return Names(self.scene.map)

    @property
    def examples(self) -> frozenset[str]:
        return frozenset(example.id for example in self.scene.map.examples)


def items(texts: Iterable[str]) -> tuple[Item, ...]:
    """Return sentences as items without anything under them."""
    return tuple(Item(text) for text in texts)
