"""What measured numbers say about the relations of a map that start from an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Bearing
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind


class Ruling(StrEnum):
    """What the numbers do to the target of a relation; `OPEN` when they are not what was expected, or are missing."""

    FOR = "bears for"
    AGAINST = "bears against"
    BOTH = "cuts both ways"
    OPEN = "shows nothing yet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation that starts from an example whose experiment was run, and what the numbers do to its target."""

    relation: str
    example: str
    experiment: str
    target: str
    ruling: Ruling


def examples_with_experiments(map: ArgumentMap) -> Mapping[str, str]:
    """Return the name of the experiment of each example that names one, by id of example.

    Args:
        map: the map.
    """
    return {example.id: example.experiment for example in map.examples if example.experiment is not None}


def verdicts(map: ArgumentMap, outcomes: Mapping[str, Outcome]) -> tuple[Verdict, ...]:
    """Return a verdict for every relation from an example with an experiment, in the order of the map.

    An experiment declares what its numbers mean for the point that people make with the example. A support makes this
    point for its target, an attack and an undercut make it against theirs. The verdict is open if a measure is not as
    expected.

    Args:
        map: the map.
        outcomes: outcomes by name of experiment.
    """
    named = examples_with_experiments(map)
    return tuple(
        Verdict(
            relation.id,
            premise,
            named[premise],
            relation.target,
            _ruling(outcomes[named[premise]], relation.kind),
        )
        for relation in map.relations
        for premise in relation.premises
        if premise in named and named[premise] in outcomes
    )


def _ruling(outcome: Outcome, kind: RelationKind) -> Ruling:
    if not outcome.holds or outcome.summary is None:
        return Ruling.OPEN
    if outcome.summary.bearing is Bearing.BOTH:
        return Ruling.BOTH
    speaks_for = (outcome.summary.bearing is Bearing.FOR) == (kind is RelationKind.SUPPORT)
    return Ruling.FOR if speaks_for else Ruling.AGAINST
