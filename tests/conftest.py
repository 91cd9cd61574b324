"""What all tests share: the bundled dataset, and two profiles of hypothesis.

The usual one is quick and the same on every machine. `python -m pytest --hypothesis-profile=thorough` draws new examples
each time, and more of them, for a night.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from argmap.model import ArgumentMap
from argmap.rendering.picture import engine
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

GRAPHVIZ = engine._in_process
"""Graphviz itself, which runs each time that it is called."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are collected, nor among them later: fourteen thousand of them and all modules stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Let Graphviz draw each graph once: hundreds of tests look at the pictures of the bundled maps.

    What Graphviz answers depends on nothing but the graph, the format and its settings in the environment, as
    `test_determinism.py` and `test_engine.py` show. They ask Graphviz itself each time, see `drawn_anew`.
    """

    @lru_cache(maxsize=512)
    def kept(dot: str, format: str, settings: tuple[str | None, ...]) -> bytes:
        import pygraphviz

        return GRAPHVIZ(pygraphviz, dot, format)

    def in_process(_pygraphviz: object, dot: str, format: str) -> bytes:
        settings = tuple(os.environ.get(name) for name in (*engine._bundled_font(), "GVBINDIR"))
        return kept(dot, format, settings)

    engine._in_process = in_process
    yield
    engine._in_process = GRAPHVIZ


@pytest.fixture(scope="class")
def drawn_anew() -> Iterator[None]:
    """Let Graphviz draw what it has drawn before, for a test that it draws the same again."""
    before, engine._in_process = engine._in_process, GRAPHVIZ
    yield
    engine._in_process = before


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def math_in_ml() -> ArgumentMap:
    """The bundled map."""
    return load_map(ROOT / "data" / "math-in-ml")
