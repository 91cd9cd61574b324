"""What all results of an analysis share: they are frozen, and they turn into plain data in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

DIGITS = 9
"""Decimals of numbers in plain data: processors differ in the last ones, files should not."""


class Result:
    """Base of the frozen dataclasses that analyses return."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the result as dicts, lists, strings, numbers and None, ready for JSON."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, Result):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return _scalar(value)


class Named:
    """Base of what plain data hold by its name."""

    __slots__ = ()

    name: str


def _scalar(value: Any) -> Any:
    if isinstance(value, Named):
        return value.name
    if isinstance(value, Enum):
        return value.value
    return round(value, DIGITS) if isinstance(value, float) else value
