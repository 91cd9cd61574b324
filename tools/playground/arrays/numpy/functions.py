"""What NumPy calls by name, for the arrays of this package."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

from .array import Shape, argument, ndarray

__all__ = [
    "abs",
    "add",
    "allclose",
    "arange",
    "argmin",
    "bincount",
    "clip",
    "concatenate",
    "cumsum",
    "diff",
    "einsum",
    "exp",
    "eye",
    "flatnonzero",
    "full",
    "hstack",
    "isfinite",
    "isnan",
    "maximum",
    "minimum",
    "multiply",
    "ones",
    "ones_like",
    "repeat",
    "signbit",
    "sort",
    "subtract",
    "sum",
    "unique",
    "where",
    "zeros",
    "zeros_like",
]


class Operation:
    """A function of two numbers, element by element, for groups of an array, or at places of it."""

    def __init__(self, work: Callable[[Any, Any], Any]) -> None:
        self.work = work

    def __call__(self, one: Any, other: Any) -> Any:
        if not isinstance(one, ndarray) and not isinstance(other, ndarray):
            return self.work(one, other)
        return argument(one if isinstance(one, ndarray) else [one]).with_each(other, self.work)

    def at(self, array: ndarray, places: Any, values: Any) -> None:
        """Change an array at places, one after the other: what stands there twice is changed twice."""
        keys = places if isinstance(places, tuple) else (places,)
        number = len(keys[0])
        each = [values] * number if isinstance(values, int | float) else argument(values).flat
        for place, value in zip(zip(*(key.flat for key in keys), strict=True), each, strict=True):
            key = place if len(place) > 1 else place[0]
            array[key] = self.work(array[key], value)

    def reduceat(self, numbers: ndarray, starts: ndarray) -> ndarray:
        """Return one number for each group; a group goes to the start of the next."""
        groups = (numbers.flat[start:end] for start, end in pairwise([*starts.flat, len(numbers)]))
        return ndarray((len(starts),), [_folded(self.work, group) for group in groups], numbers.dtype)


def _folded(work: Callable[[Any, Any], Any], group: list[Any]) -> Any:
    *_, last = accumulate(group, work)
    return last


def _smaller(one: float, other: float) -> float:
    return one if one < other or one != one else other  # noqa: PLR0124 - nan is the one that differs from itself


def _larger(one: float, other: float) -> float:
    return one if one > other or one != one else other  # noqa: PLR0124


minimum, maximum = Operation(_smaller), Operation(_larger)
add, subtract, multiply = Operation(operator.add), Operation(operator.sub), Operation(operator.mul)


def _each(work: Callable[[Any], Any], kind: type | None = None) -> Callable[[Any], Any]:
    def over(values: Any) -> Any:
        if isinstance(values, int | float):
            return work(values)
        return ndarray(values.shape, list(map(work, values.flat)), kind or values.dtype)

    return over


exp, abs = _each(math.exp, float), _each(abs)
isnan, isfinite = _each(math.isnan, bool), _each(math.isfinite, bool)
signbit = _each(lambda value: math.copysign(1.0, value) < 0, bool)


def full(shape: int | Shape, value: float, dtype: type | None = None) -> ndarray:
    lengths = (shape,) if isinstance(shape, int) else shape
    return ndarray(lengths, [value] * math.prod(lengths), dtype or type(value))


def zeros(shape: int | Shape, dtype: type = float) -> ndarray:
    return full(shape, 0, dtype)


def ones(shape: int | Shape, dtype: type = float) -> ndarray:
    return full(shape, 1, dtype)


def zeros_like(array: ndarray) -> ndarray:
    return zeros(array.shape, array.dtype)


def ones_like(array: ndarray) -> ndarray:
    return ones(array.shape, array.dtype)


def eye(size: int) -> ndarray:
    return ndarray((size, size), [float(row == column) for row in range(size) for column in range(size)])


def arange(*limits: int) -> ndarray:
    return ndarray((len(range(*limits)),), range(*limits), int)


def where(chosen: ndarray, one: Any, other: Any) -> ndarray:
    """Return the numbers of one where a mask is true, else those of the other."""
    sides = [(value + zeros_like(chosen)).flat for value in (one, other)]
    picked = [here if yes else there for yes, here, there in zip(chosen.flat, *sides, strict=True)]
    return ndarray(chosen.shape, picked)


def flatnonzero(array: ndarray) -> ndarray:
    return argument([place for place, value in enumerate(array.flat) if value], int)


def repeat(values: Any, counts: Any) -> ndarray:
    array = argument(values)
    numbers = [counts] * array.size if isinstance(counts, int) else argument(counts, int).flat
    flat = [value for value, number in zip(array.flat, numbers, strict=True) for _ in range(number)]
    return ndarray((len(flat),), flat, array.dtype)


def bincount(places: ndarray, weights: ndarray | None = None, minlength: int = 0) -> ndarray:
    totals: list[Any] = [0 if weights is None else 0.0] * max(minlength, max(places.flat, default=-1) + 1)
    for place, weight in zip(places.flat, [1] * len(places) if weights is None else weights.flat, strict=True):  # fmt: skip
        totals[place] += weight
    return ndarray((len(totals),), totals, int if weights is None else float)


def cumsum(values: Any, out: ndarray | None = None) -> ndarray:
    """Return the sums up to each number; `out`, a part of another array, is filled with them there."""
    array = argument(values)
    sums = list(accumulate(array.flat))
    if out is not None and out.seen_through is not None:
        whole, part = out.seen_through
        whole[part] = sums
    return ndarray((len(sums),), sums, int if array.dtype is bool else array.dtype)


def diff(array: ndarray) -> ndarray:
    return array[1:] - array[:-1]


def concatenate(arrays: Sequence[ndarray]) -> ndarray:
    flat = [value for array in arrays for value in array.flat]
    kinds = {array.dtype for array in arrays}
    return ndarray((len(flat),), flat, float if float in kinds else int if int in kinds else bool)


def hstack(arrays: Sequence[ndarray]) -> ndarray:
    """Return matrices of as many rows side by side."""
    return argument([[value for row in rows for value in row.flat] for rows in zip(*arrays, strict=True)])


def unique(array: ndarray) -> ndarray:
    return argument(sorted(set(array.flat)), array.dtype)


def sort(array: ndarray) -> ndarray:
    return argument(sorted(array.flat), array.dtype)


def clip(array: ndarray, low: float, high: float) -> ndarray:
    return minimum(maximum(array, low), high)


def argmin(array: ndarray) -> int:
    return min(range(array.size), key=array.flat.__getitem__)


def sum(values: Iterable[Any], axis: int | None = None) -> Any:
    return argument(values).sum(axis)


def einsum(pattern: str, one: ndarray, other: ndarray) -> float:
    """Return the inner product of two vectors, the one pattern that is known."""
    if pattern != "i,i->":
        raise NotImplementedError(pattern)
    return (one * other).sum()


def allclose(one: ndarray, other: ndarray, rtol: float = 1e-5, atol: float = 1e-8) -> bool:
    return (abs(one - other) <= atol + rtol * abs(other)).all()
