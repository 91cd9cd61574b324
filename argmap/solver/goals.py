"""Asking for many sentences at a time what some extension, or every extension, says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling, derived
from argmap.solver.growth import grown
from argmap.solver.kernel import kernel
from argmap.solver.search import Search, SolverModel

Goal = tuple[int, bool]
"""A sentence, and whether it is to fail; otherwise it is to hold."""

Kernel = tuple[int, set[Goal]]
"""A literal that asks for an attack on an admissible set, and the goals that the set meets."""


def literal(search: Search, goal: Goal) -> int:
    """Return the literal that a goal is met."""
    sentence, fails = goal
    return search.fails(sentence) if fails else search.holds(sentence)


def is_met(search: Search, found: SolverModel, goal: Goal) -> bool:
    """Return whether an extension meets a goal."""
    return found.true(literal(search, goal))


def covered(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in some extension in which the literals `given` are true."""
    wanted = {goal: literal(search, goal) for goal in goals}
    left = _left(search, wanted, list(given))
    return wanted.keys() - left


def shared(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in all extensions in which the literals `given` are true."""
    return _left(search, {goal: -literal(search, goal) for goal in goals}, list(given))


def _left(search: Search, wanted: Mapping[Goal, int], given: list[int]) -> set[Goal]:
    """Return the goals whose literal is true in no extension in which those `given` are.

    The solver is told to prefer literals that are still looked for, and to turn away from those that were met:
    each extension then settles many goals, and a third to a tenth of the searches are enough.
    """
    left = dict(wanted)
    search.prefer(left.values())
    while left:
        found = search.find([*given, _one_of(search, list(left.values()))])
        if found is None:
            break
        _ = found.labelling  # checked without the solver
        met = {goal: wanted for goal, wanted in left.items() if found.true(wanted)}
        search.prefer(-wanted for wanted in met.values())
        left = {goal: wanted for goal, wanted in left.items() if goal not in met}
    return set(left)


def shared_by_preferred(search: Search, goals: Iterable[Goal]) -> set[Goal]:
    """Return the goals met in all preferred extensions.

    A preferred extension that meets a goal does so through a kernel, an admissible set. Every preferred
    extension that does not meet the goal attacks that kernel: otherwise both could be joined, and it would
    not be maximal. So the next candidate must attack all kernels known for the goal; when there is none, the
    goal is met everywhere.
    """
    kept, proven = list(goals), set[Goal]()
    kernels: list[Kernel] = []
    known: SolverModel | None = None
    while kept:
        goal = kept[0]
        if known is not None and not any(goal in met for _, met in kernels):
            kernels.append(_kernel(search, known, goal, kept))
        largest = _candidate(search, goal, kernels, kept)
        if largest is None:
            proven.add(goal)
            kept.remove(goal)
            continue
        kept = [other for other in kept if is_met(search, largest, other)]
        if is_met(search, largest, goal):
            kernels.append(_kernel(search, largest, goal, kept))
        known = largest  # meets all goals that are kept
    return proven


def preferred_without(search: Search, goal: Goal) -> SolverModel | None:
    """Return a preferred extension that does not meet a goal, or None when all do."""
    kernels: list[Kernel] = []
    while (largest := _candidate(search, goal, kernels, [goal])) is not None:
        if not is_met(search, largest, goal):
            return largest
        kernels.append(_kernel(search, largest, goal, [goal]))
    return None


def _candidate(search: Search, goal: Goal, kernels: Iterable[Kernel], kept: list[Goal]) -> SolverModel | None:
    """Return a preferred extension grown from one that does not meet the goal and attacks its known kernels."""
    attacked = [active for active, met in kernels if goal in met]
    literals = [literal(search, other) for other in kept]
    search.prefer(-wanted for wanted in literals)  # one that meets few of the other goals tells more
    found = search.find([*attacked, -literal(search, goal)])
    search.prefer(literals)
    return None if found is None else grown(search, grown(search, found, (-literal(search, goal),)))


def _kernel(search: Search, found: SolverModel, goal: Goal, kept: list[Goal]) -> Kernel:
    """Return a literal that asks for an attack on the goal's kernel in `found`, and the goals it meets."""
    sentence, fails = goal
    members = kernel(search.framework, found.labelling, sentence, fails=fails)
    active = search.fresh()
    search.require([-active, *(search.fails(a) for a in sorted(members))])
    decided = consequences(search.framework, members)
    return active, {(s, fails) for s, fails in kept if s in (decided.fails if fails else decided.holds)}


def consequences(framework: Framework, admissible: frozenset[int]) -> Labelling:
    """Return what an admissible set alone makes hold and fail."""
    holds = derived(framework, admissible)
    open_to = (a for a in range(framework.assumptions) if framework.contraries[a] not in holds)
    possible = derived(framework, open_to)
    return Labelling(admissible, holds, frozenset(range(framework.sentences)) - possible)


def _one_of(search: Search, literals: list[int]) -> int:
    """Return a literal that asks for one of `literals`."""
    active = search.fresh()
    search.require([-active, *literals])
    return active
