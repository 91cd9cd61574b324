"""Which sentences hold in some extension and which in all: one sentence at a time, or all at once.

The status of every sentence takes far fewer searches than two a sentence: an extension that is found covers
all that hold in it, and a defence kernel that is found can only be missing in extensions that attack it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from time import monotonic
from types import MappingProxyType

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling
from argmap.solver.goals import Goal, covered, shared, shared_by_preferred
from argmap.solver.parts import split
from argmap.solver.search import Search
from argmap.solver.semantics import (
    AnySemantics,
    Semantics,
    all_custom,
    decide_all,
    ideal,
    ranges,
    semantics_of,
)

DIRECTIONAL = frozenset({Semantics.GROUNDED, Semantics.COMPLETE, Semantics.PREFERRED, Semantics.IDEAL})
"""Semantics under which a sentence depends on nothing but what its own derivations and attacks depend on."""

ALWAYS_EXISTING = frozenset(Semantics) - {Semantics.STABLE}
"""Semantics under which every framework has an extension: parts that nobody asked about need no search."""


class Quantifier(IntFlag):
    """Which question is asked: what some extension says, what all say, or both."""

    SOME = 1
    EVERY = 2
    BOTH = 3


Answer = tuple[set[Goal], set[Goal]]
"""The goals met in some extension, and those met in all."""


@dataclass(frozen=True, slots=True, eq=False)
class Statuses:
    """What the extensions say of sentences.

    `credulous` hold in some extension, `skeptical` in all; `doubtful` fail in some, `rejected` in all, where
    that was asked for. Where there is no extension (`exists` is false), nothing is so in some and everything
    is so in all.
    """

    credulous: frozenset[int]
    skeptical: frozenset[int]
    doubtful: frozenset[int]
    rejected: frozenset[int]
    exists: bool = True


def statuses(
    framework: Framework,
    semantics: AnySemantics | str,
    sentences: Iterable[int] | None = None,
    *,
    failing: bool = False,
    seconds: float | None = None,
) -> Statuses:
    """Return the status of sentences, of all assumptions when None, for all of them in one run.

    Args:
        framework: a flat framework.
        semantics: a member of `Semantics`, its name, or a `CustomSemantics`.
        sentences: numbers of sentences; None for all assumptions.
        failing: whether to find out too which of them fail. There may be very many ways to attack a sentence,
            so it can take long to prove that every preferred extension does.
        seconds: how long to search at most; None for no limit.

    Raises:
        UnknownName: there is no semantics of that name.
        OutOfTime: the answer was not found in `seconds`.
    """
    asked = frozenset(range(framework.assumptions) if sentences is None else sentences)
    goals = {(sentence, fails) for sentence in asked for fails in {False, failing}}
    answer = _answer(framework, semantics, goals, seconds)
    if answer is None:
        return Statuses(frozenset(), asked, frozenset(), asked if failing else frozenset(), exists=False)
    some, every = answer
    return Statuses(_those(some, False), _those(every, False), _those(some, True), _those(every, True))


def credulous(
    framework: Framework, semantics: AnySemantics | str, sentence: int, *, seconds: float | None = None
) -> bool:
    """Return whether a sentence holds in some extension.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    answer = _answer(framework, semantics, {(sentence, False)}, seconds, Quantifier.SOME)
    return answer is not None and bool(answer[0])


def skeptical(
    framework: Framework, semantics: AnySemantics | str, sentence: int, *, seconds: float | None = None
) -> bool:
    """Return whether a sentence holds in all extensions; it does where there is none.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    answer = _answer(framework, semantics, {(sentence, False)}, seconds, Quantifier.EVERY)
    return answer is None or bool(answer[1])


def _those(goals: set[Goal], kind: bool) -> frozenset[int]:
    return frozenset(sentence for sentence, fails in goals if fails is kind)


def _answer(
    framework: Framework,
    semantics: AnySemantics | str,
    goals: set[Goal],
    seconds: float | None,
    asked: Quantifier = Quantifier.BOTH,
) -> Answer | None:
    """Return which goals are met, or None when there is no extension."""
    semantics = semantics_of(semantics)
    deadline = None if seconds is None else monotonic() + seconds
    if not isinstance(semantics, Semantics):
        return _by_enumeration(all_custom(framework, semantics, deadline), goals)
    whole = split(framework, {s for s, _ in goals} if semantics in DIRECTIONAL else None)
    settled = {(s, fails) for s, fails in goals if s in (whole.fails if fails else whole.holds)}
    some, every = settled, set(settled)
    for part in whole.parts:
        inner = [
            (n, fails) for n, s in enumerate(part.origin) for fails in (False, True) if (s, fails) in goals
        ]
        if not inner and semantics in ALWAYS_EXISTING:
            continue
        with Search(part.framework, deadline=deadline) as search:
            met = STATUS[semantics](search, inner, asked)
        if met is None:
            return None
        some |= {(part.origin[n], fails) for n, fails in met[0]}
        every |= {(part.origin[n], fails) for n, fails in met[1]}
    return some, every


def _by_enumeration(extensions: Sequence[Labelling], goals: set[Goal]) -> Answer | None:
    """Return which goals some extension meets, and which all meet; None when there is no extension."""
    if not extensions:
        return None
    met = [
        {(sentence, fails) for sentence, fails in goals if sentence in (e.fails if fails else e.holds)}
        for e in extensions
    ]
    return set.union(*met), set.intersection(*met)


def _grounded(search: Search, goals: list[Goal], asked: Quantifier) -> Answer:  # noqa: ARG001 (one signature for all)
    return set(), set()  # the grounded labels were taken out before


def _complete(search: Search, goals: list[Goal], asked: Quantifier) -> Answer:
    return (covered(search, goals) if Quantifier.SOME in asked else set()), set()


def _preferred(search: Search, goals: list[Goal], asked: Quantifier) -> Answer:
    every = shared_by_preferred(search, goals) if Quantifier.EVERY in asked else set()
    rest = [goal for goal in goals if goal not in every]  # there is always an extension
    return (every | covered(search, rest) if Quantifier.SOME in asked else set()), every


def _stable(search: Search, goals: list[Goal], asked: Quantifier) -> Answer | None:
    decide_all(search)
    if search.find() is None:
        return None
    some = covered(search, goals) if Quantifier.SOME in asked else set()
    return some, (shared(search, goals) if Quantifier.EVERY in asked else set())


def _semi_stable(search: Search, goals: list[Goal], asked: Quantifier) -> Answer:
    some: set[Goal] = set()
    every = set(goals)
    for decided in ranges(search):
        if Quantifier.SOME in asked:
            some |= covered(search, [goal for goal in goals if goal not in some], decided)
        if Quantifier.EVERY in asked:
            every = shared(search, sorted(every), decided)
    return some, every


def _ideal(search: Search, goals: list[Goal], asked: Quantifier) -> Answer:  # noqa: ARG001 (one signature for all)
    extension = next(ideal(search))
    met = {goal for goal in goals if goal[0] in (extension.fails if goal[1] else extension.holds)}
    return met, set(met)


STATUS: Mapping[Semantics, Callable[[Search, list[Goal], Quantifier], Answer | None]] = MappingProxyType(
    {
        Semantics.GROUNDED: _grounded,
        Semantics.COMPLETE: _complete,
        Semantics.PREFERRED: _preferred,
        Semantics.STABLE: _stable,
        Semantics.SEMI_STABLE: _semi_stable,
        Semantics.IDEAL: _ideal,
    }
)
