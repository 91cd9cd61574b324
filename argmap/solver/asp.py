"""A second engine, on answer set programming: independent of the first, and with semantics that it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from argmap.errors import MissingExtra, UnknownName
from argmap.solver.assumptions import Framework

if TYPE_CHECKING:
    from clingo import Control

CONFLICT_FREE = """
{in(A)} :- assumption(A).
holds(A) :- in(A).
holds(S) :- head(R, S), holds(B) : body(R, B).
attacked(A) :- contrary(A, S), holds(S).
:- in(A), attacked(A).
range(A) :- in(A).
range(A) :- attacked(A).
"""
"""A set that attacks none of its members; `holds` is what follows from it, well-founded as answer sets are."""

DEFENCE = """
possible(A) :- assumption(A), not attacked(A).
possible(S) :- head(R, S), possible(B) : body(R, B).
threatened(A) :- contrary(A, S), possible(S).
"""
"""An assumption is threatened when a set that is not attacked attacks it."""

ADMISSIBLE = f"{CONFLICT_FREE}{DEFENCE}:- in(A), threatened(A).\n"

COMPLETE = f"{ADMISSIBLE}:- assumption(A), not in(A), not threatened(A).\n"

STABLE = f"{CONFLICT_FREE}:- assumption(A), not range(A).\n"


def facts(framework: Framework) -> str:
    """Return a framework as facts, one on a line."""
    return "\n".join(_facts(framework))


def _facts(framework: Framework) -> Iterator[str]:
    for assumption, contrary in enumerate(framework.contraries):
        yield f"assumption({assumption}). contrary({assumption},{contrary})."
    for number, (head, body) in enumerate(framework.rules):
        yield f"head({number},{head})."
        yield from (f"body({number},{sentence})." for sentence in body)


Set = frozenset[int]


def extensions(framework: Framework, semantics: str, limit: int | None = None) -> tuple[Set, ...]:
    """Return the extensions as sets of assumptions, ordered by their sorted members.

    Args:
        framework: a flat framework; an abstract one goes through `assumptions.abstract`.
        semantics: a key of `SEMANTICS`.
        limit: how many to return at most; which ones is up to the solver.

    Raises:
        MissingExtra: clingo is not installed.
        UnknownName: there is no such semantics here.

    Source:
        Bondarenko, Dung, Kowalski & Toni (1997) for admissible, complete, preferred and stable sets; Caminada, Sa,
        Alcantara & Dvorak (2015), On the difference between assumption-based argumentation and abstract
        argumentation, for semi-stable ones; Verheij (1996), Two approaches to dialectical argumentation, for
        stages; Dung, Mancarella & Toni (2007), Computing ideal sceptical argumentation.
    """
    if semantics not in SEMANTICS:
        raise UnknownName("semantics", semantics, SEMANTICS)
    return tuple(sorted(islice(SEMANTICS[semantics](framework), limit), key=sorted))


class _Program:
    """A program over a framework, which is solved again and again while constraints are added."""

    def __init__(self, framework: Framework, encoding: str) -> None:
        self.control = _control()
        self.control.add("base", [], facts(framework) + encoding)
        self.control.ground([("base", [])])
        self.chosen = self.literals("in")

    def literals(self, predicate: str) -> dict[int, int]:
        """Return the solver's literal for each assumption of which the predicate may be true."""
        atoms = self.control.symbolic_atoms.by_signature(predicate, 1)
        return {atom.symbol.arguments[0].number: atom.literal for atom in atoms}

    def every(self, fixed: Iterable[int] = ()) -> Iterator[Set]:
        """Return the chosen sets of all answers in which the `fixed` literals are true."""
        self.control.configuration.solve.models = 0  # type: ignore[union-attr]  # stubs leave this open
        with self.control.solve(yield_=True, assumptions=list(fixed)) as answers:
            for answer in answers:
                yield _members(answer.is_true, self.chosen)

    def one(self, literals: Mapping[int, int], fixed: Iterable[int] = ()) -> Set | None:
        """Return for which assumptions the literals are true in some answer, None when there is none."""
        with self.control.solve(yield_=True, assumptions=list(fixed)) as answers:
            answer = answers.model()
            return None if answer is None else _members(answer.is_true, literals)

    def demand(self, literals: Iterable[int]) -> None:
        """Have at least one of the literals true from now on."""
        with self.control.backend() as backend:
            backend.add_rule([], [-literal for literal in literals])

    def greatest(self, literals: Mapping[int, int], fixed: Iterable[int] = ()) -> Iterator[Set]:
        """Return the maximal sets for which the literals can be true.

        Each answer excludes its subsets for good; it is then extended until nothing can be added.
        """
        fixed = list(fixed)
        largest = self.one(literals, fixed)
        while largest is not None:
            larger: Set | None = largest
            while larger is not None:
                largest = larger
                self.demand(literal for number, literal in literals.items() if number not in largest)
                larger = self.one(literals, [*fixed, *(literals[number] for number in largest)])
            yield largest
            largest = self.one(literals, fixed)


