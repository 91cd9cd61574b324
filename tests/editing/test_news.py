"""What is said after an edit: what is about the changed part, and not what the map lacks while it is built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.editing.news import UNFINISHED, changed_parts
from argmap.lint.run import rules
from tests.editing.sample import MAP, dataset


@pytest.fixture
def m(tmp_path: Path) -> Path:
    return dataset(tmp_path / "trams")


def edit(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["edit", *(str(a) for a in arguments)])


def codes(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [line[:5] for line in result.stderr.splitlines() if line.startswith("AM")]


QUIET = {
    "a claim that is connected to nothing yet (AM203)": (["add", "claim", "{m}", "--text", "A tram is dear.", "--quote", "A tram is dear"], "AM203"),
    "a thesis without a reason yet (AM204)": (["add", "claim", "{m}", "--text", "No tram should be built.", "--quote", "a tram is slow", "--answers", "build"], "AM204"),
    "an issue that nobody answers yet (AM208)": (["add", "issue", "{m}", "--question", "Who pays?"], "AM208"),
    "an example without a relation yet (AM205)": (["add", "example", "{m}", "--name", "Old", "--topic", "tram", "--text", "It ran.", "--reference", "Trams; authors=A; year=1986; url=https://a.example"], "AM205"),
    "an objection that nobody answers yet (AM503)": (["add", "claim", "{m}", "--text", "A tram is dear.", "--quote", "A tram is dear", "--attacks", "tram"], "AM503"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), QUIET.values(), ids=QUIET)
def test_what_is_still_missing_is_left_to_check(arguments: list[str], code: str, m: Path) -> None:
    assert codes(edit(*(str(m) if part == "{m}" else part for part in arguments))) == []
    assert code in {finding.code for finding in argmap.check(m)}


SAID = {
    "a loaded word (AM306)": (["add", "claim", "{m}", "--text", "Obviously a tram is dear.", "--quote", "A tram is dear"], ["AM306"]),
    "nearly the same claim (AM308)": (["add", "claim", "{m}", "--text", "A road costs more than the tram.", "--implicit"], ["AM308"]),
    "an agreement without words (AM412)": (["add", "commitment", "{m}", "--post", "p2", "--claim", "quiet", "--stance", "concedes"], ["AM412"]),
    "an annotator whom the map does not name (AM220)": (["add", "issue", "{m}", "--question", "Who pays?", "--by", "Jo"], ["AM220"]),
    "an issue that asks nothing (AM313)": (["set", "{m}", "build", "question=Build it."], ["AM313"]),
    "an annotator who goes (AM220)": (["set", "{m}", "tram", "by=Kim"], ["AM220"]),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), SAID.values(), ids=SAID)
def test_what_is_wrong_with_the_changed_part_is_said(
    arguments: list[str], expected: list[str], m: Path
) -> None:
    assert codes(edit(*(str(m) if part == "{m}" else part for part in arguments))) == expected


def test_a_change_elsewhere_does_not_repeat_what_is_wrong_with_other_parts(m: Path) -> None:
    edit("add", "claim", m, "--text", "Obviously a tram is dear.", "--quote", "A tram is dear")
    assert codes(edit("set", m, "quiet", "label=Quiet")) == []
    assert codes(edit("remove", m, "quiet", "--cascade")) == []


def test_the_codes_that_are_left_to_check_are_rules_and_none_is_an_error() -> None:
    known = {rule.code: rule for rule in rules()}
    assert set(known) >= UNFINISHED
    assert all(known[code].severity != "error" for code in UNFINISHED)


def test_the_changed_parts_are_named_by_their_places(m: Path) -> None:
    before = argmap.load(m)
    (m / "map.yaml").write_text(
        MAP.replace("text: A tram is quiet.", "text: A tram is silent.").replace("[Eva]", "[Eva, Jo]")
        + "  - {id: r3, kind: attack, premises: [road], target: quiet}\n",
        "utf-8",
    )
    assert [*changed_parts(before, argmap.load(m))] == [("claims", 1), ("relations", 2), ("annotators",)]
