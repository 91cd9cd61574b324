"""What a run measures: numbers with what was expected of them, and a small picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

DIGITS = 6
"""Significant digits that are kept: the rest differs between processors."""

ROUND_OFF = 1e-10
"""Errors below this are rounding of the arithmetic, and are reported as 0."""


class Bound(StrEnum):
    """How a measured value is compared with the expected one."""

    WITHIN = "within"
    AT_MOST = "at most"
    AT_LEAST = "at least"


class MeasureRole(StrEnum):
    """What a measure is good for.

    A check compares the code with a theorem or a definition: it holds whatever the answer to the question is, so a
    check that fails tells of a fault of the code, and a check that holds tells nothing about the dispute.
    """

    CHECK = "check"
    EVIDENCE = "evidence"


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
    says where the expectation comes from: a publication, or a derivation in a few words. A measure is a check of the
    code unless its `role` says that it is evidence; criteria name evidence only.

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
    role: MeasureRole = MeasureRole.CHECK

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

    @property
    def failed_checks(self) -> tuple[Measure, ...]:
        """The checks of the code that are not what was expected; nothing follows from a result that has one."""
        return tuple(m for m in self.measures if m.role is MeasureRole.CHECK and not m.holds)


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
