"""`argmap experiment run`: measured against expected, and a verdict for every step that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, json_option, print_json

if TYPE_CHECKING:
    from argmap.experiments.outcome import Outcome
    from argmap.model.map import ArgumentMap

LARGEST_SEED = 2**32 - 1


@click.command(short_help="Run experiments: measured against expected.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--map", "path", metavar="PATH", help="Run what the examples of this map name, and rule on its steps."
)
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    default=0,
    show_default=True,
    metavar="N",
    help="Seed of the random numbers.",
)
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give an experiment up after this time, in place of its own limit.",
)
@click.option(
    "--plot",
    metavar="FILE.svg",
    help="Write a plot; of several experiments, one NAME.svg each into a folder.",
)
@json_option
@click.pass_context
def run(
    ctx: click.Context,
    names: tuple[str, ...],
    path: str | None,
    seed: int,
    limit: float | None,
    plot: str | None,
    as_json: bool,
) -> None:
    """Run experiments and hold what they measure against what was expected.

    Without NAME and --map all are run. With --map each step that rests on an example gets a verdict: the numbers bear
    for its target, bear against it or cut both ways, as the experiment declares, and only while every measure is as
    expected. Exit code: 0 if every measure is, 1 if not, or if an experiment raised or ran past its limit.

    \b
    Examples:
      argmap experiment run attention-scaling
      argmap experiment run --map data/math-in-ml
      argmap experiment run convolution --seed 7 --plot convolution.svg
      argmap experiment run --json > results.json
    """
    map = _loaded(path)
    chosen = _chosen(names, map)
    outcomes = {outcome.name: outcome for outcome in _run(chosen, seed, limit)}
    if as_json:
        print_json(_data(outcomes, map))
    else:
        _print(outcomes, map)
    if plot is not None:
        _plot(outcomes, plot)
    ctx.exit(0 if all(outcome.holds for outcome in outcomes.values()) else EXIT_FINDINGS)


def _loaded(path: str | None) -> ArgumentMap | None:
    if path is None:
        return None
    from argmap.storage.load import load_map

    return load_map(path)


def _chosen(names: tuple[str, ...], map: ArgumentMap | None) -> list[str]:
    """Return the names of the experiments to run, each once; every one is known before the first runs."""
    from argmap.errors import ArgmapError, UnknownName
    from argmap.experiments.registry import EXPERIMENTS
    from argmap.experiments.verdict import examples_with_experiments

    known = EXPERIMENTS.names()
    if not names and map is not None:
        names = tuple(sorted(examples_with_experiments(map).values()))
        if not names:
            raise ArgmapError(f"no example of {map.id!r} names an experiment; add 'experiment: NAME' to one")
    for name in names:
        if name not in known:
            raise UnknownName("experiment", name, known)
    return list(dict.fromkeys(names or known))


def _run(names: list[str], seed: int, limit: float | None) -> list[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from argmap.experiments.runner import run_all

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    done = []
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("running experiments", total=len(names))
        for outcome in run_all(names, seed, limit=limit):
            done.append(outcome)
            progress.update(task, advance=1, description=outcome.name)
    return done


def _data(outcomes: Mapping[str, Outcome], map: ArgumentMap | None) -> object:
    from argmap.project.results import results_data

    return results_data(outcomes, map)


def _print(outcomes: Mapping[str, Outcome], map: ArgumentMap | None) -> None:
    from argmap.cli.tables import print_outcome
    from argmap.experiments.verdict import verdicts

    ruled = verdicts(map, outcomes) if map is not None else ()
    for outcome in outcomes.values():
        print_outcome(outcome, map, [v for v in ruled if v.experiment == outcome.name])
    held = sum(outcome.holds for outcome in outcomes.values())
    failed = len(outcomes) - held
    click.echo(
        f"{len(outcomes)} experiment{'s' if len(outcomes) != 1 else ''} run: {held} as expected"
        + (f", {failed} not" if failed else ""),
        err=True,
    )


def _plot(outcomes: Mapping[str, Outcome], target: str) -> None:
    from argmap.cli.common import write_result
    from argmap.rendering.plot.plot import plot_svg

    suffix = Path(target).suffix.lower()
    single = suffix == ".svg" and len(outcomes) == 1
    if suffix not in {"", ".svg"} and not Path(target).is_dir():
        raise click.UsageError(f"plots are SVG: end {target!r} in .svg, or name a folder")
    if not single and suffix == ".svg":
        raise click.UsageError(
            f"{len(outcomes)} plots do not go into one file; name one experiment, or a folder"
        )
    if not single:
        Path(target).mkdir(parents=True, exist_ok=True)
    for outcome in outcomes.values():
        if outcome.result is None:
            continue
        place = target if single else str(Path(target) / f"{outcome.name}.svg")
        write_result(place, plot_svg(outcome).encode("utf-8"))
