"""What would change the labels: cruxes, and what is rejected with each claim that is made to be rejected.

Thousands of changes of one kind are tried in one pass, each in a world of its own (`argmap.solver.wellfounded`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, islice
from math import comb, inf
from time import process_time
from typing import TypeVar

from argmap.evaluation.labels import acceptability
from argmap.evaluation.semantics import MapSemantics
from argmap.evaluation.theory import Theory, label
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Label
from argmap.result import Result
from argmap.solver.parts import reach
from argmap.solver.semantics import Semantics
from argmap.solver.wellfounded import Grounded, Worlds, bits, counted, grounded

T = TypeVar("T")

MOST_WORLDS = 200_000
"""Changes tried together; a larger search is left out and said to be."""

BLOCK = 4_096
"""Changes tried in one pass: memory grows with their number times the size of the map."""

LARGEST_SET = 3

MOST_FALLS = 200_000
"""Names listed as rejected, over all impacts together."""


@dataclass(frozen=True, slots=True, order=True)
class Change(Result):
    """A claim, example or step that is made to be accepted (`in`) or rejected (`out`)."""

    id: str
    to: Label


@dataclass(frozen=True, slots=True)
class Effect(Result):
    """A label before and after a change."""

    id: str
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class Crux(Result):
    """The smallest sets of changes, all of one size, that change the label of a thesis.

    `searched` is the size up to which sets were tried; where `sets` is empty, no set up to that size does it.
    """

    thesis: str
    label: Label
    sets: tuple[tuple[tuple[Change, ...], Label], ...]
    searched: int


@dataclass(frozen=True, slots=True)
class Impact(Result):
    """What is no longer accepted when a claim, example or step is rejected; `theses` are those among it."""

    id: str
    falls: tuple[str, ...]
    theses: tuple[str, ...]


def whatif(
    theory: Theory,
    *,
    accept: frozenset[str] = frozenset(),
    reject: frozenset[str] = frozenset(),
    semantics: MapSemantics | str = Semantics.GROUNDED,
    seconds: float | None = None,
) -> tuple[Effect, ...]:
    """Return every label that changes when some claims, examples or steps are made to be accepted or rejected.

    Args:
        theory: the map under an interpretation.
        accept: ids of what is accepted, whatever the map says.
        reject: ids of what is rejected, whatever the map says.
        semantics: the semantics of both labels.
        seconds: time for each of the two searches, more than 0; None for no limit.

    Raises:
        UnknownName: the map has nothing of such a name.
        ArgmapError: something is both accepted and rejected.
        OutOfTime: the labels were not found in `seconds`.
    """
    today = theory.interpretation
    changed = replace(today, accept=today.accept | accept, reject=today.reject | reject)
    before = acceptability(theory, semantics, seconds=seconds).labels
    after = acceptability(theory.under(changed), semantics, seconds=seconds).labels
    return effects(before, after)


def effects(before: Mapping[str, Label], after: Mapping[str, Label]) -> tuple[Effect, ...]:
    """Return the labels that differ, by id."""
    names = sorted(before, key=natural_key)
    return tuple(Effect(n, before[n], after[n]) for n in names if before[n] is not after[n])


def cruxes(theory: Theory, theses: Iterable[str], *, seconds: float | None = None) -> tuple[Crux, ...]:
    """Return, for each thesis, the smallest changes elsewhere that change its grounded label, up to three at once.

    Args:
        theory: the map under an interpretation.
        theses: ids of the theses.
        seconds: processor time for all of them together, looked at between passes; None for no limit. A search that
            was not ended says so by the size up to which sets were tried.
    """
    deadline = inf if seconds is None else process_time() + seconds
    return tuple(_crux(theory, thesis, deadline) for thesis in theses)


def impacts(theory: Theory, theses: Iterable[str]) -> tuple[Impact, ...]:
    """Return what is rejected with each thing that is accepted, those first that carry most theses, then most claims.

    Of a map so deep that the answer would grow with the square of its size, only the first are returned.
    """
    accepted = [name for name in theory.distinct if theory.labels[name] is Label.IN]
    tops = {theory.one[thesis] for thesis in theses}
    sizes: dict[str, int] = {}
    weights: dict[str, int] = {}
    falls: dict[str, list[str]] = {}
    # Neighbours are tried together, so that a pass looks at a part of the map.
    for names in _blocks(sorted(accepted, key=theory.near)):
        lost = _lost(theory, names)
        counts = counted(lost.values(), len(names))
        on_theses = counted((worlds for name, worlds in lost.items() if name in tops), len(names))
        sizes.update(zip(names, counts, strict=True))
        weights.update(zip(names, on_theses, strict=True))
        if sum(counts) <= MOST_FALLS:
            falls.update(_listed(names, lost))
    # What is made to be rejected is itself among what is lost.
    order = sorted(
        (name for name in accepted if sizes[name] > 1),
        key=lambda name: (-(weights[name] - (name in tops)), -sizes[name]),
    )
    totals = accumulate(sizes[name] for name in order)
    kept = [name for name, total in zip(order, totals, strict=True) if total <= MOST_FALLS]
    for names in _blocks(sorted((name for name in kept if name not in falls), key=theory.near)):
        falls.update(_listed(names, _lost(theory, names)))
    return tuple(
        Impact(name, tuple(falls[name]), tuple(n for n in falls[name] if n in tops)) for name in kept
    )


def _blocks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while block := list(islice(left, BLOCK)):
        yield block


def _lost(theory: Theory, names: Sequence[str]) -> dict[str, Worlds]:
    """Return what is lost when each of some names is rejected: for each that is accepted, the worlds in which it is."""
    labels = tried(theory, [(Change(name, Label.OUT),) for name in names])
    full = (1 << len(names)) - 1
    before = theory.labels
    accepted = (name for name in theory.said_by(labels.touched) if before[name] is Label.IN)
    lost = ((name, full & ~labels.holds[theory.sentences[name]]) for name in accepted)
    return {name: worlds for name, worlds in lost if worlds}


def _listed(names: Sequence[str], lost: Mapping[str, Worlds]) -> dict[str, list[str]]:
    """Return for each name what else is lost when it is rejected."""
    falls: dict[str, list[str]] = {name: [] for name in names}
    for name, worlds in lost.items():
        for world in bits(worlds):
            if names[world] != name:
                falls[names[world]].append(name)
    return falls


def _crux(theory: Theory, thesis: str, deadline: float) -> Crux:
    before = theory.labels[thesis]
    single = _changes(theory, theory.one[thesis])
    rank = {change: place for place, change in enumerate(single)}
    searched = 0
    for size in range(1, LARGEST_SET + 1):
        if comb(len(single), size) > MOST_WORLDS:
            break
        # Neighbours are tried together, so that a pass looks at a part of the map.
        ordered = sorted(single, key=lambda change: theory.near(change.id)) if size == 1 else single
        trials = (trial for trial in combinations(ordered, size) if len({c.id for c in trial}) == size)
        sets: list[tuple[tuple[Change, ...], Label]] = []
        for block in _blocks(trials):
            if process_time() > deadline:
                return Crux(thesis, before, (), searched)
            sets += _flips(theory, thesis, block)
        searched = size
        if sets:
            sets.sort(key=lambda each: [rank[change] for change in each[0]])
            return Crux(thesis, before, tuple(sets), size)
    return Crux(thesis, before, (), searched)


def _flips(
    theory: Theory, thesis: str, trials: Sequence[tuple[Change, ...]]
) -> Iterator[tuple[tuple[Change, ...], Label]]:
    """Yield the trials that change the label of a thesis, with its label then."""
    labels = tried(theory, trials)
    full = (1 << len(trials)) - 1
    holds, fails = labels.holds[theory.sentences[thesis]], labels.fails[theory.doubted[thesis]]
    same = {Label.IN: holds, Label.OUT: fails, Label.UNDECIDED: full & ~(holds | fails)}[
        theory.labels[thesis]
    ]
    for world in bits(full & ~same):
        yield trials[world], label(bool(holds >> world & 1), bool(fails >> world & 1))


def _changes(theory: Theory, thesis: str) -> tuple[Change, ...]:
    """Return the single changes of what a thesis depends on, itself apart."""
    cone = reach(theory.framework, [theory.sentences[thesis], theory.doubted[thesis]])
    names = (n for n in theory.distinct if n != thesis and not cone.isdisjoint(theory.settling(n)))
    other = {Label.IN: (Label.OUT,), Label.OUT: (Label.IN,), Label.UNDECIDED: (Label.IN, Label.OUT)}
    return tuple(Change(name, to) for name in names for to in other[theory.labels[name]])


def tried(theory: Theory, trials: Sequence[tuple[Change, ...]]) -> Grounded:
    """Return the grounded labels in one world for each trial."""
    worlds: dict[tuple[Label, int], bytearray] = {}
    for world, trial in enumerate(trials):
        for change in trial:
            for sentence in theory.settling(change.id):
                members = worlds.setdefault((change.to, sentence), bytearray(len(trials) // 8 + 1))
                members[world >> 3] |= 1 << (world & 7)
    settled: dict[Label, dict[int, Worlds]] = {Label.IN: {}, Label.OUT: {}}
    for (to, sentence), members in worlds.items():
        settled[to][sentence] = int.from_bytes(members, "little")
    return grounded(
        theory.framework, len(trials), settled[Label.IN], settled[Label.OUT], alone=theory.grounded
    )
