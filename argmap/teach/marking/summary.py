"""What a teacher reads of a class: everybody's score, and which step most missed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from math import sqrt

from argmap.teach.exports.plain import cell, line
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.sheet import told
from argmap.teach.marking.triples import Triple


@dataclass(frozen=True, slots=True)
class StepStatistics:
    """How a class did on one step of the reference.

    `facility` is the mean credit, 0 to 1; `discrimination` is the correlation of the credit with the sum of the
    credits for all other steps, -1 to 1, or None where one of the two does not vary.

    Source:
        Classical test theory: Crocker & Algina (1986), Introduction to Classical and Modern Test Theory, chapter 14.
    """

    step: Triple
    facility: float
    discrimination: float | None


def statistics(marked: Sequence[Marked]) -> tuple[StepStatistics, ...]:
    """Return the statistics of each step, hardest first; all were marked against one reference."""
    if not marked:
        return ()
    totals = [sum(credit.credit for credit in one.credits) for one in marked]
    found = []
    for place, credit in enumerate(marked[0].credits):
        earned = [one.credits[place].credit for one in marked]
        rest = [total - own for total, own in zip(totals, earned, strict=True)]
        found.append(StepStatistics(credit.step, sum(earned) / len(earned), correlation(earned, rest)))
    return tuple(sorted(found, key=lambda one: one.facility))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation, or None where it is not defined.

    Example:
        >>> correlation([0, 1], [2, 5])
        1.0
    """
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over_x = sum((x - mean_x) ** 2 for x in xs)
    over_y = sum((y - mean_y) ** 2 for y in ys)
    if over_x * over_y <= 1e-12:  # noqa: PLR2004 (rounding)
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sqrt(over_x * over_y)


def class_table(marked: Iterable[Marked]) -> bytes:
    """Return a row for each student: score, and how many steps of each kind of slip."""
    slips = tuple(Slip)
    head = ["student", "score", *(slip.value for slip in slips), "extra", "linked", "linked of", "notes"]
    rows = [
        [
            line(one.student),
            f"{one.score:.3f}",
            *(str(sum(credit.slip is slip for credit in one.credits)) for slip in slips),
            str(len(one.extra)),
            str(one.linked),
            str(one.linked_of),
            "; ".join(one.warnings),
        ]
        for one in marked
    ]
    return _table([head, *rows])


def step_table(found: Iterable[StepStatistics], texts: Mapping[str, str]) -> bytes:
    """Return a row for each step of the reference, hardest first."""
    rows = [
        [
            told(one.step, texts),
            f"{one.facility:.3f}",
            "" if one.discrimination is None else f"{one.discrimination:.3f}",
        ]
        for one in found
    ]
    return _table([["step", "facility", "discrimination"], *rows])


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8")
