"""What measured numbers say about the relations of a map that start from an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from argmap.experiments.criteria import Bearing, Statement
from argmap.experiments.judgement import Flaw, Judgement, Ruling, judged, no_verdict
from argmap.experiments.outcome import Outcome
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind

UNSTATED = "The experiment says nothing about it beforehand."

SPEAKS_FOR: Mapping[RelationKind, bool] = {
    RelationKind.SUPPORT: True,
    RelationKind.ATTACK: False,
    RelationKind.UNDERCUT: False,
}
"""Whether a relation makes a point for its target; other kinds make none, and get no verdict."""


class LinkStatus(StrEnum):
    """How what a relation of a map says compares with what the numbers say."""

    SUPPORTED = "supported-by-measure"
    CONTRADICTED = "contradicted-by-measure"
    UNMEASURED = "does-not-bear"
    OPEN = "no-verdict"


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """A relation that starts from an example whose experiment was run, and what the numbers say about its target."""

    relation: str
    kind: RelationKind
    example: str
    experiment: str
    target: str
    judgement: Judgement

    @property
    def ruling(self) -> Ruling:
        """What the numbers do to the target."""
        return self.judgement.ruling

    @property
    def link(self) -> LinkStatus:
        """How the relation compares with the ruling: a support needs numbers for its target, an attack against it."""
        if self.ruling is Ruling.OPEN:
            return LinkStatus.OPEN
        if self.ruling is Ruling.NOT:
            return LinkStatus.UNMEASURED
        agrees = (self.ruling is Ruling.FOR) == SPEAKS_FOR[self.kind]
        return LinkStatus.SUPPORTED if agrees else LinkStatus.CONTRADICTED


def examples_with_experiments(map: ArgumentMap) -> Mapping[str, str]:
    """Return the name of the experiment of each example that names one, by id of example.

    Args:
        map: the map.
    """
    return {example.id: example.experiment for example in map.examples if example.experiment is not None}


def verdicts(map: ArgumentMap, outcomes: Mapping[str, Outcome]) -> tuple[LinkVerdict, ...]:
    """Return a verdict for every reason or objection from an example with an experiment, in the order of the map.

    An experiment says beforehand which outcome would speak for or against which statement; the verdict follows from what
    was measured. Where it says nothing about the target of a relation, it does not bear on it.

    Args:
        map: the map.
        outcomes: outcomes by name of experiment.
    """
    named = examples_with_experiments(map)
    return tuple(
        LinkVerdict(
            relation.id,
            relation.kind,
            premise,
            named[premise],
            relation.target,
            _judgement(map, relation.target, outcomes[named[premise]]),
        )
        for relation in map.relations
        if relation.kind in SPEAKS_FOR
        for premise in relation.premises
        if premise in named and named[premise] in outcomes
    )


def criterion_for(map: ArgumentMap, target: str, criteria: tuple[Bearing, ...]) -> Bearing | None:
    """Return what an experiment says beforehand about a claim, an example or a relation of a map; None if nothing.

    Args:
        map: the map.
        target: id of the claim, example or relation.
        criteria: the criteria of the experiment.
    """
    text = _text(map, target)
    return next((one for one in criteria if one.statement.is_named(target, text)), None)


def _judgement(map: ArgumentMap, target: str, outcome: Outcome) -> Judgement:
    if outcome.summary is None:
        statement = Statement(_text(map, target) or target)
        return no_verdict(statement, Flaw.NO_RESULT, fault=outcome.fault)
    stated = criterion_for(map, target, outcome.summary.criteria)
    if stated is None:
        return Judgement(Statement(_text(map, target) or target), Ruling.NOT, UNSTATED)
    return judged(stated, outcome)


def _text(map: ArgumentMap, name: str) -> str:
    node = map.nodes.get(name)
    return node.text if isinstance(node, Claim) else ""
