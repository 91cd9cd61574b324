"""What follows from a set of assumptions, in which round, and whether the set is a complete extension.

No solver is needed for this: it is the check of every answer that a solver gave.
"""

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
    holds = {*facts, *framework.facts}
    todo = list(holds)
    while todo:
        for number in using[todo.pop()]:
            missing[number] -= 1
            head = rules[number][0]
            if not missing[number] and head not in holds:
                holds.add(head)
                todo.append(head)
    return frozenset(holds)


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


def consequences(framework: Framework, admissible: frozenset[int]) -> Labelling:
    """Return what an admissible set alone makes hold and fail."""
    holds = derived(framework, admissible)
    open_to = (a for a in range(framework.assumptions) if framework.contraries[a] not in holds)
    possible = derived(framework, open_to)
    return Labelling(admissible, holds, frozenset(range(framework.sentences)) - possible)


def ranks(framework: Framework, extension: Labelling) -> dict[int, int]:
    """Return, for each sentence that holds, in which round of derivation it is reached; 0 for assumptions."""
    missing = list(framework.body_sizes)
    rank = dict.fromkeys(extension.accepted, 0)
    front = list(rank)
    rank.update(dict.fromkeys(framework.facts, 1))
    fresh = list(framework.facts)
    level = 1
    while front or fresh:
        reached: list[int] = []
        for sentence in front:
            for number in framework.using[sentence]:
                missing[number] -= 1
                head = framework.rules[number][0]
                if not missing[number] and head not in rank:
                    rank[head] = level
                    reached.append(head)
        front, fresh, level = [*fresh, *reached], [], level + 1
    return rank


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
        self.decide((sentence, False) for sentence in framework.facts)
        self.decide((sentence, True) for sentence in sentences if not self.left[sentence])

    def decide(self, goals: Iterable[tuple[int, bool]]) -> None:
        """Take down sentences that hold or fail, if nothing is known of them yet."""
        for sentence, fails in goals:
            if sentence not in self.holds and sentence not in self.fails:
                (self.fails if fails else self.holds)[sentence] = self.round
                self.front.append((sentence, fails))

    def tick(self) -> None:
        """Decide what follows at once from what was decided last."""
        front, self.front = self.front, []
        self.round += 1
        opposed, using, rules = self.framework.opposed, self.framework.using, self.framework.rules
        missing, alive, left = self.missing, self.alive, self.left
        for sentence, fails in front:
            if opposed[sentence]:
                self.decide([(assumption, not fails) for assumption in opposed[sentence]])
            for number in using[sentence]:
                if not fails:
                    missing[number] -= 1
                    if not missing[number]:
                        self.decide([(rules[number][0], False)])
                elif alive[number]:
                    alive[number] = False
                    head = rules[number][0]
                    left[head] -= 1
                    if not left[head]:
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