def _every(encoding: str) -> Callable[[Framework], Iterator[Set]]:
    return lambda framework: _Program(framework, encoding).every()


def _maximal(encoding: str) -> Callable[[Framework], Iterator[Set]]:
    def generate(framework: Framework) -> Iterator[Set]:
        program = _Program(framework, encoding)
        yield from program.greatest(program.chosen)

    return generate


def _widest(encoding: str) -> Callable[[Framework], Iterator[Set]]:
    """Return the sets that have, with what they attack, a maximal range; several may share one."""

    def generate(framework: Framework) -> Iterator[Set]:
        # The search for ranges excludes the ranges it has found; the sets are looked up in a program of their own.
        search, lookup = _Program(framework, encoding), _Program(framework, encoding)
        ranges = lookup.literals("range")
        for widest in search.greatest(search.literals("range")):
            yield from lookup.every(
                literal if number in widest else -literal for number, literal in ranges.items()
            )

    return generate


def _grounded(framework: Framework) -> Iterator[Set]:
    """Return the one minimal complete set."""
    program = _Program(framework, COMPLETE)
    inverse = {number: -literal for number, literal in program.chosen.items()}
    yield from (frozenset(inverse) - outside for outside in program.greatest(inverse))


def _ideal(framework: Framework) -> Iterator[Set]:
    """Return the greatest admissible set that no admissible set attacks.

    Source:
        Dung, Mancarella & Toni (2007): an admissible set is ideal just when no admissible set attacks it.
    """
    search, program = _Program(framework, ADMISSIBLE), _Program(framework, ADMISSIBLE)
    literals = search.literals("attacked")
    attacked: Set = frozenset()
    while (more := search.one(literals)) is not None:
        attacked |= more
        search.demand(literal for number, literal in literals.items() if number not in attacked)
    yield from program.greatest(program.chosen, [-program.chosen[number] for number in sorted(attacked)])


SEMANTICS: Mapping[str, Callable[[Framework], Iterator[Set]]] = {
    "admissible": _every(ADMISSIBLE),
    "complete": _every(COMPLETE),
    "conflict-free": _every(CONFLICT_FREE),
    "grounded": _grounded,
    "ideal": _ideal,
    "naive": _maximal(CONFLICT_FREE),
    "preferred": _maximal(ADMISSIBLE),
    "semi-stable": _widest(COMPLETE),
    "stable": _every(STABLE),
    "stage": _widest(CONFLICT_FREE),
}
"""The semantics this engine knows, each with what computes its extensions."""


def _members(is_true: Callable[[int], bool], literals: Mapping[int, int]) -> Set:
    return frozenset(number for number, literal in literals.items() if is_true(literal))


def _control() -> Control:
    try:
        from clingo import Control
    except ImportError as error:
        raise MissingExtra("the answer set engine", "asp") from error
    return Control(["--warn=none"])
