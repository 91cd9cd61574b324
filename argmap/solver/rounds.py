"""In which round the grounded labelling decides each sentence: the length of the shortest reason for its label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import derived


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """The round in which each sentence is found to hold or to fail; in neither: undecided.

    `unfounded` are the sentences that fail because they could only be derived from themselves.
    """

    holds: dict[int, int]
    fails: dict[int, int]
    unfounded: frozenset[int]


def rounds(framework: Framework) -> Rounds:
    """Return when each sentence is decided: what needs nothing in round 0, what needs that in round 1, and so on.

    A sentence is reached by its shortest reason: the earliest rule that holds, or the rule that is the last to
    fail. Takes linear time and one more pass for each time that circular support has to be dropped.
    """
    clock = _Clock(framework)
    while clock.front or clock.drop_unfounded():
        clock.tick()
    return Rounds(clock.holds, clock.fails, frozenset(clock.unfounded))


class _Clock:
    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.holds: dict[int, int] = {}
        self.fails: dict[int, int] = {}
        self.unfounded: set[int] = set()
        self.missing = list(framework.body_sizes)
        self.alive = [True] * len(framework.rules)
        self.left = [len(numbers) for numbers in framework.deriving]
        self.round = 0
        self.front: list[tuple[int, bool]] = []
        sentences = range(framework.assumptions, framework.sentences)
        self.decide(((s, False) for s in framework.facts), ((s, True) for s in sentences if not self.left[s]))

    def decide(self, *goals: Iterable[tuple[int, bool]]) -> None:
        """Take down sentences that hold or fail, if nothing is known of them yet."""
        for sentence, fails in (goal for some in goals for goal in some):
            if sentence not in self.holds and sentence not in self.fails:
                (self.fails if fails else self.holds)[sentence] = self.round
                self.front.append((sentence, fails))

    def tick(self) -> None:
        """Decide what follows at once from what was decided last."""
        front, self.front = self.front, []
        self.round += 1
        for sentence, fails in front:
            self.decide((a, not fails) for a in self.framework.opposed[sentence])
            for number in self.framework.using[sentence]:
                self.follow(number, fails)

    def follow(self, number: int, fails: bool) -> None:
        head = self.framework.rules[number][0]
        if not fails:
            self.missing[number] -= 1
            if not self.missing[number]:
                self.decide([(head, False)])
        elif self.alive[number]:
            self.alive[number] = False
            self.left[head] -= 1
            if not self.left[head]:
                self.decide([(head, True)])

    def drop_unfounded(self) -> bool:
        """Let those sentences fail that only support themselves; return whether there were any."""
        if self.framework.is_atomic:
            return False
        possible = self.possible()
        sentences = range(self.framework.assumptions, self.framework.sentences)
        lost = [s for s in sentences if s not in possible and s not in self.fails]
        self.unfounded.update(lost)
        self.decide((s, True) for s in lost)
        return bool(lost)

    def possible(self) -> frozenset[int]:
        """Return what can be derived from the assumptions that are not out."""
        return derived(self.framework, (a for a in range(self.framework.assumptions) if a not in self.fails))
