"""What all tests share: the bundled dataset, and two profiles of hypothesis.

The usual one is quick and the same on every machine. `python -m pytest --hypothesis-profile=thorough` draws new examples
each time, and more of them, for a night.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from argmap.model import ArgumentMap
from argmap.storage import load_map

ROOT = Path(__file__).parent.parent

# A hundred programs are started by tests: where nothing is kept compiled, each would compile all of argmap anew
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Hypothesis also draws constants of the modules that happen to be imported, which differ from worker to worker: without them,
# the same test draws the same in every run. The name is its own, so that a version without it changes nothing else.
if hasattr(providers, "_get_local_constants"):
    providers._get_local_constants = lambda: providers._local_constants

NOISY = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "argmap",
    deadline=None,  # machines are shared and noisy: no test is about time
    max_examples=40,
    derandomize=True,
    suppress_health_check=[
        *NOISY,
        HealthCheck.nested_given,
    ],  # the maps of all tests are drawn inside the first
)
settings.register_profile("thorough", deadline=None, max_examples=500, suppress_health_check=NOISY)
settings.load_profile("argmap")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def math_in_ml() -> ArgumentMap:
    """The bundled map."""
    return load_map(ROOT / "data" / "math-in-ml")
