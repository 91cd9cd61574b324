"""Extensions of a flat framework: all, some, one, or how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, product
from math import prod
from time import monotonic
from types import MappingProxyType

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling, derived, labelling
from argmap.solver.goals import shared_by_preferred
from argmap.solver.growth import grown, others
from argmap.solver.parts import split
from argmap.solver.search import OutOfTime, Search, SolverModel

FEW = 100
"""How many extensions are joined from those of independent parts even when the time is over."""


class Semantics(StrEnum):
    """Which sets of assumptions can be accepted together.

    Source:
        Dung (1995), definitions 6 to 10 and 20; semi-stable: Caminada (2006); ideal: Dung, Mancarella & Toni
        (2007). For flat assumption-based frameworks: Bondarenko et al. (1997), Toni (2014), and Schulz & Toni
        (2017) with the semi-stable ones, which leave as few *assumptions* undecided as possible.
    """

    GROUNDED = "grounded"
    COMPLETE = "complete"
    PREFERRED = "preferred"
    STABLE = "stable"
    SEMI_STABLE = "semi-stable"
    IDEAL = "ideal"


@dataclass(frozen=True, slots=True, eq=False)
class Enumeration:
    """Extensions in a fixed order, and why there may be more: "" when these are all."""

    extensions: tuple[Labelling, ...]
    stopped: str = ""


def extensions(
    framework: Framework, semantics: Semantics, *, limit: int | None = None, seconds: float | None = None
) -> Enumeration:
    """Return the extensions of a framework, or the first `limit` found, or those found in time.

    When these are all, they stand in the order of their sorted members, whatever the solver did.
    """
    deadline = None if seconds is None else monotonic() + seconds
    whole = split(framework)
    choices: list[list[frozenset[int]]] = []
    stopped = ""
    for part in whole.parts:
        found, reason = _listed(part.framework, semantics, limit, deadline)
        if not found and not reason:
            return Enumeration(())
        stopped = stopped or reason
        choices.append([part.outside(extension) for extension in found])
    if limit is not None and prod(map(len, choices)) > limit:
        stopped = stopped or _many(limit)
    settled = frozenset(a for a in whole.holds if a < framework.assumptions)
    joined, reason = _joined(framework, settled, islice(product(*choices), limit), deadline)
    return Enumeration(tuple(sorted(joined, key=lambda e: sorted(e.accepted))), reason or stopped)


def _joined(
    framework: Framework,
    settled: frozenset[int],
    chosen: Iterable[Iterable[frozenset[int]]],
    deadline: float | None,
) -> tuple[list[Labelling], str]:
    """Return the extensions joined from those chosen in each part, and why there may be more."""
    joined: list[Labelling] = []
    for parts in chosen:
        # A few are always joined: what was found in time is worth telling.
        if deadline is not None and len(joined) >= FEW and monotonic() > deadline:
            return joined, _late(len(joined))
        joined.append(labelled(framework, settled.union(*parts)))
    return joined, ""


def count(framework: Framework, semantics: Semantics, *, seconds: float | None = None) -> int:
    """Return how many extensions a framework has: a product over its independent parts.

    Raises:
        OutOfTime: they could not be counted in time.
    """
    deadline = None if seconds is None else monotonic() + seconds
    numbers: list[int] = []
    for part in split(framework).parts:
        found, reason = _listed(part.framework, semantics, None, deadline)
        if reason:
            raise OutOfTime(reason)
        numbers.append(len(found))
    return prod(numbers)


def labelled(framework: Framework, extension: frozenset[int]) -> Labelling:
    """Return an extension with what it decides, checked once more without the solver."""
    found = labelling(framework, extension)
    if found is None:
        raise AssertionError("an extension that is not complete was put together")
    return found


def _many(limit: int) -> str:
    return f"stopped at {limit} extensions; there are more"


def _late(found: int) -> str:
    return f"stopped when the time was over, after {found} extensions"


def _listed(
    framework: Framework, semantics: Semantics, limit: int | None, deadline: float | None
) -> tuple[list[frozenset[int]], str]:
    """Return the extensions of a part and why the list may not be complete."""
    found: list[frozenset[int]] = []
    try:
        with Search(framework, deadline=deadline) as search:
            for extension in GENERATORS[Semantics(semantics)](search):
                if limit is not None and len(found) == limit:
                    return sorted(found, key=sorted), _many(limit)
                found.append(extension.accepted)
    except OutOfTime:
        return sorted(found, key=sorted), _late(len(found))
    return sorted(found, key=sorted), ""


def complete(search: Search) -> Iterator[Labelling]:
    """Yield every complete extension."""
    while (found := search.find()) is not None:
        yield found.labelling
        exclude(search, found)


def preferred(search: Search) -> Iterator[Labelling]:
    """Yield every maximal complete extension."""
    while (found := search.find()) is not None:
        largest = grown(search, found)
        yield largest.labelling
        search.require(search.holds(a) for a in others(search, largest.accepted))


def stable(search: Search) -> Iterator[Labelling]:
    """Yield every complete extension that decides all assumptions."""
    decide_all(search)
    yield from complete(search)


def decide_all(search: Search) -> None:
    """Let only extensions count that accept or attack every assumption: the stable ones."""
    for assumption in range(search.framework.assumptions):
        search.require([search.holds(assumption), search.fails(assumption)])


def semi_stable(search: Search) -> Iterator[Labelling]:
    """Yield every complete extension that leaves a minimal set of assumptions undecided."""
    for decided in ranges(search):
        active = search.fresh()
        while (found := search.find([active, *decided])) is not None:
            yield found.labelling
            exclude(search, found, active)


def ranges(search: Search) -> Iterator[list[int]]:
    """Yield, for each maximal set of assumptions that some complete extension decides, literals that ask for it."""
    literals = [decides(search, a) for a in range(search.framework.assumptions)]
    outer = search.fresh()
    while (found := search.find([outer])) is not None:
        while True:
            open_, closed = _ranged(search, found, literals)
            if not open_:
                break
            larger = search.fresh()
            search.require([-larger, *open_])
            bigger = search.find([outer, larger, *closed])
            if bigger is None:
                break
            found = bigger
        yield closed
        search.require([-outer, *open_])


def _ranged(search: Search, found: SolverModel, literals: list[int]) -> tuple[list[int], list[int]]:
    decided = [is_decided(search, found, a) for a in range(search.framework.assumptions)]
    open_ = [literal for literal, known in zip(literals, decided, strict=True) if not known]
    return open_, [literal for literal, known in zip(literals, decided, strict=True) if known]


def is_decided(search: Search, found: SolverModel, assumption: int) -> bool:
    """Return whether an extension accepts or attacks an assumption."""
    return found.true(search.holds(assumption)) or found.true(search.fails(assumption))


def decides(search: Search, assumption: int) -> int:
    """Return a literal that asks for an assumption to be accepted or attacked."""
    literal = search.fresh()
    search.require([-literal, search.holds(assumption), search.fails(assumption)])
    return literal


def ideal(search: Search) -> Iterator[Labelling]:
    """Yield the ideal extension: the largest admissible set in the intersection of the preferred ones.

    Source:
        Dung, Mancarella & Toni (2007), Computing ideal sceptical argumentation, definition 2.2.
        DOI 10.1016/j.artint.2007.05.003
    """
    framework = search.framework
    members = {a for a, _ in shared_by_preferred(search, [(a, False) for a in range(framework.assumptions)])}
    while True:
        holds = derived(framework, members)
        unattacked = (a for a in range(framework.assumptions) if framework.contraries[a] not in holds)
        possible = derived(framework, unattacked)
        defended = {a for a in members if framework.contraries[a] not in possible}
        if defended == members:
            break
        members = defended
    yield labelled(framework, frozenset(members))


def exclude(search: Search, found: SolverModel, active: int | None = None) -> None:
    """Let exactly this extension not count any more, where `active` is true."""
    members = found.accepted
    literals = (
        -search.holds(a) if a in members else search.holds(a) for a in range(search.framework.assumptions)
    )
    search.require(chain(() if active is None else (-active,), literals))


GENERATORS: Mapping[Semantics, Callable[[Search], Iterator[Labelling]]] = MappingProxyType(
    {
        Semantics.GROUNDED: lambda search: iter([labelled(search.framework, frozenset())]),
        Semantics.COMPLETE: complete,
        Semantics.PREFERRED: preferred,
        Semantics.STABLE: stable,
        Semantics.SEMI_STABLE: semi_stable,
        Semantics.IDEAL: ideal,
    }
)
"""How the extensions of a part are found; in a part the grounded extension holds no assumption."""
