"""What an experiment is and what it returns; for everybody who writes one, for any dispute.

An experiment states its question, and what each position in the dispute predicts, before it measures. It counts operations and elements, never
time, so that the same seed gives the same digits on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

DIGITS = 6
"""Significant digits that are kept: the rest differs between processors."""

ROUND_OFF = 1e-10
"""Errors below this are rounding of the arithmetic, and are reported as 0."""


class Bound(StrEnum):
    """How a measured value is compared with the expected one."""

    WITHIN = "within"
    AT_MOST = "at most"
    AT_LEAST = "at least"


class Bearing(StrEnum):
    """What an experiment does to the point that people make with its example."""

    FOR = "bears for"
    AGAINST = "bears against"
    BOTH = "cuts both ways"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication and the place in it that an expectation is taken from."""

    title: str
    authors: str
    year: int
    where: str

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}), {self.title}, {self.where}"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named number with what was expected of it.

    `expected` and `tolerance` are in `unit`; the tolerance is absolute and counts for `Bound.WITHIN` only. `source`
    says where the expectation comes from: a publication, or a derivation in a few words.

    Example:
        >>> Measure("variance", 0.98, 1.0, source="hand calculation", tolerance=0.05).holds
        True
    """

    name: str
    value: float
    expected: float
    source: str
    tolerance: float = 0.0
    unit: str = ""
    bound: Bound = Bound.WITHIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", rounded(self.value))
        object.__setattr__(self, "expected", rounded(self.expected))

    @property
    def holds(self) -> bool:
        """Whether the value is what was expected; a value that is not finite never is."""
        if not isfinite(self.value):
            return False
        if self.bound is Bound.AT_MOST:
            return self.value <= self.expected
        if self.bound is Bound.AT_LEAST:
            return self.value >= self.expected
        return abs(self.value - self.expected) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Series:
    """A line to plot: `x` and `y` of one length."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"series {self.name!r} has {len(self.x)} x and {len(self.y)} y")
        object.__setattr__(self, "x", tuple(map(rounded, self.x)))
        object.__setattr__(self, "y", tuple(map(rounded, self.y)))


@dataclass(frozen=True, slots=True)
class Plot:
    """A small picture of a result; a logarithmic axis takes positive values only."""

    x_label: str
    y_label: str
    series: tuple[Series, ...]
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """What a run measured, its headline (a few words with the number that matters) and what to plot."""

    headline: str
    measures: tuple[Measure, ...]
    plot: Plot

    @property
    def holds(self) -> bool:
        """Whether every measure is what was expected."""
        return all(measure.holds for measure in self.measures)


@dataclass(frozen=True, slots=True)
class Experiment:
    """A runnable technical example.

    Args:
        name: the name of its entry point, which maps use.
        title: a few words for a heading.
        question: what it measures, as a question.
        predictions: for each position in the dispute (a side or a thesis, in words or by id), the sentence that
            says what its holder would expect before anything is measured; at least one, shown in this order.
        bearing: what its numbers do to the point that is made with the example, while all measures hold.
        reading: why they do so, as the end of a sentence, without a full stop.
        shows_not: what nobody should conclude from it.
        sources: where expectations come from.
        run: measures with a seed and returns the result.
        limit: seconds after which a run is stopped.

    Raises:
        ValueError: there is no prediction, a position has no name, or a prediction is not a sentence.
    """

    name: str
    title: str
    question: str
    predictions: Mapping[str, str]
    bearing: Bearing
    reading: str
    shows_not: str
    sources: tuple[Source, ...]
    run: Callable[[int], ExperimentResult]
    limit: float = 20.0

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
        object.__setattr__(self, "predictions", MappingProxyType(dict(self.predictions)))


def rounded(value: float) -> float:
    """Return a value with the digits that are the same on every machine; whole numbers are counts, and exact.

    Args:
        value: a measured number.

    Example:
        >>> rounded(0.123456789), rounded(1048576)
        (0.123457, 1048576.0)
    """
    number = float(value)
    return number if number.is_integer() else float(f"{number:.{DIGITS}g}")


def without_round_off(error: float) -> float:
    """Return an error, or 0 where it is only rounding.

    Args:
        error: a difference from an exact value.

    Example:
        >>> without_round_off(4e-16)
        0.0
    """
    return 0.0 if abs(error) < ROUND_OFF else float(error)
