"""`argmap experiment`: the technical examples that run."""

from __future__ import annotations

import click

from argmap.cli.analyse.experiment_run import run
from argmap.cli.common import json_option, listed, print_json


@click.group(short_help="Run technical examples and see what they measure.")
def experiment() -> None:
    """Run the technical examples that people point at, and hold their numbers against what was expected.

    An example of a map names one with 'experiment: NAME'. Each states its question and a prediction, counts operations
    instead of time, gives the same digits on every run, and says what it does not show.

    \b
    Examples:
      argmap experiment list
      argmap experiment show attention-scaling
      argmap experiment run --map data/math-in-ml
    """


experiment.add_command(run)


@experiment.command("list", short_help="List the experiments.")
@json_option
def list_experiments(as_json: bool) -> None:
    """List the experiments: name, title and how its numbers bear on the point that is made with the example.

    Experiments of installed packages (entry points of the group argmap.experiments) are among them.
    """
    from argmap.errors import ArgmapError
    from argmap.experiments.registry import EXPERIMENTS
    from argmap.experiments.registry import experiment as loaded

    rows, data = [], []
    for name in EXPERIMENTS.names():
        try:
            known = loaded(name)
        except ArgmapError as error:
            rows.append((name, str(error)))
            data.append({"name": name, "fault": str(error)})
            continue
        rows.append((name, f"{known.title} [{known.bearing}]"))
        data.append(
            {"name": name, "title": known.title, "question": known.question, "bearing": known.bearing}
        )
    if as_json:
        print_json(data)
    else:
        click.echo(listed(rows), nl=False)


@experiment.command("show", short_help="Tell what an experiment asks and what was predicted.")
@click.argument("name")
@json_option
def show_experiment(name: str, as_json: bool) -> None:
    """Tell what an experiment asks, what each side would expect, what it does not show, and where its code is.

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
