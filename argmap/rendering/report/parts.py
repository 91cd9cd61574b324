"""What a report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.rendering.report.naming import Names
from argmap.rendering.scene import Scene
from argmap.study import Study


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A sentence, with what belongs under it."""

    text: str
    below: tuple[ReportItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, a sentence to begin with (or ""), and items."""

    title: str
    lead: str = ""
    items: tuple[ReportItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a section is written from."""

    scene: Scene
    study: Study

    @property
    def names(self) -> Names:
        return Names(self.scene.map)

    @property
    def examples(self) -> frozenset[str]:
        return frozenset(example.id for example in self.scene.map.examples)


def items(texts: Iterable[str]) -> tuple[ReportItem, ...]:
    """Return sentences as items without anything under them."""
    return tuple(ReportItem(text) for text in texts)
