"""What follows from a set of assumptions, and whether the set is a complete extension: the solver-free check."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from argmap.solver.assumptions import Framework


@dataclass(frozen=True, slots=True, eq=False)
class Labelling:
    """A complete extension with what it decides.

    `holds` are the sentences derived from the accepted assumptions, which they include; `fails` those that
    cannot be derived even from the undecided ones. What is in neither is undecided.

    Source:
        Schulz & Toni (2017), Labellings for assumption-based and abstract argumentation, definition 5.
        DOI 10.1016/j.ijar.2017.02.005
    """

    accepted: frozenset[int]
    holds: frozenset[int]
    fails: frozenset[int]


def derived(framework: Framework, facts: Iterable[int]) -> frozenset[int]:
    """Return the sentences that follow from `facts`, which they include: the least fixpoint, in linear time."""
    rules, using = framework.rules, framework.using
    missing = list(framework.body_sizes)
    found = {*facts, *framework.facts}
    todo = list(found)
    while todo:
        for number in using[todo.pop()]:
            missing[number] -= 1
            head = rules[number][0]
            if not missing[number] and head not in found:
                found.add(head)
                todo.append(head)
    return frozenset(found)


def labelling(framework: Framework, accepted: AbstractSet[int]) -> Labelling | None:
    """Return the labelling of a complete extension, or None when `accepted` is not one.

    A set is complete when it does not attack itself and holds exactly the assumptions whose contrary follows
    from no set that it does not attack.

    Source:
        Bondarenko et al. (1997), definition 3.1.
    """
    contraries = framework.contraries
    holds = derived(framework, accepted)
    if any(contraries[a] in holds for a in accepted):
        return None
    open_to = [a for a in range(framework.assumptions) if contraries[a] not in holds]
    possible = derived(framework, open_to)
    defended = frozenset(a for a in range(framework.assumptions) if contraries[a] not in possible)
    if defended != accepted:
        return None
    return Labelling(defended, holds, frozenset(range(framework.sentences)) - possible)
