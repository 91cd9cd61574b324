"""Runs of the bundled experiments that several tests look at: each is run once."""

from __future__ import annotations

from functools import cache

from argmap.experiments.measure import ExperimentResult
from argmap.experiments.registry import experiment


@cache
def ran(name: str, seed: int) -> ExperimentResult:
    """Return what an experiment finds with a seed."""
    return experiment(name).run(seed)
