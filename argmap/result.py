"""What all results of an analysis share: they are frozen, and they turn into plain data in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import lru_cache
from typing import Any

DIGITS = 9
"""Decimals of numbers in plain data: processors differ in the last ones, files should not."""


class Result:
    """Base of the frozen dataclasses that analyses return."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the result as dicts, lists, strings, numbers and None, ready for JSON."""
        kind: Any = type(self)  # a class is hashable, whatever its instances are
        return {name: plain(getattr(self, name)) for name in _names(kind)}


def plain(value: Any) -> Any:
    """Return a value of a result as dicts, lists, strings, numbers and None, ready for JSON."""
    if value is None or type(value) is str:
        return value  # most values of large results are ids
    if isinstance(value, tuple | list):
        return [item if type(item) is str else plain(item) for item in value]
    if isinstance(value, Result):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    return _scalar(value)


class Named:
    """Base of what plain data hold by its name."""

    __slots__ = ()

    name: str


def _scalar(value: Any) -> Any:
    if isinstance(value, Named):
        return value.name
    if isinstance(value, Enum):
        return value._value_  # the same as `value`, without a look for a property of that name
    return round(value, DIGITS) if isinstance(value, float) else value


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
