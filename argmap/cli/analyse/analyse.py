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


@click.command(short_help="Evaluate which claims are accepted, why, and what would change it.")
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
    """Report what a discussion shows: which theses are accepted and why, and what would change that.

    The report also says which positions can be held, who conceded what, and what nobody answered.
    A map is read as an assumption-based framework (see docs/acceptability.md). The report can be read aloud;
    --json prints every number behind it.

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
    from argmap.study import Study

    map = load_map(path)
    study = Study(map, Interpretation(Basis(interpretation), rivals), Semantics(semantics), strength, seconds)
    if as_json:
        print_json(study.to_dict())
        return
    from argmap.rendering.marks import marks
    from argmap.rendering.report.write import report, report_text
    from argmap.rendering.scene import scene

    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    measured = marks(map, results=chosen_results(map, results, none=no_results))
    sections = report(scene(whole(map), measured, study.index), study)
    click.echo(report_text(sections, width), nl=False)
