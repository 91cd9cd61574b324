"""Commands that are killed before each of their file operations leave all old or all new files: a part of `tools.kills`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.kill_commands import COMMANDS, EARLIER
from tools.kills import prepared, trial

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands that are killed must fork")

EDIT = tuple(words for words in EARLIER if words[:2] == ("edit", "set"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("kills"), EDIT)


@pytest.mark.parametrize("name", ["update", "edit undo", "withhold"])
def test_a_command_that_is_killed_anywhere_leaves_all_old_or_all_new(
    name: str, base: Path, tmp_path: Path
) -> None:
    """Journal, map and thread; three files that go back; two files of a new folder."""
    killed = trial(name, base, tmp_path / "work")
    assert killed.whole.operations > 15
    every = 1 if name == "update" else 3
    points = range(1, killed.whole.operations + 1, every)
    assert [fault for point in points for fault in killed.kill(point)] == []


def test_a_command_that_writes_one_file_after_the_other_is_found_out(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_by_one(contents: Mapping[Path, bytes], *_: object, **__: object) -> None:
        for path, content in contents.items():
            path.write_bytes(content)

    monkeypatch.setattr("argmap.editing.journal.write_all", one_by_one)
    killed = trial("update", base, tmp_path / "work")
    found = [fault for point in range(2, 6) for fault in killed.kill(point)]
    assert any("neither old nor new" in fault for fault in found)


def test_every_command_that_writes_is_killed() -> None:
    """Commands of the groups that write; each is in the table, or here with the reason why it is not."""
    assert len(COMMANDS) > 30
    assert {words.words[0] for words in COMMANDS.values()} >= {
        "import", "init", "update", "edit", "draft", "review", "adjudicate", "format", "check", "schema", "render", "build",
        "teach", "export", "convert", "withhold", "fill", "dataset", "corpus",
    }  # fmt: skip
