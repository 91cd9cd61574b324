"""Positions: what can be held together, told as the preferred extensions of a map."""

from __future__ import annotations

from dataclasses import dataclass, replace

from argmap.evaluation.labels import extension_labels
from argmap.evaluation.theory import DEFAULT, Interpretation, theory
from argmap.graph.ordering import natural_key
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.result import Result
from argmap.solver.semantics import Semantics, extensions

MOST = 16
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Position(Result):
    """A set of claims that can be held together, by its theses and by what not all positions hold."""

    theses: tuple[str, ...]
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Positions(Result):
    """The coherent positions on a map.

    `shared` are the claims and examples in all of them. `stopped` says why there may be more; it is "" when
    these are all.
    """

    positions: tuple[Position, ...]
    shared: tuple[str, ...]
    stopped: str = ""


def positions(
    map: ArgumentMap, interpretation: Interpretation = DEFAULT, *, limit: int = MOST, seconds: float = SECONDS
) -> Positions:
    """Return the coherent positions: the preferred extensions, when an issue has one answer at most.

    Source:
        Dung (1995), definition 7; a preferred extension as a rational position: section 2.
    """
    read = theory(map, replace(interpretation, rivals=True))
    found = extensions(read.framework, Semantics.PREFERRED, limit=limit, seconds=seconds)
    held = [_held(map, extension_labels(read, extension)) for extension in found.extensions]
    shared = frozenset.intersection(*held) if held else frozenset()
    order = theses(map)
    told = (
        Position(tuple(t for t in order if t in names), _sorted(names - shared - set(order)))
        for names in held
    )
    ranked = sorted(told, key=lambda position: ([order.index(t) for t in position.theses], position.only))
    # Extensions that differ only in steps are one position.
    return Positions(tuple(dict.fromkeys(ranked)), _sorted(shared), found.stopped)


def _held(map: ArgumentMap, labels: dict[str, Label]) -> frozenset[str]:
    return frozenset(name for name in map.nodes if labels[name] is Label.IN)


def _sorted(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=natural_key))
