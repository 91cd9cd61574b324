"""The strict JSON reader: repeated keys and non-finite numbers are faults.

Data come from the standard library's parser. Places, needed only when something is wrong, come from a
second walk over the tokens; so do data that are nested deeper than that parser can go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from argmap.diagnostics import Diagnostic
from argmap.errors import UnreadableInput
from argmap.location import Location
from argmap.storage.builder import HALF_PAIR, Builder
from argmap.storage.files import Limits
from argmap.storage.positions import Place
from argmap.storage.scalars import MOST_DIGITS

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s\[\]{},:"]+')
"""What a JSON text is made of, but for white space, commas and colons."""


def read_json(text: str, file: str, limits: Limits) -> tuple[Any, list[Diagnostic]]:
    """Return the data in `text` and the faults that can be read past.

    Raises:
        UnreadableInput: the text is not JSON, is nested too deeply, or has a key that is no text.
    """
    odd = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal odd
        mapping = dict(items)
        odd = odd or len(mapping) < len(items) or any(map(HALF_PAIR.search, mapping))
        return mapping

    def constant(name: str) -> NoReturn:
        place = next(place for word, place in _tokens(text) if word.startswith(name))
        Builder(file, limits).stop(place, "AM004", f"{name} is not a JSON number")

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        place = Location(file, error.lineno, error.colno)
        if not text.strip():
            raise UnreadableInput(Diagnostic(Location(file, 1, 1), "AM007", "the file is empty")) from error
        message = f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise UnreadableInput(Diagnostic(place, "AM004", message)) from error
    except RecursionError:
        data, odd = None, True  # far too deep: the walk says where
    if odd or _deeper(data, limits.max_depth):
        return data, _walked(text, file, limits).faults
    return data, []


def json_places(text: str, file: str, limits: Limits) -> Place | None:
    """Return where the values of a text that is known to be JSON stand."""
    return _walked(text, file, limits).root


def load_json(text: str) -> Any:
    """Return the value of a JSON text of any depth: replies nested ten thousand deep are rare and real.

    Of a repeated key the last value counts, as in the standard library.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        return json.loads(text)
    except RecursionError:
        return unnested(text)


def unnested(text: str) -> Any:
    """Return the value of a JSON text, read without recursion; commas and colons are taken for granted.

    Raises:
        ValueError: it is not JSON.
    """
    try:
        builder = _walked(text, "<text>", Limits(max_depth=len(text)))
    except (IndexError, UnreadableInput) as error:
        raise ValueError("not JSON: brackets or keys do not fit") from error
    if builder.root is None or builder.is_open or builder.root.start != len(text) - len(text.lstrip()):
        raise ValueError("not JSON: it ends too early, or too late")
    return builder.data


def _walked(text: str, file: str, limits: Limits) -> Builder:
    """Return what a builder makes of the tokens.

    Raises:
        UnreadableInput: the text is nested too deeply, or a list or mapping is a key.
        ValueError: a word is not a JSON value.
        IndexError: it has a closing bracket too many.
    """
    builder = Builder(file, limits)
    for word, place in _tokens(text):
        if word in "{[":
            builder.open(place, is_mapping=word == "{")
        elif word in "}]":
            builder.close(place.end)
        else:
            value = json.loads(word, parse_int=_whole_number)
            builder.scalar(value, place, key=value if isinstance(value, str) else word)
    return builder


def _tokens(text: str) -> Iterator[tuple[str, Place]]:
    line = line_start = seen = 0
    for match in TOKEN.finditer(text):
        breaks = text.count("\n", seen, match.start())
        if breaks:
            line, line_start = line + breaks, text.rindex("\n", seen, match.start()) + 1
        seen = match.start()
        yield match.group(), Place(line, seen - line_start, seen, match.end())


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def _deeper(value: Any, levels: int) -> bool:
    layer = _containers([value])
    for _ in range(levels):
        layer = [inner for outer in layer for inner in _containers(outer)]
    return bool(layer)


def _containers(values: Any) -> list[Any]:
    inside = values.values() if isinstance(values, dict) else values
    return [value for value in inside if isinstance(value, (dict, list))]
