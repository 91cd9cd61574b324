"""What all tests share: the bundled dataset, and one profile of hypothesis for every machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from argmap.model import ArgumentMap
from argmap.storage import load_map

ROOT = Path(__file__).parent.parent

settings.register_profile(
    "argmap",
    deadline=None,  # machines are shared and noisy: no test is about time
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("argmap")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def math_in_ml() -> ArgumentMap:
    """The bundled map."""
    return load_map(ROOT / "data" / "math-in-ml")
