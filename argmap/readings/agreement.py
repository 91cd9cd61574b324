"""How far annotators agree who read the same thread: each measure with its value, its units and a bootstrap interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np

from argmap.errors import ArgmapError
from argmap.readings.costs import Disagreement, costliest
from argmap.readings.evidence import (
    EVERYTHING,
    MEASURES,
    AgreementMeasure,
    Evidence,
    Scope,
    Table,
    mean_of,
)
from argmap.readings.read_thread import AnnotatedMap, ReadThread
from argmap.readings.tallies import Array, Coefficient, Tally
from argmap.result import Result

INTERVAL = (2.5, 97.5)
"""The percentiles of the resampled values between which the interval lies."""

ENOUGH = 0.5
"""The share of resampled threads in which a measure must be defined, so that it gets an interval."""

FEWEST = 5
"""The posts, or threads, over which units must be spread, so that a measure gets an interval: fewer give a false one."""

RESAMPLES = 1000
COSTLIEST = 10


class By(StrEnum):
    """What the figures are also given for, one by one."""

    ISSUE = "issue"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Measured(Result):
    """A measure of agreement.

    Attributes:
        name: what it is of.
        coefficient: α, κ, F1, αU, |uα or CASS.
        value: at most 1; None where it is undefined.
        units: how many things were compared; characters for |uα, places between words for CASS.
        low: the lower end of the 95 % interval; None where there is none.
        high: the upper end.
        why: why there is no value, or no interval; "" where there are both.
    """

    name: str
    coefficient: Coefficient
    value: float | None
    units: int
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class AgreementPart(Result):
    """The measures of one issue or of one participant."""

    id: str
    title: str
    measures: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Agreement(Result):
    """How far readings agree.

    Attributes:
        readings: the names of the readings, sorted.
        threads: the ids of the threads.
        resampled: what was resampled: posts or threads.
        places: how many of them there are.
        resamples: how often.
        seed: the seed of the random numbers.
        measures: the measures over everything.
        by: what `parts` are.
        parts: the measures of each issue or participant; empty unless asked for.
        costs: the disagreements that cost most, the dearest first.
    """

    readings: tuple[str, ...]
    threads: tuple[str, ...]
    resampled: str
    places: int
    resamples: int
    seed: int
    measures: tuple[Measured, ...]
    by: By | None = None
    parts: tuple[AgreementPart, ...] = ()
    costs: tuple[Disagreement, ...] = ()

    def of(self, name: str, coefficient: Coefficient | str | None = None) -> Measured:
        """Return a measure by its name, with its first coefficient or another one.

        Raises:
            KeyError: there is no such measure.
        """
        for measured in self.measures:
            if measured.name == name and coefficient in {None, measured.coefficient}:
                return measured
        raise KeyError(name)


def agreement(
    readings: Iterable[AnnotatedMap] | Mapping[str, Iterable[AnnotatedMap]],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    by: By | None = None,
) -> Agreement:
    """Return how far readings agree.

    The interval is a percentile bootstrap: posts are drawn with replacement, as many as there are, and with each post all
    that belongs there. What quotes nothing is drawn by itself. Of several threads, threads are drawn. It says how far the
    value would move with other posts of the kind; it knows nothing of other annotators.

    Args:
        readings: two or more readings of one thread with names of their own; or readings by the name of a dataset.
        resamples: how often posts, or threads, are drawn; 0 for no intervals.
        seed: the seed of the random numbers: the same gives the same intervals.
        by: also give the measures of each issue or each participant.

    Raises:
        ArgmapError: there are fewer than two readings of a thread, two have one name, or they are of different threads.

    Source:
        Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13: percentile intervals.
    """
    given = readings if isinstance(readings, Mapping) else {"": readings}
    groups = {name: tuple(group) for name, group in given.items()}
    for group in groups.values():
        _refuse_unsound(group)
    several = len(groups) > 1
    threads = [ReadThread(group, f"{name}/" if several else "") for name, group in sorted(groups.items())]
    evidence = Evidence(threads)
    one = np.ones((1, len(evidence.places)))
    weights = _drawn(len(evidence.places), resamples, seed)
    names = {reading.name for thread in threads for reading in thread.readings}
    ids = {reading.map.thread.id: None for t in threads for reading in t.readings[:1] if reading.map.thread}
    return Agreement(
        tuple(sorted(names)),
        tuple(ids),
        "threads" if several else "posts",
        len(evidence.places),
        resamples,
        seed,
        _measured(evidence, EVERYTHING, one, weights),
        by,
        tuple(
            AgreementPart(id, title, _measured(evidence, scope, one, weights))
            for id, title, scope in _scopes(threads, by)
        ),
        costliest(evidence, COSTLIEST),
    )


def _refuse_unsound(group: Sequence[AnnotatedMap]) -> None:
    if len(group) < 2:  # noqa: PLR2004 (two readings)
        raise ArgmapError("agreement needs two readings of a thread or more; name another map of it")
    names = [reading.name for reading in group]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ArgmapError(f"two readings have the name {twice!r}; give each a name of its own")


def _drawn(places: int, resamples: int, seed: int) -> Array:
    """Return how often each place is drawn in each resampled thread, `(resamples, places) float64`."""
    if places < 2 or resamples < 1:  # noqa: PLR2004 (drawing from one place gives that place)
        return np.ones((0, places))
    random = np.random.default_rng(seed)
    return random.multinomial(places, [1 / places] * places, size=resamples).astype(float)


def _scopes(threads: Sequence[ReadThread], by: By | None) -> list[tuple[str, str, Scope]]:
    """Return id, title and scope of each issue or participant, in the order of the maps or threads."""
    if by is By.ISSUE:
        issues = chain.from_iterable(thread.issues.items() for thread in threads)
        return [(id, question, Scope(issue=id)) for id, question in issues]
    if by is By.PARTICIPANT:
        people = {
            f"{thread.prefix}{person.id}": person.name
            for thread in threads
            for reading in thread.readings
            if reading.map.thread is not None
            for person in reading.map.thread.participants
        }
        return [(id, name, Scope(participant=id)) for id, name in people.items()]
    return []


def _measured(evidence: Evidence, scope: Scope, one: Array, weights: Array) -> tuple[Measured, ...]:
    return tuple(_of(measure, evidence.tables(measure, scope), one, weights) for measure in MEASURES)


def _of(measure: AgreementMeasure, tables: Sequence[Table], one: Array, weights: Array) -> Measured:
    size = sum(table.size for table in tables)
    value = float(mean_of([table.values(one) for table in tables], 1)[0])
    name, coefficient = measure.name, measure.coefficient
    if np.isnan(value):
        return Measured(name, coefficient, None, size, why=_why_undefined(measure, tables))
    drawn = mean_of([table.values(weights) for table in tables], len(weights))
    known = drawn[~np.isnan(drawn)]
    if not len(weights):
        return Measured(name, coefficient, value, size, why="nothing was resampled")
    if (spread := max(table.spread for table in tables)) < FEWEST:
        return Measured(name, coefficient, value, size, why=f"no interval: only {spread} posts or threads")
    if len(known) < ENOUGH * len(drawn):
        return Measured(name, coefficient, value, size, why="no interval: undefined in most draws")
    low, high = np.percentile(known, INTERVAL)
    return Measured(name, coefficient, value, size, float(low), float(high))


def _why_undefined(measure: AgreementMeasure, tables: Sequence[Table]) -> str:
    if not any(table.size for table in tables):
        return NOTHING[measure.name]
    if any(isinstance(table, Tally) for table in tables):
        return "only one label occurs, so chance would agree as well"
    if measure.coefficient is Coefficient.CASS:
        return "neither links nor stances of the claims of both can be told from chance"
    return "nothing is quoted, or everything"


NOTHING = {
    "quoted spans": "nothing is quoted",
    "quoted words": "there are no words to quote",
    "claims": "there are no claims",
    "relations": "there are no relations",
    "links": "the readings share fewer than two claims or examples",
    "kinds": "no two claims are linked in both readings",
    "targets": "no claim is a premise in both readings",
    "stances found": "no stance is recorded on a claim of both",
    "stances": "no stance is recorded in both readings",
    "schemes": "no relation has a scheme in both readings",
    "graph": "there are no words, or they are withheld",
}
"""Why a measure has no units."""
