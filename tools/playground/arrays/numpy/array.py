"""An array as a flat list and a shape: made, indexed, calculated with and reduced."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, product, repeat
from math import copysign, inf, isnan, nan, prod, sqrt
from typing import Any

Number = float | int | bool
Shape = tuple[int, ...]
Key = Any
"""What may stand in brackets: a number, a slice, None, an array of places or a mask, or a tuple of these."""


def argument(values: Any, dtype: type | None = None) -> ndarray:
    """Return nested sequences of numbers, or an array, as a new array of their narrowest type."""
    if isinstance(values, ndarray):
        return values.astype(dtype or values.dtype)
    level = values if isinstance(values, list | tuple | range) else list(values)
    shape = [len(level)]
    while level and isinstance(level[0], list | tuple | range | ndarray):
        if len({len(row) for row in level}) > 1:
            raise ValueError("setting an array element with a sequence: rows of different lengths")
        shape.append(len(level[0]))
        level = [value for row in level for value in row]
    return ndarray(tuple(shape), level, dtype)


class ndarray:  # noqa: N801 - NumPy's name
    """Numbers of one type (float, int or bool) in a shape, the last axis running fastest."""

    __slots__ = ("dtype", "flat", "seen_through", "shape")

    def __init__(self, shape: Shape, flat: Sequence[Number], dtype: type | None = None) -> None:
        kinds = set(map(type, flat)) if dtype is None else set()
        self.shape = shape
        self.dtype: type = dtype or (float if float in kinds or not kinds else int if int in kinds else bool)
        uniform = kinds <= {self.dtype} and dtype is None
        self.flat: list[Any] = list(flat) if uniform else list(map(self.dtype, flat))
        self.seen_through: tuple[ndarray, slice] | None = None

    # Of what kind and size

    @property
    def size(self) -> int:
        return len(self.flat)

    @property
    def ndim(self) -> int:
        return len(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.flat) if self.ndim == 1 else iter([self[place] for place in range(len(self))])

    def __bool__(self) -> bool:
        if self.size != 1:
            raise ValueError("the truth of an array with several elements is ambiguous; ask any() or all()")
        return bool(self.flat[0])

    def __repr__(self) -> str:
        return f"array({self.tolist()!r})"

    def tolist(self) -> list[Any]:
        if self.ndim == 1:
            return list(self.flat)
        return [self[place].tolist() for place in range(len(self))]

    def copy(self) -> ndarray:
        return ndarray(self.shape, self.flat, self.dtype)

    def astype(self, dtype: type, copy: bool = True) -> ndarray:
        return self if dtype is self.dtype and not copy else ndarray(self.shape, self.flat, dtype)

    def reshape(self, *shape: int) -> ndarray:
        known = prod(length for length in shape if length >= 0)
        full = tuple(len(self.flat) // known if length < 0 else length for length in shape)
        if prod(full) != self.size:
            raise ValueError(f"cannot reshape an array of size {self.size} into {shape}")
        return ndarray(full, self.flat, self.dtype)

    # What stands at a place

    def __getitem__(self, key: Key) -> Any:
        if isinstance(key, ndarray | list):
            return self._taken(argument(key))
        if self.ndim == 1 and isinstance(key, int):
            return self.flat[key]
        if self.ndim == 1 and isinstance(key, slice):
            flat = self.flat[key]
            part = ndarray((len(flat),), flat, self.dtype)
            part.seen_through = self, key
            return part
        shape, places = self._places(key)
        return ndarray(shape, [self.flat[place] for place in places], self.dtype) if shape is not None else self.flat[places[0]]  # fmt: skip

    def __setitem__(self, key: Key, value: Any) -> None:
        if isinstance(key, list):
            key = argument(key)
        if isinstance(key, ndarray):
            rows = _chosen(key)
            width = prod(self.shape[1:])
            places = [row * width + at for row in rows for at in range(width)]
        elif self.ndim == 1 and isinstance(key, int):
            places = [range(self.size)[key]]
        else:
            places = self._places(key)[1]
        values = repeat(value, len(places)) if isinstance(value, int | float) else argument(value).flat
        for place, one in zip(places, values, strict=True):
            self.flat[place] = self.dtype(one)

    def _taken(self, key: ndarray) -> ndarray:
        if key.dtype is bool:
            rows = _chosen(key)
            shape: Shape = (len(rows),)
        else:
            rows, shape = key.flat, key.shape
        if self.ndim == 1:
            return ndarray(shape, [self.flat[row] for row in rows], self.dtype)
        width = prod(self.shape[1:])
        flat = [value for row in rows for value in self.flat[row * width : (row + 1) * width]]
        return ndarray((*shape, *self.shape[1:]), flat, self.dtype)

    def _places(self, key: Key) -> tuple[Shape | None, list[int]]:
        """Return the shape of what a key leads to (None for one number), and its places in the flat list."""
        keys = key if isinstance(key, tuple) else (key,)
        if any(isinstance(one, ndarray) for one in keys):
            first, *others = (argument(one) for one in keys)
            shape = _together(first.shape, *(one.shape for one in others))
            rows = [_stretched(one, shape) for one in (first, *others)]
            strides = _strides(self.shape)
            return shape, [sum(map(operator.mul, at, strides)) for at in zip(*rows, strict=True)]
        shape_found: list[int] = []
        ranges: list[Sequence[int]] = []
        strides, axis = _strides(self.shape), 0
        for one in keys:
            if one is None:
                shape_found.append(1)
                continue
            along = range(self.shape[axis])[one]
            steps = [along] if isinstance(along, int) else list(along)
            ranges.append([step * strides[axis] for step in steps])
            if not isinstance(along, int):
                shape_found.append(len(steps))
            axis += 1
        for rest in range(axis, self.ndim):
            shape_found.append(self.shape[rest])
            ranges.append([step * strides[rest] for step in range(self.shape[rest])])
        return (tuple(shape_found) or None), [sum(steps) for steps in product(*ranges)]

    # Arithmetic, element by element

    def with_each(self, other: Any, work: Callable[[Any, Any], Any]) -> ndarray:
        """Return an array of what `work` makes of each number here and that beside it."""
        if isinstance(other, int | float):
            return ndarray(self.shape, list(map(work, self.flat, repeat(other))))._typed(self, other)
        one = argument(other)
        if one.shape == self.shape:
            return ndarray(self.shape, list(map(work, self.flat, one.flat)))._typed(self, one)
        shape = _together(self.shape, one.shape)
        return ndarray(shape, list(map(work, _stretched(self, shape), _stretched(one, shape))))._typed(self, one)  # fmt: skip

    def _typed(self, left: Any, right: Any) -> ndarray:
        """Return this; where it is empty its numbers cannot tell what they are, and both sides do."""
        if not self.flat:
            kinds = {getattr(side, "dtype", type(side)) for side in (left, right)}
            self.dtype = float if float in kinds else int if int in kinds else bool
        return self

    def _become(self, result: ndarray) -> ndarray:
        self.flat[:] = map(self.dtype, result.flat)
        return self

    def _as(work: Callable[[Any, Any], Any]) -> Any:  # noqa: N805 - while the class is made
        return lambda self, other: self.with_each(other, work)

    def _back(work: Callable[[Any, Any], Any]) -> Any:  # noqa: N805 - while the class is made
        return lambda self, other: self.with_each(other, lambda here, there: work(there, here))

    def _within(work: Callable[[Any, Any], Any]) -> Any:  # noqa: N805 - while the class is made
        return lambda self, other: self._become(self.with_each(other, work))

    def _divided(left: float, right: float) -> float:  # noqa: N805 - while the class is made
        if right:
            return left / right
        return nan if not left or isnan(left) else copysign(inf, left) * copysign(1.0, right)

    __add__, __radd__, __iadd__ = _as(operator.add), _as(operator.add), _within(operator.add)
    __sub__, __rsub__, __isub__ = _as(operator.sub), _back(operator.sub), _within(operator.sub)
    __mul__, __rmul__, __imul__ = _as(operator.mul), _as(operator.mul), _within(operator.mul)
    __truediv__, __rtruediv__, __itruediv__ = _as(_divided), _back(_divided), _within(_divided)
    __pow__, __floordiv__, __mod__ = _as(operator.pow), _as(operator.floordiv), _as(operator.mod)
    __lshift__, __ilshift__ = _as(operator.lshift), _within(operator.lshift)
    __and__, __rand__, __iand__ = _as(operator.and_), _as(operator.and_), _within(operator.and_)
    __or__, __ror__, __ior__ = _as(operator.or_), _as(operator.or_), _within(operator.or_)
    __eq__, __ne__ = _as(operator.eq), _as(operator.ne)
    __lt__, __le__, __gt__, __ge__ = _as(operator.lt), _as(operator.le), _as(operator.gt), _as(operator.ge)
    __hash__ = None  # type: ignore[assignment]

    def __neg__(self) -> ndarray:
        return ndarray(self.shape, [-value for value in self.flat], self.dtype)

    def __abs__(self) -> ndarray:
        return ndarray(self.shape, list(map(abs, self.flat)), self.dtype)

    def __invert__(self) -> ndarray:
        work = operator.not_ if self.dtype is bool else operator.invert
        return ndarray(self.shape, list(map(work, self.flat)), self.dtype)

    def __matmul__(self, other: ndarray) -> Any:
        rows = [self] if self.ndim == 1 else list(self)
        products = [sum(map(operator.mul, row.flat, other.flat)) for row in rows]
        return products[0] if self.ndim == 1 else ndarray((len(products),), products)

    # One number of many

    def reduced(self, work: Callable[[list[Any]], Any], axis: int | None) -> Any:
        """Return what `work` makes of all numbers, or of those along one axis."""
        if axis is None:
            return work(self.flat)
        axis %= self.ndim
        inner, length = prod(self.shape[axis + 1 :]), self.shape[axis]
        starts = (outer * length * inner + at for outer in range(prod(self.shape[:axis])) for at in range(inner))  # fmt: skip
        flat = [work(self.flat[start : start + length * inner : inner]) for start in starts]
        return ndarray((*self.shape[:axis], *self.shape[axis + 1 :]), flat)

    def sum(self, axis: int | None = None) -> Any:
        return self.reduced(_sum, axis)

    def mean(self, axis: int | None = None) -> Any:
        return self.reduced(_mean, axis)

    def std(self, axis: int | None = None) -> Any:
        return self.reduced(_deviation, axis)

    def min(self, axis: int | None = None) -> Any:
        return self.reduced(lambda values: nan if any(map(isnan, values)) else min(values), axis)

    def max(self, axis: int | None = None) -> Any:
        return self.reduced(lambda values: nan if any(map(isnan, values)) else max(values), axis)

    def any(self, axis: int | None = None) -> Any:
        return self.reduced(any, axis)

    def all(self, axis: int | None = None) -> Any:
        return self.reduced(all, axis)

    def sort(self) -> None:
        self.flat.sort()


def _chosen(key: ndarray) -> list[int]:
    return [place for place, chosen in enumerate(key.flat) if chosen] if key.dtype is bool else key.flat


def _strides(shape: Shape) -> list[int]:
    return list(accumulate(shape[:0:-1], operator.mul, initial=1))[::-1] if shape else []


def _together(*shapes: Shape) -> Shape:
    """Return the shape that several shapes are stretched to."""
    most = max(map(len, shapes))
    padded = [(*(1,) * (most - len(shape)), *shape) for shape in shapes]
    lengths = [{length for length in axis if length != 1} or {1} for axis in zip(*padded, strict=True)]
    if any(len(length) > 1 for length in lengths):
        raise ValueError(f"operands could not be broadcast together with shapes {shapes}")
    return tuple(length.pop() for length in lengths)


def _stretched(array: ndarray, shape: Shape) -> list[Any]:
    """Return the numbers of an array, repeated along the axes in which it has one."""
    if array.shape == shape:
        return array.flat
    own = (*(1,) * (len(shape) - array.ndim), *array.shape)
    strides = [0 if length == 1 else stride for length, stride in zip(own, _strides(own), strict=True)]
    places = [0]
    for length, stride in zip(shape, strides, strict=True):
        steps = range(length)
        places = [place + step * stride for place in places for step in steps]
    return [array.flat[place] for place in places]


def _sum(values: list[Any]) -> Any:
    # The built-in sum compensates what is lost between floats; NumPy does not.
    total: Any = 0
    for value in values:
        total += value
    return total


def _mean(values: list[Any]) -> float:
    return _sum(values) / len(values) if values else nan


def _deviation(values: list[Any]) -> float:
    middle = _mean(values)
    return sqrt(_mean([(value - middle) * (value - middle) for value in values]))
