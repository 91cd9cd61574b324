"""What a report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from argmap.evaluation.semantics import MapSemantics
from argmap.model.annotations import Label
from argmap.rendering.report.naming import Names
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.scene import Scene
from argmap.solver.semantics import Semantics
from argmap.study import Study


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A sentence, with what belongs under it."""

    text: str
    below: tuple[ReportItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: a heading, a sentence to begin with (or ""), paragraphs, and items."""

    title: str
    lead: str = ""
    items: tuple[ReportItem, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ReportContext:
    """What a section is written from; with `full`, sections leave nothing out."""

    scene: Scene
    study: Study
    full: bool = False

    @cached_property
    def names(self) -> Names:
        return Names(self.scene.map, self.scene.language)

    @cached_property
    def predicates(self) -> Predicates:
        return Predicates(self.scene.map, self.study.reasons, language=self.scene.language)

    @cached_property
    def brief(self) -> Predicates:
        language = self.scene.language
        return Predicates(self.scene.map, self.study.reasons, brief=True, language=language)

    @cached_property
    def examples(self) -> frozenset[str]:
        return frozenset(example.id for example in self.scene.map.examples)

    @cached_property
    def meta(self) -> frozenset[str]:
        """The remarks about the discussion, and the relations that carry no weight because of them."""
        map = self.scene.map
        return frozenset(claim.id for claim in map.claims if claim.meta) | map.weightless

    @property
    def is_grounded(self) -> bool:
        """Whether the labels are the grounded ones, which the reasons explain."""
        return self.study.acceptability.semantics is Semantics.GROUNDED

    def most(self, number: int) -> int:
        """Return how many of a kind are listed: `number`, or all of them in a full report."""
        return 10**9 if self.full else number

    def follows(self, thesis: str, *, brief: bool = False) -> str:
        """Return what follows for a claim and why, as what is said of it."""
        acceptability = self.study.acceptability
        if not acceptability.exists:
            return f"is not decided, as there is no {acceptability.semantics} extension"
        if self.is_grounded:
            return (self.brief if brief else self.predicates).of(thesis)
        label = acceptability.labels[thesis]
        if label is not Label.UNDECIDED:
            word = "accepted" if label is Label.IN else "rejected"
            return f"is {word} in {_every(acceptability.semantics)}"
        if acceptability.semantics is Semantics.IDEAL:
            return "is undecided"
        some = "is accepted in some" if thesis in acceptability.possible else "is accepted in no"
        return f"is undecided: it {some} {acceptability.semantics} extension"


def _every(semantics: MapSemantics) -> str:
    return "the ideal extension" if semantics is Semantics.IDEAL else f"every {semantics} extension"


def items(texts: Iterable[str]) -> tuple[ReportItem, ...]:
    """Return sentences as items without anything under them."""
    return tuple(ReportItem(text) for text in texts)
