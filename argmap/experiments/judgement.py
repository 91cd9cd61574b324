"""What the numbers of a run say about the statements that its experiment was held against; they follow from the measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

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


class Flaw(StrEnum):
    """Why no verdict follows from a run."""

    NO_RESULT = "no-result"
    FAILED_CHECK = "failed-check"
    NO_MEASURE = "no-measure"
    ONLY_CHECK = "only-check"
    ENDLESS = "endless"


FLAWS: Mapping[Flaw, str] = MappingProxyType(
    {
        Flaw.NO_RESULT: "there is no result: {fault}.",
        Flaw.FAILED_CHECK: "a check of the code failed: “{measure}” is {value}, not as expected.",
        Flaw.NO_MEASURE: "no measure has the name “{measure}”.",
        Flaw.ONLY_CHECK: "the measure “{measure}” is a check of the code and no evidence.",
        Flaw.ENDLESS: "“{measure}” is not a finite number.",
    }
)
"""What is said of each: messages for the catalogues, within a sentence."""

WORDS = {
    Ruling.FOR: "bears for",
    Ruling.AGAINST: "bears against",
    Ruling.NOT: "does not bear on",
    Ruling.OPEN: "gives no verdict on",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run says about a statement, and why, as a sentence.

    `criterion` and `value` are what the ruling follows from; None where nothing was measured, or not soundly. `flaw` is then
    what is wrong, with the parts of its message; None where the reason is in the words of the experiment.
    """

    statement: Statement
    ruling: Ruling
    reason: str
    criterion: Criterion | None = None
    value: float | None = None
    flaw: Flaw | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


def no_verdict(statement: Statement, flaw: Flaw, **parts: str) -> Judgement:
    """Return that nothing follows from a run for a statement.

    Args:
        statement: the statement.
        flaw: what is wrong.
        parts: the parts of the message in `FLAWS`.
    """
    said = FLAWS[flaw].format(**parts)
    return Judgement(statement, Ruling.OPEN, f"{said[0].upper()}{said[1:]}", flaw=flaw, parts=parts)


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
        return no_verdict(statement, Flaw.NO_RESULT, fault=outcome.fault)
    unsound = _unsound(bearing, outcome.result)
    if unsound is not None:
        return unsound
    value = next(m.value for m in outcome.result.measures if m.name == bearing.measure)
    if bearing.speaks_for.is_met(value):
        return Judgement(statement, Ruling.FOR, bearing.speaks_for.reason, bearing, value)
    if bearing.speaks_against.is_met(value):
        return Judgement(statement, Ruling.AGAINST, bearing.speaks_against.reason, bearing, value)
    return Judgement(statement, Ruling.NOT, INCONCLUSIVE, bearing, value)


def _unsound(criterion: Criterion, result: ExperimentResult) -> Judgement | None:
    """Return why nothing follows from a result for the statement of a criterion; None if something does."""
    statement, name = criterion.statement, criterion.measure
    if result.failed_checks:
        failed = result.failed_checks[0]
        value = f"{failed.value:g}"
        return no_verdict(statement, Flaw.FAILED_CHECK, measure=failed.name, value=value)
    measures = {measure.name: measure for measure in result.measures}
    if name not in measures:
        return no_verdict(statement, Flaw.NO_MEASURE, measure=name)
    if measures[name].role is MeasureRole.CHECK:
        return no_verdict(statement, Flaw.ONLY_CHECK, measure=name)
    return None if isfinite(measures[name].value) else no_verdict(statement, Flaw.ENDLESS, measure=name)


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
