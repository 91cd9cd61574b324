"""The description of an experiment, as text and as data."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from argmap.experiments.criteria import Bearing, Criterion
from argmap.experiments.protocol import Experiment
from argmap.rendering.report.verdicts import criterion_text

WIDTH = 100


def experiment_text(experiment: Experiment) -> str:
    """Return the page of an experiment: question, predictions, criteria, limits, sources and code, as wrapped text."""
    parts = [
        ("Question", experiment.question),
        *((expected_by(position), text) for position, text in experiment.predictions.items()),
        *((criterion_heading(one), criterion_text(one)) for one in experiment.criteria),
        ("What it shows while every measure is as expected", experiment.shows),
        ("What it does not show", experiment.shows_not),
        *(("Source", f"{source}.") for source in experiment.sources),
        ("Code", code_place(experiment)),
    ]
    lines = [
        f"{experiment.name}: {experiment.title}",
        *(line for part in parts for line in _paragraph(*part)),
    ]
    return "\n".join(lines) + "\n"


def criterion_heading(bearing: Bearing) -> str:
    """Return the heading of what is said about a statement before a run."""
    return "What speaks for or against" if isinstance(bearing, Criterion) else "Does not bear on"


def expected_by(position: str) -> str:
    """Return the heading of what the holder of a position would expect."""
    return f"Expected by “{position}”"


def experiment_data(experiment: Experiment) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "name": experiment.name,
        "title": experiment.title,
        "question": experiment.question,
        "predictions": dict(experiment.predictions),
        "criteria": [asdict(one) for one in experiment.criteria],
        "shows": experiment.shows,
        "shows_not": experiment.shows_not,
        "sources": [str(source) for source in experiment.sources],
        "code": code_place(experiment),
    }


def code_place(experiment: Experiment) -> str:
    """Return file and line of an experiment's code, or the module's name where there is no file."""
    try:
        file, (_, line) = inspect.getsourcefile(experiment.run), inspect.getsourcelines(experiment.run)
    except (OSError, TypeError):
        return str(getattr(experiment.run, "__module__", "unknown"))
    return f"{file}:{line}"


def _paragraph(heading: str, text: str) -> Iterator[str]:
    yield ""
    yield heading
    yield from wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
