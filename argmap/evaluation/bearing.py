"""How much hangs on something: how many labels would change if some claims or relations were accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.evaluation.changes import BLOCK, Change, tried
from argmap.evaluation.theory import Theory
from argmap.model.annotations import Label
from argmap.result import Result
from argmap.solver.wellfounded import counted


@dataclass(frozen=True, slots=True, order=True)
class Bearing(Result):
    """How many theses and how many claims and examples, these included, would have another grounded label."""

    theses: int
    claims: int


def bearings(
    theory: Theory, trials: Sequence[tuple[Change, ...]], theses: Iterable[str]
) -> tuple[Bearing, ...]:
    """Return for each set of changes how much it would change; what is changed itself does not count.

    Args:
        theory: the map under an interpretation.
        trials: the sets of changes.
        theses: the ids of the theses that count.
    """
    tops = frozenset(theory.one[thesis] for thesis in theses)
    # Neighbours are tried together, so that a pass looks at a part of the map.
    order = sorted(
        range(len(trials)), key=lambda place: min((theory.near(c.id) for c in trials[place]), default=0)
    )
    weights: dict[int, Bearing] = {}
    for start in range(0, len(order), BLOCK):
        places = order[start : start + BLOCK]
        together = _block(theory, [trials[place] for place in places], tops)
        weights.update(zip(places, together, strict=True))
    return tuple(weights[place] for place in range(len(trials)))


def _block(theory: Theory, trials: Sequence[tuple[Change, ...]], tops: frozenset[str]) -> list[Bearing]:
    labels, full = tried(theory, trials), (1 << len(trials)) - 1
    made: dict[str, int] = {}
    for world, trial in enumerate(trials):
        for change in trial:
            name = theory.one.get(change.id, change.id)
            made[name] = made.get(name, 0) | 1 << world
    changed: dict[str, int] = {}
    for name in theory.said_by(labels.touched):
        if name not in theory.one:
            continue
        holds, fails = labels.holds[theory.sentences[name]], labels.fails[theory.doubted[name]]
        same = {Label.IN: holds, Label.OUT: fails, Label.UNDECIDED: full & ~(holds | fails)}
        changed[name] = full & ~same[theory.labels[name]] & ~made.get(name, 0)
    on_theses = counted((worlds for name, worlds in changed.items() if name in tops), len(trials))
    on_all = counted(changed.values(), len(trials))
    return [Bearing(*pair) for pair in zip(on_theses, on_all, strict=True)]
