"""Agreement of annotators as a text: a table that says how to be read, and the disagreements with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from argmap.readings.agreement import Agreement, Measured
from argmap.readings.costs import Disagreement, Said

TITLES = {
    "quoted spans": "where quotes begin and end",
    "quoted words": "which words are quoted",
    "claims": "claims found",
    "relations": "relations found",
    "links": "which claims are linked",
    "kinds": "kind of a relation",
    "targets": "target of a premise",
    "stances found": "stances found",
    "stances": "which stance",
    "schemes": "which scheme",
    "graph": "map as a whole",
}
"""What each measure is of, in words for a reader."""

HEAD = ("", "", "value", "95 % interval", "units")
LEFT = 2
"""Columns that are set flush left."""

READ = """\
How to read this: 1 is full agreement. For α, κ, αU and |uα, 0 is what chance would give, and less is worse than chance;
F1 (found by both, among found by either) and CASS are not corrected for chance, or only in part. Krippendorff (2004,
p. 241) relies on α from .800, draws tentative conclusions from .667 to .800, and none below; these are conventions.
"""


def agreement_text(result: Agreement) -> str:
    """Return the agreement of readings as a text for a terminal."""
    lines = [f"Agreement of {_listed(result.readings)} on {_listed(result.threads) or 'maps without a thread'}", ""]
    lines += _table(result.measures)
    lines += ["", *READ.splitlines(), _interval(result)]
    for part in result.parts:
        lines += ["", f"{str(result.by).capitalize()} {part.id}: {part.title}", "", *_table(part.measures)]
    lines += ["", *_costs(result.costs)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _interval(result: Agreement) -> str:
    if not result.resamples:
        return "No intervals were asked for."
    return (
        f"Intervals: percentiles over {result.resamples} draws of the {result.places} {result.resampled}"
        f"{' and of what quotes none' if result.resampled == 'posts' else ''}, seed {result.seed}. A lower end below .667"
        " means that these data do not show reliability."
    )


def _table(measures: Iterable[Measured]) -> Iterator[str]:
    rows = [HEAD, *(_row(measured) for measured in measures)]
    widths = [max(len(row[column]) for row in rows if len(row) == len(HEAD)) for column in range(len(HEAD))]
    widths[0] = max(len(row[0]) for row in rows)
    for row in rows:
        yield "  ".join(
            cell.ljust(width) if column < LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row[: len(HEAD)], widths, strict=False))
        ) + ("" if len(row) == len(HEAD) else f"  {row[-1]}")


def _row(measured: Measured) -> tuple[str, ...]:
    """Return the cells of a measure; of an undefined one the last is why."""
    title = TITLES[measured.name], str(measured.coefficient)
    if measured.value is None:
        return *title, "–", measured.why
    if measured.low is None or measured.high is None:
        return *title, _number(measured.value), "–", f"{measured.units:,}"
    return (
        *title,
        _number(measured.value),
        f"{_number(measured.low)} to {_number(measured.high)}",
        f"{measured.units:,}",
    )


def _number(value: float) -> str:
    """Return a value with two decimals; what is not quite 1 is not shown as 1, and nothing is shown as -0.00."""
    shown = f"{value:.2f}"
    return "0.99" if shown == "1.00" and value < 1 - 1e-9 else shown.replace("-0.00", "0.00")  # noqa: PLR2004


def _costs(costs: Sequence[Disagreement]) -> Iterator[str]:
    if not costs:
        yield "No disagreement on claims, relations, stances or schemes."
        return
    yield f"The {len(costs)} disagreements that cost most, with how far the mean of the measures with units would rise without each:"
    for number, each in enumerate(costs, start=1):
        quote = f": “{each.quote}”" if each.quote else ""
        place = f", {each.post}" if each.post else ""
        yield ""
        yield f"{number:2}. {each.cost:.3f}  {each.about}{place}{quote}"
        for said in each.readings:
            yield f"    {_said(said)}"


def _said(said: Said) -> str:
    name = f"{said.reading} ({said.file})" if said.file else said.reading
    return f"{name}: [{said.id}] {said.text}" if said.id else f"{name}: nothing"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
