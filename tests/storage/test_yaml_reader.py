"""The strict YAML reader: what it reads, what it refuses, and where it says so."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from argmap.errors import UnreadableInput
from argmap.storage import read as reader
from argmap.storage.files import Limits
from argmap.storage.read import read_yaml


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "pure Python"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fact holds with libyaml and without it."""
    monkeypatch.setattr("argmap.storage.read.Loader", request.param)


def read(text: str) -> Any:
    built = read_yaml(text, "f", Limits())
    data, faults = built.data, built.faults
    assert faults == []
    return data


def faults(text: str) -> list[str]:
    """Return `line:column CODE` of every fault, those that stop the reader too."""
    try:
        diagnostics = read_yaml(text, "f", Limits()).faults
    except UnreadableInput as error:
        diagnostics = [error.diagnostics[0]]
    return [f"{fault.location.line}:{fault.location.column} {fault.code}" for fault in diagnostics]


def message(text: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_yaml(text, "f", Limits())
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{a: 1, b: [x, y]}", {"a": 1, "b": ["x", "y"]}, id="flow"),
        pytest.param("a:\n  - x\n  - {b: }\n", {"a": ["x", {"b": None}]}, id="block and flow"),
        pytest.param("a: >-\n  one\n  two\n", {"a": "one two"}, id="folded"),
        pytest.param("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}, id="literal"),
        pytest.param("a: one\n  two\n", {"a": "one two"}, id="plain, wrapped"),
        pytest.param('a: "\\u263a\\U0001F600\\n"', {"a": "☺😀\n"}, id="escapes"),
        pytest.param("? a\n: b\n", {"a": "b"}, id="explicit key"),
        pytest.param("a: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": 1, "b": "x\ny\n"}, id="Windows line ends"),
        pytest.param("a: 1\rb: 2\r", {"a": 1, "b": 2}, id="old Macintosh line ends"),
        pytest.param("\ufeffa: 1", {"a": 1}, id="byte order mark"),
        pytest.param("%YAML 1.2\n---\na: no\n...\n", {"a": "no"}, id="directive and markers"),
        pytest.param("# comment\na: 1 # comment\n# comment", {"a": 1}, id="comments"),
        pytest.param("a: x#y", {"a": "x#y"}, id="no comment"),
        pytest.param('a: "b\tc"', {"a": "b\tc"}, id="tab inside quotes"),
        pytest.param("<<: {a: 1}\n", {"<<": {"a": 1}}, id="no merge keys"),
        pytest.param("- x", ["x"], id="list at the top"),
        pytest.param("x", "x", id="scalar at the top"),
        pytest.param("---", None, id="empty document"),
        pytest.param("{}", {}, id="empty mapping"),
        pytest.param("'': x", {"": "x"}, id="empty key"),
    ],
)
def test_sound_yaml_gives_these_data(text: str, expected: Any) -> None:
    """Expected values follow YAML 1.2.2."""
    assert read(text) == expected


@pytest.mark.parametrize("text", ["a: b\tc", "a:\tb"], ids=["inside a value", "before a value"])
def test_tabs_may_separate_words_but_for_the_reader_in_pure_python(text: str) -> None:
    """YAML 1.2.2, section 6.1: only indentation is without tabs."""
    pure = reader.Loader is yaml.SafeLoader
    assert faults(text) == ([f"1:{text.index(chr(9)) + 1} AM004"] if pure else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: x\u2028y", {"a": "x\u2028y"}, id="plain"),
        pytest.param('a: "x \u2028 y"', {"a": "x \u2028 y"}, id="quoted: nothing is folded"),
        pytest.param("a: |\n  x\u2029  y\n  z", {"a": "x\u2029  y\nz"}, id="literal"),
        pytest.param("a: x\x85y", {"a": "x\x85y"}, id="next line"),
        pytest.param("a\u2028b: c", {"a\u2028b": "c"}, id="key"),
        pytest.param(
            'a: "\u2028 \\ue000 \\U0000E001 \ue002"', {"a": "\u2028 \ue000 \ue001 \ue002"}, id="private use"
        ),
    ],
)
def test_a_line_separator_is_a_character_like_others(text: str, expected: Any) -> None:
    """YAML 1.2.2, section 5.4: only line feed and carriage return end a line."""
    assert read(text) == expected


