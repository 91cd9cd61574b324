"""Values in the JSON of other programs, which hold anything: read as what is wanted, or as nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from argmap.formats.building import MapBuilder

Object = Mapping[str, Any]


def parsed(map: MapBuilder, text: str) -> Any:
    """Return the value that a text is, or None with an error at its place."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        map.error(f"is no JSON: {error.msg}", error.lineno, error.colno)
    except (ValueError, RecursionError):
        map.error("is no JSON that can be read: its values are nested too deep or too long", 1)
    return None


@lru_cache(maxsize=1)
def loaded(text: str) -> Any:
    """Return the value that a text is; None if it is no JSON. Every format looks at the same file, so the last one is kept."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def object_of(value: Any) -> Object:
    """Return an object, or an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def items_of(value: Any) -> list[Any]:
    """Return a list, or an empty one in place of anything else."""
    return value if isinstance(value, list) else []


def objects_in(value: Any) -> Iterator[Object]:
    """Yield the objects in a list, or the values of an object that are objects."""
    values = value.values() if isinstance(value, dict) else items_of(value)
    yield from (item for item in values if isinstance(item, dict))


def text_of(value: Any) -> str:
    """Return a text, a number as text, or "" in place of anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def number_of(value: Any) -> int | None:
    """Return a whole number that is not negative, also one that is written as text; None in place of anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:  # noqa: PLR2004
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() and value >= 0 else None
