"""Everything that the analyses say of a map, in one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap.dialogue.overview import Dialogue, dialogue
from argmap.evaluation.changes import Crux, Effect, Impact, cruxes, impacts
from argmap.evaluation.explanation import Explanation, grounded_reasons
from argmap.evaluation.labels import Acceptability, acceptability
from argmap.evaluation.positions import Positions, positions
from argmap.evaluation.strength import (
    DEFAULT_MODEL,
    Contributions,
    Sensitivity,
    Strengths,
    contributions,
    sensitivity,
    strengths,
)
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.evaluation.timeline import Moment, timeline
from argmap.graph.ordering import natural_key
from argmap.graph.sides import theses
from argmap.graph.structure import Structure, structure
from argmap.model.map import ArgumentMap
from argmap.result import Result
from argmap.solver.semantics import Semantics

SECONDS = 10.0
"""Time for each search, after which it says that it stopped."""

MOST_STEPS, MOST_STEPS_IN_CIRCLES = 1_000, 100
"""Relations up to which contributions are computed: in cycles each takes a computation of its own."""


@dataclass(frozen=True, slots=True)
class Question(Result):
    """What is asked of a map: the semantics, the interpretation and the model of strength."""

    semantics: Semantics = Semantics.GROUNDED
    interpretation: Interpretation = DEFAULT
    strength: str = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Analysis(Result):
    """Everything that the analyses say of a map.

    `reasons` explain the grounded labels of the interpretation; `other_reading` are the labels that the other basis
    would change; `cruxes`, `impacts` and `timeline` are about grounded labels too. `contributions` are empty for
    maps of more than `MOST_STEPS` relations, or `MOST_STEPS_IN_CIRCLES` where strengths run in cycles.
    """

    map: str
    acceptability: Acceptability
    other_interpretation: tuple[Effect, ...]
    reasons: Mapping[str, Explanation]
    cruxes: tuple[Crux, ...]
    impacts: tuple[Impact, ...]
    positions: Positions
    timeline: tuple[Moment, ...]
    strengths: Strengths
    sensitivities: tuple[Sensitivity, ...]
    contributions: tuple[Contributions, ...]
    structure: Structure
    dialogue: Dialogue


def analyse(map: ArgumentMap, question: Question | None = None, *, seconds: float = SECONDS) -> Analysis:
    """Return everything that the analyses say of a map.

    Raises:
        OutOfTime: the labels under the semantics asked for were not found in `seconds`.
        UnknownName: the question names what does not exist.
    """
    asked = question or Question()
    interpretation = asked.interpretation
    standing = acceptability(map, asked.semantics, interpretation, seconds=seconds)
    strong = strengths(map, asked.strength)
    return Analysis(
        map=map.id,
        acceptability=standing,
        other_interpretation=_other_interpretation(map, standing, seconds),
        reasons=grounded_reasons(theory(map, interpretation), interpretation),
        cruxes=cruxes(map, interpretation),
        impacts=impacts(map, interpretation),
        positions=positions(map, interpretation, seconds=seconds),
        timeline=timeline(map, interpretation),
        strengths=strong,
        sensitivities=tuple(sensitivity(map, thesis, asked.strength) for thesis in theses(map)),
        contributions=_contributions(map, strong),
        structure=structure(map),
        dialogue=dialogue(map),
    )


def _contributions(map: ArgumentMap, strong: Strengths) -> tuple[Contributions, ...]:
    most = MOST_STEPS_IN_CIRCLES if strong.iterations else MOST_STEPS
    if len(map.relations) > most:
        return ()
    return tuple(contributions(map, thesis, strong.model) for thesis in theses(map))


def _other_interpretation(map: ArgumentMap, standing: Acceptability, seconds: float) -> tuple[Effect, ...]:
    basis = Basis.WORD if standing.interpretation.basis is Basis.REASONS else Basis.REASONS
    other = acceptability(
        map, standing.semantics, replace(standing.interpretation, basis=basis), seconds=seconds
    )
    names = sorted(standing.labels, key=natural_key)
    pairs = ((name, standing.labels[name], other.labels[name]) for name in names)
    return tuple(Effect(name, before, after) for name, before, after in pairs if before is not after)
