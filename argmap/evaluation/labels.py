"""What stands: the label of every claim, example and step under a semantics and a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.evaluation.theory import DEFAULT, Interpretation, Theory, theory
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.result import Result
from argmap.solver.acceptance import Statuses, statuses
from argmap.solver.derivation import Labelling
from argmap.solver.semantics import Semantics
from argmap.solver.wellfounded import grounded


@dataclass(frozen=True, slots=True)
class Acceptability(Result):
    """What stands under a semantics, by id of claim, example and step.

    Something is in when it stands in every extension, out when it falls in every one, and else undecided;
    `possible` are the ids that stand in some extension. A step's label says whether the inference holds, not
    whether its premises do. Where there is no extension (`exists` is false) everything is undecided.
    """

    semantics: Semantics
    interpretation: Interpretation
    labels: Mapping[str, Label]
    possible: frozenset[str]
    exists: bool = True


def acceptability(
    map: ArgumentMap,
    semantics: Semantics | str = Semantics.GROUNDED,
    interpretation: Interpretation = DEFAULT,
    *,
    seconds: float | None = None,
) -> Acceptability:
    """Return what stands in a map.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
        UnknownName: the reading names what the map does not have.

    Source:
        Skeptical and credulous acceptance: Dung (1995), section 2; Toni (2014), section 4.
    """
    read = theory(map, interpretation)
    chosen = Semantics(semantics)
    if chosen is Semantics.GROUNDED:
        labels = grounded_labels(read)
        standing = frozenset(name for name, label in labels.items() if label is Label.IN)
        return Acceptability(chosen, interpretation, labels, standing)
    found = statuses(read.framework, chosen, read.sentences.values(), failing=True, seconds=seconds)
    possible = frozenset(name for name, number in read.sentences.items() if number in found.credulous)
    return Acceptability(chosen, interpretation, _skeptical_labels(read, found), possible, found.exists)


def grounded_labels(read: Theory) -> dict[str, Label]:
    """Return the grounded label of every claim, example and step."""
    found = grounded(read.framework)
    return {n: label(bool(found.holds[s]), bool(found.fails[s])) for n, s in read.sentences.items()}


def extension_labels(read: Theory, extension: Labelling) -> dict[str, Label]:
    """Return the label of every claim, example and step in one extension."""
    return {n: label(s in extension.holds, s in extension.fails) for n, s in read.sentences.items()}


def label(holds: bool, fails: bool) -> Label:
    """Return the label of what holds, fails, or neither."""
    return Label.IN if holds else Label.OUT if fails else Label.UNDECIDED


def _skeptical_labels(read: Theory, found: Statuses) -> dict[str, Label]:
    if not found.exists:
        return dict.fromkeys(read.sentences, Label.UNDECIDED)
    return {n: label(s in found.skeptical, s in found.rejected) for n, s in read.sentences.items()}
