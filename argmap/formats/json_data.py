"""JSON of other programs, as readers need it: an object or one clear error, ids as strings, texts or nothing."""

from __future__ import annotations

import json
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.protocol import MapFile


def data_in(map: MapBuilder) -> Any:
    """Return the JSON in the file that a map is made of; None if it is none, which the map is told with its place."""
    try:
        return json.loads(map.file.text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        map.error(f"this is no JSON: {error.msg}", error.lineno, error.colno)
    except RecursionError:
        map.error("its brackets are nested too deep", 1)
    except ValueError as error:
        map.error(f"this is no JSON: {error}", 1)
    return None


def object_in(map: MapBuilder) -> dict[str, Any] | None:
    """Return the JSON object in the file that a map is made of; None if it is none, which the map is told."""
    data = data_in(map)
    if isinstance(data, dict):
        return data
    if not map.failed:
        map.error("a JSON object is expected", 1, 1)
    return None


def parsed(file: MapFile, *, begins: str = "{") -> Any:
    """Return the JSON that a text is, for those who only ask which format it has; None if it is none."""
    if not file.text[:1_000].lstrip("\ufeff \t\r\n").startswith(begins):
        return None
    try:
        return json.loads(file.text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def key(value: object) -> str | None:
    """Return an id as a string, however the file has it: 7, 7.0 and "7" are one id; None if it is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)


def string(value: object) -> str:
    """Return a text, or "" for what is none."""
    return value if isinstance(value, str) else ""


def record(value: object) -> dict[str, Any]:
    """Return an object, or an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def rows(data: dict[str, Any], name: str, map: MapBuilder) -> list[dict[str, Any]]:
    """Return the objects of a list; what is no object is left out with a remark."""
    items = data.get(name)
    if not isinstance(items, list):
        if items:
            map.left_out(f"{name} is no list, and was left out")
        return []
    made = [row for row in items if isinstance(row, dict)]
    if len(made) < len(items):
        map.left_out(f"{len(items) - len(made)} items of {name} are no objects, and were left out")
    return made
