"""Results of experiments on a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from argmap.rendering.plot.measures import rows
from argmap.rendering.report.naming import Names
from argmap.rendering.text.experiment import READINGS

if TYPE_CHECKING:
    from argmap.experiments.outcome import Outcome
    from argmap.experiments.verdict import Verdict
    from argmap.model.map import ArgumentMap

PIPE_WIDTH = 200
"""Columns on a pipe: a measure and its numbers stay on one line."""


def print_outcome(outcome: Outcome, map: ArgumentMap | None, verdicts: Sequence[Verdict]) -> None:
    """Print what an experiment measured, against what was expected, and its verdicts on a map."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, soft_wrap=False)
    console.print(Text(outcome.title, style="bold").append(f"  {outcome.name}", style="not bold dim"))
    console.print(_indented(Text(outcome.headline, style="" if outcome.holds else "red")))
    if outcome.result is not None:
        console.print(_indented(_table(outcome)))
    if map is not None:
        for verdict in verdicts:
            console.print(_indented(_verdict(verdict, map)))
    if outcome.summary is not None and outcome.holds:
        said = "Reading" if verdicts else READINGS[outcome.summary.bearing]
        console.print(_indented(Text(f"{said}: {outcome.summary.reading}.")))
    if outcome.summary is not None:
        console.print(
            Padding(Text(f"It does not show: {outcome.summary.shows_not}", style="dim"), (0, 0, 0, 2))
        )
    console.print()


def _indented(shown: RenderableType) -> Padding:
    return Padding(shown, (0, 0, 0, 2), expand=False)


def _table(outcome: Outcome) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("measure")
    table.add_column("measured", justify="right")
    table.add_column("expected", justify="right")
    table.add_column("")
    assert outcome.result is not None  # noqa: S101 (the caller has looked)
    for (name, value, expected, word), measure in zip(
        rows(outcome.result), outcome.result.measures, strict=True
    ):
        sign = Text(f"{'✓' if measure.holds else '×'} {word}", style="green" if measure.holds else "bold red")
        table.add_row(Text(name), Text(value), Text(expected), sign)
    return table


def _verdict(verdict: Verdict, map: ArgumentMap) -> Text:
    names = Names(map)
    text = Text(str(verdict.ruling), style="bold")
    return text.append(f" {names.short(verdict.target)}", style="not bold").append(
        f"  [{verdict.relation}]", style="not bold dim"
    )
