"""`argmap export`: the format is named or seen from the file, and what is left out is said on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main

MAP = "data/math-in-ml"


@pytest.fixture(autouse=True)
def _at_the_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", MAP, *arguments])


def test_a_lossless_format_is_silent_and_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "one.json"
    result = run("-o", str(target))
    assert (result.exit_code, result.stderr) == (0, f"wrote {target}\n")
    assert argmap.load(target) == argmap.load(MAP)
    assert json.loads(run("--to", "argmap-json").stdout)["thread"]["id"] == "math-in-ml"


def test_losses_are_summed_up_or_listed_or_kept_quiet() -> None:
    summed = run("--to", "graphml")
    assert summed.stdout.startswith("<?xml")
    # 34 claims are in the file, of which 6 are implicit and so have no quotes; 4 issues have an outcome with a note.
    assert summed.stderr.startswith(
        "note: graphml leaves out thread, annotators, issues.outcome.note (4), issues.outcome.quotes, claims.quotes (28), "
    )
    listed = run("--to", "graphml", "--losses").stderr
    assert "math-is-very-useful: 2 quotes (claims.quotes)\n" in listed
    assert "math-is-essential: 1 quote (claims.quotes)\n" in listed
    assert "math-in-ml: thread (thread)\n" in listed
    assert run("--to", "graphml", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name the format with --to: aif, aif-jsonld, aif-rdfxml, aif-turtle, argdown, "),
        (("-o", "map.doc"), "cannot tell the format of 'map.doc' from its name; name it with --to"),
        (("--to", "graphm"), "there is no format 'graphm'; did you mean 'graphml'?"),
        (("--to", "dot", "-o", "nowhere/map.dot"), "there is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_exported_is_told(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
