"""Every semantics by its definition, over all sets of assumptions: what the engines are judged by. Slow, n <= 8."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations

from argmap.solver.assumptions import Framework

Set = frozenset[int]


def extensions(framework: Framework, semantics: str) -> set[Set]:
    """Return all extensions of a flat framework, as sets of assumptions.

    Source:
        Bondarenko, Dung, Kowalski & Toni (1997) for admissible, preferred, complete and stable sets; Caminada,
        Sa, Alcantara & Dvorak (2015), On the difference between assumption-based argumentation and abstract
        argumentation, for semi-stable sets; Dung, Mancarella & Toni (2007), Computing ideal sceptical
        argumentation, for ideal ones; Verheij (1996), Two approaches to dialectical argumentation, for stages.
    """
    return SEMANTICS[semantics](_sets(framework))


def grounded(framework: Framework) -> Set:
    """Return the least complete set."""
    (only,) = extensions(framework, "grounded")
    return only


def ideal(framework: Framework) -> Set:
    """Return the greatest admissible set that every preferred extension contains."""
    (only,) = extensions(framework, "ideal")
    return only


def derived(framework: Framework, chosen: Iterable[int]) -> Set:
    """Return the sentences that follow from some assumptions: the least set closed under the rules."""
    found = set(chosen)
    while new := {head for head, body in framework.rules if found.issuperset(body)} - found:
        found |= new
    return frozenset(found)


@dataclass(frozen=True)
class _Sets:
    """All sets of assumptions of a framework, and what each attacks."""

    assumptions: Set
    attacked: dict[Set, Set]

    def is_conflict_free(self, chosen: Set) -> bool:
        return not chosen & self.attacked[chosen]

    def defends(self, chosen: Set, assumption: int) -> bool:
        """Say whether a set attacks every set that attacks the assumption."""
        struck = self.attacked[chosen]
        return not any(struck.isdisjoint(attackers) for attackers in self.attackers[assumption])

    @cached_property
    def attackers(self) -> dict[int, list[Set]]:
        return {a: [one for one, struck in self.attacked.items() if a in struck] for a in self.assumptions}

    @cached_property
    def conflict_free(self) -> set[Set]:
        return {chosen for chosen in self.attacked if self.is_conflict_free(chosen)}

    @cached_property
    def admissible(self) -> set[Set]:
        return {chosen for chosen in self.conflict_free if all(self.defends(chosen, a) for a in chosen)}

    @cached_property
    def complete(self) -> set[Set]:
        return {
            chosen
            for chosen in self.admissible
            if not any(self.defends(chosen, a) for a in self.assumptions - chosen)
        }

    @cached_property
    def stable(self) -> set[Set]:
        return {c for c in self.conflict_free if self.attacked[c] == self.assumptions - c}

    @cached_property
    def ideal(self) -> set[Set]:
        shared = frozenset.intersection(*_greatest(self.admissible))
        return _greatest({chosen for chosen in self.admissible if chosen <= shared})

    def widest(self, family: set[Set]) -> set[Set]:
        """Return the sets of a family that have, with what they attack, the greatest range."""
        ranges = _greatest({chosen | self.attacked[chosen] for chosen in family})
        return {chosen for chosen in family if chosen | self.attacked[chosen] in ranges}


SEMANTICS: dict[str, Callable[[_Sets], set[Set]]] = {
    "conflict-free": lambda sets: sets.conflict_free,
    "naive": lambda sets: _greatest(sets.conflict_free),
    "admissible": lambda sets: sets.admissible,
    "complete": lambda sets: sets.complete,
    "grounded": lambda sets: {one for one in sets.complete if all(one <= other for other in sets.complete)},
    "preferred": lambda sets: _greatest(sets.admissible),
    "stable": lambda sets: sets.stable,
    "semi-stable": lambda sets: sets.widest(sets.complete),
    "stage": lambda sets: sets.widest(sets.conflict_free),
    "ideal": lambda sets: sets.ideal,
}


@lru_cache(maxsize=16)
def _sets(framework: Framework) -> _Sets:
    assumptions = frozenset(range(framework.assumptions))
    powerset = chain.from_iterable(combinations(assumptions, size) for size in range(len(assumptions) + 1))
    return _Sets(assumptions, {frozenset(chosen): _attacked(framework, chosen) for chosen in powerset})


def _attacked(framework: Framework, chosen: Iterable[int]) -> Set:
    """Return the assumptions whose contrary follows from a set."""
    follows = derived(framework, chosen)
    return frozenset(a for a, contrary in enumerate(framework.contraries) if contrary in follows)


def _greatest(family: set[Set]) -> set[Set]:
    return {one for one in family if not any(one < other for other in family)}
