"""The strict JSON reader: repeated keys and non-finite numbers are faults.

Data come from the standard library's parser. Positions, needed only when something is wrong, come from
reading the same text as YAML, of which JSON is all but a subset.
"""

from __future__ import annotations

import json
import re
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.location import Location
from argmap.storage.limits import Limits
from argmap.storage.positions import Place
from argmap.storage.yaml_reader import Unparsable, read_yaml

NOT_YAML = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}|[\x7f-\x9f\ufffe\uffff]")
"""What JSON strings may hold and YAML may not: surrogate escapes and a few raw characters."""


def read_json(text: str, file: str, limits: Limits) -> tuple[Any, list[Diagnostic]]:
    """Return the data in `text` and the faults that can be read past.

    Raises:
        Unparsable: the text is not JSON, or is nested too deeply.
    """
    repeated: list[str] = []
    deepest = Diagnostic(
        Location(file),
        "AM009",
        f"nested deeper than {limits.max_depth} levels",
        help="no argmap file needs that",
    )

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            keys = [key for key, _ in items]
            repeated.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return found

    def constant(name: str) -> Any:
        raise Unparsable(Diagnostic(Location(file), "AM004", f"{name} is not a JSON number"))

    try:
        data = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = Location(file, error.lineno, error.colno)
        if not text.strip():
            raise Unparsable(Diagnostic(Location(file), "AM007", "the file is empty")) from error
        raise Unparsable(
            Diagnostic(place, "AM004", f"not JSON: {error.msg[0].lower()}{error.msg[1:]}")
        ) from error
    except RecursionError as error:
        raise Unparsable(deepest) from error
    except ValueError as error:  # a number of more digits than Python converts
        raise Unparsable(Diagnostic(Location(file), "AM004", f"not JSON: {error}")) from error
    if _deeper(data, limits.max_depth):
        raise Unparsable(deepest)
    faults = _repeated_keys(text, file, limits) if repeated else []
    return data, faults


def json_places(text: str, file: str, limits: Limits) -> Place | None:
    """Return where the values of a JSON text stand, or None when it cannot be read as YAML."""
    found = _as_yaml(text, file, limits)
    return found[1] if found else None


def _repeated_keys(text: str, file: str, limits: Limits) -> list[Diagnostic]:
    found = _as_yaml(text, file, limits)
    return found[2] if found else [Diagnostic(Location(file), "AM005", "a key is repeated")]


def _as_yaml(text: str, file: str, limits: Limits) -> tuple[Any, Place, list[Diagnostic]] | None:
    same_columns = NOT_YAML.sub(lambda match: "x" * len(match.group()), text).replace("\t", " ")
    try:
        return read_yaml(same_columns, file, limits)
    except Unparsable:
        return None


def _deeper(value: Any, levels: int) -> bool:
    layer = [value]
    for _ in range(levels + 1):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return False
    return True
