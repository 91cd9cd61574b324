"""`argmap analyse`: a report on what a discussion shows."""

from __future__ import annotations

import shutil
import sys

import click

from argmap.cli.common import (
    chosen_results,
    interpretation_options,
    json_option,
    map_argument,
    print_json,
    results_options,
)

MODELS = (
    "df-quad",
    "euler-based",
    "euler-based-top",
    "h-categoriser",
    "max-based",
    "quadratic-energy",
    "squared-df-quad",
)


@click.command(short_help="Tell what stands in a map, why, and what would change it.")
@map_argument
@interpretation_options
@click.option(
    "--strength", type=click.Choice(MODELS), default="df-quad", show_default=True, help="Model of strength."
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="N",
    help="Time for each search.",
)
@results_options
@json_option
def analyse(
    path: str,
    semantics: str,
    interpretation: str,
    rivals: bool,
    strength: str,
    seconds: float,
    results: str | None,
    no_results: bool,
    as_json: bool,
) -> None:
    """Tell what a discussion shows: what stands and why, the cruxes, the positions, who gave ground, what is open.

    A map is read as an assumption-based framework (see docs/acceptability.md). The report can be read aloud;
    --json has every number behind it.

    \b
    Examples:
      argmap analyse data/math-in-ml
      argmap analyse data/math-in-ml --semantics preferred --rivals
      argmap analyse data/math-in-ml --json
    """
    from argmap.evaluation.theory import Basis, Interpretation
    from argmap.graph.views import whole
    from argmap.solver.semantics import Semantics
    from argmap.storage.load import load_map
    from argmap.study import Question
    from argmap.study import analyse as analysed

    map = load_map(path)
    question = Question(Semantics(semantics), Interpretation(Basis(interpretation), rivals), strength)
    found = analysed(map, question, seconds=seconds)
    if as_json:
        print_json(found.to_dict())
        return
    from argmap.rendering.marks import marks
    from argmap.rendering.report.write import report, report_text
    from argmap.rendering.scene import scene

    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    told = marks(map, results=chosen_results(map, results, none=no_results))
    click.echo(report_text(report(scene(whole(map), told), found), width), nl=False)