def test_a_line_separator_does_not_shift_later_places() -> None:
    assert faults("a: x\u2028y\nb: 1\nb: 2") == ["3:1 AM005"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "1:1 AM007", id="empty"),
        pytest.param(" \n\n", "1:1 AM007", id="blank"),
        pytest.param("# a\n# b\n", "1:1 AM007", id="only comments"),
        pytest.param("a: 1\n---\nb: 2", "2:1 AM008", id="two documents"),
        pytest.param("a: 1\n...\n---\n", "3:1 AM008", id="second document empty"),
        pytest.param("a: [1, 2", "1:9 AM004", id="open bracket"),
        pytest.param("a: [1,\n 2\n", "3:1 AM004", id="open bracket, last line ended"),
        pytest.param("a: b: c", "1:5 AM004", id="two colons"),
        pytest.param("a:\n\tb: 1", "2:1 AM004", id="tab as indentation"),
        pytest.param("a: 1\n b: 2", "2:3 AM004", id="wrong indentation"),
        pytest.param("a: 'x", "1:6 AM004", id="open quote"),
        pytest.param("a: @x", "1:4 AM004", id="reserved sign"),
        pytest.param("[a]: b", "1:1 AM004", id="list as key"),
        pytest.param("a: 1\n? {b: c}\n: d", "2:3 AM004", id="mapping as key"),
        pytest.param("a: \0", "1:4 AM004", id="NUL"),
        pytest.param("é: ü\nô: \x1b[2J", "2:4 AM004", id="escape, after letters of two bytes"),
        pytest.param("a: \x7f", "1:4 AM004", id="delete"),
        pytest.param("a: \x9b", "1:4 AM004", id="C1 control"),
        pytest.param("a: \uffff", "1:4 AM004", id="noncharacter"),
        pytest.param("a: \ud800", "1:4 AM004", id="lone surrogate"),
        pytest.param("%YAML 2.0\n---\na: 1", "1:1 AM004", id="other version"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, expected: str) -> None:
    """Places are counted by hand: where the reader can first know."""
    assert faults(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3", ["3:1 AM005"], id="repeated key"),
        pytest.param("a: 1\na: 1", ["2:1 AM005"], id="repeated with the same value"),
        pytest.param("{a: 1, a: 2, a: 3}", ["1:8 AM005", "1:14 AM005"], id="three times"),
        pytest.param('a: 1\n"a": 2', ["2:1 AM005"], id="quoted and plain"),
        pytest.param('é: 1\n"\\xe9": 2', ["2:1 AM005"], id="escaped and plain"),
        pytest.param("a: {b: 1}\nc: {b: 1}", [], id="in different mappings"),
        pytest.param("a: &x 1\nb: *x", ["1:4 AM006", "2:4 AM006"], id="anchor and alias"),
        pytest.param("a: &x [*x]", ["1:4 AM006", "1:8 AM006"], id="alias to itself"),
        pytest.param("a: &x {b: 1}\n<<: *x", ["1:4 AM006", "2:5 AM006"], id="merge"),
        pytest.param("&x a: 1\n*x : 2", ["1:1 AM006", "2:1 AM006"], id="as keys"),
        pytest.param("a: !!str 1", ["1:4 AM006"], id="tag"),
        pytest.param("a: !!python/object/apply:os.system [ls]", ["1:4 AM006"], id="tag that would run code"),
        pytest.param("!!map {a: 1}", ["1:1 AM006"], id="tag at the top"),
        pytest.param("a: ! 1", ["1:4 AM006"], id="empty tag"),
        pytest.param("a: !<tag:x,2000:y> 1", ["1:4 AM006"], id="verbatim tag"),
    ],
)
def test_what_can_be_read_past_is_reported_each_time(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_an_alias_gives_nothing_in_its_place() -> None:
    data = read_yaml("a: &x [1]\nb: *x\n*x : 2", "f", Limits()).data
    assert data == {"a": [1], "b": None, "*x": 2}


def test_a_billion_laughs_cost_as_many_values_as_are_written() -> None:
    """Expanded, the last line would stand for 10⁹ words."""
    lines = ["a0: &a0 lol"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    built = read_yaml("\n".join(lines), "f", Limits())
    data, diagnostics = built.data, built.faults
    assert data == {"a0": "lol", **{f"a{n}": [None] * 10 for n in range(1, 10)}}
    assert len(diagnostics) == 10 + 90  # every anchor and every alias
    assert {fault.code for fault in diagnostics} == {"AM006"}


# --- depth


def nested(shape: str, levels: int) -> str:
    """Return a text that opens a list or mapping `levels` times."""
    return {
        "flow lists": "[" * levels + "]" * levels,
        "flow lists, never closed": "[" * levels,
        "flow mappings": "{a: " * levels + "x" + "}" * levels,
        "block lists": "- " * levels + "x",
        "both": "- {a: " * (levels // 2) + "x" + "}" * (levels // 2),
    }[shape]


# Column of the 65th opening: each "[" takes one column, each "- " two, each "{a: " four.
TOO_DEEP = {"flow lists": 65, "flow lists, never closed": 65, "flow mappings": 257, "block lists": 129}


@pytest.mark.parametrize("shape", TOO_DEEP)
def test_a_hundred_thousand_levels_are_refused_at_the_65th(shape: str) -> None:
    assert faults(nested(shape, 100_000)) == [f"1:{TOO_DEEP[shape]} AM009"]


def test_block_mappings_are_refused_at_the_65th_level() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(2_000))
    assert faults(text) == ["65:65 AM009"]


@pytest.mark.parametrize("shape", ["flow lists", "flow mappings", "block lists"])
def test_64_levels_are_read(shape: str) -> None:
    assert faults(nested(shape, 64)) == []


# --- messages


def test_a_message_says_what_is_wrong_and_what_to_do() -> None:
    assert message("") == "f:1:1: AM007 the file is empty; it begins with a line such as 'format: argmap/1'"
    assert (
        message("a: 1\n---\nb: 1")
        == "f:2:1: AM008 a second document begins here; keep one document in a file"
    )
    assert message("a: \x07") == "f:1:4: AM004 character U+0007 is not allowed in YAML; remove it"
    assert message("[" * 65) == "f:1:65: AM009 nested deeper than 64 levels; no argmap file needs that"


def test_a_fault_that_is_read_past_says_what_to_do() -> None:
    diagnostics = read_yaml("a: 1\na: &x 2\nb: *x\nc: !!int 3", "f", Limits()).faults
    assert [str(fault) for fault in diagnostics] == [
        "f:2:1: AM005 key 'a' is repeated; keep one of them",
        "f:2:4: AM006 anchor '&x' is not allowed; write the value out where it is used",
        "f:3:4: AM006 alias '*x' is not allowed; write the value out",
        "f:4:4: AM006 tag 'tag:yaml.org,2002:int' is not allowed; quote a value to make it text",
    ]
