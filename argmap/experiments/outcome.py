"""The outcome of a run, as a value and as plain data: the worker writes it, and `argmap build` keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from math import isfinite, nan
from typing import Any

from argmap.experiments.criteria import Bearing
from argmap.experiments.measure import ExperimentResult
from argmap.experiments.protocol import Experiment


@dataclass(frozen=True, slots=True)
class Summary:
    """The description of an experiment that a reader of its numbers needs."""

    title: str
    question: str
    criteria: tuple[Bearing, ...]
    shows: str
    shows_not: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run of one experiment: its result, or the fault that kept it from having one.

    `summary` is None when the experiment could not be loaded.
    """

    name: str
    seed: int
    summary: Summary | None = None
    result: ExperimentResult | None = None
    fault: str = ""

    @property
    def title(self) -> str:
        return self.name if self.summary is None else self.summary.title

    @property
    def holds(self) -> bool:
        """Whether there is a result, and every measure of it is what was expected."""
        return self.result is not None and self.result.holds

    @property
    def words(self) -> str:
        """What the experiment says of its run in a few words: the number that matters, or the fault."""
        return self.fault if self.result is None else self.result.headline

    @property
    def headline(self) -> str:
        """The number that matters in a few words; it says so when the expectations were not met."""
        if self.result is None:
            return f"no result: {self.words}"
        return self.words if self.holds else f"not as expected: {self.words}"


def summary(experiment: Experiment) -> Summary:
    """Return the description of an experiment.

    Args:
        experiment: the experiment.
    """
    return Summary(
        experiment.title, experiment.question, experiment.criteria, experiment.shows, experiment.shows_not
    )


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain data that JSON can hold.

    Args:
        outcome: the outcome.
    """
    described = {} if outcome.summary is None else asdict(outcome.summary)
    ending = {"fault": outcome.fault} if outcome.result is None else result_data(outcome.result)
    return {"experiment": outcome.name, "seed": outcome.seed, **described, "holds": outcome.holds, **ending}


def outcome_from(data: dict[str, Any]) -> Outcome:
    """Return the outcome that `outcome_data` wrote.

    Args:
        data: what `outcome_data` returned.

    Raises:
        KeyError, TypeError, ValueError: the data are not an outcome.
    """
    described = _reader(Summary)(data) if "title" in data else None
    result = result_from(data) if "headline" in data else None
    return Outcome(str(data["experiment"]), int(data["seed"]), described, result, str(data.get("fault", "")))


def result_data(result: ExperimentResult) -> dict[str, Any]:
    """Return a result as plain data that JSON can hold; a number that is not finite becomes None.

    Args:
        result: the result.
    """
    data = asdict(result)
    for measure, fields in zip(result.measures, data["measures"], strict=True):
        fields["value"] = measure.value if isfinite(measure.value) else None
        fields["holds"] = measure.holds
    return data


def result_from(data: dict[str, Any]) -> ExperimentResult:
    """Return the result that `result_data` wrote.

    Args:
        data: what `result_data` returned.

    Raises:
        KeyError, TypeError, ValueError: the data are not a result.
    """
    measures = [
        {**fields, "value": nan if fields["value"] is None else fields["value"]}
        for fields in data["measures"]
    ]
    result: ExperimentResult = _reader(ExperimentResult)({**data, "measures": measures})
    return result


@cache
def _reader(kind: type) -> Callable[[object], Any]:
    """Return what turns plain data into a record of that kind, and refuses what is none."""
    from pydantic import TypeAdapter  # not in the workers, which only write

    return TypeAdapter(kind).validate_python
