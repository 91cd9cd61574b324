"""JSON of other programs, which holds anything: one clear error, or values read as what is wanted, or as nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.protocol import MapFile

Object = Mapping[str, Any]


def fault(error: json.JSONDecodeError) -> str:
    """Return what is wrong with a JSON text: some messages of Python end in the words behind which it puts the place."""
    return error.msg.removesuffix(" at").removesuffix(" starting")


def data_in(map: MapBuilder) -> Any:
    """Return the JSON in the file that a map is made of; None if it is none, which the map is told with its place."""
    text = map.file.text.removeprefix("\ufeff")
    data = loaded(text)
    if data is not None:
        return data
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        map.error(f"this is no JSON: {fault(error)}", error.lineno, error.colno)
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


@lru_cache(maxsize=1)
def loaded(text: str) -> Any:
    """Return the value that a text is, which nobody may change; None if it is no JSON.

    Every format looks at the same file, and then one reads it, so the last one is kept.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def recognisable(file: MapFile, *, begins: str = "{") -> Any:
    """Return the JSON that a text is, for those who only ask which format it has; None if it is none."""
    if not file.text[:1_000].lstrip("\ufeff \t\r\n").startswith(begins):
        return None
    return loaded(file.text.removeprefix("\ufeff"))


def indented(value: Any, margin: str = "\n") -> str:
    """Return plain data as `json.dumps(value, indent=2, ensure_ascii=False)` writes them, in a third of the time.

    The standard library has no fast way to indent: its encoder in C takes no margin.

    Example:
        >>> print(indented({"a": [1, "ä"], "b": {}}))
        {
          "a": [
            1,
            "ä"
          ],
          "b": {}
        }
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        lines = [f"{encode_basestring(name)}: {indented(each, inner)}" for name, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([indented(each, inner) for each in value])}{margin}]"
    return json.dumps(value, ensure_ascii=False)


def object_of(value: Any) -> dict[str, Any]:
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


def rows(data: dict[str, Any], name: str, map: MapBuilder) -> list[dict[str, Any]]:
    """Return the objects of a list; what is no object is left out with a remark."""
    items = data.get(name)
    if not isinstance(items, list):
        if items:
            map.left_out(f"{name} is no list, and was left out")
        return []
    made = [row for row in items if isinstance(row, dict)]
    if len(made) < len(items):
        map.left_out(f"items of {name} that are no objects, and were left out: {len(items) - len(made)}")
    return made
