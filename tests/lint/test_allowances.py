"""Allowances: what a comment covers, and what is said of one that covers nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.lint import check_file
from argmap.lint.allowances import allowances
from argmap.lint.settings import Settings
from argmap.storage import read_map

HEAD = "format: argmap/1\nid: m\ntitle: M\n"
LONELY = "claims:\n  - {id: c1, text: Weights are shared., implicit: true}"


def found(folder: Path, text: str, settings: Settings | None = None) -> list[str]:
    (folder / "map.yaml").write_text(HEAD + text, "utf-8")
    told = check_file(read_map(folder / "map.yaml"), settings or Settings())
    return sorted(f"{finding.location.line}: {finding.code}" for finding in told)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{LONELY}\n", ["5: AM203"]),
        (f"{LONELY}  # argmap: allow AM203 (to be joined)\n", []),
        (f"{LONELY}  # argmap: allow disconnected-claim (to be joined)\n", []),
        (f"{LONELY}  # argmap: allow am203, AM403 (to be joined)\n", ["5: AM015"]),
        ("claims:\n  # argmap: allow AM203 (to be joined)\n  - {id: c1, text: Weights are shared., implicit: true}\n", []),
        ("claims:\n  - id: c1  # argmap: allow AM310 (a word)\n    text: so\n    implicit: true\n", ["5: AM203"]),
        (f"{LONELY}  # argmap: allow AM203\n", ["5: AM016", "5: AM203"]),
        (f"{LONELY}  # argmap: allow AM999 (no such)\n", ["5: AM016", "5: AM203"]),
        (f"{LONELY}  # argmap: alow AM203 (typo)\n", ["5: AM016", "5: AM203"]),
        (f"{LONELY}  # argmap: allow (which)\n", ["5: AM016", "5: AM203"]),
        ("claims:  # argmap: allow AM203 (all)\n  - {id: c1, text: Weights are shared., implicit: true}\n", ["4: AM015", "5: AM203"]),
        ("claims:\n  - {id: c1, text: 'Weights # argmap: allow AM203 (no).', implicit: true}\n", ["5: AM203"]),
    ],
    ids=[
        "none", "code", "name", "one of two unused", "line above", "whole item", "no reason", "unknown", "misspelt",
        "no code", "not a whole list", "inside a text",
    ],
)  # fmt: skip
def test_an_allowance_lets_what_it_covers_stand(text: str, left: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, text) == left


def test_an_allowance_of_a_rule_that_does_not_run_is_not_unused(tmp_path: Path) -> None:
    text = f"{LONELY}  # argmap: allow AM203 (to be joined)\n"
    assert found(tmp_path, text, Settings(select=("AM4",))) == []


def test_findings_about_allowances_can_be_left_out(tmp_path: Path) -> None:
    text = f"{LONELY}  # argmap: allow AM310 (a word)\n"
    assert found(tmp_path, text, Settings(ignore=("AM015",))) == ["5: AM203"]


def test_json_and_unreadable_texts_have_none() -> None:
    assert allowances('{"a": "# argmap: allow AM1 (x)"}') == ()
    assert allowances("a: [  # argmap: allow AM1 (x)") != ()


def test_an_allowance_covers_the_item_that_begins_on_its_line() -> None:
    text = "claims:\n  - id: a  # argmap: allow X (y)\n    text: |\n      long\n      text\n  - id: b\n"
    (only,) = allowances(text)
    assert (only.first, only.last) == (2, 5)


@pytest.mark.parametrize(
    "line",
    [
        "# argmap: allow" + " " * 100_000 + "x(",
        "# argmap: allow AM301 (" + " " * 100_000 + "x",
        "# argmap: " * 10_000 + "(",
        "#" * 100_000 + " argmap: allow (",
    ],
    ids=["blanks", "an open reason", "many begun", "signs"],
)
def test_a_comment_of_any_length_is_read_in_one_walk(line: str) -> None:
    """Hangs where the time grows with a power of the length."""
    assert allowances(f"id: m  {line}\n") == ()


def test_a_comment_behind_others_counts() -> None:
    [allowed] = allowances("id: m  # see #3 # argmap: allow AM301, AM302 (a (good) reason)\n")[:1]
    assert (allowed.code, allowed.reason) == ("AM301", "a (good) reason")


def test_a_map_is_not_parsed_again_for_its_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(
        "format: argmap/1\nid: m\ntitle: T  # argmap: allow AM301 (the reason)\n", encoding="utf-8"
    )
    loaded = read_map(path)

    def parse(*_: object, **__: object) -> None:
        raise AssertionError("the file was parsed a second time")

    monkeypatch.setattr("argmap.lint.allowances.parse", parse)
    assert [finding.code for finding in check_file(loaded, Settings())] == ["AM015"]
