"""From readings to what each measure of agreement is computed from: of all readings, of one issue or of one participant.

Units come from every pair of readings. Of m readings, α and F1 are computed over the pairs, each weighing 1 / (m - 1); κ, αU
and the score of graphs are computed for each pair of annotators and averaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from argmap.readings import units as kinds_of_units
from argmap.readings.read_thread import Names, ReadThread
from argmap.readings.tallies import Array, Coefficient, Tally, Unit
from argmap.readings.unitizing import (
    AlphaU,
    BinaryAlphaU,
    Continuum,
    SegmentationSimilarity,
)
from argmap.readings.units import Pair


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: everything, one issue, or what one participant says."""

    issue: str | None = None
    participant: str | None = None

    def has(self, unit: Unit) -> bool:
        if self.issue is not None:
            return self.issue in unit.issues
        return self.participant is None or self.participant == unit.participant


EVERYTHING = Scope()


class Table(Protocol):
    """What a value is computed from, again and again for resampled threads."""

    @property
    def size(self) -> int:
        """How many units there are."""

    @property
    def spread(self) -> int:
        """In how many places they are."""

    def values(self, weights: Array) -> Array:
        """Return the value for each of some resampled threads."""


@dataclass(frozen=True, slots=True)
class AgreementMeasure:
    """A measure of agreement: what it is of, its coefficient, and what makes its units; None for what has its own tables."""

    name: str
    coefficient: Coefficient
    units: Callable[[Pair], Iterable[Unit]] | None = None


MEASURES = (
    AgreementMeasure("quoted spans", Coefficient.ALPHA_U),
    AgreementMeasure("quoted words", Coefficient.BINARY_ALPHA_U),
    AgreementMeasure("claims", Coefficient.F1, kinds_of_units.claims),
    AgreementMeasure("relations", Coefficient.F1, kinds_of_units.relations),
    AgreementMeasure("links", Coefficient.ALPHA, kinds_of_units.links),
    AgreementMeasure("links", Coefficient.KAPPA, kinds_of_units.links),
    AgreementMeasure("kinds", Coefficient.ALPHA, kinds_of_units.kinds),
    AgreementMeasure("kinds", Coefficient.KAPPA, kinds_of_units.kinds),
    AgreementMeasure("targets", Coefficient.ALPHA, kinds_of_units.targets),
    AgreementMeasure("targets", Coefficient.KAPPA, kinds_of_units.targets),
    AgreementMeasure("stances found", Coefficient.F1, kinds_of_units.stances_found),
    AgreementMeasure("stances", Coefficient.ALPHA, kinds_of_units.stances),
    AgreementMeasure("stances", Coefficient.KAPPA, kinds_of_units.stances),
    AgreementMeasure("schemes", Coefficient.ALPHA, kinds_of_units.schemes),
    AgreementMeasure("schemes", Coefficient.KAPPA, kinds_of_units.schemes),
    AgreementMeasure("graph", Coefficient.CASS),
)


