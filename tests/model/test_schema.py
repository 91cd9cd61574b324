"""The JSON Schemas are valid, explain every key, and accept what argmap writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from argmap.drafts.schema import schema_files
from argmap.model import ArgumentMap, Thread
from argmap.model.schema import map_schema, thread_schema
from argmap.storage.files import Limits
from argmap.storage.read import parse
from argmap.storage.writer import map_yaml, plain_data, thread_yaml
from tests.strategies import maps, threads

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = {"map": map_schema(), "thread": thread_schema()}

each_schema = pytest.mark.parametrize("name", SCHEMAS)


def read(text: str) -> Any:
    return parse(text, "test.yaml", Limits(), as_json=False).data


def faults(name: str, data: Any) -> list[str]:
    """Return what an independent validator finds wrong with data."""
    return sorted(error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(data))


@each_schema
def test_a_schema_is_valid_in_its_own_dialect(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property at every level with its path."""
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            yield f"{path}/{key}", value
        for key, value in schema.items():
            yield from properties(value, f"{path}/{key}")


@pytest.mark.parametrize(
    ("path", "property"),
    [
        pytest.param(path, property, id=f"{name}{path}")
        for name in SCHEMAS
        for path, property in properties(SCHEMAS[name])
    ],
)
def test_every_property_at_every_level_has_a_description(path: str, property: dict[str, Any]) -> None:
    assert property["description"].endswith("."), path


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)


@each_schema
def test_every_object_is_closed(name: str) -> None:
    assert [
        schema["title"] for schema in objects(SCHEMAS[name]) if schema["additionalProperties"] is not False
    ] == []


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_the_committed_schemas_are_the_generated_ones(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text("utf-8") == schema_files()[name]


@each_schema
def test_the_bundled_files_validate(name: str) -> None:
    text = (ROOT / "data" / "math-in-ml" / f"{name}.yaml").read_text("utf-8")
    assert faults(name, read(text)) == []


@given(maps())
def test_every_map_validates_with_its_thread_inside_and_beside_it(map: ArgumentMap) -> None:
    assert faults("map", json.loads(json.dumps(plain_data(map)))) == []
    assert faults("map", read(map_yaml(map))) == []


@given(threads())
def test_every_thread_validates(thread: Thread) -> None:
    assert faults("thread", read(thread_yaml(thread))) == []


MAP = {"format": "argmap/1", "id": "m", "title": "M"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"format": "argmap/2"}, "'argmap/1' was expected", id="other format"),
        pytest.param({"clams": []}, "'clams' was unexpected", id="misspelt key"),
        pytest.param({"id": "../../x"}, "does not match", id="id is a path"),
        pytest.param({"claims": [{"id": "c"}]}, "'text' is a required property", id="claim without text"),
        pytest.param(
            {"claims": [{"id": "c", "text": "C.", "base_score": 2}]}, "not valid under any", id="score of 2"
        ),
        pytest.param({"thread": 5}, "not valid under any", id="thread is a number"),
        pytest.param(
            {"relations": [{"id": "r", "kind": "support", "premises": [], "target": "c"}]},
            "should be non-empty",
            id="no premises",
        ),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(change: dict[str, Any], message: str) -> None:
    messages = faults("map", {**MAP, **change})
    assert len(messages) == 1
    assert message in messages[0]


@each_schema
def test_a_file_must_say_which_format_it_is(name: str) -> None:
    assert "'format' is a required property" in faults(name, {})


@pytest.mark.parametrize("thread", ["thread.yaml", None], ids=["path", "none"])
def test_a_map_may_name_its_thread_or_have_none(thread: str | None) -> None:
    assert faults("map", {**MAP, "thread": thread}) == []
