"""From a complete extension to a maximal one."""

from __future__ import annotations

from argmap.solver.search import Search, SolverModel


def grown(search: Search, found: SolverModel, given: tuple[int, ...] = ()) -> SolverModel:
    """Return a maximal extension among those that accept what `found` accepts and make the literals `given` true."""
    while undecided := found.undecided():  # what it attacks, larger ones attack too
        active = search.fresh()
        search.require([-active, *(search.holds(a) for a in undecided)])
        larger = search.find([active, *given, *(search.holds(a) for a in sorted(found.accepted))])
        search.require([-active])
        if larger is None:
            break
        found = larger
    return found


def others(search: Search, members: frozenset[int]) -> list[int]:
    """Return the assumptions that are not members."""
    return [a for a in range(search.framework.assumptions) if a not in members]