class Evidence:
    """All units of some threads, kept by measure, and the tables that a scope has of them.

    Args:
        threads: the readings of each thread. Of one thread posts are resampled; of several, threads.
    """

    def __init__(self, threads: Sequence[ReadThread]) -> None:
        self.threads = threads
        self._several = len(threads) > 1
        self._units: dict[Callable[[Pair], Iterable[Unit]], list[tuple[str, Names, Unit, float]]] = {}
        for measure in MEASURES:
            if measure.units is not None and measure.units not in self._units:
                self._units[measure.units] = list(self._all(measure.units))
        for extra in (kinds_of_units.link_kinds, kinds_of_units.all_stances):
            self._units[extra] = list(self._all(extra))
        names = {self._place(thread, post) for thread in threads for post in thread.posts}
        names |= {unit.place for units in self._units.values() for _, _, unit, _ in units}
        self.places = {name: number for number, name in enumerate(sorted(names))}

    def tables(self, measure: AgreementMeasure, scope: Scope = EVERYTHING) -> list[Table]:
        """Return what a measure is computed from in a scope; its value is the mean of theirs."""
        if measure.units is not None:
            return list(self.tallies(measure, scope))
        if measure.coefficient is Coefficient.BINARY_ALPHA_U:
            return [BinaryAlphaU(self._continua(scope, words=False), len(self.places))]
        posts = self._by_pair(scope, words=measure.coefficient is Coefficient.CASS)
        if measure.coefficient is Coefficient.ALPHA_U:
            return [AlphaU(continua, len(self.places)) for continua in posts.values()]
        links = self._tallies(kinds_of_units.link_kinds, Coefficient.KAPPA, scope)
        stances = self._tallies(kinds_of_units.all_stances, Coefficient.KAPPA, scope)
        return [
            GraphScore(
                SegmentationSimilarity(continua, len(self.places)),
                [tally[names] for tally in (links, stances) if names in tally],
            )
            for names, continua in posts.items()
        ]

    def tallies(self, measure: AgreementMeasure, scope: Scope = EVERYTHING) -> list[Tally]:
        """Return the counts of a measure that has units: one table, or for κ one for each pair of annotators."""
        assert measure.units is not None  # noqa: S101 (the caller has looked)
        return [*self._tallies(measure.units, measure.coefficient, scope).values()]

    def units(self, measure: AgreementMeasure) -> list[tuple[str, Names, Unit]]:
        """Return the units of a measure in the order of its one table, each with the prefix of its thread and its readings."""
        assert measure.units is not None  # noqa: S101 (the caller has looked)
        return [(prefix, names, unit) for prefix, names, unit, _ in self._units[measure.units]]

    def _tallies(
        self, make: Callable[[Pair], Iterable[Unit]], coefficient: Coefficient, scope: Scope
    ) -> dict[Names, Tally]:
        groups: dict[Names, list[tuple[Unit, float]]] = {}
        for _, names, unit, weight in self._units[make]:
            if scope.has(unit):
                key = names if coefficient is Coefficient.KAPPA else ("", "")
                groups.setdefault(key, []).append((unit, weight))
        return {key: Tally(units, coefficient, self.places) for key, units in groups.items()}

    def _all(self, make: Callable[[Pair], Iterable[Unit]]) -> Iterator[tuple[str, Names, Unit, float]]:
        for thread in self.threads:
            weight = 1 / (len(thread.readings) - 1)
            for ends, pair in thread.pairs.items():
                for unit in make(pair):
                    person = None if unit.participant is None else f"{thread.prefix}{unit.participant}"
                    place = thread.prefix if self._several else unit.place
                    moved = replace(unit, place=place, participant=person)
                    yield thread.prefix, thread.named(ends), moved, weight

    def _place(self, thread: ReadThread, post: str) -> str:
        return thread.prefix if self._several else post

    def _continua(self, scope: Scope, *, words: bool) -> list[Continuum]:
        return [
            continuum for thread in self.threads for continuum in self._of_thread(thread, scope, words=words)
        ]

    def _by_pair(self, scope: Scope, *, words: bool) -> dict[Names, list[Continuum]]:
        continua_of: dict[Names, list[Continuum]] = {}
        for thread in self.threads:
            continua = list(self._of_thread(thread, scope, words=words))
            for ends in thread.pairs:
                continua_of.setdefault(thread.named(ends), []).extend(
                    replace(each, readings=tuple(each.readings[i] for i in ends)) for each in continua
                )
        return continua_of

    def _of_thread(self, thread: ReadThread, scope: Scope, *, words: bool) -> Iterator[Continuum]:
        units = thread.units_in(scope.issue)
        for post, (text, length) in thread.posts.items():
            author = thread.outlined[0].author(post)
            wanted = scope.participant is None or f"{thread.prefix}{author}" == scope.participant
            if length and wanted:
                place = self.places[self._place(thread, post)]
                begins = _word_starts(text) if words else ()
                yield Continuum(place, length, tuple(each.get(post, ()) for each in units), begins)


class GraphScore:
    """How alike two readings are as wholes: the mean of how they cut the thread into claims and of what they do with these.

    What they do is the mean of κ of the links between claims (support, attack …, or none) and of κ of the stances of all
    participants on all claims (or none).

    Source:
        Duthie, Lawrence, Budzynska & Reed (2016), The CASS Technique for Evaluating the Performance of Argument Mining.
        From it come the parts and the mean; there, claims are matched by their edit distance, and dialogue is compared by
        its locutions, which maps of this format do not have.
    """

    def __init__(self, segmentation: SegmentationSimilarity, tallies: Sequence[Tally]) -> None:
        self._segmentation, self._tallies = segmentation, tallies
        self.size, self.spread = segmentation.size, segmentation.spread

    def values(self, weights: Array) -> Array:
        kappas = [tally.values(weights) for tally in self._tallies]
        return (self._segmentation.values(weights) + mean_of(kappas, len(weights))) / 2


def mean_of(values: Sequence[Array], size: int) -> Array:
    """Return the mean of what is defined, thread by thread; not a number where nothing is."""
    known = np.array([*values, np.full(size, np.nan)])
    defined = ~np.isnan(known)
    number = defined.sum(axis=0)
    total = np.where(defined, known, 0.0).sum(axis=0)
    mean: Array = np.full(size, np.nan)
    np.divide(total, number, out=mean, where=number > 0)
    return mean


def _word_starts(text: str) -> tuple[int, ...]:
    """Return where words begin, but for the first."""
    return tuple(word.start() for word in re.finditer(r"\S+", text))[1:]
