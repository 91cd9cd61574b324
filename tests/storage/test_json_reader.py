"""The strict JSON reader: what it reads, what it refuses, and where it says so."""

from __future__ import annotations

import math
from typing import Any

import pytest

from argmap.errors import UnreadableInput
from argmap.storage.files import Limits
from argmap.storage.read import json_places, read_json


def read(text: str) -> Any:
    data, faults = read_json(text, "f", Limits())
    assert faults == []
    return data


def faults(text: str) -> list[str]:
    """Return `line:column CODE` of every fault, those that stop the reader too."""
    try:
        diagnostics = read_json(text, "f", Limits())[1]
    except UnreadableInput as error:
        diagnostics = [error.diagnostics[0]]
    return [f"{fault.location.line}:{fault.location.column} {fault.code}" for fault in diagnostics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '{"a": [1, 2.5, -3e2, true, false, null]}', {"a": [1, 2.5, -300.0, True, False, None]}, id="all"
        ),
        pytest.param(
            '{"a": "\\u263a \\ud83d\\ude00 \\/ \\t"}', {"a": "☺ 😀 / \t"}, id="escapes and a surrogate pair"
        ),
        pytest.param('{"a": "☺ 😀"}', {"a": "☺ 😀"}, id="raw characters"),
        pytest.param('{"a": "x\u2028y\x7f\x85"}', {"a": "x\u2028y\x7f\x85"}, id="characters that YAML minds"),
        pytest.param('{"a": "\\ud800"}', {"a": "\ud800"}, id="lone surrogate, for the model to refuse"),
        pytest.param('\t{\r\n"a"\n:\t1 }\n', {"a": 1}, id="white space anywhere"),
        pytest.param('{"no": "no", "": ""}', {"no": "no", "": ""}, id="empty key"),
        pytest.param("[]", [], id="list at the top"),
        pytest.param('"x"', "x", id="text at the top"),
    ],
)
def test_sound_json_gives_these_data(text: str, expected: Any) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("digits", ["9" * 5_000, "1e999", "-1e999"], ids=["5000 digits", "1e999", "-1e999"])
def test_a_number_beyond_all_bounds_is_infinite_for_the_model_to_refuse(digits: str) -> None:
    assert math.isinf(read(f'{{"a": {digits}}}')["a"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "1:1 AM007", id="empty"),
        pytest.param(" \n\t", "1:1 AM007", id="blank"),
        pytest.param('{"a": NaN}', "1:7 AM004", id="NaN"),
        pytest.param('{"NaN": "NaN",\n\t"a": [1, NaN]}', "2:11 AM004", id="NaN after words that say NaN"),
        pytest.param('{"a": Infinity}', "1:7 AM004", id="Infinity"),
        pytest.param('{"a": "-Infinity",\n "b": -Infinity}', "2:7 AM004", id="minus Infinity"),
        pytest.param('{"a": NaNny}', "1:7 AM004", id="what begins with NaN"),
        pytest.param('{"a": 1,}', "1:9 AM004", id="comma too many"),
        pytest.param("{'a': 1}", "1:2 AM004", id="single quotes"),
        pytest.param('{"a": 1} // x', "1:10 AM004", id="comment"),
        pytest.param('{"a": 1}\n{"b": 2}', "2:1 AM004", id="two documents"),
        pytest.param('{"a": 01}', "1:8 AM004", id="leading zero"),
        pytest.param('{"é\\n":\t"\\u00e9",\n\t"😀": x}', "2:7 AM004", id="after escapes, tabs and an emoji"),
        pytest.param('{"a": "x\ny"}', "1:9 AM004", id="line feed in a text"),
        pytest.param('{"a": "\x1b"}', "1:8 AM004", id="control character"),
        pytest.param('{"a": "\\x41"}', "1:8 AM004", id="unknown escape"),
        pytest.param('{"a": "x', "1:7 AM004", id="open quote"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, expected: str) -> None:
    assert faults(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{"a": 1, "a": 2}', ["1:10 AM005"], id="repeated"),
        pytest.param(
            '{"a": 1,\n\t"b": 2,\n\t"b": 3, "a": 4}', ["3:2 AM005", "3:10 AM005"], id="two keys, after tabs"
        ),
        pytest.param('{"é": 1, "\\u00e9": 2}', ["1:10 AM005"], id="escaped and raw"),
        pytest.param('{"\\ud83d\\ude00": 1, "😀": 2}', ["1:21 AM005"], id="surrogate pair and raw"),
        pytest.param(
            '{"\\ud83d\\ude00": 1, "\\ud83d\\ude01": 2, "b": 3, "b": 4}', ["1:48 AM005"], id="two emoji"
        ),
        pytest.param('{"a"\n:1,\n"a"\n:2}', ["3:1 AM005"], id="colon on the next line"),
        pytest.param(
            '{"x": "\u2028\\"{", "a": 1,\n"a": 2}', ["2:1 AM005"], id="after a line separator and a brace"
        ),
        pytest.param(f'{{"{"k" * 2_000}": 1,\n"a": 1, "a": 2}}', ["2:9 AM005"], id="after a very long key"),
        pytest.param('{"a": {"b": 1}, "c": {"b": 1}}', [], id="in different objects"),
    ],
)
def test_a_repeated_key_is_reported_where_it_is_repeated(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def nested(shape: str, levels: int) -> str:
    opening, closing = {"lists": ("[", "]"), "objects": ('{"a":', "}"), "open lists": ("[", "")}[shape]
    return opening * levels + ("1" if shape == "objects" else "") + closing * levels


@pytest.mark.parametrize(
    ("shape", "levels", "expected"),
    [
        pytest.param("lists", 64, [], id="64 lists"),
        pytest.param("lists", 65, ["1:65 AM009"], id="65 lists"),
        pytest.param("lists", 100_000, ["1:65 AM009"], id="100,000 lists"),
        pytest.param("open lists", 100_000, ["1:65 AM009"], id="100,000 lists, never closed"),
        pytest.param("objects", 64, [], id="64 objects"),
        pytest.param("objects", 65, ["1:321 AM009"], id="65 objects"),  # 64 times five characters, and one
        pytest.param("objects", 100_000, ["1:321 AM009"], id="100,000 objects"),
    ],
)
def test_the_65th_level_is_refused(shape: str, levels: int, expected: list[str]) -> None:
    assert faults(nested(shape, levels)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f:1:1: AM007 the file is empty"),
        ('{"a": NaN}', "f:1:7: AM004 NaN is not a JSON number"),
        ('{"a": }', "f:1:7: AM004 not JSON: expecting value"),
    ],
)
def test_a_message_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_json(text, "f", Limits())
    assert str(caught.value) == message


def test_a_list_cannot_be_a_key_in_json_either() -> None:
    assert faults("{[1]: 2}") == ["1:2 AM004"]


def test_places_are_those_of_the_first_character_of_each_value() -> None:
    place = json_places('{\n\t"a": ["x",\n  {"b": -1.5}]}', "f", Limits())
    assert place is not None
    assert isinstance(place.inside, dict)
    key, value = place.inside["a"]
    assert ((key.line, key.column), (value.line, value.column)) == ((1, 1), (1, 6))
    assert isinstance(value.inside, list)
    assert [(item.line, item.column) for item in value.inside] == [(1, 7), (2, 2)]
