"""Everything that the analyses say of a map, in one result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from argmap.analysis.acceptability import Acceptability, acceptability
from argmap.analysis.dialogue import Dialogue, dialogue
from argmap.analysis.result import Result
from argmap.analysis.standing.changes import Crux, Effect, Load, cruxes, loads
from argmap.analysis.standing.explanation import Because, grounded_reasons
from argmap.analysis.standing.positions import Positions, positions
from argmap.analysis.standing.timeline import Moment, timeline
from argmap.analysis.strength import (
    DEFAULT_MODEL,
    Contributions,
    Sensitivity,
    Strengths,
    contributions,
    sensitivity,
    strengths,
)
from argmap.analysis.structure import Structure, structure
from argmap.analysis.theory import DEFAULT, Basis, Reading, theory
from argmap.graph.ordering import natural
from argmap.graph.sides import theses
from argmap.model.map import ArgumentMap
from argmap.reasoning.semantics import Semantics

SECONDS = 10.0
"""Time for each search, after which it says that it stopped."""

MOST_STEPS, MOST_STEPS_IN_CIRCLES = 1_000, 100
"""Relations up to which contributions are computed: in circles each takes a computation of its own."""


@dataclass(frozen=True, slots=True)
class Question(Result):
    """What is asked of a map: the semantics, the reading and the model of strength."""

    semantics: Semantics = Semantics.GROUNDED
    reading: Reading = DEFAULT
    strength: str = DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class Analysis(Result):
    """Everything that the analyses say of a map.

    `reasons` explain the grounded labels of the reading; `other_reading` are the labels that the other basis
    would change; `cruxes`, `loads` and `timeline` are about grounded labels too. `contributions` are empty for
    maps of more than `MOST_STEPS` relations, or `MOST_STEPS_IN_CIRCLES` where strengths run in circles.
    """

    map: str
    acceptability: Acceptability
    other_reading: tuple[Effect, ...]
    reasons: Mapping[str, Because]
    cruxes: tuple[Crux, ...]
    loads: tuple[Load, ...]
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
    reading = asked.reading
    standing = acceptability(map, asked.semantics, reading, seconds=seconds)
    strong = strengths(map, asked.strength)
    return Analysis(
        map=map.id,
        acceptability=standing,
        other_reading=_other_reading(map, standing, seconds),
        reasons=grounded_reasons(theory(map, reading), reading),
        cruxes=cruxes(map, reading),
        loads=loads(map, reading),
        positions=positions(map, reading, seconds=seconds),
        timeline=timeline(map, reading),
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


def _other_reading(map: ArgumentMap, standing: Acceptability, seconds: float) -> tuple[Effect, ...]:
    basis = Basis.WORD if standing.reading.basis is Basis.REASONS else Basis.REASONS
    other = acceptability(map, standing.semantics, replace(standing.reading, basis=basis), seconds=seconds)
    names = sorted(standing.labels, key=natural)
    pairs = ((name, standing.labels[name], other.labels[name]) for name in names)
    return tuple(Effect(name, before, after) for name, before, after in pairs if before is not after)
