"""Linear equations, solved by elimination with partial pivoting."""

from __future__ import annotations

from .array import argument, ndarray


class LinAlgError(ValueError):
    """The equations have no solution, or more than one."""


def solve(matrix: ndarray, right: ndarray) -> ndarray:
    """Return the vector x with matrix · x = right.

    Source:
        Golub & Van Loan (2013), Matrix Computations, algorithm 3.4.1.
    """
    rows = [[*row.flat, value] for row, value in zip(matrix, right.flat, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        if not rows[best][at]:
            raise LinAlgError("singular matrix")
        rows[at], rows[best] = rows[best], rows[at]
        for below in rows[at + 1 :]:
            if below[at]:
                factor = below[at] / rows[at][at]
                below[at:] = [one - factor * other for one, other in zip(below[at:], rows[at][at:], strict=True)]  # fmt: skip
    found: list[float] = []
    for at in reversed(range(len(rows))):
        known = sum(one * other for one, other in zip(rows[at][at + 1 : -1], found[::-1], strict=True))
        found.append((rows[at][-1] - known) / rows[at][at])
    return argument(found[::-1], float)
