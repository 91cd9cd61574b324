"""What would change: cruxes, load-bearing claims, and what falls when something falls.

All changes of one kind are tried in one pass, each in a world of its own (`argmap.solver.wellfounded`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations
from math import comb

from argmap.evaluation.labels import acceptability, label
from argmap.evaluation.theory import DEFAULT, Interpretation, Theory, theory
from argmap.graph.ordering import natural_key
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.result import Result
from argmap.solver.semantics import Semantics
from argmap.solver.wellfounded import Grounded, Worlds, bits, counted, grounded

MOST_WORLDS = 200_000
"""Changes tried together; a larger search is left out and said to be."""

LARGEST_SET = 3

MOST_FALLS = 200_000
"""Names listed as falling, over all impacts together."""


@dataclass(frozen=True, slots=True, order=True)
class Change(Result):
    """A claim, example or step made to stand (`in`) or fall (`out`)."""

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
    """What no longer stands when a claim, example or step falls; `theses` are those among it."""

    id: str
    falls: tuple[str, ...]
    theses: tuple[str, ...]


def whatif(
    map: ArgumentMap,
    *,
    accept: frozenset[str] = frozenset(),
    reject: frozenset[str] = frozenset(),
    semantics: Semantics | str = Semantics.GROUNDED,
    interpretation: Interpretation = DEFAULT,
) -> tuple[Effect, ...]:
    """Return every label that changes when some claims, examples or steps are made to stand or fall.

    Raises:
        UnknownName: the map has nothing of such a name.
        ArgmapError: something is both accepted and rejected.
    """
    changed = replace(
        interpretation, accept=interpretation.accept | accept, reject=interpretation.reject | reject
    )
    before = acceptability(map, semantics, interpretation).labels
    after = acceptability(map, semantics, changed).labels
    names = sorted(before, key=natural_key)
    return tuple(Effect(n, before[n], after[n]) for n in names if before[n] is not after[n])


def cruxes(map: ArgumentMap, interpretation: Interpretation = DEFAULT) -> tuple[Crux, ...]:
    """Return, for each thesis, the smallest changes elsewhere that change its grounded label, up to three at once."""
    read = theory(map, interpretation)
    return tuple(_crux(read, thesis) for thesis in theses(map))


def impacts(map: ArgumentMap, interpretation: Interpretation = DEFAULT) -> tuple[Impact, ...]:
    """Return what falls with each thing that stands, those first that bear most theses, then most claims.

    Of a map so deep that the answer would grow with the square of its size, only the first are returned.
    """
    read = theory(map, interpretation)
    labels = _labels(read, grounded(read.framework), 0)
    standing = [name for name in _distinct(read) if labels[name] is Label.IN]
    found = _tried(read, [(Change(name, Label.OUT),) for name in standing])
    full = (1 << len(standing)) - 1
    lost = {name: full & ~found.holds[read.sentences[name]] for name in standing}
    tops = {read.one[thesis] for thesis in theses(map)}
    sizes = counted(lost.values(), len(standing))
    weights = counted((lost[name] for name in standing if name in tops), len(standing))
    # What is made to fall is itself among what falls.
    order = sorted(
        (world for world in range(len(standing)) if sizes[world] > 1),
        key=lambda world: (-(weights[world] - (standing[world] in tops)), -sizes[world], world),
    )
    totals = accumulate(sizes[world] for world in order)
    kept = [world for world, total in zip(order, totals, strict=True) if total <= MOST_FALLS]
    return _impacts(standing, lost, kept, tops)


def _impacts(
    standing: Sequence[str], lost: Mapping[str, Worlds], kept: Sequence[int], tops: Collection[str]
) -> tuple[Impact, ...]:
    falls: dict[int, list[str]] = {world: [] for world in kept}
    asked = sum(1 << world for world in kept)
    for name in standing:
        for world in bits(lost[name] & asked):
            if standing[world] != name:
                falls[world].append(name)
    return tuple(
        Impact(standing[world], tuple(falls[world]), tuple(name for name in falls[world] if name in tops))
        for world in kept
    )


def _crux(read: Theory, thesis: str) -> Crux:
    sentence = read.sentences[thesis]
    base = grounded(read.framework)
    labels = _labels(read, base, 0)
    single = _changes(read, labels, read.one[thesis])
    searched = 0
    for size in range(1, LARGEST_SET + 1):
        if comb(len(single), size) > MOST_WORLDS:
            break
        trials = [trial for trial in combinations(single, size) if len({c.id for c in trial}) == size]
        found, searched = _tried(read, trials), size
        sets = tuple(_flips(found, sentence, trials, labels[thesis]))
        if sets:
            return Crux(thesis, labels[thesis], sets, size)
    return Crux(thesis, labels[thesis], (), searched)


def _flips(
    found: Grounded, sentence: int, trials: Sequence[tuple[Change, ...]], before: Label
) -> Iterator[tuple[tuple[Change, ...], Label]]:
    full = (1 << len(trials)) - 1
    holds, fails = found.holds[sentence], found.fails[sentence]
    same = {Label.IN: holds, Label.OUT: fails, Label.UNDECIDED: full & ~(holds | fails)}[before]
    for world in bits(full & ~same):
        yield trials[world], label(bool(holds >> world & 1), bool(fails >> world & 1))


def _changes(read: Theory, labels: Mapping[str, Label], thesis: str) -> tuple[Change, ...]:
    """Return the single changes of what a thesis depends on, itself apart."""
    from argmap.solver.parts import reach

    cone = reach(read.framework, [read.sentences[thesis]])
    names = (name for name in _distinct(read) if name != thesis and read.sentences[name] in cone)
    other = {Label.IN: (Label.OUT,), Label.OUT: (Label.IN,), Label.UNDECIDED: (Label.IN, Label.OUT)}
    return tuple(Change(name, to) for name in names for to in other[labels[name]])


def _distinct(read: Theory) -> list[str]:
    """Return the names of claims, examples and steps, one for those that rephrase each other."""
    return [name for name in sorted(read.sentences, key=natural_key) if read.one.get(name, name) == name]


def _tried(read: Theory, trials: Sequence[tuple[Change, ...]]) -> Grounded:
    """Return the grounded labels in one world for each trial."""
    holding: dict[int, Worlds] = {}
    failing: dict[int, Worlds] = {}
    for kind, masks in ((Label.IN, holding), (Label.OUT, failing)):
        worlds: dict[int, bytearray] = {}
        for world, trial in enumerate(trials):
            for change in trial:
                if change.to is kind:
                    bits = worlds.setdefault(read.sentences[change.id], bytearray(len(trials) // 8 + 1))
                    bits[world >> 3] |= 1 << (world & 7)
        masks.update((sentence, int.from_bytes(bits, "little")) for sentence, bits in worlds.items())
    return grounded(read.framework, len(trials), holding, failing)


def _labels(read: Theory, found: Grounded, world: int) -> dict[str, Label]:
    holds, fails = found.holds, found.fails
    return {
        n: label(bool(holds[s] >> world & 1), bool(fails[s] >> world & 1)) for n, s in read.sentences.items()
    }
