"""What is said before a run: which outcome would speak for a claim, which against it, and what is not measured at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from argmap.experiments.measure import Bound


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or position that an experiment is held against.

    `words` is the sentence. `claims` are the ids by which maps name it; a claim of a map whose text is the sentence
    is it as well. A statement without ids may be one of the experiment's own.

    Raises:
        ValueError: there are no words.
    """

    words: str
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("a statement has no words")

    def is_named(self, id: str, text: str = "") -> bool:
        """Return whether a claim or relation of a map is this statement.

        Args:
            id: its id.
            text: its text; a relation has none.

        Example:
            >>> Statement("Switching wins.", ("switch",)).is_named("c4", "switching wins")
            True
        """
        return id in self.claims or (bool(text) and _plain(text) == _plain(self.words))


@dataclass(frozen=True, slots=True)
class Threshold:
    """An outcome: the measure is at most, or at least, `value`.

    `reason` is a sentence that says why the line is drawn there, and `source` what it is taken from.

    Raises:
        ValueError: it is no bound to one side, not a finite number, or without reason or source.
    """

    bound: Bound
    value: float
    reason: str
    source: str

    def __post_init__(self) -> None:
        if self.bound is Bound.WITHIN:
            raise ValueError("a threshold is 'at most' or 'at least' a value, not 'within'")
        if not isfinite(self.value):
            raise ValueError(f"the threshold {self.value} is not a finite number")
        if not self.reason.strip().endswith("."):
            raise ValueError(f"the reason for {self} is not a sentence; end it with a full stop")
        if not self.source.strip():
            raise ValueError(f"say which source {self} is taken from")

    def __str__(self) -> str:
        return f"{self.bound} {self.value:g}"

    def is_met(self, value: float) -> bool:
        """Return whether a measured value is such an outcome.

        Args:
            value: the measured value.
        """
        return value <= self.value if self.bound is Bound.AT_MOST else value >= self.value


@dataclass(frozen=True, slots=True)
class Criterion:
    """The outcomes that speak for and against a statement; between them the experiment does not bear on it.

    `measure` is the name of a measure that is evidence.

    Raises:
        ValueError: the two outcomes overlap, so that one value would speak for and against.
    """

    statement: Statement
    measure: str
    speaks_for: Threshold
    speaks_against: Threshold

    def __post_init__(self) -> None:
        lower, upper = sorted((self.speaks_for, self.speaks_against), key=lambda outcome: outcome.value)
        if (lower.bound, upper.bound) != (Bound.AT_MOST, Bound.AT_LEAST) or lower.value == upper.value:
            raise ValueError(
                f"the outcomes for ({self.speaks_for}) and against ({self.speaks_against}) {self.statement.words!r} "
                "overlap; a value that speaks for it must not speak against it"
            )


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A statement that people link the example with and that nothing here measures, with the reason as a sentence.

    Raises:
        ValueError: the reason is not a sentence.
    """

    statement: Statement
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip().endswith("."):
            raise ValueError(
                f"the reason why {self.statement.words!r} is not measured is not a sentence; end it with a full stop"
            )


Bearing = Criterion | Unmeasured
"""What is said beforehand about one statement."""


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
