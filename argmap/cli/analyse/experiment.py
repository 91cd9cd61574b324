"""`argmap experiment`: the technical examples that run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, NumberRange, json_option, listed, print_json
from argmap.cli.groups import Group
from argmap.cli.names import EXPERIMENT

if TYPE_CHECKING:
    from argmap.experiments.outcome import Outcome
    from argmap.experiments.protocol import Experiment
    from argmap.model.map import ArgumentMap

LARGEST_SEED = 2**32 - 1


@click.group(cls=Group, short_help="Run the technical examples of a map.")
def experiment() -> None:
    """Run the technical examples that people mention, and compare their numbers with what was expected.

    An example of a map names its experiment with 'experiment: NAME'. Each experiment states beforehand its question, its
    predictions and which outcome would speak for or against which claim. It counts operations instead of time, gives the
    same numbers on every run, and says what it does not show.

    \b
    Examples:
      argmap experiment list
      argmap experiment show attention-scaling
      argmap experiment run --map data/math-in-ml
    """


@experiment.command(short_help="Run experiments and compare the numbers.")
@click.argument("names", nargs=-1, type=EXPERIMENT, metavar="[NAME]...")
@click.option(
    "--map", "path", metavar="PATH", help="Run the experiments of this map, with a verdict on each relation."
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
    type=NumberRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop an experiment after this time, instead of its own limit.",
)
@click.option(
    "--plot",
    metavar="FILE.svg",
    help="Write a plot; for several experiments, name a folder.",
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
    """Run experiments and compare what they measure with what was expected.

    Without NAME and --map, all experiments run. Each says beforehand which outcome would speak for or against which claim;
    what its numbers say follows from the measures. With --map, each relation from an example gets a verdict: it is
    supported or contradicted by the measure, or the measures do not bear on it. No verdict is given if a check of the code
    fails. Exit code: 0 if every measure is as expected; 1 if not, or if an experiment fails or takes too long.

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
        from argmap.project.results import results_data

        print_json(results_data(outcomes, map))
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
    """Return the names of the experiments to run, each once; all are known before the first runs.

    Raises:
        ArgmapError: the map names no experiment.
        UnknownName: the map names an experiment that is not installed.
    """
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


def _print(outcomes: Mapping[str, Outcome], map: ArgumentMap | None) -> None:
    from argmap.cli.tables import print_outcome, print_verdicts
    from argmap.experiments.verdict import verdicts

    ruled = verdicts(map, outcomes) if map is not None else ()
    for outcome in outcomes.values():
        print_outcome(outcome, map, [v for v in ruled if v.experiment == outcome.name])
    if map is not None:
        print_verdicts(ruled, map)
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
        raise click.UsageError(f"plots are SVG files: end {target!r} in .svg, or name a folder")
    if not single and suffix == ".svg":
        raise click.UsageError(
            f"{len(outcomes)} plots do not fit into one file; name one experiment, or a folder"
        )
    if not single:
        Path(target).mkdir(parents=True, exist_ok=True)
    for outcome in outcomes.values():
        if outcome.result is None:
            continue
        place = target if single else str(Path(target) / f"{outcome.name}.svg")
        write_result(place, plot_svg(outcome).encode("utf-8"))


@experiment.command("list", short_help="List the experiments.")
@json_option
def list_experiments(as_json: bool) -> None:
    """List the experiments: name, title, on how many claims each bears, and on how many of those it is linked with it does not.

    Installed packages can add experiments (entry points of the group argmap.experiments).
    """
    from dataclasses import asdict

    from argmap.errors import ArgmapError
    from argmap.experiments.registry import EXPERIMENTS
    from argmap.experiments.registry import experiment as loaded

    rows: list[tuple[str, str]] = []
    data: list[dict[str, object]] = []
    for name in EXPERIMENTS.names():
        try:
            known = loaded(name)
        except ArgmapError as error:
            rows.append((name, str(error)))
            data.append({"name": name, "fault": str(error)})
            continue
        rows.append((name, f"{known.title} [{_measured(known)}]"))
        data.append(
            {
                "name": name,
                "title": known.title,
                "question": known.question,
                "criteria": [asdict(one) for one in known.criteria],
            }
        )
    if as_json:
        print_json(data)
    else:
        click.echo(listed(rows), nl=False)


def _measured(known: Experiment) -> str:
    from argmap.experiments.criteria import Criterion

    measured = sum(isinstance(one, Criterion) for one in known.criteria)
    return f"measures {measured}, does not bear on {len(known.criteria) - measured}"


@experiment.command("show", short_help="Show the question and the predictions of an experiment.")
@click.argument("name", type=EXPERIMENT)
@json_option
def show_experiment(name: str, as_json: bool) -> None:
    """Show what an experiment asks, what each side would expect, what would speak for or against which claim, and its limits.

    \b
    Examples:
      argmap experiment show attention-scaling
      argmap experiment show convolution --json
    """
    from argmap.experiments.registry import experiment as loaded
    from argmap.rendering.text.experiment import experiment_data, experiment_text

    known = loaded(name)
    if as_json:
        print_json(experiment_data(known))
    else:
        click.echo(experiment_text(known), nl=False)
