"""JSON of any depth: replies nested ten thousand deep are rare and real."""

from __future__ import annotations

import json
import re
from typing import Any

TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+)', re.DOTALL)


def load_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return json.loads(text)
    except RecursionError:
        return _unnested(text)


def _unnested(text: str) -> Any:
    """Return the same with a stack in place of recursion; of a repeated key the last value counts, as ever."""
    top: list[Any] = []
    stack: list[Any] = [top]
    keys: list[str | None] = [None]
    for match in TOKEN.finditer(text):
        token = match[1]
        holder = stack[-1]
        if token in {",", ":"}:
            continue
        if token in {"]", "}"}:
            if len(stack) == 1:
                raise ValueError("not JSON: a bracket too many")
            stack.pop()
            keys.pop()
        elif token in {"[", "{"}:
            value: Any = [] if token == "[" else {}  # noqa: S105 (a bracket)
            _put(holder, keys, value)
            stack.append(value)
            keys.append(None)
        elif isinstance(holder, dict) and keys[-1] is None:
            keys[-1] = str(json.loads(token))
        else:
            _put(holder, keys, json.loads(token))
    if len(stack) != 1 or len(top) != 1:
        raise ValueError("not JSON: it ends too early")
    return top[0]


def _put(holder: Any, keys: list[str | None], value: Any) -> None:
    if isinstance(holder, list):
        holder.append(value)
        return
    if keys[-1] is None:
        raise ValueError("not JSON: a value without a key")
    holder[keys[-1]] = value
    keys[-1] = None
