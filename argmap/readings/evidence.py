"""From readings to what each measure of agreement is computed from: of all readings, of one issue or of one participant.

Units come from every pair of readings. Of m readings, α and F1 are computed over the pairs, each weighing 1 / (m - 1); κ, αU
and the score of graphs are computed for each pair of annotators and averaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Protocol

import numpy as np

from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.thread import Thread
from argmap.readings import units as kinds_of_units
from argmap.readings.matching import match
from argmap.readings.spans import stretches
from argmap.readings.tallies import Array, Coefficient, Tally, Unit
from argmap.readings.unitizing import (
    AlphaU,
    BinaryAlphaU,
    Continuum,
    SegmentationSimilarity,
    Unitized,
    apart,
)
from argmap.readings.units import Outlined, Pair

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A map of a thread by one annotator: the name that it has here, and its file, if it has one."""

    name: str
    map: ArgumentMap
    file: str = ""


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
class Measure:
    """A measure of agreement: what it is of, its coefficient, and what makes its units; None for what has its own tables."""

    name: str
    coefficient: Coefficient
    units: Callable[[Pair], Iterable[Unit]] | None = None


MEASURES = (
    Measure("quoted spans", Coefficient.ALPHA_U),
    Measure("quoted words", Coefficient.BINARY_ALPHA_U),
    Measure("claims", Coefficient.F1, kinds_of_units.claims),
    Measure("relations", Coefficient.F1, kinds_of_units.relations),
    Measure("links", Coefficient.ALPHA, kinds_of_units.links),
    Measure("links", Coefficient.KAPPA, kinds_of_units.links),
    Measure("kinds", Coefficient.ALPHA, kinds_of_units.kinds),
    Measure("kinds", Coefficient.KAPPA, kinds_of_units.kinds),
    Measure("targets", Coefficient.ALPHA, kinds_of_units.targets),
    Measure("targets", Coefficient.KAPPA, kinds_of_units.targets),
    Measure("stances found", Coefficient.F1, kinds_of_units.stances_found),
    Measure("stances", Coefficient.ALPHA, kinds_of_units.stances),
    Measure("stances", Coefficient.KAPPA, kinds_of_units.stances),
    Measure("schemes", Coefficient.ALPHA, kinds_of_units.schemes),
    Measure("schemes", Coefficient.KAPPA, kinds_of_units.schemes),
    Measure("graph", Coefficient.CASS),
)


class ReadThread:
    """The readings of one thread, in the order of their names, with all their pairs.

    Args:
        readings: two or more readings of one thread.
        prefix: what stands before the ids of the thread where there are several, such as "tabs/".

    Raises:
        ArgmapError: they are readings of different threads.
    """

    def __init__(self, readings: Iterable[Reading], prefix: str = "") -> None:
        self.readings = tuple(sorted(readings, key=lambda each: each.name))
        self.prefix = prefix
        maps = [each.map for each in self.readings]
        matchings = {(i, j): match(maps[i], maps[j]) for i, j in combinations(range(len(maps)), 2)}
        issues: list[dict[str, str]] = []
        for number, map in enumerate(maps):
            names: dict[str, str] = {}
            for earlier in range(number):
                found = matchings[earlier, number].of("issue")
                for id, own in found.items():
                    names.setdefault(own, issues[earlier][id])
            taken = {name for known in issues for name in known.values()}
            for issue in map.issues:
                names.setdefault(issue.id, _free(f"{prefix}{issue.id}", taken))
            issues.append(names)
        self.issues: dict[str, str] = {}
        """The questions of the issues, by the names that they have for all readings."""
        for map, names in zip(maps, issues, strict=True):
            for issue in map.issues:
                self.issues.setdefault(names[issue.id], issue.question)
        self.outlined = [Outlined(map, names) for map, names in zip(maps, issues, strict=True)]
        self.pairs = {
            ends: Pair(self.outlined[ends[0]], self.outlined[ends[1]], matching)
            for ends, matching in matchings.items()
        }

    def named(self, ends: tuple[int, int]) -> Names:
        return self.readings[ends[0]].name, self.readings[ends[1]].name

    @cached_property
    def posts(self) -> Mapping[str, tuple[str, int]]:
        """The words of the posts that all readings know alike, with their length; "" where they are withheld."""
        known = [_posts(each.map.thread) for each in self.readings]
        return {id: post for id, post in known[0].items() if all(other.get(id) == post for other in known)}

    @cached_property
    def _issues_of(self) -> Mapping[tuple[int, str], frozenset[str]]:
        """The issues that each claim bears on, in its own reading or in another one that has it."""
        found = {
            (number, claim.id): outlined.issues(claim.id)
            for number, outlined in enumerate(self.outlined)
            for claim in outlined.map.claims
        }
        shared = dict(found)
        for (first, second), pair in self.pairs.items():
            for one, other in pair.matching.of("claim").items():
                shared[first, one] |= found[second, other]
                shared[second, other] |= found[first, one]
        return shared

    def units_in(self, issue: str | None) -> list[Mapping[str, Unitized]]:
        """Return for each reading the units of its claims, or of those that bear on an issue, by post."""
        found: list[Mapping[str, Unitized]] = []
        for number, outlined in enumerate(self.outlined):
            quotes: dict[str, list[Quote]] = {}
            for claim in outlined.map.claims:
                if issue is None or issue in self._issues_of[number, claim.id]:
                    quotes[claim.id] = list(claim.quotes)
            places: dict[str, list[tuple[int, int]]] = {}
            for each in quotes.values():
                for post, spans in stretches(each, outlined.map.thread).items():
                    places.setdefault(post, []).extend(spans)
            found.append({post: apart(spans) for post, spans in places.items()})
        return found


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

    def tables(self, measure: Measure, scope: Scope = EVERYTHING) -> list[Table]:
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
                [found[names] for found in (links, stances) if names in found],
            )
            for names, continua in posts.items()
        ]

    def tallies(self, measure: Measure, scope: Scope = EVERYTHING) -> list[Tally]:
        """Return the counts of a measure that has units: one table, or for κ one for each pair of annotators."""
        assert measure.units is not None  # noqa: S101 (the caller has looked)
        return [*self._tallies(measure.units, measure.coefficient, scope).values()]

    def units(self, measure: Measure) -> list[tuple[str, Names, Unit]]:
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
        found: dict[Names, list[Continuum]] = {}
        for thread in self.threads:
            continua = list(self._of_thread(thread, scope, words=words))
            for ends in thread.pairs:
                found.setdefault(thread.named(ends), []).extend(
                    replace(each, readings=tuple(each.readings[i] for i in ends)) for each in continua
                )
        return found

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


def _posts(thread: Thread | None) -> dict[str, tuple[str, int]]:
    """Return words and length of each post."""
    found: dict[str, tuple[str, int]] = {}
    if thread is None:
        return found
    for post in thread:
        withheld = thread.original(post.id).withheld
        text = thread.text_of(post.id)
        found[post.id] = text, withheld.length if withheld is not None else len(text)
    return found


def _word_starts(text: str) -> tuple[int, ...]:
    """Return where words begin, but for the first."""
    return tuple(word.start() for word in re.finditer(r"\S+", text))[1:]


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other issue has: two readings may use one id for two questions."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
