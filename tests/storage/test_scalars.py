"""Plain scalars are read by the core schema of YAML 1.2.2 and by nothing else."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from argmap.storage.files import Limits
from argmap.storage.read import read_yaml
from argmap.storage.scalars import plain_scalar

# YAML 1.2.2, section 10.3.2: every form in the table of tag resolution, with its limits tried by hand.
CORE = [
    *[(text, None) for text in ("null", "Null", "NULL", "~", "")],
    *[(text, True) for text in ("true", "True", "TRUE")],
    *[(text, False) for text in ("false", "False", "FALSE")],
    ("0", 0),
    ("-19", -19),
    ("+12", 12),
    ("017", 17),  # octal in YAML 1.1
    ("0o17", 15),
    ("0x3A", 58),
    ("0xff", 255),
    ("0.", 0.0),
    ("-0.0", 0.0),
    (".5", 0.5),
    ("+.5", 0.5),
    ("1e3", 1000.0),
    ("12e03", 12000.0),
    ("-2E+05", -200000.0),
    (".5e-1", 0.05),
    (".inf", math.inf),
    ("-.Inf", -math.inf),
    ("+.INF", math.inf),
]

TEXT = [
    # what YAML 1.1 took for something else
    *["no", "No", "NO", "yes", "Yes", "on", "off", "y", "n", "Y", "N"],
    *["2026-11-22", "2026-11-22T09:30:00Z", "12:30:45", "1_000", "0b101", "=", "<<", "190:20:30"],
    # what comes near to a form of the table
    *["nULL", "tRUE", "NaN", "nan", "inf", "Infinity", ".Nan", "+.nan", "-~"],
    *[
        ".",
        "+",
        "-",
        "--1",
        "1e",
        "e3",
        "1.2.3",
        "0o8",
        "0O7",
        "-0o7",
        "0xG",
        "0X1F",
        "+0x1F",
        "0x",
        "1 0",
        "١",
    ],
    *["null ", "None", "tru", "falsey", "1,000", "50%", "10€"],
]


@pytest.mark.parametrize(("text", "value"), CORE)
def test_the_core_schema_gives_this_value(text: str, value: Any) -> None:
    read = plain_scalar(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number_is_a_number_to_yaml(text: str) -> None:
    read = plain_scalar(text)
    assert isinstance(read, float)
    assert math.isnan(read)


@pytest.mark.parametrize("text", TEXT)
def test_everything_else_is_text(text: str) -> None:
    assert plain_scalar(text) == text


@pytest.mark.parametrize("digits", ["9" * 401, "-" + "9" * 401], ids=["positive", "negative"])
def test_a_number_of_absurd_length_is_infinite_and_not_a_long_sum(digits: str) -> None:
    read = plain_scalar(digits)
    assert isinstance(read, float)
    assert math.isinf(read)


def test_a_whole_number_of_400_digits_is_exact() -> None:
    assert plain_scalar("9" * 400) == 10**400 - 1


def test_the_example_of_the_specification_reads_as_the_specification_says() -> None:
    """YAML 1.2.2, example 10.9, core tag resolution."""
    text = """\
A null: null
Booleans: [ true, True, false, FALSE ]
Integers: [ 0, 0o7, 0x3A, -19 ]
Floats: [
  0., -0.0, .5, +12e03, -2E+05 ]
Also floats: [
  .inf, -.Inf, +.INF, .NAN ]
"""
    built = read_yaml(text, "spec.yaml", Limits())
    data, faults = built.data, built.faults
    expected = """{
        "A null": null,
        "Booleans": [true, true, false, false],
        "Integers": [0, 7, 58, -19],
        "Floats": [0.0, -0.0, 0.5, 12000, -200000],
        "Also floats": [Infinity, -Infinity, Infinity, NaN]
    }"""
    assert faults == []
    assert repr(data) == repr({**json.loads(expected), "Floats": [0.0, -0.0, 0.5, 12000.0, -200000.0]})


@pytest.mark.parametrize("text", ["null", "true", "1", "1e3", "~"])
@pytest.mark.parametrize(
    "written", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"], ids=["single", "double", "|", ">"]
)
def test_a_quoted_or_block_scalar_is_text(text: str, written: str) -> None:
    data = read_yaml(f"key: {written.format(text)}", "test.yaml", Limits()).data
    assert data == {"key": text}


@pytest.mark.parametrize("key", ["null", "true", "1", "1e3", "~", "2026-11-22"])
def test_a_key_is_always_text(key: str) -> None:
    data = read_yaml(f"{key}: x", "test.yaml", Limits()).data
    assert data == {key: "x"}
