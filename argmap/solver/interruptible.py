"""The SAT solver without PySAT's own handler of Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterable

import pysolvers
from pysat.solvers import Cadical153


class InterruptibleSolver(Cadical153):  # type: ignore[misc]  # PySAT is not typed
    """CaDiCaL that answers Ctrl-C when a call returns, as Python's own code does.

    PySAT installs a handler while it solves in the main thread. It jumps out of the middle of the solver's code, and when
    the system gives the signal to another thread, such as one of NumPy's, it jumps to a stack that is not its own.
    """

    def solve_limited(self, assumptions: Iterable[int] = (), expect_interrupt: bool = False) -> bool | None:
        """Return whether there is a model in which the literals are true; None where the budget did not suffice."""
        del expect_interrupt  # CaDiCaL has no such thing
        answer = pysolvers.cadical153_solve_lim(self.cadical, list(assumptions), 0)
        self.status = answer > 0 if answer else None
        self.prev_assumps = assumptions
        return self.status
