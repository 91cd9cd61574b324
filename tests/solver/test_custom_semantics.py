"""A semantics that this package does not define answers every question that its own do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given

from argmap.errors import ArgmapError
from argmap.solver import (
    Framework,
    OutOfTime,
    abstract,
    accepting,
    count,
    credulous,
    extensions,
    refusing,
    skeptical,
    some_extension,
    statuses,
)
from tests.solver import brute
from tests.solver.strategies import aba_frameworks, frameworks

CYCLE_OF_THREE = abstract(3, [(0, 1), (1, 2), (2, 0)])


class Naive:
    """The maximal conflict-free sets, by the definition over all sets of assumptions."""

    name = "naive"

    def extensions(self, framework: Framework) -> Iterator[frozenset[int]]:
        maximal: list[frozenset[int]] = []
        for size in range(framework.assumptions, -1, -1):
            for chosen in combinations(range(framework.assumptions), size):
                members = frozenset(chosen)
                holds = brute.derived(framework, members)
                free = not any(framework.contraries[a] in holds for a in members)
                if free and not any(members < larger for larger in maximal):
                    maximal.append(members)
        yield from maximal


class ByTheSolver:
    """A semantics of the solver in the clothes of a registered one."""

    def __init__(self, semantics: str) -> None:
        self.name = f"my-{semantics}"
        self.semantics = semantics

    def extensions(self, framework: Framework) -> list[frozenset[int]]:
        return [e.accepted for e in extensions(framework, self.semantics).extensions]


class Stranger:
    name = "stranger"

    def extensions(self, framework: Framework) -> list[set[int]]:
        return [{framework.assumptions}]


NAIVE = Naive()


def test_naive_sets_of_a_cycle_are_its_single_arguments() -> None:
    # By hand: any two of the three are in conflict.
    assert [set(e.accepted) for e in extensions(CYCLE_OF_THREE, NAIVE).extensions] == [{0}, {1}, {2}]
    assert count(CYCLE_OF_THREE, NAIVE) == 3
    met = statuses(CYCLE_OF_THREE, NAIVE)
    assert (met.credulous, met.skeptical) == ({0, 1, 2}, set())
    first = some_extension(CYCLE_OF_THREE, NAIVE)
    assert first is not None
    assert first.accepted == {0}


@pytest.mark.parametrize("name", ["complete", "preferred", "stable", "ideal"])
@given(frameworks() | aba_frameworks())
def test_a_custom_semantics_answers_as_the_same_one_of_the_solver(name: str, framework: Framework) -> None:
    custom = ByTheSolver(name)
    own, other = statuses(framework, name, failing=True), statuses(framework, custom, failing=True)
    for field in ("credulous", "skeptical", "doubtful", "rejected", "exists"):
        assert getattr(own, field) == getattr(other, field)
    assert count(framework, name) == count(framework, custom)
    assert accepted(some_extension(framework, name)) == accepted(some_extension(framework, custom))
    for sentence in range(framework.assumptions):
        assert credulous(framework, name, sentence) == credulous(framework, custom, sentence)
        assert skeptical(framework, name, sentence) == skeptical(framework, custom, sentence)
        assert accepted(accepting(framework, name, sentence)) == accepted(
            accepting(framework, custom, sentence)
        )
        refused = accepted(refusing(framework, custom, sentence))
        assert (refused is None) == (refusing(framework, name, sentence) is None)
        assert refused is None or sentence not in refused


def test_a_limit_and_a_time_stop_the_enumeration() -> None:
    enumeration = extensions(CYCLE_OF_THREE, NAIVE, limit=2)
    assert (len(enumeration.extensions), enumeration.stopped) == (
        2,
        "stopped at 2 extensions; there are more",
    )
    assert extensions(CYCLE_OF_THREE, NAIVE, limit=3).stopped == ""
    with pytest.raises(OutOfTime):
        count(CYCLE_OF_THREE, NAIVE, seconds=-1)


def test_a_set_of_other_things_is_refused() -> None:
    with pytest.raises(ArgmapError, match="'stranger' yielded 3, which is not one of the assumptions 0 to 2"):
        extensions(CYCLE_OF_THREE, Stranger())


def accepted(extension: object) -> frozenset[int] | None:
    return getattr(extension, "accepted", None)
