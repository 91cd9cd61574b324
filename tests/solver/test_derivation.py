"""The check that trusts no solver passes exactly the complete extensions, by the definition over all sets."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given

from argmap.solver.assumptions import Framework, abstract
from argmap.solver.derivation import derived, labelling
from tests.solver.brute import derived as defined
from tests.solver.brute import extensions
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

ANY = frameworks(6) | aba_frameworks(5)


def subsets(framework: Framework) -> list[frozenset[int]]:
    everything = range(framework.assumptions)
    return [
        frozenset(c)
        for c in chain.from_iterable(combinations(everything, k) for k in range(len(everything) + 1))
    ]


@given(ANY)
@examples(100)
def test_a_set_has_a_labelling_exactly_when_it_is_complete(framework: Framework) -> None:
    passed = {one for one in subsets(framework) if labelling(framework, one) is not None}
    assert passed == extensions(framework, "complete")


@given(ANY)
def test_what_follows_is_the_least_set_closed_under_the_rules(framework: Framework) -> None:
    for chosen in subsets(framework):
        assert derived(framework, chosen) == defined(framework, chosen)


@given(ANY)
def test_what_fails_follows_from_no_set_that_is_not_attacked(framework: Framework) -> None:
    for one in extensions(framework, "complete"):
        known = labelling(framework, one)
        assert known is not None
        open_to = (a for a in range(framework.assumptions) if framework.contraries[a] not in known.holds)
        assert known.fails == set(range(framework.sentences)) - defined(framework, open_to)


def test_a_set_that_attacks_itself_has_no_labelling() -> None:
    """By hand: both of a pair defend each other, as each attacks the other's attacker, and yet are in conflict."""
    assert labelling(abstract(2, [(0, 1), (1, 0)]), frozenset({0, 1})) is None
