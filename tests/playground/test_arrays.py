"""The stand-in for NumPy in a browser does what NumPy does; NumPy itself says what is right."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
ARRAYS = ROOT / "tools" / "playground" / "arrays"


def stand_in() -> Any:
    """Load the stand-in beside NumPy, under another name."""
    folder = ARRAYS / "numpy"
    spec = importlib.util.spec_from_file_location(
        "small_numpy", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["small_numpy"] = module
    spec.loader.exec_module(module)
    return module


SMALL = stand_in()

numbers = st.floats(-4, 4, allow_subnormal=False).map(lambda value: round(value, 3))
vectors = st.lists(numbers, min_size=1, max_size=9)
groups = st.lists(st.integers(1, 4), min_size=1, max_size=4)
places = st.lists(st.integers(0, 4), min_size=1, max_size=8)


def same(work: Callable[..., Any], *arguments: Any) -> None:
    """Hold what one function makes of NumPy against what it makes of the stand-in."""
    right, ours = work(np, *arguments), work(SMALL, *arguments)
    wanted = right.tolist() if isinstance(right, np.ndarray | np.generic) else right
    found = ours.tolist() if isinstance(ours, SMALL.ndarray) else ours
    np.testing.assert_array_equal(np.shape(found), np.shape(wanted))
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12)
    assert type(found) is type(wanted) or isinstance(right, np.generic)
    if isinstance(wanted, list) and wanted and not isinstance(wanted[0], list):
        assert list(map(type, found)) == list(map(type, wanted))


ALONE = {
    "abs": lambda np, v: np.abs(np.array(v)),
    "built-in abs": lambda np, v: abs(np.array(v)),
    "exp": lambda np, v: np.exp(np.array(v)),
    "negative": lambda np, v: -np.array(v),
    "not": lambda np, v: ~(np.array(v) > 0.0),
    "signbit": lambda np, v: np.signbit(np.array(v)),
    "finite": lambda np, v: np.isfinite(np.array([*v, np.inf, np.nan])),
    "nan": lambda np, v: np.isnan(np.array([*v, np.nan])),
    "minimum with nan": lambda np, v: float(np.array([np.nan, *v]).min()),
    "clip": lambda np, v: np.clip(np.array(v), 0.0, 1.0),
    "sum": lambda np, v: float(np.array(v).sum()),
    "mean": lambda np, v: float(np.array(v).mean()),
    "deviation": lambda np, v: np.array([v, v[::-1]]).std(axis=0),
    "cumsum": lambda np, v: np.cumsum(np.array(v)),
    "cumsum of a mask": lambda np, v: np.cumsum(np.array(v) > 0.0) - 1,
    "diff": lambda np, v: np.diff(np.array(v)),
    "sort": lambda np, v: np.sort(np.array(v)),
    "unique": lambda np, v: np.unique(np.array(v)),
    "argmin": lambda np, v: int(np.argmin(np.array(v))),
    "nonzero": lambda np, v: np.flatnonzero(np.array(v) > 0.0),
    "mask": lambda np, v: np.array(v)[np.array(v) > 0.0],
    "division by zero": lambda np, v: np.array(v) / np.where(np.array(v) > 0.0, np.array(v), 1.0),
    "whole numbers": lambda np, v: np.array(v).astype(np.int32),
    "reversed": lambda np, v: np.array(v)[::-1],
    "empty": lambda np, v: np.array(v[:0], dtype=np.float64).reshape(-1, 2),
    "any": lambda np, v: bool((np.array(v) > 1.0).any()),
    "all": lambda np, v: bool((np.array(v) > 1.0).all()),
    "inner product": lambda np, v: float(np.einsum("i,i->", np.array(v), np.array(v))),
    "matrix and vector": lambda np, v: np.array([v, v[::-1]]) @ np.array(v),
    "close": lambda np, v: bool(np.allclose(np.array(v), np.array(v) + 1e-9)),
    "one beside all": lambda np, v: np.array(v)[:, None] + np.array(v)[None, :],
    "sum along an axis": lambda np, v: (np.array(v)[:, None] * np.array(v)[None, :]).sum(axis=1),
    "columns": lambda np, v: np.array([v, v])[:, 0],
    "rows side by side": lambda np, v: np.hstack([np.zeros((2, 1)), np.array([v, v])]),
    "bits": lambda np, v: ((np.array(v).astype(np.int64) << 2) | 1) & 5,
    "sum of a list of arrays": lambda np, v: np.sum([np.array(v), np.array(v)], axis=0),
}


@pytest.mark.parametrize("work", ALONE.values(), ids=ALONE.keys())
@given(values=vectors)
def test_a_function_of_one_array_is_numpys(work: Callable[..., Any], values: list[float]) -> None:
    same(work, values)


TWO: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "less": lambda a, b: a < b,
    "equal": lambda a, b: a == b,
    "at least": lambda a, b: a >= b,
    "and": lambda a, b: (a > 0.0) & (b > 0.0),
    "or": lambda a, b: (a > 0.0) | (b > 0.0),
    "a mask minus a number": lambda a, b: (a >= 0.0) - b,
}


@pytest.mark.parametrize("work", TWO.values(), ids=TWO.keys())
@given(values=vectors, number=numbers)
def test_two_arrays_are_calculated_with_as_numpy_does(
    work: Callable[[Any, Any], Any], values: list[float], number: float
) -> None:
    same(lambda np: work(np.array(values), np.array(values[::-1])))
    same(lambda np: work(np.array(values), number))
    same(lambda np: work(number, np.array(values)))
    same(lambda np: work(np.array([values, values]), np.array(values[::-1])))


@given(sizes=groups, data=st.data())
def test_groups_are_reduced_as_numpy_does(sizes: list[int], data: st.DataObject) -> None:
    values = data.draw(st.lists(numbers, min_size=sum(sizes), max_size=sum(sizes)))
    for name in ("add", "multiply", "maximum", "minimum"):

        def reduced(np: Any, name: str = name) -> Any:
            return getattr(np, name).reduceat(np.array(values), np.cumsum(np.array(sizes)) - np.array(sizes))

        same(reduced)
    same(lambda np: np.repeat(np.arange(len(sizes)), np.array(sizes)))
    same(lambda np: np.bincount(np.repeat(np.arange(len(sizes)), np.array(sizes)), np.array(values), 6))


@given(where=places, data=st.data())
def test_places_are_read_and_changed_as_numpy_does(where: list[int], data: st.DataObject) -> None:
    values = data.draw(st.lists(numbers, min_size=5, max_size=5))
    new = data.draw(st.lists(numbers, min_size=len(where), max_size=len(where)))
    same(lambda np: np.array(values)[np.array(where)])
    same(lambda np: np.array([values, values])[np.array(where) % 2])
    same(lambda np: np.array(values)[np.array([where, where])])
    same(lambda np: np.array([values, values])[np.array(where) % 2, np.array(where)])

    def changed(np: Any) -> Any:
        array = np.array(values)
        np.subtract.at(array, np.array(where), 1)
        np.add.at(array, np.array(where), np.array(new))
        array[np.array(where)] = np.array(new)
        array[1:3] = 0.5
        array[array > 2.0] = 2.0
        array *= 2.0
        array[0] += 1.0
        return array

    def summed(np: Any) -> Any:
        starts = np.zeros(6, dtype=np.intp)
        np.cumsum(np.bincount(np.array(where), minlength=5), out=starts[1:])
        return starts

    def entered(np: Any) -> Any:
        matrix = np.zeros((2, 5))
        np.add.at(matrix, (np.array(where) % 2, np.array(where)), np.array(new))
        return matrix

    for work in (changed, summed, entered):
        same(work)


@given(rows=st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=3, max_size=3), right=st.lists(numbers, min_size=3, max_size=3))  # fmt: skip
def test_equations_are_solved(rows: list[list[float]], right: list[float]) -> None:
    """Held against the equations themselves, which also holds where NumPy rounds otherwise."""
    matrix = [[value + (9.0 if at == row else 0.0) for at, value in enumerate(values)] for row, values in enumerate(rows)]  # fmt: skip
    found = SMALL.linalg.solve(SMALL.array(matrix), SMALL.array(right))
    np.testing.assert_allclose(np.array(matrix) @ np.array(found.tolist()), right, atol=1e-9)


def test_equations_without_one_solution_are_refused() -> None:
    with pytest.raises(SMALL.linalg.LinAlgError):
        SMALL.linalg.solve(SMALL.array([[1.0, 2.0], [2.0, 4.0]]), SMALL.array([1.0, 2.0]))


def test_what_is_missing_says_so() -> None:
    with pytest.raises(AttributeError, match="'random' is not in the browser"):
        _ = SMALL.random


STRENGTHS = """
import random
from argmap.solver.bipolar import bipolar_graph
from argmap.solver.gradual.models import MODELS
from argmap.solver.gradual.sensitivity import marginals, sensitivity
from argmap.solver.gradual.solve import gradual_strengths

