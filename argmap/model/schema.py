"""JSON Schemas of the two file formats, made from the models so that editors complete and explain."""

from __future__ import annotations

import json
from typing import Any

from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def map_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of map.yaml.

    It differs from the model in one place: a file may name its thread by a path.
    """
    schema = _described(ArgumentMap.model_json_schema(mode="validation"), "Argument map")
    thread = schema["properties"]["thread"]
    path = {"type": "string", "description": "Path of the thread file, beside the map."}
    thread["anyOf"].insert(0, path)
    return schema


def thread_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of thread.yaml."""
    return _described(Thread.model_json_schema(mode="validation"), "Discussion thread")


def schema_files() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    made = {"map.schema.json": map_schema(), "thread.schema.json": thread_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in made.items()}


def _described(schema: dict[str, Any], title: str) -> dict[str, Any]:
    for definition in (schema, *schema["$defs"].values()):
        # The rest of a class's docstring is about its use in Python, and its sources.
        definition["description"] = definition["description"].partition("\n\n")[0].replace("\n", " ")
    described = {"$schema": DIALECT, **schema, "title": title}
    # `format` has a default in Python; a file must state which format it is.
    described["required"] = sorted({"format", *described.get("required", ())})
    return described
