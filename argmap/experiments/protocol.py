"""What an experiment is and what it returns; for everybody who writes one, for any dispute.

An experiment states its question, what each position in the dispute predicts, and which outcome would speak for or against
which claim, before it measures. It counts operations and elements, never time, so that the same seed gives the same digits
on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.experiments.criteria import Bearing, Criterion, Statement, Threshold, Unmeasured
from argmap.experiments.measure import (
    Bound,
    ExperimentResult,
    Measure,
    MeasureRole,
    Plot,
    Series,
    Source,
    rounded,
    without_round_off,
)

__all__ = [
    "Bearing",
    "Bound",
    "Criterion",
    "Estimate",
    "Experiment",
    "ExperimentResult",
    "Measure",
    "MeasureRole",
    "Plot",
    "Series",
    "Source",
    "Statement",
    "Threshold",
    "Unmeasured",
    "rounded",
    "without_round_off",
]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A question for somebody who has not run the experiment: how large a number will be.

    Attributes:
        asked: the question with all sizes that the answer depends on, so that nothing else need be known.
        measure: the name of the measure that answers it.
    """

    asked: str
    measure: str


@dataclass(frozen=True, slots=True)
class Experiment:
    """A runnable technical example.

    Args:
        name: the name of its entry point, which maps use.
        title: a few words for a heading.
        question: what it measures, as a question.
        predictions: for each position in the dispute (a side or a thesis, in words or by id), the sentence that
            says what its holder would expect before anything is measured; at least one, shown in this order.
        criteria: for each claim or position that it is linked with, which outcome would speak for it and which
            against it, or why it is not measured; on all others it does not bear.
        shows: a sentence that says what it shows while every measure is as expected.
        shows_not: what nobody should conclude from it.
        sources: where expectations come from.
        run: measures with a seed and returns the result.
        limit: seconds after which a run is stopped.
        estimates: questions about the size of its numbers, for those who have not run it.

    Raises:
        ValueError: there is no prediction, a position has no name, a prediction is not a sentence, or two criteria
            are about one statement.
    """

    name: str
    title: str
    question: str
    predictions: Mapping[str, str]
    criteria: tuple[Bearing, ...]
    shows: str
    shows_not: str
    sources: tuple[Source, ...]
    run: Callable[[int], ExperimentResult]
    limit: float = 20.0
    estimates: tuple[Estimate, ...] = ()

    def __post_init__(self) -> None:
        if not self.predictions:
            raise ValueError(
                f"experiment {self.name!r} has no prediction; say what one position would expect"
            )
        for position, prediction in self.predictions.items():
            if not position.strip():
                raise ValueError(f"experiment {self.name!r} has a prediction of a position without a name")
            if not prediction.strip().endswith((".", "!", "?")):
                raise ValueError(
                    f"experiment {self.name!r}: the prediction of {position!r} is not a sentence; "
                    "end it with a full stop"
                )
        named: set[str] = set()
        for criterion in self.criteria:
            names = {criterion.statement.words, *criterion.statement.claims}
            if twice := sorted(names & named):
                raise ValueError(f"experiment {self.name!r} has two criteria for {twice[0]!r}; keep one")
            named |= names
        object.__setattr__(self, "predictions", MappingProxyType(dict(self.predictions)))
