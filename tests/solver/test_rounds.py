"""Rounds decide what the grounded labelling decides, each sentence as early as synchronous steps do."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given

from argmap.solver.assumptions import Framework, abstract
from argmap.solver.derivation import labelling, rounds
from tests.solver.brute import derived, grounded
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

ANY = frameworks() | aba_frameworks()


@given(ANY)
@examples(150)
def test_rounds_decide_what_the_grounded_extension_decides(framework: Framework) -> None:
    known = labelling(framework, grounded(framework))
    assert known is not None
    found = rounds(framework)
    assert (found.holds.keys(), found.fails.keys()) == (known.holds, known.fails)


@given(ANY)
@examples(150)
def test_rounds_are_those_of_synchronous_steps(framework: Framework) -> None:
    naive = Naive(framework)
    while naive.step() or naive.drop():
        naive.round += 1
    found = rounds(framework)
    assert (found.holds, found.fails, found.unfounded) == (naive.holds, naive.fails, naive.unfounded)


@dataclass
class Naive:
    """Every sentence is looked at in every round, with what was known before the round."""

    framework: Framework
    round: int = 0
    holds: dict[int, int] = field(default_factory=dict)
    fails: dict[int, int] = field(default_factory=dict)
    unfounded: set[int] = field(default_factory=set)

    def step(self) -> bool:
        known = self.holds.keys() | self.fails.keys()
        new = [s for s in range(self.framework.sentences) if s not in known]
        holding = [s for s in new if self.must(s, self.holds, self.fails, any, all)]
        failing = [s for s in new if self.must(s, self.fails, self.holds, all, any)]
        self.holds |= dict.fromkeys(holding, self.round)
        self.fails |= dict.fromkeys(failing, self.round)
        return bool(holding or failing)

    def must(
        self, sentence: int, same: dict[int, int], opposite: dict[int, int], over: object, of: object
    ) -> bool:
        """Say whether some rule holds wholly, or all rules fail somewhere; of assumptions, the contrary counts."""
        if sentence < self.framework.assumptions:
            return self.framework.contraries[sentence] in opposite
        bodies = [body for head, body in self.framework.rules if head == sentence]
        assert callable(over)
        assert callable(of)
        return bool(over(of(used in same for used in body) for body in bodies))

    def drop(self) -> bool:
        """Let fail what does not follow even from all assumptions that are not out."""
        possible = derived(self.framework, set(range(self.framework.assumptions)) - self.fails.keys())
        sentences = range(self.framework.assumptions, self.framework.sentences)
        lost = [s for s in sentences if s not in possible and s not in self.fails]
        self.fails |= dict.fromkeys(lost, self.round)
        self.unfounded.update(lost)
        return bool(lost)


@given(frameworks())
def test_attacks_alone_leave_nothing_unfounded(framework: Framework) -> None:
    assert rounds(framework).unfounded == frozenset()


def test_a_chain_of_attacks_is_decided_step_by_step() -> None:
    """By hand: nothing attacks 0; its contrary (3) fails at once, so it holds in round 1, 1 is attacked in round 2."""
    found = rounds(abstract(3, [(0, 1), (1, 2)]))
    assert found.holds == {0: 1, 4: 2, 2: 5}
    assert found.fails == {3: 0, 1: 3, 5: 4}


def test_facts_hold_and_the_underivable_fails_in_round_0() -> None:
    found = rounds(Framework(0, 3, ((0, ()), (1, (0, 2))), ()))
    assert (found.holds, found.fails) == ({0: 0}, {2: 0, 1: 1})


def test_the_earliest_rule_counts() -> None:
    """By hand: 2 follows from the fact 0 in round 1, and again from 1 in round 2."""
    framework = Framework(0, 3, ((0, ()), (1, (0,)), (2, (1,)), (2, (0,))), ())
    assert rounds(framework).holds == {0: 0, 1: 1, 2: 1}


def test_circular_support_is_unfounded() -> None:
    """By hand: 1 and 2 only support each other, so the contrary of 0 fails, and 0 holds."""
    found = rounds(Framework(1, 3, ((1, (2,)), (2, (1,))), (1,)))
    assert (found.holds, found.fails, found.unfounded) == ({0: 1}, {1: 0, 2: 0}, {1, 2})


def test_a_circle_with_a_way_in_is_founded() -> None:
    found = rounds(Framework(0, 3, ((1, (2,)), (2, (1,)), (1, (0,)), (0, ())), ()))
    assert (found.holds, found.unfounded) == ({0: 0, 1: 1, 2: 2}, frozenset())


def test_a_circle_that_loses_its_way_in_is_dropped_later() -> None:
    """By hand: the cycle of 2 and 3 is entered from assumption 0, which is out once the fact 4 is known."""
    found = rounds(Framework(1, 5, ((2, (3,)), (3, (2,)), (2, (0,)), (4, ())), (4,)))
    assert found.fails == {1: 0, 0: 1, 2: 2, 3: 2}
    assert found.unfounded == {2, 3}


def test_a_chain_of_ten_thousand_takes_as_many_rounds() -> None:
    size = 10_000
    found = rounds(abstract(size, [(a, a + 1) for a in range(size - 1)]))
    assert max(found.holds.values(), default=0) == 2 * size - 2
    assert found.holds.keys() & range(size) == set(range(0, size, 2))
