"""How many reasons and objections a thesis has, directly and in its whole argument, and which examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from argmap.graph.influence import OBJECTIONS, Reach, sign_of
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result

Signs = frozenset[int]

FOR: Signs = frozenset({1})
AGAINST: Signs = frozenset({-1})


class BalancePart(StrEnum):
    """What a step is to a thesis."""

    REASONS = "reasons"
    DEFENCES = "defences"
    OBJECTIONS = "objections"
    UNDERCUTS = "undercuts"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Balance(Result):
    """How many steps speak for a thesis and against it; each step is counted once.

    `reasons` are supports that speak for it, `defences` attacks and undercuts that do (on what speaks against
    it). `objections` are supports and attacks that speak against it, `undercuts` undercuts that do. `both` are
    steps that speak for and against it on different paths.
    """

    reasons: int
    defences: int
    objections: int
    undercuts: int
    both: int


def direct_balance(map: ArgumentMap, thesis: str) -> Balance:
    """Return the balance of the steps that end on a thesis itself, and of the undercuts of those steps."""
    steps = [
        step
        for step in map.incoming.get(thesis, ())
        if step.id not in map.weightless and step.kind.is_argument
    ]
    undercuts = [(cut, step) for step in steps for cut in map.incoming.get(step.id, ())]
    return _counted(
        [
            *((step, frozenset({sign_of(step)})) for step in steps),
            *((cut, frozenset({-sign_of(step)})) for cut, step in undercuts),
        ]
    )


def whole_balance(map: ArgumentMap, thesis: str, reach: Reach) -> Balance:
    """Return the balance of all steps from which a path leads to a thesis; `reach` is `signed_reach(map)`."""
    steps = (step for step in map.relations if step.id not in map.weightless and step.kind.is_argument)
    return _counted((step, reach[step.id][thesis]) for step in steps if thesis in reach.get(step.id, ()))


def examples_for(map: ArgumentMap, thesis: str, reach: Reach) -> tuple[str, ...]:
    """Return the ids of the examples that speak for a thesis and not against it."""
    ids = (example.id for example in map.examples)
    return tuple(sorted(name for name in ids if reach.get(name, {}).get(thesis) == FOR))


def _counted(steps: Iterable[tuple[Relation, Signs]]) -> Balance:
    parts = [_part(step, signs) for step, signs in steps]
    return Balance(**{part.value: parts.count(part) for part in BalancePart})


def _part(step: Relation, signs: Signs) -> BalancePart:
    if signs == FOR:
        return BalancePart.DEFENCES if step.kind in OBJECTIONS else BalancePart.REASONS
    if signs == AGAINST:
        return BalancePart.UNDERCUTS if step.kind is RelationKind.UNDERCUT else BalancePart.OBJECTIONS
    return BalancePart.BOTH
