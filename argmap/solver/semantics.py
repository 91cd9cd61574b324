"""Extensions of a flat framework: all, some, one, or how many.

A semantics is a member of `Semantics`, the name of one, or any object like `CustomSemantics`: a name and a method that
yields the extensions of a framework. With such an object, every function of the solver that takes a semantics
(`extensions`, `count`, `statuses`, `some_extension`, `accepting`, …) enumerates what it yields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, product
from math import prod
from time import monotonic
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from argmap.errors import ArgmapError, UnknownName
from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling, consequences, derived, labelling
from argmap.solver.goals import grown, others, shared_by_preferred
from argmap.solver.parts import Part, split
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


@runtime_checkable
class CustomSemantics(Protocol):
    """A semantics that this package does not define: what a third party registers.

    Example:
        >>> from argmap.solver import abstract, extensions
        >>> class Empty:
        ...     name = "empty"
        ...
        ...     def extensions(self, framework):
        ...         yield frozenset()
        >>> [sorted(each.accepted) for each in extensions(abstract(2, [(0, 1)]), Empty()).extensions]
        [[]]
    """

    @property
    def name(self) -> str:
        """What users call it, such as "cf2"."""

    def extensions(self, framework: Framework) -> Iterable[AbstractSet[int]]:
        """Return or yield each extension once, as the set of assumptions that it accepts."""


AnySemantics = Semantics | CustomSemantics


def semantics_of(semantics: AnySemantics | str) -> AnySemantics:
    """Return the semantics itself, or the one of this package that has the name.

    Raises:
        UnknownName: there is no semantics of that name in this package.
    """
    if isinstance(semantics, str):  # members of Semantics are strings too
        if semantics not in list(Semantics):
            raise UnknownName("semantics", semantics, [known.value for known in Semantics])
        return Semantics(semantics)
    return semantics


@dataclass(frozen=True, slots=True, eq=False)
class Enumeration:
    """Extensions in a fixed order, and why there may be more: "" when these are all."""

    extensions: tuple[Labelling, ...]
    stopped: str = ""


def extensions(
    framework: Framework,
    semantics: AnySemantics | str,
    *,
    limit: int | None = None,
    seconds: float | None = None,
) -> Enumeration:
    """Return the extensions of a framework, or the first `limit` found, or those found in time.

    When these are all, they stand in the order of their sorted members, whatever the solver did.

    Args:
        framework: a flat framework; `abstract` makes one of arguments and attacks.
        semantics: a member of `Semantics`, its name, or a `CustomSemantics`.
        limit: how many extensions to return at most; None for all.
        seconds: how long to search at most; None for no limit.

    Returns:
        The extensions, and the reason if there may be more.

    Raises:
        UnknownName: there is no semantics of that name.
        ArgmapError: a custom semantics yielded something that is not a set of assumptions.
    """
    semantics = semantics_of(semantics)
    deadline = None if seconds is None else monotonic() + seconds
    if not isinstance(semantics, Semantics):
        return _enumerated(framework, semantics, limit, deadline)
    whole = split(framework)
    choices: list[list[Labelling]] = []
    stopped = ""
    for part in whole.parts:
        accepted, reason = _listed(part.framework, semantics, limit, deadline)
        if not accepted and not reason:
            return Enumeration(())
        stopped = stopped or reason
        choices.append([_outside(part, extension) for extension in accepted])
    if limit is not None and prod(map(len, choices)) > limit:
        stopped = stopped or _many(limit)
    settled = frozenset(a for a in whole.holds if a < framework.assumptions)
    alone = Labelling(settled, whole.holds, whole.fails)
    joined, reason = _joined(framework, alone, islice(product(*choices), limit), deadline)
    return Enumeration(tuple(sorted(joined, key=_members)), reason or stopped)


def all_custom(
    framework: Framework, semantics: CustomSemantics, deadline: float | None
) -> tuple[Labelling, ...]:
    """Return all extensions under a custom semantics, in the order of their sorted members.

    Raises:
        OutOfTime: the deadline has passed before the last one.
    """
    enumeration = _enumerated(framework, semantics, None, deadline)
    if enumeration.stopped:
        raise OutOfTime(enumeration.stopped)
    return enumeration.extensions


def _enumerated(
    framework: Framework, semantics: CustomSemantics, limit: int | None, deadline: float | None
) -> Enumeration:
    """Return what a custom semantics yields, each set once."""
    unique: dict[frozenset[int], Labelling] = {}
    stopped = ""
    for accepted in semantics.extensions(framework):
        extension = frozenset(accepted)
        if extension in unique:
            continue
        if limit is not None and len(unique) == limit:
            stopped = _many(limit)
            break
        _refuse_strangers(framework, semantics, extension)
        unique[extension] = consequences(framework, extension)
        if deadline is not None and monotonic() > deadline:
            stopped = _late(len(unique))
            break
    return Enumeration(tuple(sorted(unique.values(), key=_members)), stopped)


def _refuse_strangers(framework: Framework, semantics: CustomSemantics, extension: frozenset[int]) -> None:
    strangers = sorted(a for a in extension if not 0 <= a < framework.assumptions)
    if strangers:
        raise ArgmapError(
            f"the semantics {semantics.name!r} yielded {strangers[0]}, which is not one of the assumptions "
            f"0 to {framework.assumptions - 1}"
        )


def _members(extension: Labelling) -> list[int]:
    return sorted(extension.accepted)


def _outside(part: Part, extension: frozenset[int]) -> Labelling:
    """Return an extension of a part with what it decides, by the numbers of the whole."""
    decided = labelled(part.framework, extension)
    return Labelling(part.outside(decided.accepted), part.outside(decided.holds), part.outside(decided.fails))


def _joined(
    framework: Framework,
    alone: Labelling,
    chosen: Iterable[Iterable[Labelling]],
    deadline: float | None,
) -> tuple[list[Labelling], str]:
    """Return the extensions joined from those chosen in each part, and why there may be more.

    Parts have nothing to do with each other, so what each decides is what is decided in the whole; the first is checked.
    """
    joined: list[Labelling] = []
    for parts in chosen:
        # A few are always joined: what was found in time is worth reporting.
        if deadline is not None and len(joined) >= FEW and monotonic() > deadline:
            return joined, _late(len(joined))
        every = (alone, *parts)
        accepted = frozenset().union(*(each.accepted for each in every))
        if not joined:
            joined.append(labelled(framework, accepted))
            continue
        holds = frozenset().union(*(each.holds for each in every))
        joined.append(Labelling(accepted, holds, frozenset().union(*(each.fails for each in every))))
    return joined, ""


def count(framework: Framework, semantics: AnySemantics | str, *, seconds: float | None = None) -> int:
    """Return how many extensions a framework has: a product over its independent parts.

    Raises:
        OutOfTime: they could not be counted in time.
    """
    semantics = semantics_of(semantics)
    deadline = None if seconds is None else monotonic() + seconds
    if not isinstance(semantics, Semantics):
        return len(all_custom(framework, semantics, deadline))
    numbers: list[int] = []
    for part in split(framework).parts:
        accepted, reason = _listed(part.framework, semantics, None, deadline)
        if reason:
            raise OutOfTime(reason)
        numbers.append(len(accepted))
    return prod(numbers)


def labelled(framework: Framework, extension: frozenset[int]) -> Labelling:
    """Return an extension with what it decides, checked once more without the solver."""
    checked = labelling(framework, extension)
    if checked is None:
        raise AssertionError("an extension that is not complete was put together")
    return checked


def _many(limit: int) -> str:
    return f"stopped at {limit} extensions; there are more"


def _late(number: int) -> str:
    return f"stopped when the time was over, after {number} extensions"


def _listed(
    framework: Framework, semantics: Semantics, limit: int | None, deadline: float | None
) -> tuple[list[frozenset[int]], str]:
    """Return the extensions of a part and why the list may not be complete."""
    accepted: list[frozenset[int]] = []
    try:
        with Search(framework, deadline=deadline) as search:
            for extension in GENERATORS[semantics](search):
                if limit is not None and len(accepted) == limit:
                    return sorted(accepted, key=sorted), _many(limit)
                accepted.append(extension.accepted)
    except OutOfTime:
        return sorted(accepted, key=sorted), _late(len(accepted))
    return sorted(accepted, key=sorted), ""


def complete(search: Search) -> Iterator[Labelling]:
    """Yield every complete extension."""
    while (extension := search.find()) is not None:
        yield extension.labelling
        exclude(search, extension)


def preferred(search: Search) -> Iterator[Labelling]:
    """Yield every maximal complete extension."""
    while (extension := search.find()) is not None:
        largest = grown(search, extension)
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
        while (extension := search.find([active, *decided])) is not None:
            yield extension.labelling
            exclude(search, extension, active)


def ranges(search: Search) -> Iterator[list[int]]:
    """Yield, for each maximal set of assumptions that some complete extension decides, literals that ask for it."""
    literals = [decides(search, a) for a in range(search.framework.assumptions)]
    outer = search.fresh()
    while (extension := search.find([outer])) is not None:
        while True:
            open_, closed = _ranged(search, extension, literals)
            if not open_:
                break
            larger = search.fresh()
            search.require([-larger, *open_])
            bigger = search.find([outer, larger, *closed])
            if bigger is None:
                break
            extension = bigger
        yield closed
        search.require([-outer, *open_])


def _ranged(search: Search, extension: SolverModel, literals: list[int]) -> tuple[list[int], list[int]]:
    decided = [is_decided(search, extension, a) for a in range(search.framework.assumptions)]
    open_ = [literal for literal, known in zip(literals, decided, strict=True) if not known]
    return open_, [literal for literal, known in zip(literals, decided, strict=True) if known]


def is_decided(search: Search, extension: SolverModel, assumption: int) -> bool:
    """Return whether an extension accepts or attacks an assumption."""
    return extension.true(search.holds(assumption)) or extension.true(search.fails(assumption))


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


def exclude(search: Search, extension: SolverModel, active: int | None = None) -> None:
    """Let exactly this extension not count any more, where `active` is true."""
    members = extension.accepted
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
"""How the extensions of a part are extension; in a part the grounded extension holds no assumption."""
