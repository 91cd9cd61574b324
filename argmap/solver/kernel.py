"""The small admissible set inside an extension that is enough for one sentence to hold, or to fail."""

from __future__ import annotations

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling


def kernel(framework: Framework, found: Labelling, sentence: int, *, fails: bool = False) -> frozenset[int]:
    """Return assumptions accepted in `found` that defend themselves and let `sentence` hold (or fail).

    An admissible set that such a kernel neither attacks nor is attacked by can be joined with it, so every
    preferred extension that does not label the sentence so attacks its kernel. The kernel is small, not always
    the smallest.

    Raises:
        ValueError: `found` does not label the sentence so.
    """
    if sentence not in (found.fails if fails else found.holds):
        raise ValueError("the extension labels the sentence otherwise")
    return _Defence(framework, found).of(sentence, fails=fails)


class _Defence:
    """Three kinds of goals: to accept an assumption, to derive a sentence, to refute one."""

    def __init__(self, framework: Framework, found: Labelling) -> None:
        self.framework, self.found = framework, found
        self.ranks = ranks(framework, found)
        self.kernel: set[int] = set()
        self.derived: set[int] = set()
        self.refuted: set[int] = set()
        self.todo: list[tuple[int, bool]] = []

    def of(self, sentence: int, *, fails: bool) -> frozenset[int]:
        self.aim(sentence, fails=fails)
        while self.todo:
            goal, refute = self.todo.pop()
            if refute:
                self.refute(goal)
            else:
                self.derive(goal)
        return frozenset(self.kernel)

    def aim(self, sentence: int, *, fails: bool) -> None:
        """Take on a goal; goals about assumptions are goals about their contraries."""
        if sentence < self.framework.assumptions:
            if not fails:
                self.kernel.add(sentence)
            sentence, fails = self.framework.contraries[sentence], not fails
        done = self.refuted if fails else self.derived
        if sentence not in done:
            done.add(sentence)
            self.todo.append((sentence, fails))

    def derive(self, sentence: int) -> None:
        rules = (self.framework.rules[number][1] for number in self.framework.deriving[sentence])
        rank = self.ranks[sentence]
        usable = [body for body in rules if all(self.ranks.get(used, rank) < rank for used in body)]
        for used in min(usable, key=self.news):
            self.aim(used, fails=False)

    def news(self, body: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """Return how many new goals a body would bring."""
        return sum(u not in self.kernel and u not in self.derived for u in body), body

    def refute(self, sentence: int) -> None:
        for number in self.framework.deriving[sentence]:
            weak = [used for used in self.framework.rules[number][1] if used in self.found.fails]
            self.aim(min(weak, key=self.cost), fails=True)

    def cost(self, sentence: int) -> tuple[bool, int]:
        if sentence < self.framework.assumptions:
            return self.framework.contraries[sentence] not in self.derived, sentence
        return sentence not in self.refuted, sentence


def ranks(framework: Framework, found: Labelling) -> dict[int, int]:
    """Return, for each sentence that holds, in which round of derivation it is reached; 0 for assumptions."""
    missing = list(framework.body_sizes)
    rank = dict.fromkeys(found.accepted, 0)
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
