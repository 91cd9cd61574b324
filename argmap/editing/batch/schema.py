"""The JSON Schema of a file of edits, beside those of maps and threads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Union

from pydantic import TypeAdapter

from argmap.editing.batch.records import ADD, SHAPES
from argmap.model import schema

SET = {
    "title": "Set",
    "description": "Sets fields of a part of the map, of the map itself (map), or reply_to of a post; null removes a field.",
    "type": "object",
    "properties": {
        "set": {"type": "string", "description": "What is changed: an id, or the name of what has none."}
    },
    "required": ["set"],
    "minProperties": 2,
    "additionalProperties": True,
}


def edits_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of edits; of JSON lines, each line is one of its items."""
    shapes = (*ADD.values(), *SHAPES.values())
    made = TypeAdapter(list[Union[shapes]]).json_schema()  # type: ignore[valid-type] # noqa: UP007 (made of a tuple)
    made["items"]["anyOf"].append({"$ref": "#/$defs/Set"})
    definitions = {**made["$defs"], "Set": SET}
    for definition in definitions.values():
        # The rest of a class's docstring is about its use in Python, and its sources.
        definition["description"] = definition.get("description", "").partition("\n\n")[0].replace("\n", " ")
    return {
        "$schema": schema.DIALECT,
        "title": "Edits of an argument map",
        "description": "Edits that are made as one, in their order.",
        "type": "array",
        "minItems": 1,
        "items": made["items"],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_files() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    edits = json.dumps(edits_schema(), indent=2, ensure_ascii=False) + "\n"
    return {**schema.schema_files(), "edits.schema.json": edits}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {"map": schema.map_schema, "thread": schema.thread_schema, "edits": edits_schema}
)
"""What makes the schema of each kind of file."""
