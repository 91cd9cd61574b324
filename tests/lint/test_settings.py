"""Settings: which rules run where, and what is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from argmap.diagnostics import Severity
from argmap.lint.catalogue import fault_names, rules
from argmap.lint.selection import BadSettings
from argmap.lint.settings import Settings, read_settings, settings_in, settings_places


def read(folder: Path) -> Settings:
    return read_settings(folder, rules(), fault_names())


@pytest.mark.parametrize(
    ("settings", "code", "name", "runs"),
    [
        (Settings(), "AM301", "question-as-claim", True),
        (Settings(select=("AM3",)), "AM301", "question-as-claim", True),
        (Settings(select=("AM3",)), "AM401", "quote-not-found", False),
        (Settings(select=("question-as-claim",)), "AM301", "question-as-claim", True),
        (Settings(ignore=("AM3",)), "AM301", "question-as-claim", False),
        (Settings(ignore=("AM3",), extend_select=("AM301",)), "AM301", "question-as-claim", True),
        (Settings(select=("AM4",), extend_select=("AM3",)), "AM301", "question-as-claim", True),
        (Settings(select=("AM301",), ignore=("AM301",)), "AM301", "question-as-claim", False),
        (Settings(select=("ALL",), ignore=("AM30",)), "AM310", "unfinished-sentence", True),
    ],
)
def test_the_closest_selector_decides(settings: Settings, code: str, name: str, runs: bool) -> None:
    assert settings.selects(code, name) is runs


def test_the_nearest_file_counts_and_argmap_toml_before_pyproject(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM1"]\n')
    assert read(inner).select == ("AM1",)
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.other]\nselect = ["AM2"]\n')
    assert read(inner).select == ("AM1",)
    (inner / "pyproject.toml").write_text('[tool.argmap]\nselect = ["AM3"]\n')
    (inner / "argmap.toml").write_text('select = ["AM4"]\n')
    assert read(inner).select == ("AM4",)


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(
        """
strict = true
ignore = ["AM312"]
[per-file-ignores]
"old/*" = ["AM5"]
[rules.long-label]
most = 20
severity = "error"
[rules.AM306]
severity = "off"
[rules.quote-not-found]
least = 1
"""
    )
    settings = read(tmp_path)
    assert settings.strict
    assert settings.severity("AM309", Severity.WARNING) is Severity.ERROR
    assert settings.options["AM309"] == {"most": 20}
    assert settings.options["AM401"] == {"least": 1.0}
    assert not settings.selects("AM306", "loaded-word")
    assert not settings.selects("AM501", "contradictory-stance", str(tmp_path / "old" / "map.yaml"))
    assert settings.selects("AM501", "contradictory-stance", str(tmp_path / "new" / "map.yaml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "unknown key 'selct'; did you mean 'select'?"),
        ("select = 'AM1'", "expected a list of codes"),
        ("select = ['AM9']", "there is no rule 'AM9'"),
        ("ignore = ['qoute-not-found']", "did you mean 'quote-not-found'?"),
        ("strict = 1", "expected true or false"),
        ("[rules.AM309]\nmst = 3", "unknown key 'mst'; did you mean 'most'?"),
        ("[rules.AM309]\nmost = 'x'", "expected a whole number"),
        ("[rules.AM309]\nseverity = 'fatal'", "'fatal' is not one of error, warning, advice, off"),
        ("[rules.long-lable]", "did you mean 'long-label'?"),
        ("rules = 3", "expected a table"),
        ("select = [", "not TOML"),
    ],
)
def test_what_cannot_be_set_is_refused_with_help(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").write_text(text)
    with pytest.raises(BadSettings, match=r"argmap\.toml") as refused:
        read(tmp_path)
    assert message in str(refused.value)


def test_a_file_that_is_named_must_have_settings(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="no settings here"):
        settings_in(tmp_path / "none.toml", rules(), fault_names())
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    with pytest.raises(BadSettings, match="no settings here"):
        settings_in(tmp_path / "pyproject.toml", rules(), fault_names())


def places(near: Path) -> set[Path]:
    return {path.parent for path in settings_places(near)}


@pytest.mark.parametrize("top", [".git", ".hg"])
def test_settings_above_the_top_of_a_repository_do_not_count(tmp_path: Path, top: str) -> None:
    dataset = tmp_path / "project" / "data" / "tabs"
    dataset.mkdir(parents=True)
    (tmp_path / "argmap.toml").write_text('select = ["AM1"]\n')
    assert read(dataset).select == ("AM1",)
    (tmp_path / "project" / top).mkdir()
    assert read(dataset).select == ("ALL",)
    (tmp_path / "project" / "argmap.toml").write_text('select = ["AM2"]\n')
    assert read(dataset).select == ("AM2",)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_what_a_stranger_puts_into_a_folder_for_all_decides_nothing(tmp_path: Path) -> None:
    everybody, dataset = tmp_path / "everybody", tmp_path / "everybody" / "mine" / "tabs"
    dataset.mkdir(parents=True)
    everybody.chmod(0o1777)
    assert places(dataset) == {dataset, dataset.parent}
    everybody.chmod(0o777)  # as file systems of Windows are shown in Linux: nobody said that all may write
    assert everybody in places(dataset)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_settings_in_a_folder_of_another_user_do_not_count(tmp_path: Path) -> None:
    theirs, dataset = tmp_path / "theirs", tmp_path / "theirs" / "tabs"
    dataset.mkdir(parents=True)
    os.chown(theirs, 12_345, 12_345)
    assert places(dataset) == {dataset}
    os.chown(dataset, 12_345, 12_345)
    assert places(dataset) > {dataset, theirs}
