"""Asking for many sentences at a time what some extension, or every extension, says of them."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.reasoning.assumptions import Framework
from argmap.reasoning.derivation import Labelling, derived
from argmap.reasoning.growth import grown
from argmap.reasoning.kernel import kernel
from argmap.reasoning.search import Search

Goal = tuple[int, bool]
"""A sentence, and whether it is to fail; otherwise it is to hold."""


def is_met(found: Labelling, goal: Goal) -> bool:
    """Return whether a labelling meets a goal."""
    sentence, fails = goal
    return sentence in (found.fails if fails else found.holds)


def literal(search: Search, goal: Goal) -> int:
    """Return the literal that a goal is met."""
    sentence, fails = goal
    return search.fails(sentence) if fails else search.holds(sentence)


def covered(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in some extension in which the literals `given` are true."""
    left, met = list(goals), set[Goal]()
    while left:
        found = search.find([*given, _one_of(search, [literal(search, goal) for goal in left])])
        if found is None:
            break
        met.update(goal for goal in left if is_met(found, goal))
        left = [goal for goal in left if goal not in met]
    return met


def shared(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in all extensions in which the literals `given` are true."""
    kept = list(goals)
    while kept:
        found = search.find([*given, _one_of(search, [-literal(search, goal) for goal in kept])])
        if found is None:
            break
        kept = [goal for goal in kept if is_met(found, goal)]
    return set(kept)


def shared_by_preferred(search: Search, goals: Iterable[Goal]) -> set[Goal]:
    """Return the goals met in all preferred extensions.

    A preferred extension that meets a goal does so through a kernel, an admissible set. Every preferred
    extension that does not meet the goal attacks that kernel: otherwise both could be joined, and it would
    not be maximal. So the next candidate must attack all kernels known for the goal; when there is none, the
    goal is met everywhere.
    """
    kept, proven = list(goals), set[Goal]()
    kernels: list[tuple[int, set[Goal]]] = []
    while kept:
        goal = kept[0]
        attacked = [active for active, met in kernels if goal in met]
        candidate = search.find([*attacked, -literal(search, goal)])
        if candidate is None:
            proven.add(goal)
            kept.remove(goal)
            continue
        largest = grown(search, grown(search, candidate, (-literal(search, goal),)))
        kept = [other for other in kept if is_met(largest, other)]
        if is_met(largest, goal):
            kernels.append(_kernel(search, largest, goal, kept))
    return proven


def _kernel(search: Search, found: Labelling, goal: Goal, kept: list[Goal]) -> tuple[int, set[Goal]]:
    """Return a literal that asks for an attack on the goal's kernel in `found`, and the goals it meets."""
    sentence, fails = goal
    members = kernel(search.framework, found, sentence, fails=fails)
    active = search.fresh()
    search.require([-active, *(search.fails(a) for a in sorted(members))])
    decided = consequences(search.framework, members)
    return active, {other for other in kept if is_met(decided, other)}


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
