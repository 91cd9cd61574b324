"""What annotators expect of their map: where it is said to be wrong, and how. Places and codes by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from argmap.evaluation.labels import acceptability
from argmap.evaluation.theory import theory
from argmap.lint import check, check_file
from argmap.lint.settings import Settings
from argmap.model import ArgumentMap, Label
from argmap.storage import read_map
from argmap.storage.writer import plain_data
from tests.graph.small import changed, small
from tests.strategies import maps

HEAD = """\
format: argmap/1
id: m
title: M
issues: [{id: i, question: Is it?}]
claims:
  - {id: alpha, text: A is so., implicit: true}
  - {id: beta, text: B is so., implicit: true, answers: i}
relations:
  - {id: r1, kind: attack, premises: [alpha], target: beta}
"""


def faults(folder: Path, text: str, name: str = "map.yaml") -> list[str]:
    path = folder / name
    path.write_text(text, "utf-8")
    found = check_file(read_map(path), Settings(select=("AM6",)))
    return [str(fault).replace(f"{folder}/", "") for fault in found]


# Each row: what is expected, and what is said of it.
CASES = {
    "all as it is": ("expect: {in: [alpha, r1], out: [beta]}", []),
    "a claim that falls": (
        "expect: {in: [beta]}",
        ["map.yaml:10:15: AM601 'beta' is expected to be in and is out; see: argmap why PATH beta"],
    ),
    "a step that holds": (
        "expect:\n  undecided:\n    - r1",
        ["map.yaml:12:7: AM601 'r1' is expected to be undecided and is in; see: argmap why PATH r1"],
    ),
    "several at once": (
        "expect: {in: [beta], out: [alpha]}",
        [
            "map.yaml:10:15: AM601 'beta' is expected to be in and is out; see: argmap why PATH beta",
            "map.yaml:10:28: AM601 'alpha' is expected to be out and is in; see: argmap why PATH alpha",
        ],
    ),
    "a misspelt id": (
        "expect: {in: [alhpa]}",
        ["map.yaml:10:15: AM109 'alhpa' is expected but not in this map; did you mean 'alpha'?"],
    ),
    "an issue": (
        "expect: {out: [i]}",
        ["map.yaml:10:16: AM109 'i' is an issue, and issues have no label; name its theses"],
    ),
    "the same twice": (
        "expect: {in: [alpha, alpha]}",
        ["map.yaml:10:22: AM110 'alpha' is already expected above; remove one of the two"],
    ),
    "two labels": (
        "expect: {in: [alpha], out: [beta, alpha]}",
        ["map.yaml:10:35: AM110 'alpha' is already expected above; remove one of the two"],
    ),
    "nothing": ("expect: {}", []),
    "null": ("expect: null", []),
}


@pytest.mark.parametrize(("expect", "expected"), CASES.values(), ids=CASES)
def test_expectations_are_compared_and_placed(expect: str, expected: list[str], tmp_path: Path) -> None:
    assert faults(tmp_path, f"{HEAD}{expect}\n") == expected


WRONG = {
    "a misspelt label": ("expect: {inn: [alpha]}", "AM011", "'in'"),
    "the long name of a label": ("expect: {undec: [alpha]}", "AM011", "'undecided'"),
    "the name of the field": ("expect: {accepted: [alpha]}", "AM011", "known: in, out, undecided"),
    "the other field": ("expect: {rejected: [alpha]}", "AM011", "known: in, out, undecided"),
    "a list": ("expect: [alpha]", "AM01", "expect"),
    "a text": ("expect: alpha", "AM01", "expect"),
    "a text for a list": ("expect: {in: alpha}", "AM01", "list"),
    "a number for an id": ("expect: {in: [1]}", "AM01", ""),
    "no slug": ("expect: {in: [Alpha Beta]}", "AM01", ""),
}


@pytest.mark.parametrize(("expect", "code", "help"), WRONG.values(), ids=WRONG)
def test_what_is_no_expectation_is_refused_where_it_stands(
    expect: str, code: str, help: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, f"{HEAD}{expect}\n")
    assert fault.startswith("map.yaml:10:")
    assert f" {code}" in fault
    assert help in fault


def test_json_is_placed_too(tmp_path: Path) -> None:
    map = small("r: a attacks b")
    text = json.dumps(plain_data(map) | {"expect": {"in": ["b"]}}, indent=1)
    line = text[: text.index('"in": [')].count("\n") + 2
    assert faults(tmp_path, text, "map.json") == [
        f"map.json:{line}:4: AM601 'b' is expected to be in and is out; see: argmap why PATH b"
    ]


def test_expectations_about_what_is_left_out_are_silent(tmp_path: Path) -> None:
    """A misspelt key in a claim must not be followed by complaints about all that names it."""
    spoilt = HEAD.replace("id: alpha, text:", "id: alpha, txt:")
    found = faults(tmp_path, f"{spoilt}expect: {{in: [alpha, r1], out: [betta]}}\n")
    assert [fault.split()[1] for fault in found] == ["AM012", "AM011", "AM109"]
    assert "'betta'" in found[-1]


def test_a_faulty_map_s_labels_are_not_judged(tmp_path: Path) -> None:
    """Without the relation that is at fault the labels would be others: AM601 waits for a sound map."""
    spoilt = HEAD.replace("kind: attack", "kind: atack")
    assert not [f for f in faults(tmp_path, f"{spoilt}expect: {{in: [beta]}}\n") if "AM601" in f]


def test_faulty_expectations_do_not_hide_other_faults(tmp_path: Path) -> None:
    spoilt = HEAD.replace("target: beta", "target: betta")
    found = faults(tmp_path, f"{spoilt}expect: {{inn: [alpha]}}\n")
    assert sorted(fault.split()[1] for fault in found) == ["AM011", "AM101"]


def test_expectations_survive_writing_under_their_names_in_the_file() -> None:
    map = small("r: a attacks b", expect={"in": ["a"], "out": ["b"], "undecided": []})
    assert map.expect is not None
    assert map.expect.labels() == {"a": Label.IN, "b": Label.OUT}
    assert ArgumentMap.model_validate(plain_data(map)) == map
    assert plain_data(map)["expect"] == {"in": ["a"], "out": ["b"]}


@given(maps())
def test_exactly_what_differs_from_the_labels_is_unmet(map: ArgumentMap) -> None:
    labels = acceptability(theory(map)).labels
    expected = map.expect.labels() if map.expect else {}
    found = [d.message.split("'")[1] for d in check(map) if d.code == "AM601"]
    assert sorted(found) == sorted(name for name, label in expected.items() if labels[name] is not label)


@given(maps())
def test_a_map_that_expects_its_own_labels_meets_them(map: ArgumentMap) -> None:
    labels = acceptability(theory(map)).labels
    expect = {label: sorted(name for name in labels if labels[name] is label) for label in Label}
    assert "AM601" not in {d.code for d in check(changed(map, expect=expect))}
