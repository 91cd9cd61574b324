"""`argmap check`: forms, selection, settings, fixes, exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main

DATA = Path(__file__).parent.parent.parent / "data" / "math-in-ml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "set")
    return tmp_path / "set"


def spoil(folder: Path, old: str = "without mathematical understanding.", new: str = "") -> None:
    path = folder / "map.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new or old.rstrip("."), 1), "utf-8")


def codes(result: Result) -> list[str]:
    return [found["code"] for found in json.loads(result.stdout)["findings"]]


def test_a_pipe_gets_concise_lines_and_a_warning_does_not_fail(dataset: Path) -> None:
    spoil(dataset)
    result = run(str(dataset))
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "AM310 the claim is not written as a sentence: a full stop is missing [warning] [fixable]\n"
    )
    assert "1 warning" in result.stderr
    assert "--fix can fix 1" in result.stderr


@pytest.mark.parametrize("format", ["full", "concise", "json", "sarif", "github", "junit"])
def test_every_form_names_the_finding_and_strict_fails(format: str, dataset: Path) -> None:
    spoil(dataset)
    result = run(str(dataset), "--format", format, "--strict")
    assert result.exit_code == 1
    assert "AM310" in result.stdout


def test_rules_are_selected_ignored_and_added(dataset: Path) -> None:
    spoil(dataset)
    spoil(dataset, "exact: downplay its importance", "exact: play its importance up")
    assert codes(run(str(dataset), "--format", "json")) == ["AM401", "AM310"]
    assert codes(run(str(dataset), "--format", "json", "--select", "AM4")) == ["AM401"]
    assert codes(run(str(dataset), "--format", "json", "--ignore", "quote-not-found")) == ["AM310"]
    assert codes(run(str(dataset), "--format", "json", "--select", "AM4", "--extend-select", "AM310")) == [
        "AM401",
        "AM310",
    ]


def test_a_selector_that_fits_nothing_is_refused(dataset: Path) -> None:
    result = run(str(dataset), "--select", "qoute-not-found")
    assert result.exit_code == 2
    assert "--select: there is no rule 'qoute-not-found'; did you mean 'quote-not-found'?" in result.stderr


def test_settings_beside_the_map_count_and_a_named_file_replaces_them(dataset: Path, tmp_path: Path) -> None:
    spoil(dataset)
    (dataset / "argmap.toml").write_text('ignore = ["AM310"]\n')
    assert codes(run(str(dataset), "--format", "json")) == []
    (tmp_path / "other.toml").write_text("strict = true\n")
    other = run(str(dataset), "--format", "json", "--settings", str(tmp_path / "other.toml"))
    assert (codes(other), other.exit_code) == (["AM310"], 1)
    assert run(str(dataset), "--settings", str(tmp_path / "other.toml"), "--no-strict").exit_code == 0
    (dataset / "argmap.toml").write_text("ignor = []\n")
    broken = run(str(dataset))
    assert broken.exit_code == 2
    assert "unknown key 'ignor'; did you mean 'ignore'?" in broken.stderr


def test_fix_mends_and_a_second_run_finds_nothing(dataset: Path) -> None:
    sound = (dataset / "map.yaml").read_bytes()
    spoil(dataset)
    result = run(str(dataset), "--fix")
    assert result.exit_code == 0
    assert "1 map checked, 1 fixed, no findings left" in result.stderr
    assert (dataset / "map.yaml").read_bytes() == sound
    assert "fixed" not in run(str(dataset), "--fix").stderr


def test_diff_shows_the_change_makes_none_and_fails(dataset: Path) -> None:
    spoil(dataset)
    spoilt = (dataset / "map.yaml").read_bytes()
    result = run(str(dataset), "--diff")
    assert result.exit_code == 1
    assert (
        "-    text: The notion of shift invariance can be grasped without mathematical understanding\n"
        in result.stdout
    )
    assert (dataset / "map.yaml").read_bytes() == spoilt
    assert run(str(DATA), "--diff").exit_code == 0


def test_fix_and_diff_together_and_standard_input_are_refused(dataset: Path) -> None:
    assert run(str(dataset), "--fix", "--diff").exit_code == 2
    result = CliRunner().invoke(main, ["check", "-", "--fix"], input="format: argmap/1\n")
    assert result.exit_code == 2
    assert "standard input cannot be fixed" in result.stderr


def test_statistics_count_by_code(dataset: Path) -> None:
    spoil(dataset)
    assert run(str(dataset), "--statistics").stdout == "1  AM310 unfinished-sentence [1 fixable]\n"


def test_one_unreadable_map_does_not_hide_the_others(dataset: Path, tmp_path: Path) -> None:
    spoil(dataset)
    result = run(str(tmp_path / "nowhere.yaml"), str(dataset))
    assert result.exit_code == 2
    assert "AM310" in result.stdout
    assert "AM001 no such file" in result.stderr


def test_watch_checks_again_when_a_file_changes(dataset: Path) -> None:
    command = [sys.executable, "-m", "argmap", "check", str(dataset), "--watch", "--format", "concise"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            assert "no findings" in process.stderr.readline()
            time.sleep(0.2)
            spoil(dataset)
            told = [process.stderr.readline() for _ in range(2)]
            assert any("1 warning" in line for line in told), told
        finally:
            process.terminate()
