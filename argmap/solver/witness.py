"""One extension: the first in a fixed order, one that accepts a sentence, or one that does not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from time import monotonic
from types import MappingProxyType

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling
from argmap.solver.goals import preferred_without
from argmap.solver.parts import Part, split
from argmap.solver.search import Search, SolverModel
from argmap.solver.semantics import (
    AnySemantics,
    Semantics,
    all_custom,
    decide_all,
    decides,
    ideal,
    is_decided,
    labelled,
    ranges,
    semantics_of,
)

Choice = SolverModel | Labelling | None
"""An extension of a part, as the search or another way gives it; None when there is none."""


def some_extension(
    framework: Framework, semantics: AnySemantics | str, *, seconds: float | None = None
) -> Labelling | None:
    """Return one extension, or None when there is none.

    It is the first in the order in which an extension with assumption 0 comes before those without it, then
    with assumption 1, and so on; so it does not depend on the solver. Of the semi-stable extensions it is the
    first among those that decide the first set of assumptions in that order.

    Raises:
        OutOfTime: none was found in time.
    """
    semantics = semantics_of(semantics)
    deadline = None if seconds is None else monotonic() + seconds
    if not isinstance(semantics, Semantics):
        return _first_of(all_custom(framework, semantics, deadline))
    whole = split(framework)
    accepted = {a for a in whole.holds if a < framework.assumptions}
    for part in whole.parts:
        chosen = _first_in(part.framework, semantics, deadline)
        if chosen is None:
            return None
        accepted |= part.outside(chosen)
    return labelled(framework, frozenset(accepted))


def _first_of(extensions: Iterable[Labelling]) -> Labelling | None:
    """Return the extension that accepts the earliest assumptions."""
    return min(extensions, key=_indicators, default=None)


def _indicators(extension: Labelling) -> list[float]:
    """Return a key by which extensions are in the order of their indicator vectors, those with a 1 first."""
    return [*sorted(extension.accepted), inf]


def _first_in(framework: Framework, semantics: Semantics, deadline: float | None) -> frozenset[int] | None:
    """Return the first extension of a part that has no grounded labels."""
    if semantics is Semantics.GROUNDED:
        return frozenset()  # nothing to search for
    with Search(framework, deadline=deadline) as search:
        chosen = FIRST[semantics](search)
    return None if chosen is None else chosen.accepted


def _first_stable(search: Search) -> Choice:
    decide_all(search)
    return first_accepting(search)


def _first_semi_stable(search: Search) -> Choice:
    first(
        search,
        [decides(search, a) for a in range(search.framework.assumptions)],
        lambda extension, a: is_decided(search, extension, a),
    )
    return first_accepting(search)


def first_accepting(search: Search) -> SolverModel | None:
    """Return the extension that accepts the earliest assumptions; only such extensions count from now on."""
    literals = [search.holds(a) for a in range(search.framework.assumptions)]
    return first(search, literals, lambda extension, a: extension.true(literals[a]))


def first(
    search: Search, literals: Sequence[int], met: Callable[[SolverModel, int], bool]
) -> SolverModel | None:
    """Return the extension that makes the earliest literals true, and let only such extensions count from now on.

    Literal a is true of an extension when `met` says so.
    """
    extension = search.find()
    left, patience, failures = deque(range(len(literals))), 1, 0
    while extension is not None and left:
        a = left.popleft()
        if met(extension, a):
            search.require([literals[a]])
            continue
        # One question about all that is left ends most searches; each time it does not, it is asked less often.
        if failures % patience == 0:
            if not _more(search, [literals[b] for b in (a, *left) if not met(extension, b)]):
                for b in left:
                    if met(extension, b):
                        search.require([literals[b]])
                return extension
            patience *= 2
        better = search.find([literals[a]])
        failures += better is None
        search.require([-literals[a] if better is None else literals[a]])
        extension = better or extension
    return extension


def _more(search: Search, literals: list[int]) -> bool:
    """Return whether some extension makes one of the literals true."""
    some = search.fresh()
    search.require([-some, *literals])
    return search.find([some]) is not None


def accepting(
    framework: Framework, semantics: AnySemantics | str, sentence: int, *, seconds: float | None = None
) -> Labelling | None:
    """Return an extension in which a sentence holds, or None when there is none.

    It is the first such in the order of `some_extension`; of the semi-stable ones it is any.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    return _witness(framework, semantics, (sentence, True), seconds)


