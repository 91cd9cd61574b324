"""What came of a run, as a value and as plain data: the worker writes it, and `argmap build` keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from argmap.experiments.protocol import Bearing, Bound, Experiment, ExperimentResult, Measure, Plot, Series


@dataclass(frozen=True, slots=True)
class Summary:
    """What an experiment says of itself, for a reader of its numbers."""

    title: str
    question: str
    bearing: Bearing
    reading: str
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
    def headline(self) -> str:
        """The number that matters in a few words, with what became of the expectations if they were not met."""
        if self.result is None:
            return f"no result: {self.fault}"
        return self.result.headline if self.holds else f"not as expected: {self.result.headline}"


def summary(experiment: Experiment) -> Summary:
    """Return what an experiment says of itself."""
    return Summary(
        experiment.title, experiment.question, experiment.bearing, experiment.reading, experiment.shows_not
    )


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain data that JSON can hold."""
    told = {} if outcome.summary is None else asdict(outcome.summary)
    came = {"fault": outcome.fault} if outcome.result is None else result_data(outcome.result)
    return {"experiment": outcome.name, "seed": outcome.seed, **told, "holds": outcome.holds, **came}


def outcome_from(data: dict[str, Any]) -> Outcome:
    """Return the outcome that `outcome_data` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data are not an outcome.
    """
    told = None
    if "title" in data:
        told = Summary(
            str(data["title"]),
            str(data["question"]),
            Bearing(data["bearing"]),
            str(data["reading"]),
            str(data["shows_not"]),
        )
    result = result_from(data) if "headline" in data else None
    return Outcome(str(data["experiment"]), int(data["seed"]), told, result, str(data.get("fault", "")))


def result_data(result: ExperimentResult) -> dict[str, Any]:
    """Return a result as plain data that JSON can hold; a number that is not finite becomes None."""
    data = asdict(result)
    for measure, told in zip(result.measures, data["measures"], strict=True):
        told["value"] = measure.value if isfinite(measure.value) else None
        told["holds"] = measure.holds
    return data


def result_from(data: dict[str, Any]) -> ExperimentResult:
    """Return the result that `result_data` wrote.

    Raises:
        KeyError, TypeError, ValueError: the data are not a result.
    """
    plot = data["plot"]
    lines = tuple(Series(str(s["name"]), tuple(s["x"]), tuple(s["y"])) for s in plot["series"])
    return ExperimentResult(
        str(data["headline"]),
        tuple(_measure(told) for told in data["measures"]),
        Plot(str(plot["x_label"]), str(plot["y_label"]), lines, bool(plot["log_x"]), bool(plot["log_y"])),
    )


def _measure(told: dict[str, Any]) -> Measure:
    return Measure(
        str(told["name"]),
        float("nan") if told["value"] is None else float(told["value"]),
        float(told["expected"]),
        str(told["source"]),
        float(told["tolerance"]),
        str(told["unit"]),
        Bound(told["bound"]),
    )
