"""Results of experiments on a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from argmap.experiments.judgement import judgements
from argmap.experiments.verdict import LinkStatus
from argmap.rendering.plot.measures import rows
from argmap.rendering.report.naming import Names
from argmap.rendering.report.verdicts import (
    LINK_WORDS,
    MAKES_THE_POINT,
    judgement_text,
    verdict_target,
    verdict_text,
)

if TYPE_CHECKING:
    from argmap.experiments.outcome import Outcome
    from argmap.experiments.verdict import LinkVerdict
    from argmap.model.map import ArgumentMap

STYLES = {
    LinkStatus.SUPPORTED: "green",
    LinkStatus.CONTRADICTED: "bold red",
    LinkStatus.UNMEASURED: "dim",
    LinkStatus.OPEN: "yellow",
}
PIPE_WIDTH = 200
"""Columns on a pipe: a measure and its numbers stay on one line."""


def print_outcome(outcome: Outcome, map: ArgumentMap | None, verdicts: Sequence[LinkVerdict]) -> None:
    """Print what an experiment measured, against what was expected, and its verdicts on a map."""
    console = _console()
    console.print(Text(outcome.title, style="bold").append(f"  {outcome.name}", style="not bold dim"))
    console.print(_indented(Text(outcome.headline, style="" if outcome.holds else "red")))
    if outcome.result is not None:
        console.print(_indented(_table(outcome)))
    for judgement in judgements(outcome):
        if map is None or judgement.criterion is not None:
            _paragraph(console, f"It {judgement_text(judgement)}")
    if map is not None:
        for verdict in verdicts:
            _paragraph(console, f"[{verdict.relation}] {verdict_text(verdict, Names(map))}")
    if outcome.summary is not None and outcome.holds:
        _paragraph(console, f"It shows: {outcome.summary.shows}")
    if outcome.summary is not None:
        _paragraph(console, f"It does not show: {outcome.summary.shows_not}", "dim")
    console.print()


def print_verdicts(verdicts: Sequence[LinkVerdict], map: ArgumentMap) -> None:
    """Print a table of the relations that start from an example: what the map says, and whether the measures support it."""
    console, names = _console(), Names(map)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for heading in ("relation", "what the map says", "verdict"):
        table.add_column(heading)
    for verdict in verdicts:
        said = (
            f"{names.short(verdict.example)} {MAKES_THE_POINT[verdict.kind]} {verdict_target(verdict, names)}"
        )
        table.add_row(
            Text(verdict.relation), Text(said), Text(LINK_WORDS[verdict.link], style=STYLES[verdict.link])
        )
    console.print(table)
    console.print()


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, soft_wrap=False)


def _paragraph(console: Console, text: str, style: str = "") -> None:
    """Print a paragraph below an experiment; on a pipe it is one line."""
    if console.is_terminal:
        console.print(_indented(Text(text, style=style)))
    else:
        console.print(Text(f"  {text}", style=style), soft_wrap=True)


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
