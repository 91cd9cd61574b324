"""One extension that does not depend on the solver: the first in the order of its indicator vectors."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from time import monotonic

from argmap.reasoning.assumptions import Framework
from argmap.reasoning.derivation import Labelling
from argmap.reasoning.parts import split
from argmap.reasoning.search import Search
from argmap.reasoning.semantics import Semantics, decide_all, decides, ideal, labelled


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
        first = _of_part(part.framework, Semantics(semantics), deadline)
        if first is None:
            return None
        found |= part.outside(first)
    return labelled(framework, frozenset(found))


def _of_part(framework: Framework, semantics: Semantics, deadline: float | None) -> frozenset[int] | None:
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
            first(search, [decides(search, a) for a in everything], lambda found: found.holds | found.fails)
        found = first(search, [search.holds(a) for a in everything], lambda found: found.accepted)
        return None if found is None else found.accepted


def first(
    search: Search, literals: Sequence[int], met: Callable[[Labelling], Collection[int]]
) -> Labelling | None:
    """Return the extension that makes the earliest literals true, and let only such extensions count from now on.

    Literal a is true of a labelling when `met` of it holds a.
    """
    found = search.find()
    left, hopeful = deque(range(len(literals))), False
    while found is not None and left:
        a = left.popleft()
        if a in met(found):
            search.require([literals[a]])
            continue
        # One question about all that is left ends most searches; the answer holds until something is gained.
        if not hopeful and not _more(search, [literals[b] for b in (a, *left) if b not in met(found)]):
            for b in left:
                if b in met(found):
                    search.require([literals[b]])
            return found
        better = search.find([literals[a]])
        hopeful = better is None
        search.require([-literals[a] if better is None else literals[a]])
        found = better or found
    return found


def _more(search: Search, literals: list[int]) -> bool:
    """Return whether some extension makes one of the literals true."""
    some = search.fresh()
    search.require([-some, *literals])
    return search.find([some]) is not None
