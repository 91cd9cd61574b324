"""One extension that does not depend on the solver: the first in the order of its indicator vectors."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from time import monotonic

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling
from argmap.solver.parts import split
from argmap.solver.search import Search, SolverModel
from argmap.solver.semantics import Semantics, decide_all, decides, ideal, is_decided, labelled


def some_extension(
    framework: Framework, semantics: Semantics | str, *, seconds: float | None = None
) -> Labelling | None:
    """Return one extension, or None when there is none.

    It is the first in the order in which an extension with assumption 0 comes before those without it, then
    with assumption 1, and so on; so it does not depend on the solver. Of the semi-stable extensions it is the
    first among those that decide the first set of assumptions in that order.

    Raises:
        OutOfTime: none was found in time.
    """
    deadline = None if seconds is None else monotonic() + seconds
    whole = split(framework)
    found = {a for a in whole.holds if a < framework.assumptions}
    for part in whole.parts:
        first = of_part(part.framework, Semantics(semantics), deadline)
        if first is None:
            return None
        found |= part.outside(first)
    return labelled(framework, frozenset(found))


def of_part(framework: Framework, semantics: Semantics, deadline: float | None) -> frozenset[int] | None:
    """Return the first extension of a part that has no grounded labels."""
    if semantics is Semantics.GROUNDED:
        return frozenset()
    everything = range(framework.assumptions)
    with Search(framework, deadline=deadline) as search:
        if semantics is Semantics.IDEAL:
            return next(ideal(search)).accepted
        if semantics is Semantics.STABLE:
            decide_all(search)
        if semantics is Semantics.SEMI_STABLE:
            first(
                search,
                [decides(search, a) for a in everything],
                lambda found, a: is_decided(search, found, a),
            )
        found = first_accepting(search)
        return None if found is None else found.accepted


def first_accepting(search: Search) -> SolverModel | None:
    """Return the extension that accepts the earliest assumptions; only such extensions count from now on."""
    literals = [search.holds(a) for a in range(search.framework.assumptions)]
    return first(search, literals, lambda found, a: found.true(literals[a]))


def first(
    search: Search, literals: Sequence[int], met: Callable[[SolverModel, int], bool]
) -> SolverModel | None:
    """Return the extension that makes the earliest literals true, and let only such extensions count from now on.

    Literal a is true of an extension when `met` says so.
    """
    found = search.find()
    left, patience, failures = deque(range(len(literals))), 1, 0
    while found is not None and left:
        a = left.popleft()
        if met(found, a):
            search.require([literals[a]])
            continue
        # One question about all that is left ends most searches; each time it does not, it is asked less often.
        if failures % patience == 0:
            if not _more(search, [literals[b] for b in (a, *left) if not met(found, b)]):
                for b in left:
                    if met(found, b):
                        search.require([literals[b]])
                return found
            patience *= 2
        better = search.find([literals[a]])
        failures += better is None
        search.require([-literals[a] if better is None else literals[a]])
        found = better or found
    return found


def _more(search: Search, literals: list[int]) -> bool:
    """Return whether some extension makes one of the literals true."""
    some = search.fresh()
    search.require([-some, *literals])
    return search.find([some]) is not None
