"""What analyses and experiments add to a picture or an outline: the label of a node, its strength, its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from argmap.experiments.outcome import Outcome
from argmap.language import ENGLISH, Language, message
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.rendering.changes import ChangeMark

if TYPE_CHECKING:
    from argmap.study import Study

SIGNS: Mapping[Label, str] = MappingProxyType({Label.IN: "✓", Label.OUT: "×", Label.UNDECIDED: "?"})
CELLS = 5
"""Cells of a bar of strength in text."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Labels and strengths by id of claim, example and relation, outcomes by id of example; empty where not shown.

    `study` is where the labels come from; None where they are not shown. `changes` are the marks of what two readings have
    otherwise, by id of issue, claim, example and relation.
    """

    status: Mapping[str, Label] = field(default_factory=dict)
    strength: Mapping[str, float | None] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    study: Study | None = None
    changes: Mapping[str, ChangeMark] = field(default_factory=dict)

    def measured(self, node: str, language: Language = ENGLISH) -> str:
        """Return what was measured of an example, in a few words, or "" if its experiment has not been run.

        Args:
            node: id of an example.
            language: the language of the words around those of the experiment.
        """
        if node not in self.outcomes:
            return ""
        outcome = self.outcomes[node]
        frame = frame_of(outcome)
        result = language.say(frame, result=outcome.words) if frame else outcome.words
        return language.say("measured: {result}", result=result)


def frame_of(outcome: Outcome) -> str:
    """Return the message around the words of an outcome that is not as expected; "" for one that is.

    Args:
        outcome: the outcome of an experiment.
    """
    if outcome.result is None:
        return message("no result: {result}")
    return "" if outcome.holds else message("not as expected: {result}")


NO_MARKS = Marks()


def marks(
    map: ArgumentMap,
    *,
    status: bool = False,
    strength: bool = False,
    results: Mapping[str, Outcome] = MappingProxyType({}),
    study: Study | None = None,
) -> Marks:
    """Return the marks that are wanted.

    Args:
        map: the map.
        status: whether labels are shown.
        strength: whether strengths are shown.
        results: outcomes of experiments, by name.
        study: the study from which labels and strengths are taken; by default one with the usual settings.
    """
    if study is None and (status or strength):
        from argmap.study import Study  # pictures without marks need no analysis

        study = Study(map)
    named = ((example.id, example.experiment) for example in map.examples)
    return Marks(
        study.labels if study and status else {},
        study.strengths.values if study and strength else {},
        {example: results[name] for example, name in named if name is not None and name in results},
        study if status else None,
    )


def bar(strength: float) -> str:
    """Return a strength from 0 to 1 as a bar and a number.

    Args:
        strength: a number from 0 to 1.

    Example:
        >>> bar(0.62)
        '▰▰▰▱▱ 0.62'
    """
    full = filled(strength, CELLS)
    return f"{'▰' * full}{'▱' * (CELLS - full)} {strength:.2f}"


def filled(strength: float, cells: int) -> int:
    """Return how many of the cells of a bar are filled.

    Args:
        strength: a number from 0 to 1.
        cells: number of cells, at least 1.

    Returns:
        A number from 0 to `cells`; halves are rounded up.

    Example:
        >>> filled(0.5, 5)
        3
    """
    return int(strength * cells + 0.5)
