"""Which claims, examples and steps are accepted, under a semantics and an interpretation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.evaluation.semantics import MapSemantics, semantics_named
from argmap.evaluation.theory import Interpretation, Theory
from argmap.model.annotations import Label
from argmap.result import Result
from argmap.solver.acceptance import Statuses, statuses
from argmap.solver.derivation import Labelling
from argmap.solver.semantics import Semantics


@dataclass(frozen=True, slots=True)
class Acceptability(Result):
    """The labels under a semantics, by id of claim, example and step.

    Something is accepted (in) when every extension holds it, rejected (out) when every extension rejects it, and
    else undecided; `possible` are the ids that some extension holds. A step's label says whether the inference
    holds, not whether its premises do. Where there is no extension (`exists` is false) everything is undecided.
    """

    semantics: MapSemantics
    interpretation: Interpretation
    labels: Mapping[str, Label]
    possible: frozenset[str]
    exists: bool = True


def acceptability(
    theory: Theory, semantics: MapSemantics | str = Semantics.GROUNDED, *, seconds: float | None = None
) -> Acceptability:
    """Return which claims, examples and steps of a map are accepted.

    Args:
        theory: the map under an interpretation.
        semantics: which sets of assumptions can be accepted together.
        seconds: time for the search, more than 0; None for no limit.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
        UnknownName: there is no such semantics.

    Source:
        Skeptical and credulous acceptance: Dung (1995), section 2; Toni (2014), section 4.
    """
    chosen = semantics_named(semantics)
    if chosen is Semantics.GROUNDED:
        accepted = frozenset(name for name, label in theory.labels.items() if label is Label.IN)
        return Acceptability(chosen, theory.interpretation, theory.labels, accepted)
    asked = {*theory.sentences.values(), *theory.doubted.values()}
    decided = statuses(theory.framework, chosen, asked, failing=True, seconds=seconds)
    possible = frozenset(name for name, number in theory.sentences.items() if number in decided.credulous)
    labels = _skeptical_labels(theory, decided)
    return Acceptability(chosen, theory.interpretation, labels, possible, decided.exists)


def extension_labels(theory: Theory, extension: Labelling) -> dict[str, Label]:
    """Return the label of every claim, example and step in one extension."""
    return theory.labelled(extension.holds, extension.fails)


def _skeptical_labels(theory: Theory, decided: Statuses) -> dict[str, Label]:
    if not decided.exists:
        return dict.fromkeys(theory.sentences, Label.UNDECIDED)
    return theory.labelled(decided.skeptical, decided.rejected)
