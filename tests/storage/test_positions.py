"""Every value of a document is found where it stands in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.location import Path
from argmap.model import ArgumentMap
from argmap.storage.files import Limits
from argmap.storage.positions import SourceMap
from argmap.storage.read import Parsed, parse
from argmap.storage.writer import plain_data
from tests.strategies import maps

TEXT = """\
title: M
claims:
- id: c1
  quotes: [{post: p1}]
"""


def parsed(text: str, *, as_json: bool = False) -> Parsed:
    return parse(text, "f", Limits(), as_json=as_json)


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        pytest.param((), False, "f:1:1", id="top"),
        pytest.param(("title",), False, "f:1:8", id="value"),
        pytest.param(("title",), True, "f:1:1", id="its key"),
        pytest.param(("claims", 0), False, "f:3:3", id="item"),
        pytest.param(("claims", 0, "quotes", 0, "post"), False, "f:4:19", id="deep value"),
        pytest.param(("claims", 0, "quotes", 0, "post"), True, "f:4:13", id="deep key"),
        pytest.param(("claims", 0, "text"), False, "f:3:3", id="missing key: the mapping"),
        pytest.param(("claims", 7), False, "f:3:1", id="missing item: the list"),
        pytest.param(("claims", "id"), False, "f:3:1", id="a key into a list: the list"),
        pytest.param(("title", "x", 0), False, "f:1:8", id="below a scalar: the scalar"),
        pytest.param((0,), False, "f:1:1", id="an index into a mapping: the mapping"),
    ],
)
def test_a_path_is_located_at_its_value_or_the_nearest_thing_around_it(
    path: Path, key: bool, expected: str
) -> None:
    location = parsed(TEXT).positions.locate(path, key=key)
    assert str(location) == expected
    assert location.path == path


def test_a_mounted_document_has_places_in_its_own_file() -> None:
    inner = SourceMap("inner", parsed("a:\n  b: 1").positions.find_places)
    outer = SourceMap("outer", parsed("thread: inner").positions.find_places, {"thread": inner})
    assert str(outer.locate(("thread", "a", "b"))) == "inner:2:6"
    assert str(outer.locate(("thread",))) == "inner:1:1"
    assert outer.locate(("thread", "a")).path == ("thread", "a")
    assert str(outer.locate(())) == "outer:1:1"


def test_places_are_worked_out_once_and_only_when_asked_for() -> None:
    calls = []
    positions = SourceMap("f", lambda: calls.append(1))
    assert calls == []
    assert str(positions.locate(("a",))) == "f"
    assert str(positions.locate(("b",))) == "f"
    assert calls == [1]


def values(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from values(value, (*path, step))


def text_at(text: str, location: Any) -> str:
    return text.split("\n")[location.line - 1][location.column - 1 :]


@given(maps(), st.sampled_from([None, 1, 4, "\t"]), st.booleans())
def test_every_value_of_a_json_file_is_found_where_it_stands(
    map: ArgumentMap, indent: int | str | None, escaped: bool
) -> None:
    data = plain_data(map)
    text = json.dumps(data, indent=indent, ensure_ascii=escaped)
    positions = parsed(text, as_json=True).positions
    for path, value in values(data):
        start = {dict: "{", list: "["}.get(type(value)) or json.dumps(value, ensure_ascii=escaped)
        assert text_at(text, positions.locate(path)).startswith(start)
        if path and isinstance(path[-1], str):
            assert text_at(text, positions.locate(path, key=True)).startswith(json.dumps(path[-1]))


@given(maps(), st.sampled_from([None, 2]))
def test_json_read_as_yaml_gives_the_same_data_and_places(map: ArgumentMap, indent: int | None) -> None:
    """The other tool is libyaml; YAML 1.2 makes JSON a subset of YAML."""
    text = json.dumps(plain_data(map), indent=indent, ensure_ascii=False)
    as_json, as_yaml = parsed(text, as_json=True), parsed(text)
    assert as_json.data == as_yaml.data
    for path, _ in values(as_json.data):
        assert as_json.positions.locate(path) == as_yaml.positions.locate(path)
