"""Asking for many sentences at a time what some extension, or every extension, says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling, consequences, ranks
from argmap.solver.search import Search, SolverModel


def grown(search: Search, extension: SolverModel, given: tuple[int, ...] = ()) -> SolverModel:
    """Return a maximal extension among those that accept what `extension` accepts and make the literals `given` true."""
    while undecided := extension.undecided():  # what it attacks, larger ones attack too
        active = search.fresh()
        search.require([-active, *(search.holds(a) for a in undecided)])
        larger = search.find([active, *given, *(search.holds(a) for a in sorted(extension.accepted))])
        search.require([-active])
        if larger is None:
            break
        extension = larger
    return extension


def others(search: Search, members: frozenset[int]) -> list[int]:
    """Return the assumptions that are not members."""
    return [a for a in range(search.framework.assumptions) if a not in members]


def kernel(
    framework: Framework, extension: Labelling, sentence: int, *, fails: bool = False
) -> frozenset[int]:
    """Return assumptions accepted in `extension` that defend themselves and let `sentence` hold (or fail).

    An admissible set that such a kernel neither attacks nor is attacked by can be joined with it, so every
    preferred extension that does not label the sentence so attacks its kernel. The kernel is small, not always
    the smallest.

    Raises:
        ValueError: `extension` does not label the sentence so.
    """
    if sentence not in (extension.fails if fails else extension.holds):
        raise ValueError("the extension labels the sentence otherwise")
    return _Defence(framework, extension).of(sentence, fails=fails)


class _Defence:
    """Three kinds of goals: to accept an assumption, to derive a sentence, to refute one."""

    def __init__(self, framework: Framework, extension: Labelling) -> None:
        self.framework, self.extension = framework, extension
        self.ranks = ranks(framework, extension)
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
            weak = [used for used in self.framework.rules[number][1] if used in self.extension.fails]
            self.aim(min(weak, key=self.cost), fails=True)

    def cost(self, sentence: int) -> tuple[bool, int]:
        if sentence < self.framework.assumptions:
            return self.framework.contraries[sentence] not in self.derived, sentence
        return sentence not in self.refuted, sentence


Goal = tuple[int, bool]
"""A sentence, and whether it is to fail; otherwise it is to hold."""

Kernel = tuple[int, set[Goal]]
"""A literal that asks for an attack on an admissible set, and the goals that the set meets."""


def literal(search: Search, goal: Goal) -> int:
    """Return the literal that a goal is met."""
    sentence, fails = goal
    return search.fails(sentence) if fails else search.holds(sentence)


def is_met(search: Search, extension: SolverModel, goal: Goal) -> bool:
    """Return whether an extension meets a goal."""
    return extension.true(literal(search, goal))


def covered(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in some extension in which the literals `given` are true."""
    wanted = {goal: literal(search, goal) for goal in goals}
    left = _left(search, wanted, list(given))
    return wanted.keys() - left


def shared(search: Search, goals: Iterable[Goal], given: Iterable[int] = ()) -> set[Goal]:
    """Return the goals met in all extensions in which the literals `given` are true."""
    return _left(search, {goal: -literal(search, goal) for goal in goals}, list(given))


def _left(search: Search, wanted: Mapping[Goal, int], given: list[int]) -> set[Goal]:
    """Return the goals whose literal is true in no extension in which those `given` are.

    The solver is told to prefer literals that are still looked for, and to turn away from those that were met:
    each extension then settles many goals, and a third to a tenth of the searches are enough.
    """
    left = dict(wanted)
    search.prefer(left.values())
    while left:
        extension = search.find([*given, _one_of(search, list(left.values()))])
        if extension is None:
            break
        _ = extension.labelling  # checked without the solver
        met = {goal: wanted for goal, wanted in left.items() if extension.true(wanted)}
        search.prefer(-wanted for wanted in met.values())
        left = {goal: wanted for goal, wanted in left.items() if goal not in met}
    return set(left)


def shared_by_preferred(search: Search, goals: Iterable[Goal]) -> set[Goal]:
    """Return the goals met in all preferred extensions.

    A preferred extension that meets a goal does so through a kernel, an admissible set. Every preferred
    extension that does not meet the goal attacks that kernel: otherwise both could be joined, and it would
    not be maximal. So the next candidate must attack all kernels known for the goal; when there is none, the
    goal is met everywhere.
    """
    kept, proven = list(goals), set[Goal]()
    kernels: list[Kernel] = []
    known: SolverModel | None = None
    while kept:
        goal = kept[0]
        if known is not None and not any(goal in met for _, met in kernels):
            kernels.append(_kernel(search, known, goal, kept))
        largest = _candidate(search, goal, kernels, kept)
        if largest is None:
            proven.add(goal)
            kept.remove(goal)
            continue
        kept = [other for other in kept if is_met(search, largest, other)]
        if is_met(search, largest, goal):
            kernels.append(_kernel(search, largest, goal, kept))
        known = largest  # meets all goals that are kept
    return proven


def preferred_without(search: Search, goal: Goal) -> SolverModel | None:
    """Return a preferred extension that does not meet a goal, or None when all do."""
    kernels: list[Kernel] = []
    while (largest := _candidate(search, goal, kernels, [goal])) is not None:
        if not is_met(search, largest, goal):
            return largest
        kernels.append(_kernel(search, largest, goal, [goal]))
    return None


def _candidate(search: Search, goal: Goal, kernels: Iterable[Kernel], kept: list[Goal]) -> SolverModel | None:
    """Return a preferred extension grown from one that does not meet the goal and attacks its known kernels."""
    attacked = [active for active, met in kernels if goal in met]
    literals = [literal(search, other) for other in kept]
    search.prefer(-wanted for wanted in literals)  # one that meets few of the other goals rules out more
    extension = search.find([*attacked, -literal(search, goal)])
    search.prefer(literals)
    return None if extension is None else grown(search, grown(search, extension, (-literal(search, goal),)))


def _kernel(search: Search, extension: SolverModel, goal: Goal, kept: list[Goal]) -> Kernel:
    """Return a literal that asks for an attack on the goal's kernel in `extension`, and the goals it meets."""
    sentence, fails = goal
    members = kernel(search.framework, extension.labelling, sentence, fails=fails)
    active = search.fresh()
    search.require([-active, *(search.fails(a) for a in sorted(members))])
    decided = consequences(search.framework, members)
    return active, {(s, fails) for s, fails in kept if s in (decided.fails if fails else decided.holds)}


def _one_of(search: Search, literals: list[int]) -> int:
    """Return a literal that asks for one of `literals`."""
    active = search.fresh()
    search.require([-active, *literals])
    return active
