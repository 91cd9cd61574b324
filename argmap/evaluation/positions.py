"""Positions: what can be held together, as the preferred extensions of a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from argmap.evaluation.theory import Basis, Theory
from argmap.graph.ordering import natural_key
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
    theory: Theory, theses: Sequence[str], *, limit: int = MOST, seconds: float = SECONDS
) -> Positions:
    """Return the coherent positions: the preferred extensions, when an exclusive issue has one answer at most.

    Args:
        theory: the map under an interpretation; where stances do not count, theses on one issue are read as
            rivals in any case.
        theses: the ids of the theses, in the order in which they are listed.
        limit: how many extensions are looked for, at most.
        seconds: time for the search, more than 0.

    Source:
        Dung (1995), definition 7; a preferred extension as a rational position: section 2.
    """
    by_arguments = theory.interpretation.basis is not Basis.STANCES
    rivalling = theory.under(replace(theory.interpretation, rivals=True)) if by_arguments else theory
    search = extensions(rivalling.framework, Semantics.PREFERRED, limit=limit, seconds=seconds)
    held = [extension.holds for extension in search.extensions]
    tops = frozenset(theses)
    in_all: frozenset[int] = frozenset.intersection(*held) if held else frozenset()
    sentence = {name: rivalling.sentences[name] for name in theory.map.nodes}
    shared = [name for name, number in sentence.items() if held and number in in_all]
    # Extensions differ in little: only what not all of them hold is looked at in each.
    others = {name: number for name, number in sentence.items() if number not in in_all}
    every = (
        Position(
            tuple(thesis for thesis in theses if sentence[thesis] in holds),
            _sorted(name for name, number in others.items() if number in holds and name not in tops),
        )
        for holds in held
    )
    rank = {thesis: place for place, thesis in enumerate(theses)}
    ranked = sorted(every, key=lambda position: ([rank[t] for t in position.theses], position.only))
    # Extensions that differ only in steps are one position.
    return Positions(tuple(dict.fromkeys(ranked)), _sorted(shared), search.stopped)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=natural_key))