def refusing(
    framework: Framework, semantics: AnySemantics | str, sentence: int, *, seconds: float | None = None
) -> Labelling | None:
    """Return an extension in which a sentence does not hold, or None when there is none.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    return _witness(framework, semantics, (sentence, False), seconds)


def _witness(
    framework: Framework, semantics: AnySemantics | str, wanted: tuple[int, bool], seconds: float | None
) -> Labelling | None:
    """Return an extension in which the sentence wanted holds (or does not), joined from the independent parts."""
    semantics = semantics_of(semantics)
    deadline = None if seconds is None else monotonic() + seconds
    sentence, holds = wanted
    if not isinstance(semantics, Semantics):
        extensions = all_custom(framework, semantics, deadline)
        return _first_of(e for e in extensions if (sentence in e.holds) is holds)
    whole = split(framework)
    if sentence in (whole.fails if holds else whole.holds):
        return None
    accepted = {a for a in whole.holds if a < framework.assumptions}
    for part in whole.parts:
        chosen = _chosen(part, semantics, wanted, deadline)
        if chosen is None:
            return None
        accepted |= part.outside(chosen)
    return labelled(framework, frozenset(accepted))


def _chosen(
    part: Part, semantics: Semantics, wanted: tuple[int, bool], deadline: float | None
) -> frozenset[int] | None:
    sentence, holds = wanted
    if sentence not in part.origin:
        return _first_in(part.framework, semantics, deadline)
    choose = (ACCEPTING if holds else REFUSING)[semantics]
    with Search(part.framework, deadline=deadline) as search:
        chosen = choose(search, part.origin.index(sentence))
    return None if chosen is None else chosen.accepted


def _nothing(search: Search) -> Labelling:
    """Return the extension of a part that accepts nothing; it is complete, and the grounded one."""
    return labelled(search.framework, frozenset())


def _first_with(search: Search, literal: int) -> Choice:
    search.require([literal])
    return first_accepting(search)


def _stable_with(search: Search, literal: int) -> Choice:
    decide_all(search)
    return _first_with(search, literal)


def _semi_stable_with(search: Search, literal: int) -> Choice:
    candidates = (search.find([*decided, literal]) for decided in ranges(search))
    return next(filter(None, candidates), None)


def _ideal_if(search: Search, sentence: int, *, holds: bool) -> Choice:
    extension = next(ideal(search))
    return extension if (sentence in extension.holds) is holds else None


FIRST: Mapping[Semantics, Callable[[Search], Choice]] = MappingProxyType(
    {
        Semantics.GROUNDED: _nothing,
        Semantics.COMPLETE: first_accepting,
        Semantics.PREFERRED: first_accepting,  # what accepts the earliest assumptions is maximal
        Semantics.STABLE: _first_stable,
        Semantics.SEMI_STABLE: _first_semi_stable,
        Semantics.IDEAL: lambda search: next(ideal(search)),
    }
)
"""How the first extension of a part is found."""

ACCEPTING: Mapping[Semantics, Callable[[Search, int], Choice]] = MappingProxyType(
    {
        Semantics.GROUNDED: lambda _search, _sentence: None,  # in a part, it decides nothing
        Semantics.COMPLETE: lambda search, sentence: _first_with(search, search.holds(sentence)),
        Semantics.PREFERRED: lambda search, sentence: _first_with(search, search.holds(sentence)),
        Semantics.STABLE: lambda search, sentence: _stable_with(search, search.holds(sentence)),
        Semantics.SEMI_STABLE: lambda search, sentence: _semi_stable_with(search, search.holds(sentence)),
        Semantics.IDEAL: lambda search, sentence: _ideal_if(search, sentence, holds=True),
    }
)
"""How an extension of a part is found in which a sentence holds."""

REFUSING: Mapping[Semantics, Callable[[Search, int], Choice]] = MappingProxyType(
    {
        Semantics.GROUNDED: lambda search, _sentence: _nothing(search),
        Semantics.COMPLETE: lambda search, _sentence: _nothing(search),
        Semantics.PREFERRED: lambda search, sentence: preferred_without(search, (sentence, False)),
        Semantics.STABLE: lambda search, sentence: _stable_with(search, -search.holds(sentence)),
        Semantics.SEMI_STABLE: lambda search, sentence: _semi_stable_with(search, -search.holds(sentence)),
        Semantics.IDEAL: lambda search, sentence: _ideal_if(search, sentence, holds=False),
    }
)
"""How an extension of a part is found in which a sentence does not hold."""
