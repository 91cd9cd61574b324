"""Looking for complete extensions with a SAT solver.

Every model that the solver gives is derived again from its assumptions, without the solver, before any caller
sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from time import monotonic
from typing import Self

from argmap.errors import ArgmapError
from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Labelling, derived, labelling

SLICE = 2_000
"""Conflicts after which the solver returns, a fraction of a second: only then are deadline and Ctrl-C looked at."""


class OutOfTime(ArgmapError):
    """A search was given a number of seconds, and they are over."""


class Search:
    """The complete extensions of a framework as the models of a formula; clauses only ever narrow them.

    A literal says of a sentence that it holds or does not fail; see `holds` and `fails`.

    Source:
        The labelling conditions of Caminada & Gabbay (2009), A logical account of formal argumentation, as
        clauses; loops are refuted when met, as in Lin & Zhao (2004), ASSAT. DOI 10.1016/j.artint.2004.04.004
    """

    def __init__(self, framework: Framework, *, deadline: float | None = None) -> None:
        from argmap.solver.interruptible import InterruptibleSolver

        self.framework = framework
        self.deadline = deadline
        self.solver = InterruptibleSolver()
        self.derived = framework.sentences - framework.assumptions
        self.top = 2 * self.derived
        # Where a model says whether the contrary of an assumption is possible; the assumption holds when it is not.
        self.places = [self.derived + c - framework.assumptions for c in framework.contraries]
        cycles = () if framework.is_atomic else framework.components
        self.loops = [set(c) for c in cycles if _supports_itself(framework, c)]
        self._encode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.solver.delete()

    def holds(self, sentence: int) -> int:
        """Return the literal that a sentence holds (is in)."""
        if sentence < self.framework.assumptions:
            return self.fails(self.framework.contraries[sentence])
        return 1 + sentence - self.framework.assumptions

    def fails(self, sentence: int) -> int:
        """Return the literal that a sentence fails (is out)."""
        if sentence < self.framework.assumptions:
            return self.holds(self.framework.contraries[sentence])
        return -(1 + self.derived + sentence - self.framework.assumptions)

    def fresh(self) -> int:
        """Return a new variable."""
        self.top += 1
        return self.top

    def require(self, literals: Iterable[int]) -> None:
        """Let only extensions count in which one of the literals is true."""
        self.solver.add_clause(list(literals))

    def prefer(self, literals: Iterable[int]) -> None:
        """Have the solver try these literals first: it changes which extension is model, never whether."""
        self.solver.set_phases(list(literals))

    def find(self, given: Iterable[int] = ()) -> SolverModel | None:
        """Return a complete extension in which the literals `given` are true, or None when there is none.

        Raises:
            OutOfTime: the deadline has passed.
        """
        literals = list(given)
        while self._solved(literals):
            model = SolverModel(self, self.solver.get_model())
            if not self.loops or not self._refute_loops(model):
                return model
        return None

    def _solved(self, literals: list[int]) -> bool:
        while True:
            if self.deadline is not None and monotonic() > self.deadline:
                raise OutOfTime("the search took longer than it was allowed; give it more seconds")
            self.solver.conf_budget(SLICE)
            answer = self.solver.solve_limited(literals)
            if answer is not None:
                return bool(answer)

    def _encode(self) -> None:
        framework, add = self.framework, self.solver.add_clause
        # Lists: of large frameworks, a call for each literal would take longer than the solver does.
        holds = [*map(self.holds, range(framework.sentences))]
        possible = [-self.fails(sentence) for sentence in range(framework.sentences)]
        bodies_of = framework.bodies
        for sentence in range(framework.assumptions, framework.sentences):
            for literals in (holds, possible):
                bodies = [
                    literals[body[0]] if len(body) == 1 else self._conjunction([literals[u] for u in body])
                    for body in bodies_of[sentence]
                ]
                own = literals[sentence]
                add([-own, *bodies])
                for body in bodies:
                    add([own, -body])
            add([-holds[sentence], possible[sentence]])
        self.prefer(holds[: framework.assumptions])

    def _conjunction(self, literals: list[int]) -> int:
        if len(literals) == 1:
            return literals[0]
        both = self.fresh()
        for literal in literals:
            self.require([-both, literal])
        self.require([both, *(-literal for literal in literals)])
        return both

    def _refute_loops(self, model: SolverModel) -> bool:
        """Add clauses against sentences that only support each other in a model; return whether there were any."""
        framework = self.framework
        not_out = [a for a in range(framework.assumptions) if model.true(-self.fails(a))]
        refuted = False
        for facts, literal_of in ((model.accepted, self.holds), (not_out, lambda s: -self.fails(s))):
            founded = derived(framework, facts)
            for loop in self.loops:
                claimed = {s for s in loop if s >= framework.assumptions and model.true(literal_of(s))}
                unfounded = claimed - founded
                if unfounded:
                    refuted = True
                    self._refute(unfounded, [literal_of(s) for s in range(framework.sentences)])
        return refuted

    def _refute(self, loop: set[int], literals: list[int]) -> None:
        """Require a reason from outside for the sentences of a loop."""
        rules = (self.framework.rules[number] for s in sorted(loop) for number in self.framework.deriving[s])
        outside = [
            self._conjunction([literals[u] for u in body]) for _, body in rules if loop.isdisjoint(body)
        ]
        for sentence in sorted(loop):
            self.require([-literals[sentence], *outside])


class SolverModel:
    """A complete extension as the solver model it; `labelling` derives it again without the solver."""

    def __init__(self, search: Search, values: list[int]) -> None:
        self.search, self.values = search, values

    def true(self, literal: int) -> bool:
        """Return whether a literal of the search is true in the extension."""
        return (self.values[abs(literal) - 1] > 0) is (literal > 0)

    @cached_property
    def accepted(self) -> frozenset[int]:
        """The assumptions that the extension accepts."""
        values = self.values
        return frozenset(a for a, place in enumerate(self.search.places) if values[place] < 0)

    def undecided(self) -> list[int]:
        """Return the assumptions that the extension neither accepts nor attacks."""
        values, back = self.values, self.search.derived  # from "possible" back to "holds"
        return [a for a, place in enumerate(self.search.places) if values[place] > 0 > values[place - back]]

    @cached_property
    def labelling(self) -> Labelling:
        """The extension with what it decides."""
        model = labelling(self.search.framework, self.accepted)
        if model is None:
            raise AssertionError("the solver's answer is not a complete extension")
        return model


def _supports_itself(framework: Framework, members: tuple[int, ...]) -> bool:
    """Return whether derived sentences of a component may support each other in a cycle."""
    inside = {m for m in members if m >= framework.assumptions}
    return any(
        not inside.isdisjoint(framework.rules[number][1])
        for sentence in inside
        for number in framework.deriving[sentence]
    )
