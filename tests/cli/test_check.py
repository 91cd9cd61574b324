"""`argmap check`: forms, selection, settings, fixes, exit codes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

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


def spoil(folder: Path, old: str = "does not require a mathematical understanding.", new: str = "") -> None:
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
    spoil(dataset, "exact: likes to downplay its importance", "exact: likes to play its importance up")
    assert codes(run(str(dataset), "--format", "json")) == ["AM310", "AM401"]
    assert codes(run(str(dataset), "--format", "json", "--select", "AM4")) == ["AM401"]
    assert codes(run(str(dataset), "--format", "json", "--ignore", "quote-not-found")) == ["AM310"]
    assert codes(run(str(dataset), "--format", "json", "--select", "AM4", "--extend-select", "AM310")) == [
        "AM310",
        "AM401",
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
        "-    text: The notion of shift invariance of visual processing does not require a mathematical understanding\n"
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
    assert "AM001 no such file" in result.stdout


# What makes a file unreadable: its bytes (None: no such file), and the place and code of the fault, counted by hand.
UNREADABLE = {
    "missing": (None, "AM001", None),
    "not UTF-8": (b"format: argmap/1\nid: caf\xe9\n", "AM002", (2, 8)),
    "too large": (b"#" * 2_000, "AM003", None),
    "syntax": (b"format: argmap/1\nid: m\ntitle: a: b\n", "AM004", (3, 9)),
    "empty": (b"", "AM007", (1, 1)),
    "several documents": (b"a: 1\n---\nb: 2\n", "AM008", (2, 1)),
    "too deep": (b"[" * 65, "AM009", (1, 65)),
    "not a mapping": (b"- a\n", "AM010", (1, 1)),
}


def places(format: str, text: str) -> list[tuple[str, int | None]]:
    """Return code and line of every finding, as a program reads them from each form."""
    if format == "json":
        return [(finding["code"], finding["line"]) for finding in json.loads(text)["findings"]]
    if format == "sarif":
        (run_,) = json.loads(text)["runs"]
        assert {rule["id"] for rule in run_["tool"]["driver"]["rules"]} == {
            r["ruleId"] for r in run_["results"]
        }
        assert all(result["level"] == "error" for result in run_["results"])
        spots = [result["locations"][0]["physicalLocation"] for result in run_["results"]]
        lines = [spot.get("region", {}).get("startLine") for spot in spots]
        return list(zip([result["ruleId"] for result in run_["results"]], lines, strict=True))
    if format == "junit":
        failures = ET.fromstring(text.encode()).findall("testsuite/testcase/failure")
        shown = [re.search(r":(\d+):\d+: AM", failure.text or "") for failure in failures]
        return [
            (failure.attrib["type"], int(match[1]) if match else None)
            for failure, match in zip(failures, shown, strict=True)
        ]
    rows = re.findall(r"^::error file=[^,\n]*?(?:,line=(\d+),col=\d+)?,title=(AM\d+)", text, re.MULTILINE)
    return [(code, int(line) if line else None) for line, code in rows]


@pytest.mark.parametrize("extra", [[], ["--fix"]], ids=["check", "fix"])
@pytest.mark.parametrize("format", ["json", "sarif", "junit", "github"])
@pytest.mark.parametrize(("content", "code", "place"), UNREADABLE.values(), ids=UNREADABLE)
def test_every_program_is_given_the_fault_of_an_unreadable_file(
    format: str,
    content: bytes | None,
    code: str,
    place: tuple[int, int] | None,
    extra: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, fine = tmp_path / "bad.yaml", tmp_path / "fine.yaml"
    fine.write_text("format: argmap/1\nid: m\ntitle: M\n")
    if content is not None:
        bad.write_bytes(content)
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    result = run(str(bad), str(fine), "--format", format, *extra)
    assert places(format, result.stdout) == [(code, place[0] if place else None)]
    assert result.exit_code == (1 if code == "AM010" else 2)


def test_a_syntax_error_is_shown_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: argmap/1\nid: m\ntitle: a: b\n")
    shown = run(str(tmp_path / "bad.yaml"), "--format", "full").stdout
    assert "3 | title: a: b\n  |         ^" in shown
    assert "a text that holds ': ' goes in quotes" in shown


@pytest.mark.parametrize(
    ("content", "code"), [("a: @", "AM004"), ("# nothing\n", "AM007"), (None, "AM014")], ids=str
)
def test_a_thread_that_cannot_be_read_is_a_finding_in_every_form(
    content: str | None, code: str, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text("format: argmap/1\nid: m\ntitle: M\nthread: thread.yaml\n")
    if content is not None:
        (tmp_path / "thread.yaml").write_text(content)
    for format in ("json", "sarif", "junit", "github"):
        assert [found for found, _ in places(format, run(str(tmp_path), "--format", format).stdout)] == [code]


def test_a_diff_tells_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.yaml"), "--diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "AM001 no such file" in result.stderr


def test_a_value_that_readers_disagree_on_is_a_warning_that_fix_puts_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    text = "format: argmap/1\nid: m\ntitle: no\nclaims:\n  - {id: a, text: Is it?, implicit: true}\n"
    path.write_text(text)
    codes_found = codes(run(str(path), "--format", "json", "--select", "AM017"))
    assert codes_found == ["AM017", "AM017"]
    assert codes(run(str(path), "--format", "json", "--ignore", "unportable-value", "--select", "AM0")) == []
    assert run(str(path), "--fix", "--select", "AM017").exit_code == 0
    assert path.read_text() == text.replace("title: no", 'title: "no"').replace("Is it?", '"Is it?"')


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


def test_what_some_readings_find_in_their_thread_says_which(tmp_path: Path) -> None:
    """Both readings leave p3 unquoted, and one of them p2."""
    posts = "".join(f"  - {{id: p{n}, text: Word {n}.}}\n" for n in (1, 2, 3))
    head = "format: argmap-thread/1\nid: set\ntitle: T\nsource: {kind: text}\n"
    known = "authorship: unknown\nreply_structure: unknown\n"
    (tmp_path / "thread.yaml").write_text(f"{head}{known}posts:\n{posts}", "utf-8")
    for name, quoted in (("ann", (1,)), ("bo", (1, 2))):
        quotes = ", ".join(f"{{post: p{n}, exact: Word {n}}}" for n in quoted)
        claim = f"claims: [{{id: c1, text: It is so., quotes: [{quotes}]}}]\n"
        text = f"format: argmap/1\nid: set\ntitle: T\nthread: thread.yaml\n{claim}"
        (tmp_path / f"map.{name}.yaml").write_text(text, "utf-8")
    result = run(str(tmp_path), "--select", "AM508", "--format", "json")
    assert [found["message"] for found in json.loads(result.stdout)["findings"]] == [
        "nothing quotes post 'p2' (map.ann.yaml)",
        "nothing quotes post 'p3'",
    ]
