"""Flat frameworks as answer set programs, written from the definitions. Numbers only: no text of a user gets in."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.solver.assumptions import Framework

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
