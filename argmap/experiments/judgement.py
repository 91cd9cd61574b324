"""What the numbers of a run say about the statements that its experiment was held against; they follow from the measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from argmap.errors import suggestion
from argmap.experiments.criteria import Bearing, Criterion, Statement, Unmeasured
from argmap.experiments.measure import ExperimentResult, MeasureRole
from argmap.experiments.outcome import Outcome

INCONCLUSIVE = "The value lies between the outcomes that were to speak for it and against it."


class Ruling(StrEnum):
    """What the numbers do to a statement; `OPEN` when a check of the code failed or a number is missing."""

    FOR = "bears-for"
    AGAINST = "bears-against"
    NOT = "does-not-bear"
    OPEN = "no-verdict"

    @property
    def words(self) -> str:
        """The ruling as a verb, to be followed by the statement."""
        return WORDS[self]


WORDS = {
    Ruling.FOR: "bears for",
    Ruling.AGAINST: "bears against",
    Ruling.NOT: "does not bear on",
    Ruling.OPEN: "gives no verdict on",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run says about a statement, and why, as a sentence.

    `criterion` and `value` are what the ruling follows from; None where nothing was measured, or not soundly.
    """

    statement: Statement
    ruling: Ruling
    reason: str
    criterion: Criterion | None = None
    value: float | None = None


def judgements(outcome: Outcome) -> tuple[Judgement, ...]:
    """Return a judgement for every statement of an experiment, in its order; none if it could not be loaded.

    Args:
        outcome: the outcome of a run.
    """
    criteria = () if outcome.summary is None else outcome.summary.criteria
    return tuple(judged(criterion, outcome) for criterion in criteria)


def judged(bearing: Bearing, outcome: Outcome) -> Judgement:
    """Return what a run says about one statement.

    Args:
        bearing: what was said about the statement beforehand.
        outcome: the outcome of the run.
    """
    statement = bearing.statement
    if isinstance(bearing, Unmeasured):
        return Judgement(statement, Ruling.NOT, bearing.reason)
    if outcome.result is None:
        return Judgement(statement, Ruling.OPEN, f"There is no result: {outcome.fault}.")
    fault = flaw(bearing, outcome.result)
    if fault:
        return Judgement(statement, Ruling.OPEN, f"{fault[0].upper()}{fault[1:]}.")
    value = next(m.value for m in outcome.result.measures if m.name == bearing.measure)
    if bearing.speaks_for.is_met(value):
        return Judgement(statement, Ruling.FOR, bearing.speaks_for.reason, bearing, value)
    if bearing.speaks_against.is_met(value):
        return Judgement(statement, Ruling.AGAINST, bearing.speaks_against.reason, bearing, value)
    return Judgement(statement, Ruling.NOT, INCONCLUSIVE, bearing, value)


def flaw(criterion: Criterion, result: ExperimentResult) -> str:
    """Return why nothing follows from a result for the statement of a criterion, or "" if something does.

    Args:
        criterion: what was said beforehand.
        result: what was measured.
    """
    failed = result.failed_checks
    if failed:
        return f"a check of the code failed: “{failed[0].name}” is {failed[0].value:g}, not as expected"
    return misnamed(criterion, result) or _endless(criterion, result)


def misnamed(criterion: Criterion, result: ExperimentResult) -> str:
    """Return what is wrong with the measure that a criterion names, or "" if it is there and is evidence.

    Args:
        criterion: what was said beforehand.
        result: what was measured.
    """
    roles = {measure.name: measure.role for measure in result.measures}
    if criterion.measure not in roles:
        return f"no measure has the name {criterion.measure!r}; {suggestion(criterion.measure, roles)}"
    if roles[criterion.measure] is MeasureRole.CHECK:
        return f"the measure {criterion.measure!r} is a check of the code and no evidence"
    return ""


def _endless(criterion: Criterion, result: ExperimentResult) -> str:
    value = next(m.value for m in result.measures if m.name == criterion.measure)
    return "" if isfinite(value) else f"“{criterion.measure}” is not a finite number"
