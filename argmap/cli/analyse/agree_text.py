"""Agreement of annotators as a text: a table that says how to be read, and the disagreements with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from argmap.readings.agreement import Agreement, Measured
from argmap.readings.costs import Disagreement, ReadingSays
from argmap.readings.tallies import Coefficient

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

HEAD = ("", "", "value", "95 % interval", "κ", "units")
LEFT = 2
"""Columns that are set flush left."""

WIDTH = 118

READ = (
    "How to read this: 1 is full agreement. For α, κ, αU and |uα, 0 is what chance would give, and less is worse than chance; "
    "F1 (what both have, among what either has) is not corrected for chance, and CASS only in part. Krippendorff (2004, p. 241) "
    "relies on α from .800, draws only tentative conclusions from .667 to .800, and none below; these are conventions."
)


def agreement_text(result: Agreement) -> str:
    """Return the agreement of readings as a text for a terminal."""
    lines = [
        f"Agreement of {_listed(result.readings)} on {_listed(result.threads) or 'maps without a thread'}",
        "",
    ]
    lines += _table(result.measures)
    lines += ["", *wrap(READ, WIDTH), *wrap(_interval(result), WIDTH)]
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


def _table(measures: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a table; κ, which is there beside an α, is a column of its own."""
    kappas = {each.name: each.value for each in measures if each.coefficient is Coefficient.KAPPA}
    shown = [each for each in measures if each.coefficient is not Coefficient.KAPPA]
    rows = [HEAD, *(_row(each, kappas.get(each.name)) for each in shown)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, measured in zip(rows, [None, *shown], strict=True):
        cells = [
            cell.ljust(width) if column < LEFT else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        if measured is not None and measured.value is None:
            cells[LEFT + 1 :] = [measured.why]
        yield "  ".join(cells)


def _row(measured: Measured, kappa: float | None) -> tuple[str, ...]:
    """Return the cells of a measure."""
    value = "–" if measured.value is None else _number(measured.value)
    interval = "–"
    if measured.low is not None and measured.high is not None:
        interval = f"{_number(measured.low)} to {_number(measured.high)}"
    beside = _number(kappa) if kappa is not None else ""
    return TITLES[measured.name], str(measured.coefficient), value, interval, beside, f"{measured.units:,}"


def _number(value: float) -> str:
    """Return a value with two decimals; what is not quite 1 is not shown as 1, and nothing is shown as -0.00."""
    shown = f"{value:.2f}"
    return "0.99" if shown == "1.00" and value < 1 - 1e-9 else shown.replace("-0.00", "0.00")


def _costs(costs: Sequence[Disagreement]) -> Iterator[str]:
    if not costs:
        yield "No disagreement on claims, relations, stances or schemes."
        return
    yield from wrap(
        f"The disagreements that cost most ({len(costs)}), each with how far the mean of F1 and α of what is said would rise "
        "without it:",
        WIDTH,
    )
    for number, each in enumerate(costs, start=1):
        quote = f": “{each.quote}”" if each.quote else ""
        place = f", {each.post}" if each.post else ""
        yield ""
        yield f"{number:2}. {each.cost:.3f}  {each.about}{place}{quote}"
        for said in each.readings:
            yield f"    {_said(said)}"


def _said(said: ReadingSays) -> str:
    file = Path(said.file).name
    name = f"{said.reading} ({file})" if file not in {"", said.reading} else said.reading
    return f"{name}: [{said.id}] {said.text}" if said.id else f"{name}: nothing"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