draw = random.Random(7)
for size in (1, 3, 5, 8, 60):
    for cyclic in (False, True):
        edges = [(draw.randrange(size), draw.randrange(size)) for _ in range(2 * size)]
        edges = [(one, other) for one, other in edges if one != other]
        edges = edges if cyclic else [(max(pair), min(pair)) for pair in edges]
        base = [round(draw.random(), 2) for _ in range(size)]
        for model in MODELS.values():
            cut = len(edges) if model.attacks_only else len(edges) // 2
            graph = bipolar_graph(base, edges[:cut], edges[cut:])
            found = [gradual_strengths(graph, model).listed(), marginals(graph, model, 0, range(min(4, len(edges))))]
            slopes = sensitivity(graph, model, 0)
            found.append(None if slopes is None else slopes.tolist())
            for values in found:
                print(None if values is None else [None if v is None else round(v, 7) + 0.0 for v in values])
"""


def test_strengths_are_those_that_numpy_gives() -> None:
    """All models, their slopes and marginals, with cycles and without, to seven digits."""

    def printed(*folders: Path) -> str:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}
        done = subprocess.run([sys.executable, "-c", STRENGTHS], env=environment, capture_output=True, check=False)  # fmt: skip
        assert done.stderr == b""
        return done.stdout.decode()

    assert printed(ARRAYS, ROOT) == printed(ROOT)
