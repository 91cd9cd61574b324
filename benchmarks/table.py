"""Figures as Markdown tables that a terminal shows just as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.cases import MEGABYTE, Case
from benchmarks.measure import Run, Summary, summary
from benchmarks.tools import Tool

SMALL = 0.02
"""Seconds below which a fourth decimal says something."""

HEAD = ("what", "target", "median", "min – max", "runs", "target", "peak", "met")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is set to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "".join(f"{_line(row, widths)}\n" for row in (head, rule, *rows))


def case_row(case: Case, found: Summary) -> tuple[str, ...]:
    """Return the row of a case, in the order of `HEAD`."""
    seconds = f"{case.target:.2f} s" if case.target else ""
    peaks = (_megabytes(case.peak_target or 0), _megabytes(found.peak))
    return (case.name, seconds, *_times(found), str(found.runs), *peaks, _met(case, found))


def compared_head(tools: Sequence[Tool], what: str = "whole process") -> tuple[str, ...]:
    """Return the head of the table of peers; the first tool is the one that the others are compared with."""
    first, *others = (f"{tool.name} {tool.version}" for tool in tools)
    return (
        what,
        first,
        "min – max",
        *(cell for name in others for cell in (name, "min – max", "ratio")),
        "runs",
    )


def compared_cells(done: Mapping[str, Sequence[Run]], *, inside: bool = False) -> tuple[str, ...]:
    """Return what stands behind the name of a comparison; ratios are of medians, above 1 for a slower peer."""
    base, *others = (None if runs[-1].error else summary(runs, inside=inside) for runs in done.values())
    counts = sorted({len(runs) for runs in done.values()}, reverse=True)
    cells = [cell for other in others for cell in (*_times(other), _ratio(other, base))]
    return (*_times(base), *cells, ", ".join(map(str, counts)))


def _times(found: Summary | None) -> tuple[str, str]:
    """Return the median and the range of runs."""
    if found is None:
        return "failed", ""
    if found.stopped:
        return f"> {found.median:.0f} s", "stopped"
    digits = 2 if found.median >= 1 else 3 if found.median >= SMALL else 4
    return f"{found.median:.{digits}f} s", f"{found.least:.{digits}f} – {found.most:.{digits}f}"


def _ratio(found: Summary | None, base: Summary | None) -> str:
    if found is None or base is None or (found.stopped and base.stopped):
        return ""
    sign = "> " if found.stopped else "< " if base.stopped else ""
    return f"{sign}{found.median / base.median:.2f}"


def _met(case: Case, found: Summary) -> str:
    """Return a word for readers; nothing depends on it, because a clock proves nothing on a busy machine."""
    if case.target is None:
        return ""
    fast = not found.stopped and found.median <= case.target
    small = case.peak_target is None or found.peak <= case.peak_target
    return "yes" if fast and small else "no"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB" if size else ""


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(cells)} |"
