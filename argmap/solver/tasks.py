"""The tasks of the argumentation competitions: decide, give one, give all, count.

Source:
    The solver requirements of ICCMA 2019 (`DC DS SE EE` for `.apx` and `.tgf`) and 2023 (`p af`, `p aba`, with
    witnesses), https://argumentationcompetition.org
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from argmap.errors import UnknownName
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.attacks import AttackGraph, Labels, grounded, undecided_part
from argmap.solver.iccma import NamedFramework
from argmap.solver.semantics import Semantics, count, extensions
from argmap.solver.witness import accepting, refusing, some_extension


class Problem(StrEnum):
    """What is asked: credulous or skeptical acceptance, some extension, every extension, how many."""

    DC = "DC"
    DS = "DS"
    SE = "SE"
    EE = "EE"
    CE = "CE"


ABBREVIATIONS: Mapping[str, Semantics] = {
    "CO": Semantics.COMPLETE,
    "PR": Semantics.PREFERRED,
    "ST": Semantics.STABLE,
    "SST": Semantics.SEMI_STABLE,
    "ID": Semantics.IDEAL,
    "GR": Semantics.GROUNDED,
}
TASKS = tuple(f"{problem}-{name}" for problem in Problem for name in ABBREVIATIONS)


@dataclass(frozen=True, slots=True)
class Task:
    """A problem under a semantics."""

    problem: Problem
    semantics: Semantics


def task_named(name: str) -> Task:
    """Return the task of a name such as "DC-PR".

    Raises:
        UnknownName: there is no such task.
    """
    if name.upper() not in TASKS:
        raise UnknownName("task", name, TASKS)
    problem, _, semantics = name.upper().partition("-")
    return Task(Problem(problem), ABBREVIATIONS[semantics])


@dataclass(frozen=True, slots=True, eq=False)
class TaskAnswer:
    """The answer to a task, in numbers of the input from 0.

    `accepted` answers DC and DS, `count` CE. `extensions` are the witness of DC, the counterexample of DS, or
    what SE and EE ask for; `stopped` says why there may be more.
    """

    accepted: bool | None = None
    extensions: tuple[tuple[int, ...], ...] = ()
    count: int | None = None
    stopped: str = ""


def solve_task(
    instance: AttackGraph | NamedFramework,
    wanted: Task,
    argument: int | None = None,
    *,
    limit: int | None = None,
    seconds: float | None = None,
) -> TaskAnswer:
    """Return the answer to a task on an instance; `argument` is what DC and DS ask about.

    Raises:
        OutOfTime: the answer was not found in `seconds`.
    """
    if (
        wanted.semantics is Semantics.GROUNDED
        and wanted.problem in {Problem.SE, Problem.EE}
        and isinstance(instance, AttackGraph)
    ):
        return TaskAnswer(extensions=(_accepted(grounded(instance)),))
    reduced = _reduced(instance)
    framework = reduced.framework
    if wanted.problem is Problem.CE:
        return TaskAnswer(count=count(framework, wanted.semantics, seconds=seconds))
    if wanted.problem is Problem.EE:
        enumeration = extensions(framework, wanted.semantics, limit=limit, seconds=seconds)
        listed = sorted(reduced.whole(extension.accepted) for extension in enumeration.extensions)
        return TaskAnswer(extensions=tuple(listed), stopped=enumeration.stopped)
    if wanted.problem is Problem.SE:
        some = some_extension(framework, wanted.semantics, seconds=seconds)
        return TaskAnswer(extensions=() if some is None else (reduced.whole(some.accepted),))
    if argument is None:
        raise ValueError("DC and DS ask about an argument")
    return _decided(reduced, wanted, argument, seconds)


@dataclass(frozen=True, slots=True, eq=False)
class _Reduced:
    """What is left of an instance when its grounded labels are taken out.

    `origin` are the numbers in the instance of the framework's assumptions; `known` maps its sentences, and
    whether a sentence is settled as in (True) or out (False).
    """

    framework: Framework
    origin: Sequence[int]
    settled: tuple[int, ...]
    known: Mapping[int, bool]
    number: Mapping[int, int]

    def whole(self, accepted: frozenset[int]) -> tuple[int, ...]:
        return tuple(sorted((*self.settled, *(self.origin[a] for a in accepted))))


def _reduced(instance: AttackGraph | NamedFramework) -> _Reduced:
    if isinstance(instance, NamedFramework):
        everything = range(instance.framework.sentences)
        return _Reduced(instance.framework, everything, (), {}, {s: s for s in everything})
    labels = grounded(instance)
    rest, indices = undecided_part(instance, labels)
    pairs = zip(rest.sources.tolist(), rest.targets.tolist(), strict=True)
    known = {int(a): bool(labels[a] == 1) for a in np.flatnonzero(labels)}
    origin = indices.tolist()
    number = {argument: place for place, argument in enumerate(origin)}
    return _Reduced(abstract(rest.size, pairs), origin, _accepted(labels), known, number)


def _accepted(labels: Labels) -> tuple[int, ...]:
    return tuple(np.flatnonzero(labels == 1).tolist())


def _decided(reduced: _Reduced, wanted: Task, argument: int, seconds: float | None) -> TaskAnswer:
    credulous = wanted.problem is Problem.DC
    framework, semantics = reduced.framework, wanted.semantics
    settled = reduced.known.get(argument)
    if settled is not None:
        some = some_extension(framework, semantics, seconds=seconds)
        if some is None:  # no extension: nothing is accepted by one, everything by all
            return TaskAnswer(accepted=not credulous)
        shown = (reduced.whole(some.accepted),) if settled is credulous else ()
        return TaskAnswer(accepted=settled, extensions=shown)
    look = accepting if credulous else refusing
    extension = look(framework, semantics, reduced.number[argument], seconds=seconds)
    shown = () if extension is None else (reduced.whole(extension.accepted),)
    return TaskAnswer(accepted=(extension is not None) is credulous, extensions=shown)
